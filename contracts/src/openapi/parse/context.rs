//! What all readers of one document share: its references, its diagnostics, and how to ask for a
//! value of some shape.

use super::schema::SchemaReader;
use crate::openapi::model::{Lifecycle, SchemeId, SecurityScheme, SpecVersion};
use crate::openapi::resolve::{Failure, References};
use crate::text::{Diagnostic, Node, NodeId, Severity};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// How many elements of operations are read, counted with repetition where references share them:
/// a small document can refer to a large component very often.
const MOST_ELEMENTS: u32 = 2_000_000;

/// The state of reading one document.
pub(super) struct Reader<'t> {
    pub(super) root: Node<'t>,
    pub(super) references: References<'t>,
    pub(super) report: Report,
    pub(super) schemas: SchemaReader<'t>,
    pub(super) schemes: Vec<SecurityScheme>,
    pub(super) scheme_ids: BTreeMap<Box<str>, SchemeId>,
    elements: u32,
}

impl<'t> Reader<'t> {
    pub(super) fn new(root: Node<'t>, spec: SpecVersion) -> Self {
        Self {
            root,
            references: References::new(root),
            report: Report::default(),
            schemas: SchemaReader::new(root, spec),
            schemes: Vec::new(),
            scheme_ids: BTreeMap::new(),
            elements: 0,
        }
    }

    /// Counts one more element; `false` when there are too many to go on, which is reported.
    pub(super) fn may_read(&mut self, node: Node<'t>) -> bool {
        self.elements += 1;
        if self.elements == MOST_ELEMENTS {
            let message = format!(
                "references repeat parts of operations so often that there are more than \
                 {MOST_ELEMENTS} of them; split the document"
            );
            self.report.error("too-many-elements", node, message);
        }
        self.elements < MOST_ELEMENTS
    }

    /// The object behind `node` and its `$ref`; what leads nowhere is reported.
    pub(super) fn object(&mut self, node: Node<'t>, what: &str) -> Option<Node<'t>> {
        match self.references.follow(node) {
            Ok(end) if end.is_object() => Some(end),
            Ok(end) => {
                self.report.wrong_shape(end, what, "an object");
                None
            }
            Err(failure) => {
                self.report.failure(node, failure);
                None
            }
        }
    }

    /// The entries of the object at `key`, without extensions and repeated keys.
    pub(super) fn entries(&mut self, node: Node<'t>, key: &str) -> Vec<(&'t str, Node<'t>)> {
        let Some(object) = node.get(key).filter(|value| !value.is_null()) else {
            return Vec::new();
        };
        if !object.is_object() {
            self.report.wrong_shape(object, &format!("`{key}`"), "an object");
        }
        entries(object).collect()
    }

    /// The entries of the object at `key` without extensions.
    pub(super) fn fixed_entries(&mut self, node: Node<'t>, key: &str) -> Vec<(&'t str, Node<'t>)> {
        let mut entries = self.entries(node, key);
        entries.retain(|(name, _)| !name.starts_with("x-"));
        entries
    }

    /// The items of the list at `key`.
    pub(super) fn items(&mut self, node: Node<'t>, key: &str) -> Vec<Node<'t>> {
        let Some(list) = node.get(key).filter(|value| !value.is_null()) else {
            return Vec::new();
        };
        if !list.is_array() {
            self.report.wrong_shape(list, &format!("`{key}`"), "a list");
        }
        list.items().collect()
    }

    /// The truth value at `key`.
    pub(super) fn flag(&mut self, node: Node<'t>, key: &str) -> Option<bool> {
        let value = node.get(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.report.odd_shape(value, &format!("`{key}`"), "true or false");
        }
        flag
    }

    /// `deprecated` and `x-sunset`.
    pub(super) fn lifecycle(&mut self, node: Node<'t>) -> Lifecycle {
        Lifecycle {
            deprecated: self.flag(node, "deprecated").unwrap_or(false),
            sunset: text(node, "x-sunset").map(|date| day(date).into()),
        }
    }
}

/// A date, also where it is written as the first moment of that day in UTC.
fn day(text: &str) -> &str {
    match text.split_at_checked("2026-01-31".len()) {
        Some((day, "T00:00:00Z")) => day,
        _ => text,
    }
}

/// The entries of an object; of repeated keys the last one.
pub(super) fn entries<'t>(object: Node<'t>) -> impl Iterator<Item = (&'t str, Node<'t>)> + use<'t> {
    let is_last = move |name: &str, value: Node<'t>| {
        object.get(name).is_some_and(|last| last.id() == value.id())
    };
    object
        .entries()
        .map(|(key, value)| (key.name, value))
        .filter(move |(name, value)| is_last(name, *value))
}

