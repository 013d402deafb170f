//! Which keys of an expected object are declared.
//!
//! A provider emits what its schemas declare. So an object that a consumer expects may hold only
//! keys that some schema for that object declares: the schema itself, what it conjoins, and those
//! branches that admit the object. An object for which no schema declares any key is free, and so
//! is one whose schema says by itself that it may hold others.

use super::{Named, Walk, named_branches};
use crate::interactions::body_path::Step;
use crate::openapi::model::{Branch, Choice, ChoiceKind, ObjectShape, Schema, SchemaId};
use crate::text::{Key, Node};

/// How a schema relates to a key of an object.
enum Declared {
    /// By these schemas for its value; by none where any value will do.
    By(Vec<SchemaId>),
    /// Not at all.
    Not,
}

impl<'m, 'v> Walk<'m, '_, 'v> {
    /// Notes every key of `value`, at any depth, that no schema declares. The schemas admit the
    /// value already.
    pub(super) fn closed(&mut self, schemas: &[SchemaId], value: Node<'v>) {
        if !value.is_object() && !value.is_array() {
            return;
        }
        let applicable = self.applicable(schemas, value);
        if value.is_array() {
            for (at, item) in value.items().enumerate() {
                let of_item: Vec<_> = applicable
                    .iter()
                    .filter_map(|schema| schema.array.as_ref())
                    .map(|array| array.prefix.get(at).copied().unwrap_or(array.items))
                    .collect();
                self.path.push(Step::Index(at));
                self.closed(&of_item, item);
                self.path.pop();
            }
            return;
        }
        let free = applicable.iter().all(|schema| !declares_any(schema));
        for (key, entry) in value.entries() {
            let mut inner = Vec::new();
            let mut declared = free || applicable.iter().any(|schema| self.is_open(schema));
            self.path.push(Step::Key(key.name));
            for schema in &applicable {
                if let Some(object) = &schema.object
                    && let Declared::By(schemas) = self.declaration(object, key.name)
                {
                    declared = true;
                    for id in schemas {
                        if self.is_foreign(id) {
                            let node = self.model.schema(id).node;
                            let message = "this key is only ever sent, never received".into();
                            self.misfit(entry, node, message);
                        }
                        inner.push(id);
                    }
                }
            }
            if !declared {
                let message = format!("the key {:?} is not declared", key.name);
                let node = applicable.first().map(|schema| schema.node);
                if let Some(node) = node {
                    self.misfit(entry, node, message);
                }
            }
            self.closed(&inner, entry);
            self.path.pop();
        }
    }

    fn declaration(&mut self, object: &'m ObjectShape, name: &str) -> Declared {
        let mut schemas: Vec<_> =
            object.property(name).map(|property| property.schema).into_iter().collect();
        for (pattern, schema) in &object.patterns {
            if let (Some(true), _) = self.search(pattern, name) {
                schemas.push(*schema);
            }
        }
        let additional = self.model.schema(object.additional);
        if schemas.is_empty() && !additional.is_any() && !additional.is_never() {
            schemas.push(object.additional);
        }
        if schemas.is_empty() { Declared::Not } else { Declared::By(schemas) }
    }

    /// Whether a schema for an object speaks of this key.
    pub(super) fn declares(&mut self, schema: &'m Schema, name: &str) -> bool {
        let Some(object) = &schema.object else { return false };
        matches!(self.declaration(object, name), Declared::By(_)) || self.is_open(schema)
    }

    /// Whether a schema says by itself that other keys may be there.
    fn is_open(&self, schema: &Schema) -> bool {
        let additional = |node| self.model.node(node).get("additionalProperties");
        schema
            .sources()
            .filter_map(additional)
            .any(|said| said.as_bool() == Some(true) || (said.is_object() && said.len() == 0))
    }

    /// All schemas that apply to this value: these, and those that they lead to.
    fn applicable(&mut self, schemas: &[SchemaId], value: Node<'v>) -> Vec<&'m Schema> {
        let mut seen = Vec::new();
        let mut open: Vec<SchemaId> = schemas.to_vec();
        while let Some(id) = open.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            self.expand(self.model.schema(id), value, &mut open);
        }
        seen.into_iter().map(|id| self.model.schema(id)).collect()
    }

    /// The same for one schema, without itself being looked up.
    pub(super) fn applicable_to(&mut self, schema: &'m Schema, value: Node<'v>) -> Vec<&'m Schema> {
        let mut open = Vec::new();
        self.expand(schema, value, &mut open);
        let mut all = vec![schema];
        all.extend(self.applicable(&open, value));
        all
    }

    fn expand(&mut self, schema: &'m Schema, value: Node<'v>, open: &mut Vec<SchemaId>) {
        if let Some(object) = &schema.object {
            let present = |(name, _): &&(Box<str>, SchemaId)| value.get(name).is_some();
            open.extend(object.dependent_schemas.iter().filter(present).map(|(_, id)| *id));
        }
        let Some(logic) = &schema.logic else { return };
        open.extend(logic.all_of.iter().map(|branch| branch.schema));
        let discriminator = schema.notes.as_ref().and_then(|notes| notes.discriminator.as_ref());
        for choice in &logic.choices {
            let named = discriminator.map(|one| named_branches(one, choice, value));
            let branches = match named {
                Some(Named::Branches(branches)) => branches,
                _ => choice.branches.iter().collect(),
            };
            open.extend(self.chosen(choice, branches, value));
        }
        for condition in &logic.conditions {
            for id in [condition.when, condition.then, condition.otherwise] {
                if self.admits(id, value) {
                    open.push(id);
                }
            }
        }
    }

    /// The branches that admit the value. Of `oneOf` only one can be meant: the one that declares
    /// most of the value's keys, with those that declare the same.
    fn chosen(
        &mut self,
        choice: &'m Choice,
        branches: Vec<&'m Branch>,
        value: Node<'v>,
    ) -> Vec<SchemaId> {
        let fitting: Vec<SchemaId> = branches
            .into_iter()
            .map(|branch| branch.schema)
            .filter(|id| self.admits(*id, value))
            .collect();
        if choice.kind == ChoiceKind::AnyOf || fitting.len() < 2 {
            return fitting;
        }
        let mut best: Vec<SchemaId> = Vec::new();
        let mut declared: Vec<bool> = Vec::new();
        let count = |keys: &[bool]| keys.iter().filter(|declared| **declared).count();
        for id in fitting {
            let all = self.applicable(&[id], value);
            let declares =
                |(key, _): (Key<'_>, _)| all.iter().any(|schema| self.declares(schema, key.name));
            let keys: Vec<bool> = value.entries().map(declares).collect();
            if best.is_empty() || count(&keys) > count(&declared) {
                best = vec![id];
                declared = keys;
            } else if keys == declared {
                best.push(id);
            }
        }
        best
    }
}

fn declares_any(schema: &Schema) -> bool {
    schema.object.as_ref().is_some_and(|object| {
        !object.properties.is_empty()
            || !object.patterns.is_empty()
            || !object.undeclared_required.is_empty()
    })
}
