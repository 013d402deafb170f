//! Arguments of the commands that answer a question.

use super::values::{header, kinds, seconds, wait};
use super::{FormatArgs, VersionArgs};
use crate::outcome::Outcome;
use crate::source::Source;
use clap::{Args, ValueEnum};
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{BranchName, EnvironmentName, ServiceName, VersionNumber};
use handfast_contracts::wire::{Selectors, Wait};
use std::time::Duration;

/// How two inputs are read.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// Kind of the contracts; found by content where absent
    #[arg(long, value_parser = kinds())]
    pub kind: Option<KindId>,
    /// Service that @branch, @environment and @baseline are about; handfast.toml may name it
    #[arg(long)]
    pub service: Option<ServiceName>,
}

/// `handfast diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The contract that was
    pub old: Source,
    /// The contract that is
    pub new: Source,
    /// How inputs are read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// Fail when the verdict is one of these; without it, showing is all
    #[arg(long, value_name = "VERDICT", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
    /// The result's formats.
    #[command(flatten)]
    pub formats: FormatArgs,
}

/// When `handfast diff` fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Somebody may break (exit code 1)
    Breaking,
    /// It could not be decided (exit code 3)
    Undecided,
    /// Anything changed (exit code 1)
    Change,
}

/// `handfast check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The contract that was
    pub old: Source,
    /// The contract that is
    pub new: Source,
    /// How inputs are read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// The result's formats.
    #[command(flatten)]
    pub formats: FormatArgs,
}

/// `handfast compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// What the consumer uses: recorded interactions, or a Pact file
    pub consumer: Source,
    /// What the provider offers
    pub provider: Source,
    /// Kind of the consumer's contract; found by content where absent
    #[arg(long, value_parser = kinds())]
    pub consumer_kind: Option<KindId>,
    /// Kind of the provider's contract; found by content where absent
    #[arg(long, value_parser = kinds())]
    pub provider_kind: Option<KindId>,
    /// Service that @branch, @environment and @baseline are about; handfast.toml may name it
    #[arg(long)]
    pub service: Option<ServiceName>,
    /// The result's formats.
    #[command(flatten)]
    pub formats: FormatArgs,
}

/// `handfast explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule's id as a report prints it; without it, all rules are listed
    pub rule: Option<String>,
}

/// `handfast replay`.
#[derive(Debug, Args)]
#[command(after_help = Outcome::help())]
pub struct ReplayArgs {
    /// Address of the running provider
    #[arg(long, value_name = "URL")]
    pub base_url: String,
    /// The provider; handfast.toml may name it
    #[arg(long)]
    pub provider: Option<ServiceName>,
    /// Version of the provider that runs; the commit where absent
    #[arg(long, value_name = "VERSION")]
    pub provider_version: Option<VersionNumber>,
    /// Branch that it is built from; read from the CI system or git where absent
    #[arg(long)]
    pub branch: Option<BranchName>,
    /// Which consumer versions count, of live, main-branch and matching-branch; all where absent
    #[arg(long, value_name = "LIST")]
    pub select: Option<Selectors>,
    /// Replay this file instead of what the broker holds, and publish nothing; may be repeated
    #[arg(long = "contract", value_name = "FILE", conflicts_with = "select")]
    pub contracts: Vec<Source>,
    /// Header to send with every request, in the place of a recorded one; may be repeated
    #[arg(long = "header", short = 'H', value_name = "NAME: VALUE", value_parser = header)]
    pub headers: Vec<(String, String)>,
    /// Seconds that the provider may take for one answer
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub timeout: Duration,
    /// Address that is told which provider states an interaction needs
    #[arg(long, value_name = "URL")]
    pub state_change_url: Option<String>,
    /// Do not send the results to the broker
    #[arg(long)]
    pub no_publish: bool,
    /// The result's formats.
    #[command(flatten)]
    pub formats: FormatArgs,
}

/// `handfast can-i-deploy`.
#[derive(Debug, Args)]
#[command(after_help = Outcome::help())]
pub struct CanIDeployArgs {
    /// Which version.
    #[command(flatten)]
    pub version: VersionArgs,
    /// Where it is to be deployed
    #[arg(long, value_name = "NAME")]
    pub to_environment: EnvironmentName,
    /// Seconds that the broker may take for comparisons that are not computed yet
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = wait)]
    pub wait: Wait,
    /// Ask again this many times while the answer is undecided
    #[arg(long, value_name = "TIMES", default_value_t = 0)]
    pub retry_while_undecided: u32,
    /// Seconds between two such questions
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub retry_interval: Duration,
    /// Show the answer, and exit with 0 whatever it is
    #[arg(long)]
    pub dry_run: bool,
    /// The result's formats.
    #[command(flatten)]
    pub formats: FormatArgs,
}
