//! Environments, and what is live in them.

use crate::name::{EnvironmentName, InstanceName, ServiceName, VersionNumber};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// `PUT /api/environments/{environment}`: what an environment is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct EnvironmentSettings {
    /// Its place in the order of promotion, smaller first.
    pub order: i32,
    /// Whether real users depend on it.
    pub production: bool,
}

/// An environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Environment {
    /// Its name.
    pub name: EnvironmentName,
    /// What it is.
    #[serde(flatten)]
    pub settings: EnvironmentSettings,
    /// When it was created.
    pub created_at: Timestamp,
}

/// `POST /api/deployments`: a version now runs in an environment and replaces the one that the
/// same instance ran before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Deploy {
    /// The service.
    pub service: ServiceName,
    /// The version.
    pub version: VersionNumber,
    /// The environment.
    pub environment: EnvironmentName,
    /// Which running copy; without it, the only one.
    #[serde(default)]
    pub instance: Option<InstanceName>,
}

/// `POST /api/undeployments`: nothing of a service, or of one instance, runs in an environment
/// any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Undeploy {
    /// The service.
    pub service: ServiceName,
    /// The environment.
    pub environment: EnvironmentName,
    /// Which running copy; without it, the one that was deployed without a name.
    #[serde(default)]
    pub instance: Option<InstanceName>,
}

/// `POST /api/releases`: a version can be obtained in an environment, beside earlier ones, until
/// its support ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The service.
    pub service: ServiceName,
    /// The version.
    pub version: VersionNumber,
    /// The environment.
    pub environment: EnvironmentName,
    /// When its support ends by itself.
    #[serde(default)]
    pub supported_until: Option<Timestamp>,
}

/// `POST /api/support-ended`: a released version no longer counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndSupport {
    /// The service.
    pub service: ServiceName,
    /// The version.
    pub version: VersionNumber,
    /// The environment.
    pub environment: EnvironmentName,
}

/// How a version is live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum LiveAs {
    /// It runs and was put in the place of another.
    Deployment,
    /// It can be obtained beside others.
    Release,
}

/// A stretch of time in which a version was or is live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Deployment {
    /// The service.
    pub service: ServiceName,
    /// The version.
    pub version: VersionNumber,
    /// The environment.
    pub environment: EnvironmentName,
    /// Deployed or released.
    pub live_as: LiveAs,
    /// Which running copy.
    pub instance: Option<InstanceName>,
    /// Since when.
    pub from: Timestamp,
    /// Until when; absent while it is live.
    pub to: Option<Timestamp>,
    /// When its support ends by itself.
    pub supported_until: Option<Timestamp>,
}
