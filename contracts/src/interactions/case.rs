//! A single comparison of two documents: an expected request, response or message as a Pact file
//! writes it, and an actual one in the same form.

use super::matching::{
    ActualRequest, ActualResponse, Mismatch, match_message, match_request, match_response,
};
use super::model::PactVersion;
use super::pact;
use super::reader::Reader;
use crate::kind::Source;
use crate::text::{self, Diagnostic, Format, Limits, Node, Severity, Unreadable};
use std::sync::Arc;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A request: more than is expected is a mismatch.
    Request,
    /// A response.
    Response,
    /// A message.
    Message,
}

/// What came of a comparison.
#[derive(Debug)]
pub struct Answer {
    /// Everything that is not as expected; nothing when the two match.
    pub mismatches: Vec<Mismatch>,
    /// What was noticed while reading. With an error among these there is nothing to compare.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compares `actual` with `expected`, both written as in a Pact file of `version`. A document that
/// holds both, under the keys `expected` and `actual`, may be given for either.
///
/// # Errors
/// [`Unreadable`] for bytes that are no text, and for documents over the limits.
pub fn compare(
    expected: Source<'_>,
    actual: Source<'_>,
    part: Part,
    version: PactVersion,
    limits: &Limits,
) -> Result<Answer, Unreadable> {
    let read = |source: Source<'_>| {
        let format = Format::detect(source.name, source.bytes);
        text::parse(source.name, source.bytes, format, limits)
    };
    let (expected, actual) = (read(expected)?, read(actual)?);
    let (expected_tree, actual_tree) = (Arc::new(expected.tree), Arc::new(actual.tree));
    let mut left = Reader::new(&expected_tree, expected.diagnostics);
    let mut right = Reader::new(&actual_tree, actual.diagnostics);
    let wanted = named(left.root(), "expected");
    let found = named(right.root(), "actual");
    let mismatches = match part {
        Part::Request => {
            let wanted = pact::read_request(&mut left, wanted, version);
            let found = pact::read_request(&mut right, found, version);
            match_request(&wanted, &ActualRequest::from(found))
        }
        Part::Response => {
            let wanted = pact::read_response(&mut left, wanted, version);
            let found = pact::read_response(&mut right, found, version);
            match_response(&wanted, &ActualResponse::from(found))
        }
        Part::Message => {
            let wanted = pact::read_message(&mut left, wanted, version);
            let found = pact::read_message(&mut right, found, version);
            match_message(&wanted, &found)
        }
    };
    let mut diagnostics = left.into_diagnostics();
    diagnostics.extend(right.into_diagnostics());
    diagnostics.sort_by_key(|one| one.severity != Severity::Error);
    Ok(Answer { mismatches, diagnostics })
}

fn named<'t>(root: Node<'t>, key: &str) -> Node<'t> {
    root.get(key).unwrap_or(root)
}
