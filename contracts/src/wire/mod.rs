//! Bodies of the broker's own API, shared by the broker and the CLI.
//!
//! These are the shapes on the wire and nothing else: no behaviour, no storage. They change only
//! compatibly.

pub mod deployment;
pub mod event;
pub mod evidence;
pub mod publish;
pub mod query;
pub mod rule;
pub mod service;
pub mod token;

pub use deployment::*;
pub use event::*;
pub use evidence::*;
pub use publish::*;
pub use query::*;
pub use rule::*;
pub use service::*;
pub use token::*;

use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items, in the list's order.
    pub items: Vec<T>,
    /// Pass it as `cursor` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// An error as RFC 9457 `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct ProblemBody {
    /// The address of the problem's page: `/problems/<slug>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The problem's name for people.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong this time.
    pub detail: String,
    /// Names this occurrence in the broker's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// What to do next, most useful first; commands can be pasted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// The fields that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// What was noticed in a document that was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<crate::text::Diagnostic>,
    /// The difference to what is already stored, on a conflict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Box<crate::report::Report>>,
}

/// One wrong field of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The field's path in the body, or the parameter's name.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}
