//! Whether a text looks like an OpenAPI document, and which version it follows.

use crate::openapi::model::SpecVersion;
use crate::text::{Format, Node};

/// Whether `bytes` look like a document of this kind: a text with `openapi` or `swagger` among
/// the keys of its outermost object. Reads the text once and keeps nothing.
pub fn looks_like(name: &str, bytes: &[u8]) -> bool {
    match Format::detect(name, bytes) {
        Format::Json => json_has_key(bytes),
        Format::Yaml => bytes.split(|byte| *byte == b'\n').any(is_version_line),
    }
}

fn is_version_line(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let (quote, line) = match line.split_first() {
        Some((quote @ (b'"' | b'\''), rest)) => (Some(quote), rest),
        _ => (None, line),
    };
    let key = [&b"openapi"[..], b"swagger"].into_iter().find_map(|key| line.strip_prefix(key));
    let rest = key.and_then(|rest| match quote {
        Some(quote) => rest.strip_prefix(std::slice::from_ref(quote)),
        None => Some(rest),
    });
    rest.is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

/// Scans JSON for a key at depth one; strings are skipped, nothing is checked.
fn json_has_key(bytes: &[u8]) -> bool {
    let mut depth = 0_u32;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let start = at + 1;
                at = string_end(bytes, start);
                let behind = bytes.get(at + 1..).unwrap_or_default().trim_ascii_start();
                let key = &bytes[start..at];
                let is_version = key == b"openapi" || key == b"swagger";
                if depth == 1 && is_version && behind.starts_with(b":") {
                    return true;
                }
            }
            _ => {}
        }
        at += 1;
    }
    false
}

/// The index of the quote that ends the string which begins at `start`, or the text's length.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The version that a document declares.
pub(super) enum Declared<'t> {
    /// One that can be read.
    Known(SpecVersion),
    /// One that cannot be read, with the value that says so.
    Unsupported { node: Node<'t>, text: &'t str },
    /// None at all.
    Missing,
}

impl<'t> Declared<'t> {
    pub(super) fn of(root: Node<'t>) -> Self {
        let openapi = root.get("openapi");
        let Some(node) = openapi.or_else(|| root.get("swagger")) else {
            return Self::Missing;
        };
        let text = node.as_str().or_else(|| node.as_number()).unwrap_or_default();
        let mut numbers = text.split('.');
        match (openapi, numbers.next(), numbers.next()) {
            (Some(_), Some("3"), Some("0")) => Self::Known(SpecVersion::V3_0),
            (Some(_), Some("3"), Some("1")) => Self::Known(SpecVersion::V3_1),
            _ => Self::Unsupported { node, text },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_recognised_by_its_outermost_keys() {
        assert!(looks_like("a.yaml", b"# hi\ninfo: {}\nopenapi: 3.0.3\n"));
        assert!(looks_like("a.yml", b"'swagger' : '2.0'\n"));
        assert!(looks_like("-", b" {\"info\": {\"a\": \"}\\\"\"}, \"openapi\" : \"3.1.0\"}"));
        assert!(!looks_like("-", b"{\"body\": {\"openapi\": \"3.1.0\"}}"));
        assert!(!looks_like("-", b"{\"openapi\", \"text\": \"openapi\"}"));
        assert!(!looks_like("a.yaml", b"x:\n  openapi: 3.0.3\nopenapi2: 1\nopenapi"));
        assert!(!looks_like("-", b""));
        assert!(!looks_like("-", b"{\"a\\"));
    }
}
