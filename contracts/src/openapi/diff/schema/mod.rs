//! Compares pairs of schemas, each once.
//!
//! A pair holds the edits between two schemas and leads to the pairs of their parts. Pairs whose
//! schemas mean the same do not exist. Cycles need no care: a pair that is met again is the same
//! pair, so recursive schemas that never differ have no edits (the comparison is coinductive).

mod arrays;
mod branches;
mod choices;
mod notes;
mod objects;
mod pair;
mod scalars;
mod types;

use super::Site;
use crate::fingerprint::Facet;
use crate::openapi::change::SchemaEdit;
use crate::openapi::model::{Model, SchemaId};
use pair::Comparison;
use rustc_hash::FxHashMap;

/// The number of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::openapi) struct PairId(u32);

impl PairId {
    pub(in crate::openapi) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Two schemas that mean different things.
#[derive(Default)]
pub(in crate::openapi) struct Pair {
    pub(in crate::openapi) edits: Vec<Edit>,
    pub(in crate::openapi) parts: Vec<Part>,
}

/// An edit of a schema.
pub(in crate::openapi) struct Edit {
    pub(in crate::openapi) edit: SchemaEdit,
    pub(in crate::openapi) site: Site,
    pub(in crate::openapi) facet: Facet,
    pub(in crate::openapi) subject: Subject,
    pub(in crate::openapi) flow: Flow,
}

/// What an edit is about.
pub(in crate::openapi) enum Subject {
    /// The schema.
    Whole,
    /// A property that the edit names.
    Names(Box<str>),
    /// The value of a property.
    Member(Box<str>),
}

/// In which messages a value is, by `readOnly` and `writeOnly`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(in crate::openapi) struct Flow {
    pub(in crate::openapi) read_only: bool,
    pub(in crate::openapi) write_only: bool,
}

impl Flow {
    pub(in crate::openapi) fn and_within(self, part: Self) -> Self {
        Self {
            read_only: self.read_only || part.read_only,
            write_only: self.write_only || part.write_only,
        }
    }
}

/// A part of a pair.
pub(in crate::openapi) struct Part {
    pub(in crate::openapi) step: Step,
    pub(in crate::openapi) pair: PairId,
    pub(in crate::openapi) flow: Flow,
}

/// How the value of a part is reached from the whole value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::openapi) enum Step {
    /// It is the same value.
    Same,
    /// A property.
    Key(Box<str>),
    /// Any item.
    Item,
    /// Any other property.
    Other,
}

/// All pairs of a comparison.
pub(in crate::openapi) struct Pairs<'m> {
    old: &'m Model,
    new: &'m Model,
    ids: FxHashMap<(SchemaId, SchemaId), PairId>,
    schemas: Vec<(SchemaId, SchemaId)>,
    pairs: Vec<Pair>,
}

impl<'m> Pairs<'m> {
    pub(super) fn new(old: &'m Model, new: &'m Model) -> Self {
        Self { old, new, ids: FxHashMap::default(), schemas: Vec::new(), pairs: Vec::new() }
    }

    /// The pair of two schemas; `None` where they mean the same.
    pub(super) fn pair(&mut self, old: SchemaId, new: SchemaId) -> Option<PairId> {
        if self.old.class(old) == self.new.class(new) {
            return None;
        }
        let next = PairId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        let id = *self.ids.entry((old, new)).or_insert(next);
        if id == next {
            self.schemas.push((old, new));
        }
        Some(id)
    }

    /// Compares the pairs that were asked for, and those that they lead to.
    pub(super) fn compare_all(&mut self) {
        while let Some((old, new)) = self.schemas.get(self.pairs.len()).copied() {
            let compared = Comparison::of((self.old, old), (self.new, new));
            let mut parts = Vec::new();
            for (step, old, new, flow) in compared.parts {
                if let Some(pair) = self.pair(old, new) {
                    parts.push(Part { step, pair, flow });
                }
            }
            self.pairs.push(Pair { edits: compared.edits, parts });
        }
    }

    pub(in crate::openapi) fn all(&self) -> &[Pair] {
        &self.pairs
    }
}
