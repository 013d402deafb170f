//! JSON values that are part of a contract or of an answer: a place in a shared tree, so that
//! numbers keep their digits and nothing is copied.

use crate::location::Location;
use crate::text::{Decimal, Format, Limits, Node, NodeId, NodeKind, Severity, Tree};
use std::fmt::{self, Write as _};
use std::sync::Arc;

/// A JSON value.
#[derive(Clone)]
pub struct Json {
    tree: Arc<Tree>,
    id: NodeId,
    origin: Origin,
}

/// Where a value was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// It stands in the document itself.
    Document,
    /// It was read from a text of its own, such as a body that the document holds as text.
    Apart,
}

impl Json {
    /// The value `node` of `tree`.
    pub(super) fn new(tree: &Arc<Tree>, node: Node<'_>) -> Self {
        Self { tree: Arc::clone(tree), id: node.id(), origin: Origin::Document }
    }

    /// Reads a JSON text, with or without a byte order mark. `None` when it is none or goes
    /// beyond the limits.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let parsed = crate::text::parse("body", bytes, Format::Json, &Limits::default()).ok()?;
        if parsed.diagnostics.iter().any(|one| one.severity == Severity::Error) {
            return None;
        }
        let id = parsed.tree.root().id();
        Some(Self { tree: Arc::new(parsed.tree), id, origin: Origin::Apart })
    }

    /// Where a part of this value stands in the document; `None` when the value stands in a text
    /// of its own.
    pub fn location(&self, part: NodeId) -> Option<Location> {
        (self.origin == Origin::Document).then(|| self.tree.node(part).key_location())
    }

    /// The value in its tree.
    pub fn node(&self) -> Node<'_> {
        self.tree.node(self.id)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        write(self.node(), &mut text);
        f.write_str(&text)
    }
}

/// Equal by content: the order of keys and the spelling of numbers do not matter.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.node().same_content(other.node())
    }
}

/// Appends a value as compact JSON, numbers and the order of keys as they were written.
pub(super) fn write(node: Node<'_>, text: &mut String) {
    write_value(node, Spelling::AsWritten, text);
}

/// Appends the one JSON text of all values that mean the same: keys sorted, numbers in their
/// shortest spelling, of duplicate keys the last.
pub(super) fn write_canonical(node: Node<'_>, text: &mut String) {
    write_value(node, Spelling::Canonical, text);
}

/// A value as JSON with one entry or item a line, so that versions of it differ line by line.
pub(super) fn pretty(node: Node<'_>) -> String {
    let mut text = String::new();
    write_pretty(node, 0, &mut text);
    text.push('\n');
    text
}

fn write_pretty(node: Node<'_>, depth: usize, text: &mut String) {
    let (open, close) = if node.is_object() { ('{', '}') } else { ('[', ']') };
    if node.len() == 0 {
        return write(node, text);
    }
    let children: Vec<_> = match node.is_object() {
        true => node.entries().map(|(key, value)| (Some(key.name), value)).collect(),
        false => node.items().map(|value| (None, value)).collect(),
    };
    text.push(open);
    for (at, (key, value)) in children.into_iter().enumerate() {
        text.push_str(if at > 0 { ",\n" } else { "\n" });
        text.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = key {
            write_string(key, text);
            text.push_str(": ");
        }
        write_pretty(value, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    AsWritten,
    Canonical,
}

fn write_value(node: Node<'_>, spelling: Spelling, text: &mut String) {
    match node.kind() {
        NodeKind::Null => text.push_str("null"),
        NodeKind::Bool => {
            text.push_str(if node.as_bool() == Some(true) { "true" } else { "false" })
        }
        NodeKind::Number => {
            let lexeme = node.as_number().unwrap_or("0");
            match Decimal::parse(lexeme) {
                Some(number) if spelling == Spelling::Canonical => {
                    text.push_str(&number.to_canonical_string());
                }
                _ => text.push_str(lexeme),
            }
        }
        NodeKind::String => write_string(node.as_str().unwrap_or_default(), text),
        NodeKind::Array => {
            text.push('[');
            for (at, item) in node.items().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_value(item, spelling, text);
            }
            text.push(']');
        }
        NodeKind::Object => write_object(node, spelling, text),
    }
}

fn write_object(node: Node<'_>, spelling: Spelling, text: &mut String) {
    let mut keys: Vec<&str> = node.entries().map(|(key, _)| key.name).collect();
    if spelling == Spelling::Canonical {
        keys.sort_unstable();
        keys.dedup();
    }
    text.push('{');
    for (at, (key, value)) in keys.iter().filter_map(|key| Some((key, node.get(key)?))).enumerate()
    {
        if at > 0 {
            text.push(',');
        }
        write_string(key, text);
        text.push(':');
        write_value(value, spelling, text);
    }
    text.push('}');
}

/// A value in a message: its JSON, cut where it is long.
pub(crate) fn shown(node: Node<'_>) -> String {
    const LONGEST: usize = 200;
    let mut text = String::new();
    write(node, &mut text);
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

/// A text as a JSON string.
pub(crate) fn quoted(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    write_string(value, &mut text);
    text
}

/// Appends a text as a JSON string.
pub(super) fn write_string(value: &str, text: &mut String) {
    text.push('"');
    for one in value.chars() {
        match one {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            one if u32::from(one) < 0x20 => {
                let _ = write!(text, "\\u{:04x}", u32::from(one));
            }
            one => text.push(one),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_text_ignores_order_and_spelling_but_not_digits() {
        let canonical = |text: &str| {
            let mut out = String::new();
            write_canonical(Json::parse(text.as_bytes()).unwrap().node(), &mut out);
            out
        };
        assert_eq!(
            canonical("{\"b\":1.0,\"a\":[1e2,\"x\\u00e9\"]}"),
            "{\"a\":[100,\"xé\"],\"b\":1}"
        );
        assert_ne!(canonical("9007199254740993"), canonical("9007199254740992"));
    }

    #[test]
    fn a_byte_order_mark_is_no_error_and_half_a_value_is() {
        assert!(Json::parse(b"\xef\xbb\xbf{\"a\":1}").is_some());
        assert!(Json::parse(b"{\"a\":").is_none());
        assert!(Json::parse(b"").is_none());
    }
}
