//! `handfast login`: keep a token for a broker, after asking the broker whether it is good.

use crate::broker_client::{BrokerClient, Token};
use crate::context::Context;
use crate::credentials::Credentials;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::settings::parse_broker_url;
use handfast_contracts::wire::Scope;
use std::io::{BufRead, IsTerminal, Write};
use std::process::{Command, Stdio};

/// Reads the token from stdin, checks it, and stores it.
///
/// # Errors
/// When the broker does not accept the token, or it cannot be stored.
pub(super) async fn run(context: &Context) -> Result<Outcome, Failure> {
    let given = context.given_url().ok_or_else(|| {
        Failure::usage("the broker's address is missing").hint("handfast login --url URL")
    })?;
    let url = parse_broker_url(given, "--url")?;
    let credentials = Credentials::load()?;
    let text = read_token(&format!("Token for {url}: "))?;
    let broker = BrokerClient::new(url.clone(), Some(Token::new(&text)?))?;
    let who = broker.whoami().await?;
    let path = credentials.store(&url, text.trim())?;
    let scopes: Vec<_> = who.scopes.iter().copied().map(Scope::as_str).collect();
    context.output.note(&format!("stored in {}", path.display()));
    context.output.result(&format!("{} at {url}, may {}\n", who.actor, scopes.join(", ")))?;
    Ok(Outcome::Ok)
}

/// One line of stdin. On a terminal it is asked for, and not shown while it is typed.
fn read_token(prompt: &str) -> Result<String, Failure> {
    let stdin = std::io::stdin();
    let _hidden = stdin.is_terminal().then(|| {
        // Nothing can be done about a stderr that cannot be written.
        let _ = write!(std::io::stderr(), "{prompt}");
        HiddenInput::start()
    });
    let mut line = String::new();
    stdin
        .lock()
        .read_line(&mut line)
        .map_err(|error| Failure::user(format!("the token cannot be read: {error}")))?;
    match line.trim() {
        "" => Err(Failure::usage("the token is empty")
            .hint("pipe it in: handfast login --url URL < token-file")),
        _ => Ok(line),
    }
}

/// A terminal that does not show what is typed, until this is dropped. Where `stty` is missing
/// the input is shown.
struct HiddenInput;

impl HiddenInput {
    fn start() -> Self {
        stty("-echo");
        Self
    }
}

impl Drop for HiddenInput {
    fn drop(&mut self) {
        stty("echo");
        let _ = writeln!(std::io::stderr());
    }
}

fn stty(argument: &str) {
    let _ = Command::new("stty").arg(argument).stderr(Stdio::null()).status();
}
