//! Follows references within one document.
//!
//! References are JSON pointers, anchors (`$anchor`) and identifiers (`$id`) of the same document.
//! Other documents are never fetched: a reference to one is a failure that says to bundle first.
//! Chains and cycles of any length take time in proportion to the document.

use super::model::percent_decoded;
use crate::text::{Node, NodeId};
use rustc_hash::FxHashMap;

/// Why a reference leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// It leads to another document.
    External,
    /// Nothing stands there.
    Unresolved,
    /// It leads back to itself.
    Cycle,
}

/// The references of one document.
pub(super) struct References<'t> {
    root: Node<'t>,
    /// Where each text of `$ref` leads, one step.
    steps: FxHashMap<&'t str, Result<NodeId, Failure>>,
    /// Where chains of references end; `None` while a chain is being followed.
    ends: FxHashMap<NodeId, Option<Result<NodeId, Failure>>>,
    /// `$anchor` and `$id` with their schemas; collected when first needed.
    names: Option<FxHashMap<&'t str, NodeId>>,
}

impl<'t> References<'t> {
    pub(super) fn new(root: Node<'t>) -> Self {
        Self { root, steps: FxHashMap::default(), ends: FxHashMap::default(), names: None }
    }

    /// Where a reference leads, in one step.
    pub(super) fn step(&mut self, reference: &'t str) -> Result<Node<'t>, Failure> {
        let found = match self.steps.get(reference) {
            Some(known) => *known,
            None => {
                let found = self.find(reference).map(Node::id);
                self.steps.insert(reference, found);
                found
            }
        };
        found.map(|id| self.root.tree().node(id))
    }

    /// The value behind `node`: itself, or where its `$ref` and those behind it end.
    pub(super) fn follow(&mut self, node: Node<'t>) -> Result<Node<'t>, Failure> {
        let mut chain = Vec::new();
        let mut at = node;
        let end = loop {
            let Some(reference) = at.get("$ref").and_then(Node::as_str) else {
                break Ok(at.id());
            };
            match self.ends.get(&at.id()) {
                Some(Some(known)) => break *known,
                Some(None) => break Err(Failure::Cycle),
                None => {}
            }
            self.ends.insert(at.id(), None);
            chain.push(at.id());
            match self.step(reference) {
                Ok(next) => at = next,
                Err(failure) => break Err(failure),
            }
        };
        for passed in chain {
            self.ends.insert(passed, Some(end));
        }
        end.map(|id| self.root.tree().node(id))
    }

    fn find(&mut self, reference: &'t str) -> Result<Node<'t>, Failure> {
        let (document, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let base = match document {
            "" => self.root,
            _ => self.named(document).ok_or(Failure::External)?,
        };
        let fragment = percent_decoded(fragment);
        if fragment.is_empty() || fragment.starts_with('/') {
            return base.resolve(&fragment).ok_or(Failure::Unresolved);
        }
        let anchor = reference.rsplit('#').next().unwrap_or_default();
        self.named(anchor).ok_or(Failure::Unresolved)
    }

    /// The schema with this `$anchor` or `$id`, or the document itself by its `$self`.
    fn named(&mut self, name: &str) -> Option<Node<'t>> {
        let root = self.root;
        let names = self.names.get_or_insert_with(|| collect_names(root));
        names.get(name).map(|id| root.tree().node(*id))
    }
}

fn collect_names(root: Node<'_>) -> FxHashMap<&str, NodeId> {
    let mut names = FxHashMap::default();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        for key in ["$anchor", "$dynamicAnchor", "$id", "$self"] {
            if let Some(name) = node.get(key).and_then(Node::as_str) {
                names.entry(name.trim_end_matches('#')).or_insert(node.id());
            }
        }
        open.extend(node.items());
        open.extend(node.entries().map(|(_, value)| value));
    }
    names
}
