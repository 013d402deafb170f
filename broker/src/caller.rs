//! Who asks: every action takes a caller, and every fact and event stores it.

use handfast_contracts::name::{ActorName, EnvironmentName, ServiceName};
use handfast_contracts::wire::Scope;

/// Somebody whose credentials have been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The person or pipeline.
    pub actor: ActorName,
    /// The token that was shown; `None` for the local administrator and for a visitor.
    pub token: Option<String>,
    /// The request, as it stands in the log.
    pub request: String,
    /// What the caller may do.
    pub grants: Grants,
}

/// What a caller may do. A grant that names no service or environment holds for all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grants {
    /// The scopes.
    pub scopes: Vec<Scope>,
    /// The only services that may be changed; empty for all.
    pub services: Vec<ServiceName>,
    /// The only environments that may be changed; empty for all.
    pub environments: Vec<EnvironmentName>,
}
