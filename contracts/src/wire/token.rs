//! Tokens and who they belong to.

use crate::name::{ActorName, EnvironmentName, ServiceName};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Read everything.
    Read,
    /// Publish contracts and versions.
    Publish,
    /// Post verifications.
    Verify,
    /// Record deployments and releases.
    Deploy,
    /// Approve waivers and loosen policy.
    Approve,
    /// Everything, also tokens, environments and services.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 6] =
        [Self::Read, Self::Publish, Self::Verify, Self::Deploy, Self::Approve, Self::Admin];

    /// The word used in every output, address and column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Publish => "publish",
            Self::Verify => "verify",
            Self::Deploy => "deploy",
            Self::Approve => "approve",
            Self::Admin => "admin",
        }
    }

    /// The scope called `word`.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// `POST /api/tokens`: a new token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// Who it belongs to.
    pub actor: ActorName,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The only services that it may change; empty for all.
    #[serde(default)]
    pub services: Vec<ServiceName>,
    /// The only environments that it may change; empty for all.
    #[serde(default)]
    pub environments: Vec<EnvironmentName>,
    /// When it stops working; at most a year ahead, 90 days where absent.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

/// A token as it can be listed: never its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Token {
    /// Identifies it, for `DELETE /api/tokens/{id}`.
    pub id: String,
    /// Who it belongs to.
    pub actor: ActorName,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The only services that it may change; empty for all.
    pub services: Vec<ServiceName>,
    /// The only environments that it may change; empty for all.
    pub environments: Vec<EnvironmentName>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
    /// When it was last used, to within five minutes.
    pub last_used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// The answer to a [`NewToken`]: the only time that its secret is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct CreatedToken {
    /// The token.
    #[serde(flatten)]
    pub token: Token,
    /// The secret.
    pub secret: String,
}

/// `GET /api/whoami`: who is asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct WhoAmI {
    /// The actor.
    pub actor: ActorName,
    /// What it may do.
    pub scopes: Vec<Scope>,
}
