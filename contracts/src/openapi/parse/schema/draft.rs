//! A schema while the keywords of its parts are read into it.

use crate::openapi::model::{Bound, Lifecycle, Literal, Notes, NumberShape, StringShape, Types};
use crate::text::{Decimal, Node, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// What all parts ask for together. Schemas inside are nodes until all parts are read: several
/// for one place are a conjunction.
pub(super) struct Draft<'t> {
    pub(super) types: Types,
    pub(super) values: Option<BTreeSet<Literal>>,
    pub(super) formats: BTreeSet<&'t str>,
    pub(super) number: NumberShape,
    pub(super) string: StringShape,
    pub(super) content_schemas: Vec<Node<'t>>,
    pub(super) array: ArrayDraft<'t>,
    pub(super) object: ObjectDraft<'t>,
    pub(super) choices: Vec<Node<'t>>,
    pub(super) not: Vec<Node<'t>>,
    /// Values with `if`.
    pub(super) conditions: Vec<Node<'t>>,
    pub(super) unknown: BTreeMap<&'t str, String>,
    pub(super) notes: Notes,
    pub(super) discriminator: Option<Node<'t>>,
}

#[derive(Default)]
pub(super) struct ArrayDraft<'t> {
    pub(super) prefix: Vec<Node<'t>>,
    pub(super) items: Vec<Node<'t>>,
    pub(super) min_items: u64,
    pub(super) max_items: Option<u64>,
    pub(super) unique: bool,
    pub(super) contains: Option<ContainsDraft<'t>>,
    pub(super) unevaluated: Option<Node<'t>>,
}

pub(super) struct ContainsDraft<'t> {
    pub(super) schema: Node<'t>,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
}

#[derive(Default)]
pub(super) struct ObjectDraft<'t> {
    /// One for each part that says something of properties by name.
    pub(super) scopes: Vec<Scope<'t>>,
    pub(super) required: BTreeSet<&'t str>,
    pub(super) names: Vec<Node<'t>>,
    pub(super) min_properties: u64,
    pub(super) max_properties: Option<u64>,
    pub(super) dependent_required: BTreeMap<&'t str, BTreeSet<Box<str>>>,
    pub(super) dependent_schemas: BTreeMap<&'t str, Vec<Node<'t>>>,
    pub(super) unevaluated: Option<Node<'t>>,
}

/// `properties`, `patternProperties` and `additionalProperties` of one part: the last applies to
/// what the other two of the same part do not mention.
#[derive(Default)]
pub(super) struct Scope<'t> {
    pub(super) properties: BTreeMap<&'t str, Node<'t>>,
    pub(super) patterns: BTreeMap<&'t str, Node<'t>>,
    pub(super) additional: Option<Node<'t>>,
}

impl<'t> Draft<'t> {
    pub(super) fn new() -> Self {
        Self {
            types: Types::ALL,
            values: None,
            formats: BTreeSet::new(),
            number: NumberShape::default(),
            string: StringShape::default(),
            content_schemas: Vec::new(),
            array: ArrayDraft::default(),
            object: ObjectDraft::default(),
            choices: Vec::new(),
            not: Vec::new(),
            conditions: Vec::new(),
            unknown: BTreeMap::new(),
            notes: Notes::default(),
            discriminator: None,
        }
    }

    pub(super) fn narrow_values(&mut self, values: BTreeSet<Literal>) {
        self.values = Some(match self.values.take() {
            Some(known) => known.into_iter().filter(|value| values.contains(value)).collect(),
            None => values,
        });
    }

    pub(super) fn at_least(&mut self, bound: Bound) {
        let tighter = self.number.minimum.as_ref().is_none_or(|known| {
            bound.value > known.value || (bound.value == known.value && bound.exclusive)
        });
        if tighter {
            self.number.minimum = Some(bound);
        }
    }

    pub(super) fn at_most(&mut self, bound: Bound) {
        let tighter = self.number.maximum.as_ref().is_none_or(|known| {
            bound.value < known.value || (bound.value == known.value && bound.exclusive)
        });
        if tighter {
            self.number.maximum = Some(bound);
        }
    }

    pub(super) fn multiple_of(&mut self, number: Decimal) {
        let mut all = std::mem::take(&mut self.number.multiple_of).into_vec();
        if !all.contains(&number) {
            all.push(number);
            all.sort();
        }
        self.number.multiple_of = all.into();
    }

    pub(super) fn pattern(&mut self, pattern: &str) {
        let mut all = std::mem::take(&mut self.string.patterns).into_vec();
        if let Err(place) = all.binary_search_by(|known| (**known).cmp(pattern)) {
            all.insert(place, pattern.into());
        }
        self.string.patterns = all.into();
    }

    /// Adds what is said beside the set of values; the first that says something wins.
    pub(super) fn lifecycle(&mut self, said: Lifecycle) {
        let known = &mut self.notes.lifecycle;
        known.deprecated |= said.deprecated;
        known.sunset = known.sunset.take().or(said.sunset);
    }
}

/// The larger of two lower ends.
pub(super) fn raise(known: &mut u64, said: u64) {
    *known = said.max(*known);
}

/// The smaller of two upper ends.
pub(super) fn lower(known: &mut Option<u64>, said: u64) {
    *known = Some(known.map_or(said, |known| known.min(said)));
}

/// The values that a part was read from, for [`crate::openapi::model::Schema::origins`].
pub(super) fn origins(parts: &super::Parts) -> Box<[NodeId]> {
    match &*parts.list {
        [_] => Box::default(),
        parts => parts.iter().map(|part| part.node).collect(),
    }
}
