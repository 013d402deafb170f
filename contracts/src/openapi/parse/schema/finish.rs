//! Makes the schema of what all parts ask for.

use super::draft::{ArrayDraft, Draft, origins};
use super::expand::{Join, Parts, only_branch};
use super::objects::can_merge;
use super::{Part, Take};
use crate::openapi::model::{
    ArrayShape, Bound, Branch, Choice, ChoiceKind, Condition, Contains, Discriminator, Literal,
    Logic, NumberShape, Schema, SchemaId, StringShape, Types, percent_decoded,
};
use crate::openapi::parse::context::Reader;
use crate::text::{Decimal, Node, NodeId};
use std::collections::{BTreeMap, BTreeSet};

impl<'t> Reader<'t> {
    /// The schema of a conjunction that was met at `site`.
    pub(super) fn build(&mut self, site: NodeId, parts: &Parts) -> Schema {
        let mut draft = Draft::new();
        for part in &parts.list {
            self.absorb(*part, &mut draft);
        }
        let mut schema = match &*parts.list {
            [Part { node, take: Take::Unmerged }] => {
                let demands = self.unmerged_demands(self.schemas.node(*node));
                self.finish(site, draft, true, demands)
            }
            [_] => self.finish(site, draft, true, Vec::new()),
            list if parts.join != Join::SideBySide && can_merge_all(list, &draft) => {
                let closes = list.iter().any(|part| part.take == Take::Outermost)
                    && draft.choices.is_empty()
                    && draft.conditions.is_empty()
                    && draft.object.dependent_schemas.is_empty();
                self.finish(site, draft, closes, Vec::new())
            }
            list => self.side_by_side(site, list, draft),
        };
        if parts.join == Join::MergeOrNull && schema.logic.is_none() {
            admit_null(&mut schema);
        }
        schema.origins = origins(parts);
        schema
    }

    /// A schema that demands each part on its own, with the notes of all.
    fn side_by_side(&mut self, site: NodeId, parts: &[Part], all: Draft<'t>) -> Schema {
        let mut draft = Draft::new();
        draft.notes = all.notes;
        draft.discriminator = all.discriminator;
        let demands = parts
            .iter()
            .map(|part| {
                let node = self.schemas.node(part.node);
                let take = if part.take == Take::Outermost { Take::Own } else { part.take };
                let schema = self.schemas.number(Parts::of(part.node, take), node);
                Branch { schema, node: part.node, component: None }
            })
            .collect();
        self.finish(site, draft, false, demands)
    }

