//! can-i-deploy: a pure function from facts to a decision with reasons.
//!
//! Facts are values that the broker gathers; nothing here asks anybody. Nothing else answers
//! can-i-deploy.

mod decide;
mod facts;

pub use decide::decide;
pub use facts::*;

use crate::hash::Meaning;
use crate::name::{EnvironmentName, ServiceName, TeamName, VersionNumber};
use serde::{Deserialize, Serialize};

/// May this version be deployed?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Yes.
    Yes,
    /// Could not be decided; a pipeline must not go on.
    Undecided,
    /// No.
    No,
}

/// The gate's answer with everything that it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Decision {
    /// The answer.
    pub verdict: Answer,
    /// The service that was asked about.
    pub service: ServiceName,
    /// Its version.
    pub version: VersionNumber,
    /// Where it is to be deployed.
    pub environment: EnvironmentName,
    /// One sentence for people.
    pub summary: String,
    /// All rows that were considered, those that stand against it first.
    pub reasons: Vec<Reason>,
}

/// One row of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Reason {
    /// What this row alone would answer.
    pub verdict: Answer,
    /// Names the state that the row is in.
    pub code: ReasonCode,
    /// One sentence.
    pub message: String,
    /// The version on the other side, where there is one.
    pub partner: Option<Partner>,
    /// The exact next command, where there is one.
    pub next: Option<String>,
    /// The page that shows more, as a path on the broker.
    pub page: Option<String>,
}

/// A version on the other side of a dependency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Partner {
    /// The service.
    pub service: ServiceName,
    /// Its version; absent where none is deployed.
    pub version: Option<VersionNumber>,
    /// The team that owns it.
    pub owner: Option<TeamName>,
    /// How to reach the owner.
    pub contact: Option<String>,
    /// The meaning that the evidence is bound to.
    pub meaning: Option<Meaning>,
}

/// The states of the decision table in ARCHITECTURE.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// Evidence says that the pair fits.
    Ok,
    /// Evidence says that the pair does not fit.
    Failed,
    /// There is no evidence about the pair at all.
    NeverVerified,
    /// Other versions were verified, not this one.
    NotVerifiedByThisVersion,
    /// A comparison is being computed.
    Computing,
    /// A comparison could not be decided.
    Undecided,
    /// The consumer's provider is not deployed there.
    ProviderNotDeployed,
    /// No consumer is deployed there.
    NoConsumerDeployed,
    /// The version has published nothing.
    PublishedNothing,
    /// The version lacks a contract that the previous version of its branch had.
    Incomplete,
    /// The contract breaks consumers that may exist unknown to the broker.
    BreaksUnknownConsumers,
    /// The contract breaks, and the declared version says so.
    BreakDeclared,
    /// The contract breaks, and no deployed consumer is touched.
    BreakTouchesNobody,
    /// The contract breaks a deployed consumer.
    BreaksConsumer,
    /// The declared version is smaller than the change asks for.
    BumpTooSmall,
    /// Nothing depends on the version and it depends on nothing.
    NothingToCheck,
}

impl ReasonCode {
    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "failed",
            Self::NeverVerified => "never-verified",
            Self::NotVerifiedByThisVersion => "not-verified-by-this-version",
            Self::Computing => "computing",
            Self::Undecided => "undecided",
            Self::ProviderNotDeployed => "provider-not-deployed",
            Self::NoConsumerDeployed => "no-consumer-deployed",
            Self::PublishedNothing => "published-nothing",
            Self::Incomplete => "incomplete",
            Self::BreaksUnknownConsumers => "breaks-unknown-consumers",
            Self::BreakDeclared => "break-declared",
            Self::BreakTouchesNobody => "break-touches-nobody",
            Self::BreaksConsumer => "breaks-consumer",
            Self::BumpTooSmall => "bump-too-small",
            Self::NothingToCheck => "nothing-to-check",
        }
    }
}

impl std::fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Answer {
    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Undecided => "undecided",
            Self::No => "no",
        }
    }
}
