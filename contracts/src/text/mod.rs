//! Documents as trees that know where they come from.
//!
//! JSON and YAML are read into one [`Tree`]: every value keeps its place in the text, numbers
//! keep the digits they were written with, and what is wrong with the text is reported beside
//! the tree. Reading fails only on encoding and limits ([`Unreadable`]); it never panics, never
//! recurses on input, and takes time and memory in proportion to the text and the limits.
//!
//! This is not the place for what a document means: that is up to the kinds of contracts.
//!
//! Codes of diagnostics: `json-syntax`, `yaml-syntax`, `empty-document`, `multiple-documents`,
//! `recursive-alias`, `complex-key`, `tag-mismatch` (errors); `duplicate-key`, `lone-surrogate`,
//! `merge-key`, `duplicate-anchor`, `unknown-tag`, `leading-zero`, `not-a-json-number`,
//! `empty-key` (warnings); `more-diagnostics` (information).

mod builder;
mod copy;
mod diagnostic;
mod json;
mod node;
mod number;
mod positions;
mod tree;
mod unreadable;
mod yaml;

pub use diagnostic::{Diagnostic, Severity};
pub use node::{Key, Node};
pub use number::Decimal;
pub use tree::{NodeId, NodeKind, Span, Tree};
pub use unreadable::Unreadable;

use crate::location::Location;
use builder::Builder;
use positions::Positions;

/// No document is read deeper than this, whatever [`Limits::depth`] says, so that functions over
/// trees may recurse.
const DEEPEST: u32 = 1024;

/// The most bytes of a text, whatever [`Limits::bytes`] says: offsets have 31 bits.
const LARGEST: usize = (1 << 31) - 1;

/// What a document may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of the text.
    pub bytes: usize,
    /// The most levels of nested arrays and objects, at most 1024.
    pub depth: u32,
    /// The most values.
    pub nodes: u32,
    /// The most values to which YAML aliases and merge keys may expand.
    pub alias_nodes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 << 20, depth: 256, nodes: 8_000_000, alias_nodes: 200_000 }
    }
}

/// The format of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON as in RFC 8259.
    Json,
    /// YAML 1.2 with the core schema.
    Yaml,
}

impl Format {
    /// Finds the format by the ending of `name`, else by the first byte that is not white space:
    /// `{` and `[` begin JSON, everything else is YAML.
    pub fn detect(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("json" | "har") => return Self::Json,
            Some("yaml" | "yml") => return Self::Yaml,
            _ => {}
        }
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{' | b'[') => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// A document as it was read.
#[derive(Debug)]
pub struct Parsed {
    /// The tree; incomplete when a diagnostic is an error.
    pub tree: Tree,
    /// What is wrong with the text, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// Whether some diagnostic is an error, so that the tree is incomplete.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads a text into a tree. `name` is the name by which diagnostics call the document.
///
/// A byte order mark of UTF-8 is skipped. Syntax errors are diagnostics of
/// [`Severity::Error`] beside what could be read.
///
/// # Errors
/// The text is not UTF-8, or it goes beyond a limit.
pub fn parse(
    name: &str,
    bytes: &[u8],
    format: Format,
    limits: &Limits,
) -> Result<Parsed, Unreadable> {
    let limits =
        Limits { bytes: limits.bytes.min(LARGEST), depth: limits.depth.min(DEEPEST), ..*limits };
    let text = decode(name, bytes, &limits)?;
    let mut builder = Builder::new(name, text, limits);
    match format {
        Format::Json => json::read(&mut builder)?,
        Format::Yaml => yaml::read(&mut builder)?,
    }
    Ok(builder.finish())
}

fn decode<'t>(name: &str, bytes: &'t [u8], limits: &Limits) -> Result<&'t str, Unreadable> {
    if bytes.len() > limits.bytes {
        return Err(Unreadable::TooLarge {
            file: name.into(),
            bytes: bytes.len(),
            limit: limits.bytes,
        });
    }
    if let Some(encoding) = other_encoding(bytes) {
        return Err(Unreadable::OtherEncoding { file: name.into(), encoding });
    }
    let skipped = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let bytes = &bytes[skipped..];
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let at = positions::offset(valid.len());
        let (line, column) = Positions::of(&valid).line_and_column(&valid, at);
        Unreadable::NotUtf8 {
            location: Location { pointer: String::new(), file: name.into(), line, column },
            offset: skipped + error.valid_up_to(),
        }
    })
}

/// Recognises the other encodings of Unicode by their byte order mark, or by the zeros around
/// the ASCII character with which every JSON and nearly every YAML text begins (RFC 4627, §3).
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [1..=0x7f, 0, 0, 0, ..] => Some("UTF-32 (little endian)"),
        [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, 1..=0x7f, ..] => Some("UTF-32 (big endian)"),
        [0xff, 0xfe, ..] | [1..=0x7f, 0, 1..=0x7f, 0, ..] => Some("UTF-16 (little endian)"),
        [0xfe, 0xff, ..] | [0, 1..=0x7f, 0, 1..=0x7f, ..] => Some("UTF-16 (big endian)"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
