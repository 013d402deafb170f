//! Objects.

use super::{Extent, Walk, shown};
use crate::interactions::body_path::Step;
use crate::interactions::json::Json;
use crate::openapi::model::{ObjectShape, Schema, SchemaId};
use crate::rule::Side;
use crate::text::Node;

impl<'m, 'v> Walk<'m, '_, 'v> {
    pub(super) fn object(&mut self, schema: &'m Schema, object: &'m ObjectShape, value: Node<'v>) {
        for (key, _) in value.entries() {
            // Of duplicate keys the last one counts.
            let Some(entry) = value.get(key.name) else { continue };
            self.path.push(Step::Key(key.name));
            self.entry(object, key.name, entry);
            self.path.pop();
        }
        let count = value.len() as u64;
        let too_few = self.extent == Extent::Whole && count < object.min_properties;
        if too_few || object.max_properties.is_some_and(|max| count > max) {
            let message = format!("an object of {count} keys is too small or too large");
            self.misfit(value, schema.node, message);
        }
        if self.extent == Extent::Whole {
            self.required(schema, object, value);
        }
        for (name, dependent) in &object.dependent_schemas {
            if value.get(name).is_some() {
                self.value(*dependent, value);
            }
        }
        if object.unevaluated.is_some() && self.extent == Extent::Whole {
            self.unevaluated(schema, value);
        }
    }

    fn entry(&mut self, object: &'m ObjectShape, name: &'v str, value: Node<'v>) {
        let mut declared = false;
        if let Some(property) = object.property(name) {
            declared = true;
            if !self.is_foreign(property.schema) {
                self.value(property.schema, value);
            }
        }
        for (pattern, schema) in &object.patterns {
            match self.search(pattern, name) {
                (Some(true), _) => {
                    declared = true;
                    self.value(*schema, value);
                }
                (Some(false), _) => {}
                (None, reason) => self.undecided(|| reason),
            }
        }
        if !declared {
            let additional = self.model.schema(object.additional);
            if additional.is_never() {
                let message =
                    format!("the key {name:?} is not declared, and no others are allowed");
                self.misfit(value, additional.node, message);
            } else {
                self.value(object.additional, value);
            }
        }
        if let Some(names) = object.names {
            self.name(names, name, value);
        }
    }

    fn name(&mut self, names: SchemaId, name: &str, value: Node<'v>) {
        let Some(text) = Json::parse(crate::interactions::json::quoted(name).as_bytes()) else {
            return self.undecided(|| format!("the key {name:?} cannot be judged"));
        };
        let mut inner = Walk {
            model: self.model,
            patterns: &mut *self.patterns,
            side: self.side,
            extent: Extent::Whole,
            steps: self.steps,
            depth: self.depth,
            path: Vec::new(),
            findings: super::Findings::default(),
        };
        inner.value(names, text.node());
        let (steps, findings) = (inner.steps, inner.findings);
        self.steps = steps;
        if let Some(misfit) = findings.misfits.into_iter().next() {
            self.misfit(value, misfit.provider, format!("as a key {}", misfit.message));
        } else if let Some(reason) = findings.undecided {
            self.undecided(|| reason);
        }
    }

    fn required(&mut self, schema: &'m Schema, object: &'m ObjectShape, value: Node<'v>) {
        let missing = |name: &str| value.get(name).is_none();
        for property in object.properties.iter().filter(|one| one.required && missing(&one.name)) {
            if !self.is_foreign(property.schema) {
                let message = format!("the required key {:?} is missing", property.name);
                self.misfit(value, property.node, message);
            }
        }
        for name in object.undeclared_required.iter().filter(|name| missing(name)) {
            self.misfit(value, schema.node, format!("the required key {name:?} is missing"));
        }
        for (name, others) in &object.dependent_required {
            for other in others.iter().filter(|other| !missing(name) && missing(other)) {
                let message = format!("with the key {name:?} the key {other:?} is required");
                self.misfit(value, schema.node, message);
            }
        }
    }

    /// Whether only the other side sends the value.
    pub(super) fn is_foreign(&self, id: SchemaId) -> bool {
        self.model.schema(id).notes.as_ref().is_some_and(|notes| match self.side {
            Side::Request => notes.read_only,
            Side::Response => notes.write_only,
            Side::Both => false,
        })
    }

    /// `unevaluatedProperties`: keys that no schema for this object speaks of.
    fn unevaluated(&mut self, schema: &'m Schema, value: Node<'v>) {
        let Some(rest) = schema.object.as_ref().and_then(|object| object.unevaluated) else {
            return;
        };
        let id = self.applicable_to(schema, value);
        for (key, entry) in value.entries() {
            let declared = id.iter().any(|schema| self.declares(schema, key.name));
            if !declared && !self.admits(rest, entry) {
                let message = format!("the key {:?} is not declared: {}", key.name, shown(entry));
                self.misfit(entry, schema.node, message);
            }
        }
    }
}
