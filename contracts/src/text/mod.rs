//! The spanned document tree of JSON and YAML. (Placeholder until the tree lands.)

use crate::location::Location;
use serde::{Deserialize, Serialize};

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The document must not be published or judged.
    Error,
    /// Probably not what was meant.
    Warning,
    /// Worth knowing.
    Info,
}

/// Something that was noticed while reading a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its name, for example `duplicate-key`.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Where.
    pub location: Location,
}

/// Bounds on what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest document in bytes.
    pub bytes: usize,
}

/// Why bytes cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable;
