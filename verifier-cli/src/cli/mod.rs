//! The command line: its arguments and help texts, and nothing else.

mod judging;
mod recording;
mod values;

pub use judging::*;
pub use recording::*;

use crate::outcome::Outcome;
use clap::{Args, Parser, Subcommand};
use handfast_contracts::name::{BranchName, ServiceName, VersionNumber};
use handfast_contracts::report::Format;
use std::path::PathBuf;

/// Contracts between services: compare them, publish them, prove them, and ask whether a
/// deployment is safe.
#[derive(Debug, Parser)]
#[command(name = "handfast", version, max_term_width = 100, after_help = Outcome::help())]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Address of the broker [env: HANDFAST_URL, PACT_BROKER_BASE_URL]
    #[arg(long, global = true, value_name = "URL")]
    pub url: Option<String>,
    /// Settings of this repository, instead of the nearest handfast.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Show only results, warnings and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what changed between two versions of a contract, and whom it breaks
    #[command(after_help = values::after_inputs())]
    Diff(DiffArgs),
    /// Fail when a new version of a contract breaks more than its version number declares
    #[command(after_help = values::after_inputs())]
    Check(CheckArgs),
    /// Does a provider's contract serve what a consumer's contract uses?
    #[command(after_help = values::after_inputs())]
    Compare(CompareArgs),
    /// Explain a rule, or list the rules
    Explain(ExplainArgs),
    /// Publish contracts of one version to the broker
    Publish(PublishArgs),
    /// Replay consumers' interactions against a running provider, and publish the results
    Replay(ReplayArgs),
    /// May this version be deployed to an environment?
    CanIDeploy(CanIDeployArgs),
    /// Record that a version now runs in an environment, in the place of the one before
    RecordDeployment(RecordDeploymentArgs),
    /// Record that a service no longer runs in an environment
    RecordUndeployment(RecordUndeploymentArgs),
    /// Record that a version can now be obtained in an environment, beside earlier ones
    RecordRelease(RecordReleaseArgs),
    /// Record that a released version is no longer supported
    RecordSupportEnded(RecordSupportEndedArgs),
    /// List environments, show what is live there, create or change one
    Environments {
        /// What to do.
        #[command(subcommand)]
        command: EnvironmentsCommand,
    },
    /// List services, show one, set its owner and other settings
    Services {
        /// What to do.
        #[command(subcommand)]
        command: ServicesCommand,
    },
    /// Keep a token for a broker; it is read from stdin
    Login,
    /// Print a shell's completion script
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// The formats of a result.
#[derive(Debug, Args)]
pub struct FormatArgs {
    /// Format of the result on stdout
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = values::formats())]
    pub format: Format,
    /// Also write the result to a file, in a format of its own
    #[arg(long = "report", value_name = "FORMAT=PATH", value_parser = values::report_target)]
    pub reports: Vec<ReportTarget>,
}

/// A file that a result is also written to.
#[derive(Debug, Clone)]
pub struct ReportTarget {
    /// The format.
    pub format: Format,
    /// The file.
    pub path: PathBuf,
}

/// The format of a result that people or programs read, and nobody pastes elsewhere.
#[derive(Debug, Args)]
pub struct PlainFormatArgs {
    /// Format of the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = values::plain_formats())]
    pub format: PlainFormat,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl PlainFormat {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Text, Self::Json];

    /// The word used for the format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => Format::Text.as_str(),
            Self::Json => Format::Json.as_str(),
        }
    }
}

/// Which version is meant.
#[derive(Debug, Default, Args)]
pub struct BuildArgs {
    /// Number of the version; the commit where absent
    #[arg(long)]
    pub version: Option<VersionNumber>,
    /// Branch that it is built from; read from the CI system or git where absent
    #[arg(long)]
    pub branch: Option<BranchName>,
    /// Commit that it is built from; read from the CI system or git where absent
    #[arg(long)]
    pub commit: Option<String>,
    /// Pipeline run that builds it; read from the CI system where absent
    #[arg(long, value_name = "URL")]
    pub build_url: Option<String>,
}

/// Which version of which service is meant.
#[derive(Debug, Args)]
pub struct VersionArgs {
    /// The service; handfast.toml may name it
    #[arg(long)]
    pub service: Option<ServiceName>,
    /// Its version; the commit where absent
    #[arg(long)]
    pub version: Option<VersionNumber>,
}
