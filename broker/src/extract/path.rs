//! Nouns in a path. Names may hold `/`, which is `%2F` in an address.

use super::caller::authority;
use super::wrong_field;
use crate::access::Resource;
use crate::access::concerns::Concerns;
use crate::app::App;
use crate::problem::Problem;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{FromRequestParts, RawPathParams};
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{ContractName, EnvironmentName, ServiceName, VersionNumber};
use http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
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

impl<T: DeserializeOwned + Concerns> FromRequestParts<App> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let nouns = RawPathParams::from_request_parts(parts, app).await;
        let nouns: T = read(&nouns.map_err(|rejection| undecodable(&rejection))?)?;
        authority(&parts.extensions)?.check(nouns.resource())?;
        Ok(Self(nouns))
    }
}

fn read<T: DeserializeOwned>(nouns: &RawPathParams) -> Result<T, Problem> {
    let nouns = MapDeserializer::<_, serde::de::value::Error>::new(nouns.iter());
    serde_path_to_error::deserialize(nouns).map_err(|error| {
        let noun = error.path().to_string();
        let message = error.into_inner().to_string();
        let detail = format!("The {noun} in the path is not valid: {message}.");
        wrong_field(detail, noun, message)
    })
}

fn undecodable(rejection: &RawPathParamsRejection) -> Problem {
    match rejection {
        RawPathParamsRejection::InvalidUtf8InPathParam(error) => {
            let detail = format!("The path cannot be decoded: {}.", error.body_text());
            wrong_field(detail, "path".to_owned(), error.body_text())
        }
        other => Problem::internal(other),
    }
}