    /// What a value that is not expanded demands beside its own keywords.
    fn unmerged_demands(&mut self, node: Node<'t>) -> Vec<Branch> {
        let mut nodes: Vec<Node<'t>> = Vec::new();
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            match self.references.step(reference) {
                Ok(target) => nodes.push(target),
                Err(failure) => self.report.failure(node, failure),
            }
        }
        nodes.extend(node.get("allOf").into_iter().flat_map(Node::items));
        nodes.extend(["anyOf", "oneOf"].iter().filter_map(|key| only_branch(node, key)));
        nodes.into_iter().map(|node| self.branch(node)).collect()
    }

    fn branch(&mut self, node: Node<'t>) -> Branch {
        let component = node.get("$ref").and_then(Node::as_str).and_then(component_name);
        Branch { schema: self.schema(node), node: node.id(), component }
    }

    fn finish(
        &mut self,
        site: NodeId,
        draft: Draft<'t>,
        closes: bool,
        all_of: Vec<Branch>,
    ) -> Schema {
        let mut schema = Schema::of_types(site, draft.types);
        schema.format = join(draft.formats);
        schema.number = number_shape(draft.number, draft.types).map(Box::new);
        let mut string = draft.string;
        string.content_schema = self.unless_any(&draft.content_schemas);
        schema.string = (string != StringShape::default()).then(|| Box::new(string));
        let static_scope = closes && draft.choices.is_empty() && draft.conditions.is_empty();
        schema.array = self.array_shape(draft.array, static_scope);
        let closes_objects = static_scope && draft.object.dependent_schemas.is_empty();
        schema.object = self.object_shape(draft.object, closes_objects);
        let choices: Box<[Choice]> =
            draft.choices.into_iter().map(|list| self.choice_of(list)).collect();
        let mut notes = draft.notes;
        notes.discriminator =
            draft.discriminator.and_then(|node| self.discriminator(node, &choices));
        let logic = Logic {
            all_of: all_of.into(),
            choices,
            not: draft.not.into_iter().map(|node| self.schema(node)).collect(),
            conditions: draft.conditions.into_iter().map(|node| self.condition(node)).collect(),
            unknown: draft
                .unknown
                .into_iter()
                .map(|(key, text)| (key.into(), text.into()))
                .collect(),
        };
        schema.logic = (logic != Logic::default()).then(|| Box::new(logic));
        schema.notes = (notes != Default::default()).then(|| Box::new(notes));
        if let Some(values) = draft.values {
            restrict_to_values(&mut schema, values);
        }
        drop_inert(&mut schema);
        schema
    }

    fn array_shape(&mut self, draft: ArrayDraft<'t>, closes: bool) -> Option<Box<ArrayShape>> {
        let mut items = draft.items;
        let mut unevaluated = draft.unevaluated;
        if closes && items.is_empty() && draft.contains.is_none() {
            items.extend(unevaluated.take());
        }
        let shape = ArrayShape {
            prefix: draft.prefix.into_iter().map(|node| self.schema(node)).collect(),
            items: self.unless_any(&items).unwrap_or(SchemaId::ANY),
            min_items: draft.min_items,
            max_items: draft.max_items,
            unique: draft.unique,
            contains: draft.contains.map(|contains| Contains {
                schema: self.schema(contains.schema),
                min: contains.min,
                max: contains.max,
            }),
            unevaluated: self.unless_any(unevaluated.as_slice()),
        };
        (shape != ArrayShape::default()).then(|| Box::new(shape))
    }

    fn choice_of(&mut self, list: Node<'t>) -> Choice {
        let is_one_of = list.key().is_some_and(|key| key.name == "oneOf");
        Choice {
            kind: if is_one_of { ChoiceKind::OneOf } else { ChoiceKind::AnyOf },
            branches: list.items().map(|node| self.branch(node)).collect(),
            node: list.id(),
        }
    }

    fn condition(&mut self, node: Node<'t>) -> Condition {
        Condition {
            when: self.schema_at(node, "if"),
            then: self.schema_at(node, "then"),
            otherwise: self.schema_at(node, "else"),
        }
    }

    /// The discriminator with the mapping that the branches' names imply.
    fn discriminator(&mut self, node: Node<'t>, choices: &[Choice]) -> Option<Discriminator> {
        let property = self.discriminator_property(node)?.into();
        let mut mapping: BTreeMap<Box<str>, SchemaId> = BTreeMap::new();
        let mut named: BTreeSet<Box<str>> = BTreeSet::new();
        for (value, target) in self.discriminator_mapping(node) {
            let text = target.as_str().unwrap_or_default();
            match self.mapped(text) {
                Some(schema) => {
                    named.insert(component_name(text).unwrap_or_else(|| text.into()));
                    mapping.insert(value.into(), self.schema(schema));
                }
                None => {
                    let message = format!("{text:?} names no schema of this document");
                    self.report.warning("unresolved-mapping", target, message);
                    mapping.insert(value.into(), SchemaId::ANY);
                }
            }
        }
        for branch in choices.iter().flat_map(|choice| &choice.branches) {
            if let Some(name) = &branch.component
                && !named.contains(name)
            {
                mapping.entry(name.clone()).or_insert(branch.schema);
            }
        }
        Some(Discriminator { property, node: node.id(), mapping: mapping.into_iter().collect() })
    }

    /// The schema that a mapping's text names: a component, or a reference.
    fn mapped(&mut self, text: &'t str) -> Option<Node<'t>> {
        let schemas = self.root.get("components").and_then(|all| all.get("schemas"));
        let component = schemas.and_then(|schemas| schemas.get(text));
        component.or_else(|| self.references.step(text).ok())
    }
}

/// Whether several parts can be merged into one schema without loss.
fn can_merge_all(parts: &[Part], draft: &Draft<'_>) -> bool {
    let unmerged = parts.iter().any(|part| part.take == Take::Unmerged);
    let unevaluated = draft.object.unevaluated.is_some() || draft.array.unevaluated.is_some();
    let outermost = parts.iter().any(|part| part.take == Take::Outermost);
    // Positions, and what is counted among items, belong to one part.
    let ordered = !draft.array.prefix.is_empty() || draft.array.contains.is_some();
    !unmerged
        && draft.formats.len() < 2
        && (!unevaluated || outermost)
        && !ordered
        && can_merge(&draft.object.scopes)
}

