//! What the readers of all formats share: typed access to a document with named diagnostics.

use super::json::Json;
use crate::text::{Diagnostic, Node, NodeKind, Severity, Tree};
use std::sync::Arc;

/// A document on the way to a model.
pub(super) struct Reader<'t> {
    tree: &'t Arc<Tree>,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tree: &'t Arc<Tree>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { tree, diagnostics }
    }

    pub(super) fn root(&self) -> Node<'t> {
        self.tree.root()
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Whether something was found that makes the document unfit.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|one| one.severity == Severity::Error)
    }

    /// The value as one that outlives the reader.
    pub(super) fn json(&self, node: Node<'_>) -> Json {
        Json::new(self.tree, node)
    }

    /// Something that makes the document unfit for publishing.
    pub(super) fn error(&mut self, node: Node<'_>, code: &str, message: impl Into<String>) {
        self.note(Severity::Error, node, code, message.into());
    }

    /// Something that other tools may read in another way, or that cannot be judged.
    pub(super) fn warning(&mut self, node: Node<'_>, code: &str, message: impl Into<String>) {
        self.note(Severity::Warning, node, code, message.into());
    }

    fn note(&mut self, severity: Severity, node: Node<'_>, code: &str, message: String) {
        self.diagnostics.push(Diagnostic {
            severity,
            code: code.to_owned(),
            message,
            location: node.key_location(),
        });
    }

    /// The entry `key`, if it is there and not `null`.
    pub(super) fn entry(&self, node: Node<'t>, key: &str) -> Option<Node<'t>> {
        node.get(key).filter(|value| !value.is_null())
    }

    /// The text under `key`; another sort of value is an error.
    pub(super) fn text(&mut self, node: Node<'t>, key: &str) -> Option<&'t str> {
        let value = self.entry(node, key)?;
        let text = value.as_str();
        if text.is_none() {
            self.unexpected(value, "a text");
        }
        text
    }

    /// The array under `key`, else nothing; another sort of value is an error.
    pub(super) fn array(&mut self, node: Node<'t>, key: &str) -> Vec<Node<'t>> {
        let Some(value) = self.entry(node, key) else { return Vec::new() };
        if !value.is_array() {
            self.unexpected(value, "an array");
        }
        value.items().collect()
    }

    /// The object under `key`; another sort of value is an error.
    pub(super) fn object(&mut self, node: Node<'t>, key: &str) -> Option<Node<'t>> {
        let value = self.entry(node, key)?;
        if value.is_object() {
            return Some(value);
        }
        self.unexpected(value, "an object");
        None
    }

    /// Says that `value` is of another sort than it should be.
    pub(super) fn unexpected(&mut self, value: Node<'t>, wanted: &str) {
        let found = match value.kind() {
            NodeKind::Null => "null",
            NodeKind::Bool => "a boolean",
            NodeKind::Number => "a number",
            NodeKind::String => "a text",
            NodeKind::Array => "an array",
            NodeKind::Object => "an object",
        };
        self.error(value, "wrong-type", format!("expected {wanted} here, found {found}"));
    }
}

/// A scalar as text: what stands in headers, queries and metadata.
pub(super) fn scalar_text(node: Node<'_>) -> Option<String> {
    match node.kind() {
        NodeKind::String => node.as_str().map(str::to_owned),
        NodeKind::Number => node.as_number().map(str::to_owned),
        NodeKind::Bool => node.as_bool().map(|value| value.to_string()),
        NodeKind::Null | NodeKind::Array | NodeKind::Object => None,
    }
}

/// A whole number that fits.
pub(super) fn whole<T: TryFrom<i64>>(node: Node<'_>) -> Option<T> {
    let number = crate::text::Decimal::parse(node.as_number()?)?;
    T::try_from(number.to_i64()?).ok()
}
