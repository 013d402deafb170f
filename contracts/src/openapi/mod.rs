//! Kind `openapi`: text to model, model to changes, changes to findings.
//!
//! Version front-ends lower Swagger 2.0 and OpenAPI 3.x to one normalised model; everything
//! behind them knows only the model.

pub mod change;

use crate::hash::Meaning;
use crate::judge::Finding;
use crate::kind::Source;
use crate::rule::RuleInfo;
use crate::text::{Diagnostic, Limits, Unreadable};

/// An API in normal form.
#[derive(Debug)]
pub struct Model;

impl Model {
    /// The document's `info.version`.
    pub fn declared_version(&self) -> Option<&str> {
        None
    }
}

/// Whether `bytes` look like a document of this kind.
pub fn looks_like(_name: &str, _bytes: &[u8]) -> bool {
    false
}

/// Reads a document.
///
/// # Errors
/// [`Unreadable`] for bytes that are no text, and for documents over the limits.
pub fn parse(
    _source: Source<'_>,
    _limits: &Limits,
) -> Result<(Model, Vec<Diagnostic>), Unreadable> {
    Ok((Model, Vec::new()))
}

/// The hash of the canonical form.
pub fn meaning(_model: &Model) -> Meaning {
    Meaning::of(b"")
}

/// What changed, judged.
pub fn findings(_old: &Model, _new: &Model) -> Vec<Finding> {
    Vec::new()
}

/// The rules of this kind.
pub fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    std::iter::empty()
}