fn join(formats: BTreeSet<&str>) -> Option<Box<str>> {
    let formats: Vec<_> = formats.into_iter().collect();
    (!formats.is_empty()).then(|| formats.join(" and ").into())
}

/// The name of the component that a reference leads to.
fn component_name(reference: &str) -> Option<Box<str>> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    let name = percent_decoded(name).replace("~1", "/").replace("~0", "~");
    (!name.contains('/')).then(|| name.into())
}

/// Bounds of integers are inclusive whole numbers.
fn number_shape(mut number: NumberShape, types: Types) -> Option<NumberShape> {
    if types.meets(Types::INTEGER) && !types.meets(Types::FRACTION) {
        for (bound, step) in [(&mut number.minimum, 1), (&mut number.maximum, -1)] {
            if let Some(Bound { value, exclusive }) = bound
                && *exclusive
                && let Some(whole) = value.to_i64()
                && let Some(next) = whole.checked_add(step)
                && let Some(next) = Decimal::parse(&next.to_string())
            {
                *bound = Some(Bound { value: next, exclusive: false });
            }
        }
    }
    (number != NumberShape::default()).then_some(number)
}

fn admit_null(schema: &mut Schema) {
    schema.types = schema.types.or(Types::NULL);
    if let Some(values) = schema.values.take() {
        let mut values = values.into_vec();
        if let Err(place) = values.binary_search(&Literal::null()) {
            values.insert(place, Literal::null());
        }
        schema.values = Some(values.into());
    }
}

/// Keeps the values that the rest admits, as far as that is simple; what they imply is dropped.
fn restrict_to_values(schema: &mut Schema, values: BTreeSet<Literal>) {
    let admitted = |value: &Literal| {
        schema.types.contains(value.types())
            && schema.number.as_ref().is_none_or(|number| admits_number(number, value))
            && schema.string.as_ref().is_none_or(|string| admits_length(string, value))
    };
    let values: Box<[Literal]> = values.into_iter().filter(admitted).collect();
    let types = values.iter().fold(Types::NONE, |types, value| types.or(value.types()));
    schema.types = types;
    if values.iter().all(Literal::is_scalar) {
        if let Some(number) = &mut schema.number {
            number.minimum = None;
            number.maximum = None;
        }
        if let Some(string) = &mut schema.string {
            string.min_length = 0;
            string.max_length = None;
        }
        schema.number = schema.number.take().filter(|number| **number != NumberShape::default());
        schema.string = schema.string.take().filter(|string| **string != StringShape::default());
    }
    schema.values = Some(values);
}

fn admits_number(number: &NumberShape, value: &Literal) -> bool {
    if !value.types().meets(Types::NUMBER) {
        return true;
    }
    let Some(value) = Decimal::parse(value.as_json()) else { return true };
    let above = number
        .minimum
        .as_ref()
        .is_none_or(|bound| value > bound.value || (value == bound.value && !bound.exclusive));
    let below = number
        .maximum
        .as_ref()
        .is_none_or(|bound| value < bound.value || (value == bound.value && !bound.exclusive));
    above && below
}

fn admits_length(string: &StringShape, value: &Literal) -> bool {
    let Ok(text) = serde_json::from_str::<String>(value.as_json()) else { return true };
    let length = text.chars().count() as u64;
    string.min_length <= length && string.max_length.is_none_or(|max| length <= max)
}

/// Drops what is said of types that are not admitted.
fn drop_inert(schema: &mut Schema) {
    if !schema.types.meets(Types::NUMBER) {
        schema.number = None;
    }
    if !schema.types.meets(Types::STRING) {
        schema.string = None;
    }
    if !schema.types.meets(Types::ARRAY) {
        schema.array = None;
    }
    if !schema.types.meets(Types::OBJECT) {
        schema.object = None;
    }
    if !schema.types.meets(Types::NUMBER.or(Types::STRING)) {
        schema.format = None;
    }
    if schema.types.is_empty() {
        schema.values = None;
        schema.logic = None;
    }
}
