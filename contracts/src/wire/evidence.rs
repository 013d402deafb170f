//! Evidence: verifications by replay, and the set of interactions that a provider must satisfy.

use crate::compare::Comparison;
use crate::hash::Meaning;
use crate::name::{BranchName, ContractName, EnvironmentName, ServiceName, VersionNumber};
use crate::time::Timestamp;
use crate::wire::ContractRef;
use serde::{Deserialize, Serialize};

/// `GET /api/verification-set`: the interactions that a provider version must satisfy, once per
/// meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct VerificationSet {
    /// The provider.
    pub provider: ServiceName,
    /// The contracts to replay, sorted by consumer.
    pub contracts: Vec<ToVerify>,
}

/// One contract to replay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct ToVerify {
    /// The consumer.
    pub consumer: ServiceName,
    /// The newest of the consumer's versions that say this.
    pub consumer_version: VersionNumber,
    /// The contract's name.
    pub name: ContractName,
    /// The meaning that the result will be bound to.
    pub meaning: Meaning,
    /// Why it was chosen, each in a few words: `deployed in production (2.3.0)`.
    pub chosen: Vec<Choice>,
    /// This provider branch never satisfied it, and no version that says it is live: a failure
    /// is reported and does not fail the run.
    pub pending: bool,
    /// The document.
    pub content: String,
    /// The file that it came from.
    pub file: Option<String>,
}

/// Why a contract is in a verification set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case", tag = "because")]
pub enum Choice {
    /// A consumer version that says it is deployed or released.
    Live {
        /// The consumer's version.
        version: VersionNumber,
        /// Where it is live.
        environment: EnvironmentName,
    },
    /// It is the head of the consumer's main branch.
    MainBranch {
        /// The consumer's version.
        version: VersionNumber,
    },
    /// It is the head of the consumer's branch of the same name as the provider's.
    MatchingBranch {
        /// The consumer's version.
        version: VersionNumber,
        /// The branch.
        branch: BranchName,
    },
}

/// `POST /api/verifications`: the results of one run. Posting the same run again changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VerificationRun {
    /// Identifies the run; chosen by whoever ran it.
    pub run: String,
    /// The provider that was verified.
    pub provider: ServiceName,
    /// Its version; created when unknown.
    pub version: VersionNumber,
    /// The branch that it was built from.
    #[serde(default)]
    pub branch: Option<BranchName>,
    /// The pipeline run that verified.
    #[serde(default)]
    pub build_url: Option<String>,
    /// The program that verified, with its version.
    #[serde(default)]
    pub verified_by: Option<String>,
    /// One result per meaning.
    pub results: Vec<VerificationResult>,
}

/// The result for one meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VerificationResult {
    /// The meaning that was replayed.
    pub meaning: Meaning,
    /// Whether every interaction was satisfied.
    pub success: bool,
    /// The interactions.
    #[serde(default)]
    pub interactions: Vec<InteractionResult>,
}

/// How one interaction went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InteractionResult {
    /// The interaction, as the consumer calls it.
    pub interaction: String,
    /// What became of it.
    pub outcome: InteractionOutcome,
    /// What did not match, one sentence each.
    #[serde(default)]
    pub mismatches: Vec<String>,
}

/// What became of a replayed interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum InteractionOutcome {
    /// The response matched.
    Pass,
    /// The response did not match.
    Fail,
    /// There was no response to judge.
    Error,
}

/// The answer to a [`VerificationRun`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct VerificationReceipt {
    /// Identifies the run.
    pub run: String,
    /// Whether this very run had been stored before.
    pub replayed: bool,
    /// How many results were stored.
    pub stored: usize,
}

/// A stored verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Verification {
    /// The meaning that was replayed.
    pub meaning: Meaning,
    /// The consumer whose contract it is.
    pub consumer: ServiceName,
    /// The provider.
    pub provider: ServiceName,
    /// The provider's version.
    pub provider_version: VersionNumber,
    /// Whether every interaction was satisfied.
    pub success: bool,
    /// How many interactions passed.
    pub passed: u32,
    /// How many did not.
    pub failed: u32,
    /// The first thing that did not match.
    pub reason: Option<String>,
    /// When it was stored last.
    pub at: Timestamp,
}

/// One row of `GET /api/comparisons`: a consumer's contract against a provider's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct StoredComparison {
    /// The consumer's contract.
    pub consumer: ContractRef,
    /// The provider's contract.
    pub provider: ContractRef,
    /// How they fit; absent while it is being computed.
    pub comparison: Option<Comparison>,
}
