//! Arguments of the commands that tell the broker something, or list what it knows.

use super::values::{audiences, kinds};
use super::{BuildArgs, PlainFormatArgs, VersionArgs};
use crate::outcome::Outcome;
use clap::{ArgAction, Args, Subcommand, ValueEnum};
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{
    BranchName, ContractName, EnvironmentName, InstanceName, ServiceName, TagName, TeamName,
};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::Audience;
use std::path::PathBuf;

const SETTINGS: &str = "\
handfast.toml, at the top of the repository:
  service = \"checkout\"
  broker.url = \"https://broker.example.org\"

  [[contracts]]
  file = \"api/openapi.yaml\"

  [[contracts]]
  file = \"pacts/checkout-orders.json\"
  target = \"orders\"

  [policy.levels]
  response-optional-property-removed = \"warning\"";

fn after_publish() -> String {
    format!("{SETTINGS}\n\n{}", Outcome::help())
}

/// `handfast publish`.
#[derive(Debug, Args)]
#[command(after_help = after_publish())]
pub struct PublishArgs {
    /// The contracts' files
    #[arg(required_unless_present_any = ["all", "carry_forward"], conflicts_with = "all")]
    pub files: Vec<PathBuf>,
    /// Publish every contract that handfast.toml lists, in one request
    #[arg(long)]
    pub all: bool,
    /// The service; handfast.toml may name it, or a Pact file
    #[arg(long)]
    pub service: Option<ServiceName>,
    /// Which version is published.
    #[command(flatten)]
    pub build: BuildArgs,
    /// Label of the version; may be repeated
    #[arg(long = "tag")]
    pub tags: Vec<TagName>,
    /// Kind of the contracts; found by content where absent
    #[arg(long, value_parser = kinds(), conflicts_with = "all")]
    pub kind: Option<KindId>,
    /// Name of the contract among those of its service and kind
    #[arg(long, conflicts_with = "all")]
    pub name: Option<ContractName>,
    /// Provider that a consumer's contract is about; a Pact file names its own
    #[arg(long, value_name = "SERVICE", conflicts_with = "all")]
    pub target: Option<ServiceName>,
    /// Store nothing, and show what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// Keep the contracts of the branch's previous version that are not published here
    #[arg(long)]
    pub carry_forward: bool,
    /// Unite with the interactions that this version has already published
    #[arg(long)]
    pub merge: bool,
    /// The result's format.
    #[command(flatten)]
    pub format: PlainFormatArgs,
}

/// `handfast record-deployment`.
#[derive(Debug, Args)]
pub struct RecordDeploymentArgs {
    /// Which version.
    #[command(flatten)]
    pub version: VersionArgs,
    /// Where it runs now
    #[arg(long, value_name = "NAME")]
    pub environment: EnvironmentName,
    /// Which running copy, where several are deployed on their own
    #[arg(long, value_name = "NAME")]
    pub instance: Option<InstanceName>,
}

/// `handfast record-undeployment`.
#[derive(Debug, Args)]
pub struct RecordUndeploymentArgs {
    /// The service; handfast.toml may name it
    #[arg(long)]
    pub service: Option<ServiceName>,
    /// Where it no longer runs
    #[arg(long, value_name = "NAME")]
    pub environment: EnvironmentName,
    /// Which running copy, where several are deployed on their own
    #[arg(long, value_name = "NAME")]
    pub instance: Option<InstanceName>,
}

/// `handfast record-release`.
#[derive(Debug, Args)]
pub struct RecordReleaseArgs {
    /// Which version.
    #[command(flatten)]
    pub version: VersionArgs,
    /// Where it can be obtained now
    #[arg(long, value_name = "NAME")]
    pub environment: EnvironmentName,
    /// When its support ends by itself, for example 2026-12-31T00:00:00Z
    #[arg(long, value_name = "TIME", value_parser = Timestamp::parse)]
    pub supported_until: Option<Timestamp>,
}

/// `handfast record-support-ended`.
#[derive(Debug, Args)]
pub struct RecordSupportEndedArgs {
    /// Which version.
    #[command(flatten)]
    pub version: VersionArgs,
    /// Where it is no longer supported
    #[arg(long, value_name = "NAME")]
    pub environment: EnvironmentName,
}

/// `handfast environments`.
#[derive(Debug, Subcommand)]
pub enum EnvironmentsCommand {
    /// List the environments in the order of promotion
    List {
        /// The result's format.
        #[command(flatten)]
        format: PlainFormatArgs,
    },
    /// Show what is live in an environment
    Show {
        /// The environment
        name: EnvironmentName,
        /// The result's format.
        #[command(flatten)]
        format: PlainFormatArgs,
    },
    /// Create an environment, or change what it is
    Set {
        /// The environment
        name: EnvironmentName,
        /// Its place in the order of promotion, smaller first
        #[arg(long, allow_negative_numbers = true)]
        order: Option<i32>,
        /// Whether real users depend on it
        #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
        production: Option<bool>,
    },
}

/// `handfast services`.
#[derive(Debug, Subcommand)]
pub enum ServicesCommand {
    /// List the services
    List {
        /// The result's format.
        #[command(flatten)]
        format: PlainFormatArgs,
    },
    /// Show a service and where its versions are live
    Show {
        /// The service
        name: ServiceName,
        /// The result's format.
        #[command(flatten)]
        format: PlainFormatArgs,
    },
    /// Set what is known about a service; what is not given stays as it is
    Set(SetServiceArgs),
}

/// `handfast services set`.
#[derive(Debug, Args)]
pub struct SetServiceArgs {
    /// The service
    pub name: ServiceName,
    /// Team that owns it
    #[arg(long, value_name = "TEAM")]
    pub owner: Option<TeamName>,
    /// How to reach the owner
    #[arg(long)]
    pub contact: Option<String>,
    /// Address of its repository
    #[arg(long, value_name = "URL")]
    pub repository: Option<String>,
    /// Its main branch
    #[arg(long, value_name = "BRANCH")]
    pub main_branch: Option<BranchName>,
    /// Who may consume its contracts: open to anybody, or only to consumers that publish here
    #[arg(long, value_parser = audiences())]
    pub audience: Option<Audience>,
    /// Setting to clear; may be repeated
    #[arg(long, value_name = "SETTING", value_enum, action = ArgAction::Append)]
    pub clear: Vec<Clearable>,
}

/// A setting of a service that can be cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Clearable {
    /// The owner
    Owner,
    /// How to reach the owner
    Contact,
    /// The repository's address
    Repository,
    /// The main branch; it is then `main`
    MainBranch,
}
