//! Services, versions and their contracts.

use crate::hash::{Blob, Meaning};
use crate::name::{BranchName, EnvironmentName, ServiceName, TagName, TeamName, VersionNumber};
use crate::time::Timestamp;
use crate::wire::{ContractRef, Target};
use serde::{Deserialize, Serialize};

/// Who may consume a provider's contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Consumers may exist that the broker does not know.
    #[default]
    Open,
    /// Every consumer publishes here.
    Registered,
}

/// `PUT /api/services/{service}`: what is known about a service. Absent fields are cleared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ServiceSettings {
    /// The team that owns it.
    pub owner: Option<TeamName>,
    /// How to reach the owner.
    pub contact: Option<String>,
    /// The address of its repository.
    pub repository: Option<String>,
    /// Its main branch; `main` where none was set.
    pub main_branch: Option<BranchName>,
    /// Who may consume its contracts.
    pub audience: Audience,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Service {
    /// Its name.
    pub name: ServiceName,
    /// What is known about it.
    #[serde(flatten)]
    pub settings: ServiceSettings,
    /// When it was first seen.
    pub created_at: Timestamp,
    /// The newest version of its main branch.
    pub main_head: Option<VersionNumber>,
    /// What is live where.
    pub live: Vec<LiveVersion>,
}

/// A version that is live in an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct LiveVersion {
    /// The environment.
    pub environment: EnvironmentName,
    /// The version.
    pub version: VersionNumber,
    /// Since when.
    pub since: Timestamp,
}

/// A version of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct ServiceVersion {
    /// The service.
    pub service: ServiceName,
    /// Its number.
    pub version: VersionNumber,
    /// Its place among the service's versions in the order in which they became known, from 1.
    pub ordinal: i64,
    /// The branches that it was built on.
    pub branches: Vec<BranchName>,
    /// Free labels.
    pub tags: Vec<TagName>,
    /// The commit that it was built from.
    pub commit: Option<String>,
    /// The pipeline run that built it.
    pub build_url: Option<String>,
    /// When it became known.
    pub created_at: Timestamp,
    /// Its contracts.
    pub contracts: Vec<StoredContract>,
    /// Where it is live.
    pub live: Vec<LiveVersion>,
}

/// A contract as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct StoredContract {
    /// Which contract.
    #[serde(flatten)]
    pub contract: ContractRef,
    /// The provider that a consumer's contract is about.
    pub target: Option<Target>,
    /// The file that it came from.
    pub file: Option<String>,
    /// The hash of its bytes.
    pub blob: Blob,
    /// The hash of its meaning.
    pub meaning: Meaning,
    /// The size of its bytes.
    pub bytes: u64,
    /// When it was published.
    pub published_at: Timestamp,
}

/// `PUT /api/services/{service}/versions/{version}`: a version without contracts, or more about
/// one. Branches and tags are added, never taken away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct VersionSettings {
    /// A branch that it was built on.
    pub branch: Option<BranchName>,
    /// Free labels.
    pub tags: Vec<TagName>,
    /// The commit that it was built from.
    pub commit: Option<String>,
    /// The pipeline run that built it.
    pub build_url: Option<String>,
}

/// A consumer's newest contract about a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Integration {
    /// The consumer.
    pub consumer: ServiceName,
    /// The newest of its versions that has a contract about the provider.
    pub consumer_version: VersionNumber,
    /// The provider.
    pub provider: ServiceName,
}
