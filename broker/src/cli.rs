//! The command line: its words and their help, and what runs for each.

use crate::command;
use crate::config::{Options, StartError};
use crate::serve::{self, Mode};
use clap::{Args, Parser, Subcommand};
use handfast_contracts::name::{ActorName, EnvironmentName, ServiceName};
use handfast_contracts::wire::Scope;

/// Stores contracts, what is deployed where, and the evidence, and answers can-i-deploy.
///
/// Without a command it serves. No configuration is needed: it then keeps everything in
/// handfast.db in the working directory and listens on 127.0.0.1:9292.
#[derive(Debug, Parser)]
#[command(name = "handfast-broker", version)]
pub struct Cli {
    /// Fills an empty store with a landscape to look at, and serves two orders services to replay
    /// against; the store is a temporary one where no --database is given
    #[arg(long)]
    demo: bool,
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes, lists and revokes tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Computes anew what is derived from facts, and says whether it was right
    Rebuild,
    /// Prints the OpenAPI document of the broker's API
    Openapi,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Makes a token and prints its secret, which is not shown again
    Create(CreateToken),
    /// Lists tokens, newest first, without their secrets
    List,
    /// Revokes a token for good, and signs out whoever signed in by it
    Revoke {
        /// The token's id, as `token list` shows it
        id: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CreateToken {
    /// The person or pipeline that it belongs to
    #[arg(long)]
    pub(crate) actor: ActorName,
    /// What it may do: read, publish, verify, deploy, approve, admin; can be repeated
    #[arg(long = "scope", required = true, value_delimiter = ',', value_parser = scope)]
    pub(crate) scopes: Vec<Scope>,
    /// The only service that it may change; can be repeated
    #[arg(long = "service", value_name = "SERVICE")]
    pub(crate) services: Vec<ServiceName>,
    /// The only environment that it may change; can be repeated
    #[arg(long = "environment", value_name = "ENVIRONMENT")]
    pub(crate) environments: Vec<EnvironmentName>,
    /// After how many days it stops working, at most 366
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=366))]
    pub(crate) days: u16,
}

fn scope(word: &str) -> Result<Scope, String> {
    Scope::find(word)
        .ok_or_else(|| format!("the scopes are {}", Scope::ALL.map(Scope::as_str).join(", ")))
}

impl Cli {
    /// Does what the arguments ask for.
    ///
    /// # Errors
    /// [`StartError`] with what to do about it.
    pub fn run(self) -> Result<(), StartError> {
        match self.command {
            None if self.demo => {
                serve::run(self.options.or_temporary_database().resolve()?, Mode::Demo)
            }
            None => serve::run(self.options.resolve()?, Mode::Plain),
            Some(Command::Token(command)) => command::token(&self.options.resolve()?, command),
            Some(Command::Rebuild) => command::rebuild(&self.options.resolve()?),
            Some(Command::Openapi) => command::openapi(),
        }
    }
}
