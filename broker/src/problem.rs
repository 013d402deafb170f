//! Everything that can go wrong, once. `api`, `pact` and `ui` each render it in their own form.

#![expect(missing_docs, reason = "the fields of a problem are named by what they hold")]

use handfast_contracts::report::Report;
use handfast_contracts::text::Diagnostic;
use handfast_contracts::wire::{FieldProblem, Scope};
use std::fmt;

/// Why a request was not answered as asked. Texts are for users; the cause of an internal error
/// goes to the log under its incident, never to the user.
#[derive(Debug, Clone)]
pub enum Problem {
    /// A body, parameter or document does not have the right form.
    Invalid { detail: String, fields: Vec<FieldProblem>, diagnostics: Vec<Diagnostic> },
    /// What was named does not exist. `known` lists names that are close to it.
    NotFound { what: &'static str, name: String, known: Vec<String> },
    /// Another meaning is already stored under this name.
    Conflict { detail: String, report: Option<Box<Report>>, hints: Vec<String> },
    /// A document was named by hash and is not stored.
    ContentNeeded { blobs: Vec<String> },
    /// No valid credentials were shown.
    Unauthenticated { detail: String },
    /// The credentials do not allow it.
    Forbidden { detail: String, needed: Option<Scope> },
    /// The body is larger than the limit in bytes.
    TooLarge { limit: usize },
    /// The body has a media type that is not read here.
    UnsupportedMediaType { found: String, expected: &'static str },
    /// Too much is asked at once, or the store is busy; try again after so many seconds.
    Busy { detail: String, retry_after: u32 },
    /// A fault of the broker; the log has its cause under the incident.
    Internal { incident: String },
}

impl Problem {
    /// A fault of the broker: `cause` goes to the log under a new incident.
    pub fn internal(cause: &dyn fmt::Display) -> Self {
        let incident = uuid::Uuid::now_v7().to_string();
        tracing::error!(%incident, %cause, "the broker failed");
        Self::Internal { incident }
    }

    /// The last part of the problem's address.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Invalid { .. } => "invalid",
            Self::NotFound { .. } => "not-found",
            Self::Conflict { .. } => "conflict",
            Self::ContentNeeded { .. } => "content-needed",
            Self::Unauthenticated { .. } => "unauthenticated",
            Self::Forbidden { .. } => "forbidden",
            Self::TooLarge { .. } => "too-large",
            Self::UnsupportedMediaType { .. } => "unsupported-media-type",
            Self::Busy { .. } => "busy",
            Self::Internal { .. } => "internal",
        }
    }

    /// The problem's name for people.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Invalid { .. } => "The request is not valid",
            Self::NotFound { .. } => "Not found",
            Self::Conflict { .. } => "Already published with another meaning",
            Self::ContentNeeded { .. } => "The document must be sent",
            Self::Unauthenticated { .. } => "Credentials are needed",
            Self::Forbidden { .. } => "Not allowed",
            Self::TooLarge { .. } => "The body is too large",
            Self::UnsupportedMediaType { .. } => "The media type is not supported",
            Self::Busy { .. } => "Try again",
            Self::Internal { .. } => "The broker failed",
        }
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Invalid { .. } => 400,
            Self::Unauthenticated { .. } => 401,
            Self::Forbidden { .. } => 403,
            Self::NotFound { .. } => 404,
            Self::Conflict { .. } | Self::ContentNeeded { .. } => 409,
            Self::TooLarge { .. } => 413,
            Self::UnsupportedMediaType { .. } => 415,
            Self::Busy { .. } => 503,
            Self::Internal { .. } => 500,
        }
    }
}
