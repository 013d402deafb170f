//! Nouns in a path. Names may hold `/`, which is `%2F` in an address.

use super::caller::authority;
use super::wrong_field;
use crate::access::Resource;
use crate::access::concerns::Concerns;
use crate::app::App;
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::extract::path::ErrorKind;
use axum::extract::rejection::PathRejection;
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{ContractName, EnvironmentName, ServiceName, VersionNumber};
use http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

/// The nouns in the path, checked and authorised.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

/// A service.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ServicePath {
    /// The service.
    pub service: ServiceName,
}

/// A version of a service.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct VersionPath {
    /// The service.
    pub service: ServiceName,
    /// The version.
    pub version: VersionNumber,
}

/// A contract of a version.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ContractPath {
    /// The service.
    pub service: ServiceName,
    /// The version.
    pub version: VersionNumber,
    /// The contract's kind.
    pub kind: KindId,
    /// The contract's name.
    pub name: ContractName,
}

/// An environment.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EnvironmentPath {
    /// The environment.
    pub environment: EnvironmentName,
}

/// A rule.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RulePath {
    /// The rule's permanent name.
    pub id: String,
}

/// A token.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct TokenPath {
    /// Identifies the token.
    pub id: String,
}

impl Concerns for ServicePath {
    fn resource(&self) -> Resource<'_> {
        Resource::Service(&self.service)
    }
}

impl Concerns for VersionPath {
    fn resource(&self) -> Resource<'_> {
        Resource::Service(&self.service)
    }
}

impl Concerns for ContractPath {
    fn resource(&self) -> Resource<'_> {
        Resource::Service(&self.service)
    }
}

impl Concerns for EnvironmentPath {
    fn resource(&self) -> Resource<'_> {
        Resource::Environment(&self.environment)
    }
}

impl Concerns for RulePath {
    fn resource(&self) -> Resource<'_> {
        Resource::Nothing
    }
}

impl Concerns for TokenPath {
    fn resource(&self) -> Resource<'_> {
        Resource::Broker
    }
}

impl<T: DeserializeOwned + Concerns + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        #[expect(clippy::disallowed_types, reason = "this is the extractor that stands for it")]
        let read = axum::extract::Path::<T>::from_request_parts(parts, app).await;
        let nouns = read.map_err(|rejection| problem(&rejection))?.0;
        authority(&parts.extensions)?.check(nouns.resource())?;
        Ok(Self(nouns))
    }
}

fn problem(rejection: &PathRejection) -> Problem {
    let PathRejection::FailedToDeserializePathParams(error) = rejection else {
        return Problem::internal(rejection);
    };
    match error.kind() {
        ErrorKind::DeserializeError { key, message, .. } => {
            let detail = format!("The {key} in the path is not valid: {message}.");
            wrong_field(detail, key.clone(), message.clone())
        }
        ErrorKind::InvalidUtf8InPathParam { key } => {
            let message = "it is not UTF-8 after percent-decoding".to_owned();
            let detail = format!("The {key} in the path is not valid: {message}.");
            wrong_field(detail, key.clone(), message)
        }
        other => Problem::internal(other),
    }
}
