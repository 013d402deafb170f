//! What a reader found wrong with a document, and where.

use crate::location::Location;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a diagnostic matters, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The document breaks its format; what was read of it is incomplete.
    Error,
    /// The document can be read, but other tools may read it differently.
    Warning,
    /// Worth knowing, nothing to repair.
    Info,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        })
    }
}

/// One problem of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The kind of problem in kebab-case, for example `duplicate-key`.
    pub code: String,
    /// What is wrong and what to do, without the place.
    pub message: String,
    /// Where it is wrong.
    pub location: Location,
}

impl fmt::Display for Diagnostic {
    /// Writes `file:line:column: severity: message [code]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {} [{}]", self.location, self.severity, self.message, self.code)
    }
}
