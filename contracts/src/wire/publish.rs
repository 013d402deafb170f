//! Publishing contracts of one version, in one transaction.

use crate::compare::ComparisonVerdict;
use crate::gate::Decision;
use crate::hash::{Blob, Meaning};
use crate::kind::KindId;
use crate::name::{BranchName, ContractName, EnvironmentName, ServiceName, TagName, VersionNumber};
use crate::report::Report;
use crate::text::Diagnostic;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST /api/publish`: everything that one version of a service publishes at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The service; created when unknown.
    pub service: ServiceName,
    /// The version; created when unknown.
    pub version: VersionNumber,
    /// The branch that the version was built from.
    #[serde(default)]
    pub branch: Option<BranchName>,
    /// Free labels.
    #[serde(default)]
    pub tags: Vec<TagName>,
    /// The commit that the version was built from.
    #[serde(default)]
    pub commit: Option<String>,
    /// The pipeline run that built the version.
    #[serde(default)]
    pub build_url: Option<String>,
    /// The contracts.
    #[serde(default)]
    pub contracts: Vec<PublishedContract>,
    /// Also carries over every contract of the branch's previous version that is not named here.
    #[serde(default)]
    pub carry_forward: bool,
    /// Stores nothing and answers what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// One contract of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishedContract {
    /// The contract's kind.
    pub kind: KindId,
    /// The contract's name among those of its service and kind.
    #[serde(default)]
    pub name: ContractName,
    /// The provider that a consumer's contract is about.
    #[serde(default)]
    pub target: Option<Target>,
    /// The file that it came from, for positions.
    #[serde(default)]
    pub file: Option<String>,
    /// The document.
    pub content: Content,
    /// What happens when this version already has this contract with another meaning.
    #[serde(default)]
    pub on_conflict: OnConflict,
}

/// The provider that a consumer's contract is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The provider.
    pub service: ServiceName,
    /// One of the provider's contracts; without it, the one that routes the interaction.
    #[serde(default)]
    pub contract: Option<ContractName>,
}

/// A document, or the hash of one that the broker already holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// The document as text.
    Text(String),
    /// The document's bytes in standard Base64.
    Base64(String),
    /// The hash of a document that the broker already holds; see `POST /api/contents/known`.
    Blob(Blob),
}

/// What happens when a version already has a contract with another meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum OnConflict {
    /// The publication is refused.
    #[default]
    Fail,
    /// The interactions are united; equal keys with different content are still refused.
    Merge,
}

/// `GET /api/diff`: what changed between two versions of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Difference {
    /// Which contract.
    pub contract: ContractRef,
    /// The old version; absent where the new one has no baseline.
    pub from: Option<VersionNumber>,
    /// The new version.
    pub to: VersionNumber,
    /// What changed; absent where there is nothing to compare with.
    pub report: Option<Report>,
}

/// `POST /api/contents/known`: which of these contents need not be sent?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownQuestion {
    /// Hashes of documents, at most 1,000.
    pub blobs: Vec<Blob>,
}

/// The answer to a [`KnownQuestion`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct KnownAnswer {
    /// Those that the broker already holds.
    pub known: Vec<Blob>,
}

/// The answer to a [`Publication`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Published {
    /// The service.
    pub service: ServiceName,
    /// The version.
    pub version: VersionNumber,
    /// When the publication was committed; absent for a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// The version's page.
    pub url: String,
    /// What happened to each contract, in the order of the request, then what was carried over.
    pub contracts: Vec<PublishedOutcome>,
    /// Contracts that the branch's previous version had and this one lacks.
    pub missing: Vec<ContractRef>,
    /// The gate's answer for every environment where a party of this service is live.
    pub gates: Vec<GateAnswer>,
}

/// A contract's place among those of its service.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct ContractRef {
    /// The contract's kind.
    pub kind: KindId,
    /// The contract's name.
    pub name: ContractName,
}

/// What happened to one contract of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct PublishedOutcome {
    /// Which contract.
    pub contract: ContractRef,
    /// What happened.
    pub outcome: PublishOutcome,
    /// The hash of its bytes.
    pub blob: Blob,
    /// The hash of its meaning.
    pub meaning: Meaning,
    /// What was noticed while reading.
    pub diagnostics: Vec<Diagnostic>,
    /// What changed against the baseline; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// The version that the report compares with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<VersionNumber>,
    /// How it fits the live and main-branch versions on the other side.
    pub comparisons: Vec<ComparisonSummary>,
    /// The page that shows the difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diff_url: Option<String>,
}

/// What happened to a contract that was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PublishOutcome {
    /// Stored for the first time.
    Created,
    /// The same bytes were already stored for this version.
    Replayed,
    /// Other bytes with the same meaning were already stored for this version.
    Equivalent,
    /// United with what was stored for this version.
    Merged,
    /// Carried over from the branch's previous version.
    Carried,
}

/// How a consumer's contract fits a provider's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct ComparisonSummary {
    /// The consumer.
    pub consumer: ServiceName,
    /// The consumer's version.
    pub consumer_version: VersionNumber,
    /// The provider.
    pub provider: ServiceName,
    /// The provider's version.
    pub provider_version: VersionNumber,
    /// Whether they fit; absent while it is being computed.
    pub verdict: Option<ComparisonVerdict>,
    /// The first mismatch, in one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where the other side lives; empty for a main-branch head that is deployed nowhere.
    pub environments: Vec<EnvironmentName>,
}

/// The gate's answer for one environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct GateAnswer {
    /// The environment.
    pub environment: EnvironmentName,
    /// The answer.
    pub decision: Decision,
}
