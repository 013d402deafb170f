//! Where a document comes from: a path, stdin, a git revision, an address, or the broker.
//!
//! This module finds bytes and names them; what they mean is [`crate::input`]'s.

use crate::broker_client::http;
use crate::failure::{Failure, root_cause};
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{
    BranchName, ContractName, EnvironmentName, ServiceName, VersionNumber,
};
use std::fmt;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::time::Duration;
use url::Url;

/// How long an address may take to answer with a document.
const FETCH_TIMEOUT: Duration = Duration::from_secs(30);

/// How many redirects are followed to a document.
const MAX_REDIRECTS: usize = 5;

/// Where a document comes from, as it was given on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Path(PathBuf),
    /// What is piped in: `-`.
    Stdin,
    /// A file as a git revision has it: `git:REV:PATH`.
    Git {
        /// The revision.
        revision: String,
        /// The path from the top of the repository, or from here when it begins with `./`.
        path: String,
    },
    /// An address.
    Url(Url),
    /// A contract that the broker holds.
    Broker(Stored),
}

/// A contract that the broker holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The version that has it.
    pub version: StoredVersion,
    /// Which of the version's contracts; without it, the one that there is.
    pub contract: Option<(KindId, ContractName)>,
}

/// How a version of a service is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredVersion {
    /// By its number: `broker:orders@1.4.0`.
    Number(ServiceName, VersionNumber),
    /// As the head of a branch: `@branch:main`.
    Branch(BranchName),
    /// As what is live in an environment: `@environment:production`.
    Environment(EnvironmentName),
    /// As what a new version of the current branch is compared with: `@baseline`.
    Baseline,
}

impl FromStr for Source {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "-" {
            Ok(Self::Stdin)
        } else if let Some(rest) = text.strip_prefix("git:") {
            git_source(rest)
        } else if text.starts_with("http://") || text.starts_with("https://") {
            Url::parse(text).map(Self::Url).map_err(|error| format!("no address: {error}"))
        } else if let Some(rest) = text.strip_prefix("broker:") {
            stored_by_number(rest).map(Self::Broker)
        } else if let Some(rest) = text.strip_prefix('@') {
            stored_by_role(rest).map(Self::Broker)
        } else if text.is_empty() {
            Err("an input must not be empty".to_owned())
        } else {
            Ok(Self::Path(text.into()))
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => write!(f, "{}", path.display()),
            Self::Stdin => write!(f, "-"),
            Self::Git { revision, path } => write!(f, "git:{revision}:{path}"),
            Self::Url(url) => write!(f, "{}", without_password(url)),
            Self::Broker(stored) => match &stored.version {
                StoredVersion::Number(service, version) => write!(f, "{service}@{version}"),
                StoredVersion::Branch(branch) => write!(f, "@branch:{branch}"),
                StoredVersion::Environment(name) => write!(f, "@environment:{name}"),
                StoredVersion::Baseline => write!(f, "@baseline"),
            },
        }
    }
}

fn git_source(rest: &str) -> Result<Source, String> {
    match rest.split_once(':') {
        Some((revision, path)) if !revision.is_empty() && !path.is_empty() => {
            Ok(Source::Git { revision: revision.to_owned(), path: path.to_owned() })
        }
        _ => Err("write git:REVISION:PATH, for example git:main:openapi.yaml".to_owned()),
    }
}

/// `SERVICE@VERSION[/KIND/NAME]`. Names may hold `/` and `@`, so a known kind is looked for, and
/// the service ends at the last `@` before it.
fn stored_by_number(rest: &str) -> Result<Stored, String> {
    let named = KindId::all().find_map(|kind| {
        let (place, name) = rest.split_once(&format!("/{kind}/"))?;
        Some((place, kind, name))
    });
    let (place, contract) = match named {
        Some((place, kind, name)) => {
            let name = ContractName::new(name).map_err(|error| error.to_string())?;
            (place, Some((kind, name)))
        }
        None => (rest, None),
    };
    let (service, version) = place
        .rsplit_once('@')
        .ok_or("write broker:SERVICE@VERSION or broker:SERVICE@VERSION/KIND/NAME")?;
    let service = ServiceName::new(service).map_err(|error| format!("the service: {error}"))?;
    let version = VersionNumber::new(version).map_err(|error| format!("the version: {error}"))?;
    Ok(Stored { version: StoredVersion::Number(service, version), contract })
}

fn stored_by_role(rest: &str) -> Result<Stored, String> {
    let version = match rest.split_once(':') {
        Some(("branch", name)) => BranchName::new(name).map(StoredVersion::Branch),
        Some(("environment", name)) => EnvironmentName::new(name).map(StoredVersion::Environment),
        None if rest == "baseline" => Ok(StoredVersion::Baseline),
        _ => {
            return Err("write @branch:NAME, @environment:NAME or @baseline; for a file, ./@NAME"
                .to_owned());
        }
    };
    let version = version.map_err(|error| error.to_string())?;
    Ok(Stored { version, contract: None })
}

