//! Everything that can go wrong, once. `api`, `pact` and `ui` each render it in their own form.

#![expect(missing_docs, reason = "the fields of a problem are named by what they hold")]

use handfast_contracts::report::Report;
use handfast_contracts::text::Diagnostic;
use handfast_contracts::wire::{FieldProblem, ProblemBody, Scope};
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
    /// The address is known, and not for this method.
    MethodNotAllowed { method: String },
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
            Self::MethodNotAllowed { .. } => "method-not-allowed",
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
            Self::MethodNotAllowed { .. } => "The method is not supported here",
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
            Self::MethodNotAllowed { .. } => 405,
            Self::Conflict { .. } | Self::ContentNeeded { .. } => 409,
            Self::TooLarge { .. } => 413,
            Self::UnsupportedMediaType { .. } => 415,
            Self::Busy { .. } => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// What is wrong this time, for people.
    pub fn detail(&self) -> String {
        match self {
            Self::Invalid { detail, .. }
            | Self::Conflict { detail, .. }
            | Self::Unauthenticated { detail }
            | Self::Forbidden { detail, .. }
            | Self::Busy { detail, .. } => detail.clone(),
            Self::NotFound { what, name, .. } => format!("There is no {what} {name:?}."),
            Self::ContentNeeded { blobs } => format!(
                "Documents were named by their hashes, and {} of them are not stored here.",
                blobs.len()
            ),
            Self::MethodNotAllowed { method } => {
                format!("{method} cannot be used here; the header Allow lists what can.")
            }
            Self::TooLarge { limit } => {
                format!("The body has more than {limit} bytes after decompression.")
            }
            Self::UnsupportedMediaType { found, .. } if found.is_empty() => {
                "The request does not say which media type its body has.".to_owned()
            }
            Self::UnsupportedMediaType { found, .. } => format!("{found} is not read here."),
            Self::Internal { incident } => {
                format!("The cause is in the broker's log under {incident}.")
            }
        }
    }

    /// What to do next, most useful first; commands can be pasted.
    pub fn hints(&self) -> Vec<String> {
        const TOKEN: &str = "handfast-broker token create --actor NAME --scope";
        match self {
            Self::Conflict { hints, .. } => hints.clone(),
            Self::NotFound { known, .. } => {
                known.iter().map(|name| format!("did you mean {name:?}?")).collect()
            }
            Self::ContentNeeded { .. } => {
                vec!["send these documents themselves instead of their hashes".to_owned()]
            }
            Self::Unauthenticated { .. } => vec![
                "set HANDFAST_TOKEN to a token, or run: handfast login".to_owned(),
                format!("an administrator makes a token with: {TOKEN} publish"),
            ],
            Self::Forbidden { needed: Some(scope), .. } => {
                vec![format!("an administrator makes a token with: {TOKEN} {scope}")]
            }
            Self::TooLarge { .. } => {
                vec![
                    "an operator raises the limit with: handfast-broker --body-limit SIZE"
                        .to_owned(),
                ]
            }
            Self::UnsupportedMediaType { expected, .. } => vec![format!("send {expected}")],
            Self::Busy { retry_after, .. } => vec![format!("try again in {retry_after} s")],
            Self::Invalid { .. }
            | Self::MethodNotAllowed { .. }
            | Self::Forbidden { needed: None, .. }
            | Self::Internal { .. } => Vec::new(),
        }
    }

    /// The problem as it stands on the wire; `request` names it in the log.
    pub fn body(&self, request: Option<&str>) -> ProblemBody {
        let mut body = ProblemBody {
            kind: format!("/problems/{}", self.slug()),
            title: self.title().to_owned(),
            status: self.status(),
            detail: self.detail(),
            instance: request.map(str::to_owned),
            hints: self.hints(),
            fields: Vec::new(),
            diagnostics: Vec::new(),
            report: None,
        };
        match self {
            Self::Invalid { fields, diagnostics, .. } => {
                body.fields.clone_from(fields);
                body.diagnostics.clone_from(diagnostics);
            }
            Self::Conflict { report, .. } => body.report.clone_from(report),
            Self::ContentNeeded { blobs } => {
                body.fields.extend(blobs.iter().map(|blob| needed(blob)))
            }
            Self::Internal { incident } => body.instance = Some(incident.clone()),
            _ => {}
        }
        body
    }
}

fn needed(blob: &str) -> FieldProblem {
    FieldProblem { field: blob.to_owned(), message: "is not stored; send the document".to_owned() }
}
