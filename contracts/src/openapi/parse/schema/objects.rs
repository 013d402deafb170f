//! What is asked of objects, merged over several parts.

use super::draft::{Draft, ObjectDraft, Scope, lower, raise};
use super::keywords::admits_all;
use crate::openapi::model::{Names, ObjectShape, Property, SchemaId};
use crate::openapi::parse::context::Reader;
use crate::text::{Node, NodeId};
use std::collections::{BTreeMap, BTreeSet};

impl<'t> Reader<'t> {
    pub(super) fn object_keyword(
        &mut self,
        key: &'t str,
        value: Node<'t>,
        draft: &mut Draft<'t>,
        scope: &mut Scope<'t>,
    ) {
        let object = &mut draft.object;
        match key {
            "properties" => scope.properties.extend(self.named_schemas(key, value)),
            "patternProperties" => scope.patterns.extend(self.named_schemas(key, value)),
            "additionalProperties" => scope.additional = Some(value),
            "required" => {
                if !value.is_array() {
                    self.report.odd_shape(value, "`required`", "a list of names");
                }
                object.required.extend(value.items().filter_map(Node::as_str));
            }
            "propertyNames" => object.names.push(value),
            "minProperties" => {
                self.count(key, value)
                    .into_iter()
                    .for_each(|count| raise(&mut object.min_properties, count));
            }
            "maxProperties" => {
                self.count(key, value)
                    .into_iter()
                    .for_each(|count| lower(&mut object.max_properties, count));
            }
            "dependentRequired" => {
                for (name, others) in self.named_schemas(key, value) {
                    let others = others.items().filter_map(Node::as_str).map(Box::from);
                    object.dependent_required.entry(name).or_default().extend(others);
                }
            }
            "dependentSchemas" => {
                for (name, schema) in self.named_schemas(key, value) {
                    object.dependent_schemas.entry(name).or_default().push(schema);
                }
            }
            "unevaluatedProperties" => object.unevaluated = Some(value),
            _ => {}
        }
    }

    /// The shape; `None` where nothing is asked of objects.
    pub(super) fn object_shape(
        &mut self,
        draft: ObjectDraft<'t>,
        closes: bool,
    ) -> Option<Box<ObjectShape>> {
        let mut merged = Merged::of(&draft.scopes);
        let mut unevaluated = draft.unevaluated;
        if closes && let Some(rest) = unevaluated.take() {
            merged.additional.push(rest);
        }
        let properties: Vec<Property> = merged
            .properties
            .into_iter()
            .filter_map(|(name, (node, schemas))| {
                let required = draft.required.contains(name);
                // What may not be there is not declared; another conjunct has closed the object.
                let absent = schemas.iter().any(|schema| schema.as_bool() == Some(false));
                let schema = self.conjunction(&schemas);
                let forbidden = absent && schemas.len() > 1 && !required;
                (!forbidden).then(|| Property { name: name.into(), schema, required, node })
            })
            .collect();
        let declared = |name: &&str| {
            properties.binary_search_by(|property| (*property.name).cmp(name)).is_ok()
        };
        let undeclared_required: Box<[Box<str>]> = draft
            .required
            .iter()
            .filter(|name| !declared(name))
            .map(|name| (*name).into())
            .collect();
        let patterns: Box<[(Box<str>, SchemaId)]> = merged
            .patterns
            .into_iter()
            .map(|(pattern, schemas)| (pattern.into(), self.conjunction(&schemas)))
            .collect();
        let shape = ObjectShape {
            properties: properties.into(),
            undeclared_required,
            patterns,
            additional: self.unless_any(&merged.additional).unwrap_or(SchemaId::ANY),
            names: self.unless_any(&draft.names),
            min_properties: draft.min_properties,
            max_properties: draft.max_properties,
            dependent_required: dependent_required(draft.dependent_required),
            dependent_schemas: draft
                .dependent_schemas
                .into_iter()
                .map(|(name, schemas)| (name.into(), self.conjunction(&schemas)))
                .collect(),
            unevaluated: self.unless_any(unevaluated.as_slice()),
        };
        (shape != ObjectShape::default()).then(|| Box::new(shape))
    }

    /// The conjunction; `None` where it admits everything at first sight.
    pub(super) fn unless_any(&mut self, nodes: &[Node<'t>]) -> Option<SchemaId> {
        let says = |node: &&Node<'t>| !admits_all(**node);
        let saying: Vec<_> = nodes.iter().filter(says).copied().collect();
        if let [one] = *saying
            && one.as_bool() == Some(false)
        {
            return Some(SchemaId::NEVER);
        }
        (!saying.is_empty()).then(|| self.conjunction(&saying))
    }
}

fn dependent_required(draft: BTreeMap<&str, BTreeSet<Box<str>>>) -> Box<[(Box<str>, Names)]> {
    draft
        .into_iter()
        .filter(|(_, others)| !others.is_empty())
        .map(|(name, others)| (name.into(), others.into_iter().collect()))
        .collect()
}

/// The scopes of all parts in one. Each part asks for its own: a property that one part declares
/// and another does not must also satisfy what the other says of additional ones.
#[derive(Default)]
struct Merged<'t> {
    /// Each property with where it is first declared, and all schemas that apply.
    properties: BTreeMap<&'t str, (NodeId, Vec<Node<'t>>)>,
    patterns: BTreeMap<&'t str, Vec<Node<'t>>>,
    additional: Vec<Node<'t>>,
}

impl<'t> Merged<'t> {
    fn of(scopes: &[Scope<'t>]) -> Self {
        let mut merged = Self::default();
        for scope in scopes {
            for (name, node) in &scope.properties {
                let entry = merged.properties.entry(*name).or_insert((node.id(), Vec::new()));
                entry.1.push(*node);
            }
            for (pattern, node) in &scope.patterns {
                merged.patterns.entry(*pattern).or_default().push(*node);
            }
            merged.additional.extend(scope.additional);
        }
        if scopes.len() > 1 {
            for scope in scopes {
                let Some(additional) = scope.additional else { continue };
                if admits_all(additional) {
                    continue;
                }
                for (name, (_, schemas)) in &mut merged.properties {
                    if !scope.properties.contains_key(name) {
                        schemas.push(additional);
                    }
                }
            }
        }
        merged
    }
}

/// Whether the scopes of several parts can be merged: `additionalProperties` of one and patterns
/// of any cannot, because which keys a pattern matches is not decided here.
pub(super) fn can_merge(scopes: &[Scope<'_>]) -> bool {
    let narrowing = |scope: &Scope<'_>| scope.additional.is_some_and(|node| !admits_all(node));
    scopes.len() < 2
        || !scopes.iter().any(narrowing)
        || scopes.iter().all(|scope| scope.patterns.is_empty())
}