/// Reads a file, never more than `limit` bytes of it.
///
/// # Errors
/// When it cannot be read, or is larger.
pub fn read_path(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let name = path.display();
    let file = std::fs::File::open(path).map_err(|error| {
        let failure = Failure::user(format!("{name} cannot be read: {error}"));
        match error.kind() {
            ErrorKind::NotFound => failure.hint("inputs are paths, -, git:REV:PATH, http(s) addresses, broker:SERVICE@VERSION, @branch:NAME, @environment:NAME or @baseline"),
            _ => failure,
        }
    })?;
    read_limited(file, &name.to_string(), limit)
}

/// Reads stdin, never more than `limit` bytes of it.
///
/// # Errors
/// When it cannot be read, or is longer.
pub fn read_stdin(limit: usize) -> Result<Vec<u8>, Failure> {
    read_limited(std::io::stdin().lock(), "stdin", limit)
}

fn read_limited(reader: impl Read, name: &str, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    reader
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::user(format!("{name} cannot be read: {error}")))?;
    if bytes.len() > limit {
        return Err(Failure::user(format!(
            "{name} has more than {limit} bytes, which is the limit"
        )));
    }
    Ok(bytes)
}

/// Reads a file as a git revision has it.
///
/// The revision and the path come as one argument after `--end-of-options`, so that neither is
/// taken for an option; no shell is involved.
///
/// # Errors
/// When git is missing, or knows no such revision or file.
pub fn read_git(revision: &str, path: &str) -> Result<Vec<u8>, Failure> {
    let object = format!("{revision}:{path}");
    let output = Command::new("git")
        .args(["--no-pager", "show", "--no-textconv", "--no-color", "--end-of-options", &object])
        .output()
        .map_err(|error| Failure::user(format!("git cannot be run: {error}")))?;
    let refused = |why: &str| {
        Failure::user(format!("git:{object} cannot be read: {why}")).hint(format!(
            "`git show {object}` must show the file; a path counts from the repository's top, \
             and from here when it begins with ./"
        ))
    };
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim();
        return Err(refused(said.strip_prefix("fatal: ").unwrap_or(said)));
    }
    if output.stdout.starts_with(format!("tree {object}\n").as_bytes()) {
        return Err(refused("it is a folder"));
    }
    Ok(output.stdout)
}

/// Fetches an address, never more than `limit` bytes from it. No token is sent.
///
/// # Errors
/// When the address does not answer with a document.
pub async fn read_url(url: &Url, limit: usize) -> Result<Vec<u8>, Failure> {
    let unreadable =
        |why: String| Failure::user(format!("{} cannot be read: {why}", without_password(url)));
    let client = http::client()?;
    let mut at = url.clone();
    for _ in 0..=MAX_REDIRECTS {
        let answer = client.get(at.clone()).timeout(FETCH_TIMEOUT).send().await;
        let response = answer.map_err(|error| unreadable(root_cause(&error.without_url())))?;
        if response.status().is_success() {
            return http::body(response, limit).await.map_err(unreadable);
        }
        at = match redirect(&at, &response) {
            Some(next) => next,
            None => return Err(unreadable(format!("it answers with {}", response.status()))),
        };
    }
    Err(unreadable(format!("it redirects more than {MAX_REDIRECTS} times")))
}

fn redirect(from: &Url, response: &reqwest::Response) -> Option<Url> {
    let location = response.headers().get(reqwest::header::LOCATION)?;
    let next = from.join(location.to_str().ok()?).ok()?;
    let allowed = response.status().is_redirection() && matches!(next.scheme(), "http" | "https");
    allowed.then_some(next)
}

/// The address as it may be shown.
fn without_password(url: &Url) -> Url {
    let mut shown = url.clone();
    // Both fail only for addresses that cannot have them.
    let _ = shown.set_password(None);
    let _ = shown.set_username("");
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        match text.parse::<Source>() {
            Ok(source) => format!("{source:?}"),
            Err(why) => why,
        }
    }

    #[test]
    fn every_form_of_input_is_told_apart() {
        let forms = [
            "openapi.yaml",
            "./@odd",
            "-",
            "git:HEAD~1:api/a:b.yaml",
            "https://a.test/x.json",
            "broker:orders@1.4.0",
            "broker:team/orders@a/b@2/openapi/public/v1",
            "@branch:feature/x",
            "@environment:production",
            "@baseline",
        ];
        insta::assert_snapshot!(
            forms.map(|form| format!("{form}\n    {}", parsed(form))).join("\n")
        );
    }

    #[test]
    fn a_form_that_is_nearly_right_is_refused_with_the_right_one() {
        let forms = ["", "git:main", "git::a", "broker:orders", "broker:@1", "@main", "@branch:"];
        insta::assert_snapshot!(
            forms.map(|form| format!("{form}\n    {}", parsed(form))).join("\n")
        );
    }
}
