//! Kind `interactions`: what a consumer asks of a provider over HTTP or by messages, from Pact
//! files, HTTP archives and our own recordings.
//!
//! | module | what it is for |
//! |---|---|
//! | [`model`] | what was written, whichever format it was written in |
//! | [`matching`], [`matching_rules`] | is an answer the expected one? |
//! | [`meaning`](fn@meaning), [`merge`](fn@merge) | what a document says, and the union of two |
//! | [`change`], [`rules`] | facts about two versions, and what they mean |
//! | [`recording`] | our own format, to read and to write |
//!
//! What an interaction asks of a provider's contract is [`crate::compare`]'s.

pub mod body;
pub mod body_path;
pub mod case;
pub mod change;
mod diff;
mod har;
pub mod json;
pub mod matching;
pub mod matching_rules;
mod meaning;
pub mod media_type;
mod merge;
pub mod model;
mod pact;
pub mod pattern;
mod reader;
pub mod recording;
pub mod rules;

use crate::judge::{self, Finding};
use crate::kind::Source;
use crate::rule::RuleInfo;
use crate::text::{self, Diagnostic, Format, Limits, Unreadable};
use reader::Reader;
use std::sync::Arc;

pub use diff::diff;
pub use meaning::meaning;
pub use merge::merge;
pub use model::{Interaction, Kind, Model, Request, Response};

/// Whether `bytes` look like a document of this kind: by the keys that every one of them has.
pub fn looks_like(_name: &str, bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start();
    if text.starts_with("handfast:") {
        return true;
    }
    if !text.starts_with('{') {
        return false;
    }
    let party = has_key(text, "consumer", '{') || has_key(text, "provider", '{');
    let pact = party && (has_key(text, "interactions", '[') || has_key(text, "messages", '['));
    let har = has_key(text, "log", '{') && has_key(text, "entries", '[');
    pact || har || has_key(text, "handfast", '"')
}

/// Whether somewhere in this JSON text `key` has a value that begins with `opening`.
fn has_key(text: &str, key: &str, opening: char) -> bool {
    let quoted = format!("\"{key}\"");
    text.match_indices(&quoted).any(|(at, found)| {
        let rest = text[at + found.len()..].trim_start();
        rest.strip_prefix(':').is_some_and(|value| value.trim_start().starts_with(opening))
    })
}

/// Reads a document.
///
/// # Errors
/// [`Unreadable`] for bytes that are no text, and for documents over the limits.
pub fn parse(source: Source<'_>, limits: &Limits) -> Result<(Model, Vec<Diagnostic>), Unreadable> {
    let format = Format::detect(source.name, source.bytes);
    let parsed = text::parse(source.name, source.bytes, format, limits)?;
    let tree = Arc::new(parsed.tree);
    let mut reader = Reader::new(&tree, parsed.diagnostics);
    let model = if har::is_har(tree.root()) {
        har::read(&mut reader)
    } else if recording::is_recording(tree.root()) {
        recording::read(&mut reader)
    } else {
        if !pact::is_pact(tree.root()) && !reader.has_errors() {
            reader.error(
                tree.root(),
                "format-unknown",
                "this is no Pact file (consumer, provider, interactions), no HTTP archive \
                 (log.entries) and no recording (handfast)",
            );
        }
        pact::read(&mut reader)
    };
    Ok((model, reader.into_diagnostics()))
}

/// What changed, judged.
pub fn findings(old: &Model, new: &Model) -> Vec<Finding> {
    judge::judge(&diff(old, new), &rules::all())
}

/// The rules of this kind.
pub fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    rules::all().into_iter().map(|rule| &rule.info)
}

#[cfg(test)]
mod tests;