/// The text at `key`; numbers that YAML authors forgot to quote are taken as they are written.
pub(super) fn text<'t>(node: Node<'t>, key: &str) -> Option<&'t str> {
    node.get(key).and_then(|value| value.as_str().or_else(|| value.as_number()))
}

/// How many diagnostics of one code are listed.
const MOST_OF_A_CODE: u32 = 50;

/// The diagnostics of one document.
#[derive(Default)]
pub(super) struct Report {
    diagnostics: Vec<Diagnostic>,
    reported: FxHashSet<(&'static str, NodeId)>,
    counts: BTreeMap<&'static str, u32>,
}

impl Report {
    pub(super) fn error(&mut self, code: &'static str, node: Node<'_>, message: String) {
        self.add(Severity::Error, code, node, message);
    }

    pub(super) fn warning(&mut self, code: &'static str, node: Node<'_>, message: String) {
        self.add(Severity::Warning, code, node, message);
    }

    pub(super) fn info(&mut self, code: &'static str, node: Node<'_>, message: String) {
        self.add(Severity::Info, code, node, message);
    }

    /// A value without which the document cannot be understood has another shape.
    pub(super) fn wrong_shape(&mut self, node: Node<'_>, what: &str, wanted: &str) {
        let message = format!("{what} must be {wanted}, but this is {}", article(node));
        self.error("wrong-shape", node, message);
    }

    /// A value that can be passed over has another shape.
    pub(super) fn odd_shape(&mut self, node: Node<'_>, what: &str, wanted: &str) {
        let message =
            format!("{what} should be {wanted}, but this is {}; it is ignored", article(node));
        self.warning("odd-shape", node, message);
    }

    pub(super) fn failure(&mut self, node: Node<'_>, failure: Failure) {
        let reference = node.get("$ref").and_then(Node::as_str).unwrap_or_default();
        let node = node.get("$ref").unwrap_or(node);
        match failure {
            Failure::External => self.error(
                "external-reference",
                node,
                format!("{reference:?} leads out of this document; bundle it first"),
            ),
            Failure::Unresolved => self.error(
                "unresolved-reference",
                node,
                format!("{reference:?} leads nowhere; nothing stands there in this document"),
            ),
            Failure::Cycle => self.error(
                "reference-cycle",
                node,
                format!("{reference:?} leads back to itself and so says nothing"),
            ),
        }
    }

    fn add(&mut self, severity: Severity, code: &'static str, node: Node<'_>, message: String) {
        if !self.reported.insert((code, node.id())) {
            return;
        }
        let count = self.counts.entry(code).or_insert(0);
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            let location = node.key_location();
            self.diagnostics.push(Diagnostic { severity, code: code.into(), message, location });
        }
    }

    /// The diagnostics, those that were not listed in a last one.
    pub(super) fn finish(self, root: Node<'_>) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        let more = self.counts.into_iter().filter(|(_, count)| *count > MOST_OF_A_CODE);
        diagnostics.extend(more.map(|(code, count)| Diagnostic {
            severity: Severity::Info,
            code: "more-diagnostics".into(),
            message: format!("{} more of `{code}` are not listed", count - MOST_OF_A_CODE),
            location: root.location(),
        }));
        diagnostics
    }
}

fn article(node: Node<'_>) -> String {
    use crate::text::NodeKind;
    match node.kind() {
        NodeKind::Null => "null".into(),
        kind @ (NodeKind::Array | NodeKind::Object) => format!("an {kind}"),
        kind => format!("a {kind}"),
    }
}
