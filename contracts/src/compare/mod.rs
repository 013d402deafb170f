//! Consumer against provider: does the provider's contract serve what this consumer really uses?
//!
//! One file per pair of kinds; this file holds what all pairs answer with.

pub mod interactions_openapi;

use crate::location::Location;
use crate::text::Diagnostic;
use serde::{Deserialize, Serialize};

/// Where in an exchange a mismatch lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub enum Area {
    /// The request's path.
    #[serde(rename = "path")]
    Path,
    /// The request's method.
    #[serde(rename = "method")]
    Method,
    /// A query parameter.
    #[serde(rename = "query")]
    Query,
    /// A request header or cookie.
    #[serde(rename = "header")]
    Header,
    /// Authentication.
    #[serde(rename = "security")]
    Security,
    /// The media type of either body.
    #[serde(rename = "media-type")]
    MediaType,
    /// The request's body.
    #[serde(rename = "request.body")]
    RequestBody,
    /// The response's status.
    #[serde(rename = "response.status")]
    ResponseStatus,
    /// A response header.
    #[serde(rename = "response.header")]
    ResponseHeader,
    /// The response's body.
    #[serde(rename = "response.body")]
    ResponseBody,
    /// An asynchronous message.
    #[serde(rename = "message")]
    Message,
}

/// One thing that the consumer uses and the provider does not serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Mismatch {
    /// Names the reason, for example `request-body-incompatible`.
    pub code: String,
    /// Where in the exchange.
    pub area: Area,
    /// One sentence.
    pub message: String,
    /// The interaction or statement, as the consumer calls it.
    pub interaction: String,
    /// Where the consumer's contract says it.
    pub consumer: Option<Location>,
    /// Where the provider's contract says otherwise.
    pub provider: Option<Location>,
}

/// What a comparison amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ComparisonVerdict {
    /// The provider serves everything that the consumer uses.
    Compatible,
    /// The provider does not.
    Incompatible,
    /// Could not be decided; never shown as safe.
    Undecided,
}

/// The answer of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// What it amounts to.
    pub verdict: ComparisonVerdict,
    /// How many interactions or statements were compared.
    pub compared: usize,
    /// Everything that does not fit, in the consumer's order.
    pub mismatches: Vec<Mismatch>,
    /// What could not be compared, and why: the reasons for `undecided`.
    pub diagnostics: Vec<Diagnostic>,
    /// The engine's version: answers of different engines are not mixed.
    pub engine: String,
}
