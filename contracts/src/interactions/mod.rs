//! Kind `interactions`: recordings and Pact files.
//!

use crate::hash::Meaning;
use crate::judge::Finding;
use crate::kind::Source;
use crate::rule::RuleInfo;
use crate::text::{Diagnostic, Limits, Unreadable};

/// The interactions of one consumer with one provider.
#[derive(Debug)]
pub struct Model;

impl Model {
    /// The consumer and the provider that the document names.
    pub fn named_parties(&self) -> (Option<&str>, Option<&str>) {
        (None, None)
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
