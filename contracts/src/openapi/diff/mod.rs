//! What changed between two versions of an API: facts, one for each edit, with all its uses.
//!
//! Operations, parameters and messages are compared in place ([`operations`], [`parameters`],
//! [`messages`], [`security`]). Where two values meet, their schemas are only noted as a
//! [`Root`]; [`schema`] compares every pair of schemas that is reached once, and
//! [`uses`](super::uses) finds out in which messages each edit takes effect. Equal parts are
//! recognised by their [`Class`](super::meaning::Class) and never entered.

mod facts;
mod messages;
mod operations;
mod parameters;
pub(super) mod schema;
mod security;

use super::change::{ApiChange, SchemaPosition};
use super::model::{Model, SchemaId};
use super::uses;
use crate::location::Place;
use crate::rule::Side;
use crate::text::{Node, NodeId};
pub(super) use facts::{Facts, Noted};
use schema::{PairId, Pairs};

/// What changed from `old` to `new`, in a fixed order.
pub fn diff(old: &Model, new: &Model) -> Vec<ApiChange> {
    let mut diff = Diff {
        old,
        new,
        old_schemes: security::scheme_keys(old, new),
        new_schemes: security::scheme_keys(new, old),
        facts: Facts::default(),
        pairs: Pairs::new(old, new),
        roots: Vec::new(),
    };
    diff.operations();
    diff.pairs.compare_all();
    uses::note(&diff.pairs, &diff.roots, &mut diff.facts);
    diff.facts.finish(old, new)
}

/// A comparison under way.
struct Diff<'m> {
    old: &'m Model,
    new: &'m Model,
    /// What both versions know each security scheme by.
    old_schemes: Vec<String>,
    new_schemes: Vec<String>,
    facts: Facts,
    pairs: Pairs<'m>,
    roots: Vec<Root>,
}

/// Two schemas of one message's whole value.
pub(super) struct Root {
    /// The message.
    pub(super) place: Place,
    /// The message within its operation.
    pub(super) message: String,
    /// In what kind of message the value stands.
    pub(super) position: SchemaPosition,
    /// Who sends it.
    pub(super) side: Side,
    /// The two schemas.
    pub(super) pair: PairId,
}

/// A message that both versions have.
struct Message<'a> {
    operation: &'a Place,
    name: String,
    position: SchemaPosition,
    side: Side,
}

impl Message<'_> {
    fn place(&self) -> Place {
        self.operation.message(&self.name)
    }
}

impl Diff<'_> {
    /// Notes the values of a message, to be compared later where they differ.
    fn values(&mut self, message: &Message<'_>, old: SchemaId, new: SchemaId) {
        if let Some(pair) = self.pairs.pair(old, new) {
            self.roots.push(Root {
                place: message.place(),
                message: message.name.clone(),
                position: message.position,
                side: message.side,
                pair,
            });
        }
    }
}

/// Where an edit stands.
///
/// The anchors tell edits apart: an edit is noted once however many messages it reaches. What was
/// added has no anchor in the old document and is shown where it was added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Site {
    pub(super) old: Anchor,
    pub(super) new: Anchor,
}

/// Where an edit stands in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Anchor {
    /// The edited element itself.
    Here(NodeId),
    /// What is nearest to an element that is not there.
    Near(NodeId),
}

impl Anchor {
    fn node(self) -> NodeId {
        match self {
            Self::Here(node) | Self::Near(node) => node,
        }
    }

    fn is_here(self) -> bool {
        matches!(self, Self::Here(_))
    }
}

impl Site {
    /// What tells edits apart.
    fn key(self) -> (Option<NodeId>, Option<NodeId>) {
        let nowhere = !self.old.is_here() && !self.new.is_here();
        let key = |anchor: Anchor| (nowhere || anchor.is_here()).then(|| anchor.node());
        (key(self.old), key(self.new))
    }

    /// Both versions have the element.
    pub(super) fn both(old: NodeId, new: NodeId) -> Self {
        Self { old: Anchor::Here(old), new: Anchor::Here(new) }
    }

    /// The element is new; `near` is where it was added to.
    pub(super) fn added(near: NodeId, new: NodeId) -> Self {
        Self { old: Anchor::Near(near), new: Anchor::Here(new) }
    }

    /// The element is gone; `near` is what it was taken from.
    pub(super) fn removed(old: NodeId, near: NodeId) -> Self {
        Self { old: Anchor::Here(old), new: Anchor::Near(near) }
    }
}

/// The entry of an element at `key`; the element where there is none.
fn at_key(model: &Model, node: NodeId, key: &str) -> NodeId {
    model.node(node).get(key).map_or(node, Node::id)
}
