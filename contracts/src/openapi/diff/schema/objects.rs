//! Objects: declared properties, and what is said of others.

use super::pair::{Comparison, Version, presence};
use super::scalars::{End, least};
use super::{Edit, Flow, Step, Subject};
use crate::fingerprint::Facet;
use crate::openapi::change::{Deprecation, Effect, Mutability, SchemaEdit};
use crate::openapi::diff::facts::facet;
use crate::openapi::diff::parameters::matched;
use crate::openapi::diff::{Anchor, Site};
use crate::openapi::model::{ObjectShape, SchemaId};

/// A property that a schema declares or requires.
struct Named<'m> {
    name: &'m str,
    schema: SchemaId,
    required: bool,
    declared: bool,
    anchor: Anchor,
}

impl Comparison<'_> {
    pub(super) fn objects(&mut self) {
        let empty = ObjectShape::default();
        let old = self.old.schema.object.as_deref().unwrap_or(&empty);
        let new = self.new.schema.object.as_deref().unwrap_or(&empty);
        let (before, after) = (named(self.old, old), named(self.new, new));
        for property in matched(&before, &after, |a, b| a.name.cmp(b.name)) {
            match property {
                (Some(before), Some(after)) => self.property(before, after),
                (None, Some(after)) => self.property_added(after, old.additional),
                (Some(before), None) => self.property_removed(before, new),
                (None, None) => {}
            }
        }
        self.additional(old.additional, new.additional);
        let (least_old, least_new) = (least(old.min_properties), least(new.min_properties));
        self.count("minProperties", End::Lower, least_old, least_new);
        self.count("maxProperties", End::Upper, old.max_properties, new.max_properties);
        self.patterns(old, new);
        self.dependencies(old, new);
        self.by_class("propertyNames", old.names, new.names);
        self.by_class("unevaluatedProperties", old.unevaluated, new.unevaluated);
    }

    fn property(&mut self, old: &Named<'_>, new: &Named<'_>) {
        let (old_flow, new_flow) = (self.old.flow(old.schema), self.new.flow(new.schema));
        // What either version keeps out of a message puts no demand on it in that version; that
        // it is kept out, or no longer is, has an edit of its own.
        let flow = old_flow.and_within(new_flow);
        self.parts.push((Step::Key(new.name.into()), old.schema, new.schema, flow));
        let property = new.name.to_owned();
        let site = self.required_site(old, new);
        let names = || Subject::Names(new.name.into());
        match (old.required, new.required) {
            (false, true) => {
                let has_default = self.has_default(new.schema);
                let edit = SchemaEdit::PropertyBecameRequired { property, has_default };
                self.push(edit, site, facet("optional", "required"), names(), flow);
            }
            (true, false) => {
                let edit = SchemaEdit::PropertyBecameOptional { property };
                self.push(edit, site, facet("required", "optional"), names(), flow);
            }
            _ => {}
        }
        let flags = [
            (Mutability::ReadOnly, "readOnly", old_flow.read_only, new_flow.read_only),
            (Mutability::WriteOnly, "writeOnly", old_flow.write_only, new_flow.write_only),
        ];
        for (keyword, word, was, now) in flags {
            if was != now {
                let required = if now { old.required } else { new.required };
                let edit = SchemaEdit::MutabilityChanged { keyword, now, required };
                let word = |flag: bool| if flag { word } else { "" };
                let site = Site { old: old.anchor, new: new.anchor };
                let member = Subject::Member(new.name.into());
                self.push(edit, site, facet(word(was), word(now)), member, Flow::default());
            }
        }
    }

    fn property_added(&mut self, new: &Named<'_>, additional_before: SchemaId) {
        let closed_before = self.old.is_never(additional_before);
        let flow = self.new.flow(new.schema);
        let site = Site { old: Anchor::Near(self.old.schema.node), new: new.anchor };
        if self.new.is_never(new.schema) {
            if !closed_before {
                self.forbidden(new.name, Effect::Narrowed, site);
            }
            return;
        }
        let property = new.name.to_owned();
        if !new.declared {
            let edit = SchemaEdit::PropertyBecameRequired { property, has_default: false };
            let names = Subject::Names(new.name.into());
            return self.push(edit, site, facet("optional", "required"), names, flow);
        }
        let edit = SchemaEdit::PropertyAdded {
            property,
            required: new.required,
            has_default: self.has_default(new.schema),
            closed_before,
        };
        let required = if new.required { "required" } else { "optional" };
        self.push(edit, site, facet("", required), Subject::Names(new.name.into()), flow);
        if !closed_before && !self.old.is_any(additional_before) {
            // Until now it was described as one of the others.
            let step = Step::Key(new.name.into());
            self.parts.push((step, additional_before, new.schema, flow));
        }
    }

    fn property_removed(&mut self, old: &Named<'_>, new: &ObjectShape) {
        let closed = self.new.is_never(new.additional)
            || new.unevaluated.is_some_and(|rest| self.new.is_never(rest));
        let flow = self.old.flow(old.schema);
        let site = Site { old: old.anchor, new: Anchor::Near(self.new.schema.node) };
        if self.old.is_never(old.schema) {
            if !closed {
                self.forbidden(old.name, Effect::Widened, site);
            }
            return;
        }
        let property = old.name.to_owned();
        if !old.declared {
            let edit = SchemaEdit::PropertyBecameOptional { property };
            let names = Subject::Names(old.name.into());
            return self.push(edit, site, facet("required", "optional"), names, flow);
        }
        let notes = self.old.model.schema(old.schema).notes.as_ref();
        let edit = SchemaEdit::PropertyRemoved {
            property,
            required: old.required,
            closed,
            announced: notes.map_or(Deprecation::None, |notes| notes.lifecycle.announced()),
        };
        let required = if old.required { "required" } else { "optional" };
        self.push(edit, site, facet(required, ""), Subject::Names(old.name.into()), flow);
        if !closed && !self.new.is_any(new.additional) {
            // From now on it is described as one of the others.
            let step = Step::Key(old.name.into());
            self.parts.push((step, old.schema, new.additional, flow));
        }
    }

    /// A property that may not be there.
    fn forbidden(&mut self, name: &str, effect: Effect, site: Site) {
        let edit = SchemaEdit::KeywordChanged { keyword: "properties".to_owned(), effect };
        let subject = Subject::Member(name.into());
        self.push(edit, site, facet("", "forbidden"), subject, Flow::default());
    }

    /// What is said of properties that are not declared.
    fn additional(&mut self, old: SchemaId, new: SchemaId) {
        let openness = |version: Version<'_>, id| match id {
            _ if version.is_any(id) => "open",
            _ if version.is_never(id) => "closed",
            _ => "described",
        };
        let (before, after) = (openness(self.old, old), openness(self.new, new));
        let edit = match (before, after) {
            ("described", "described") => return self.part(Step::Other, old, new),
            (before, after) if before == after => return,
            ("closed", _) | (_, "open") => SchemaEdit::AdditionalWidened,
            _ => SchemaEdit::AdditionalNarrowed,
        };
        let keywords = ["additionalProperties", "unevaluatedProperties"];
        self.edit(edit, self.site(&keywords), facet(before, after));
    }

    fn patterns(&mut self, old: &ObjectShape, new: &ObjectShape) {
        let keyword = "patternProperties";
        for (before, after) in matched(&old.patterns, &new.patterns, |a, b| a.0.cmp(&b.0)) {
            match (before, after) {
                (Some((_, before)), Some((_, after))) => self.part(Step::Other, *before, *after),
                (None, Some(_)) if self.old.is_any(old.additional) => {
                    self.keyword_changed(keyword, Effect::Narrowed, &[keyword]);
                }
                (Some(_), None) if self.new.is_any(new.additional) => {
                    self.keyword_changed(keyword, Effect::Widened, &[keyword]);
                }
                _ => self.keyword_changed(keyword, Effect::Unknown, &[keyword]),
            }
        }
    }

    fn dependencies(&mut self, old: &ObjectShape, new: &ObjectShape) {
        let keyword = "dependentRequired";
        if old.dependent_required != new.dependent_required {
            let within = |some: &ObjectShape, all: &ObjectShape| {
                some.dependent_required.iter().all(|(name, others)| {
                    let found = all.dependent_required.iter().find(|(other, _)| other == name);
                    found.is_some_and(|(_, all)| others.iter().all(|one| all.contains(one)))
                })
            };
            let effect = match (within(old, new), within(new, old)) {
                (true, _) => Effect::Narrowed,
                (_, true) => Effect::Widened,
                _ => Effect::Incomparable,
            };
            self.keyword_changed(keyword, effect, &[keyword]);
        }
        let keyword = "dependentSchemas";
        for (before, after) in
            matched(&old.dependent_schemas, &new.dependent_schemas, |a, b| a.0.cmp(&b.0))
        {
            let schemas = (before.map(|one| one.1), after.map(|one| one.1));
            self.by_class(keyword, schemas.0, schemas.1);
        }
    }

    /// A keyword with one schema, which is not entered.
    pub(super) fn by_class(&mut self, keyword: &str, old: Option<SchemaId>, new: Option<SchemaId>) {
        let before = old.map(|id| self.old.model.class(id));
        let after = new.map(|id| self.new.model.class(id));
        if before != after {
            let effect = presence(before.is_some(), after.is_some());
            self.keyword_changed(keyword, effect, &[keyword]);
        }
    }

    /// Where it is said that a property is required: in the list, or where it is declared.
    fn required_site(&self, old: &Named<'_>, new: &Named<'_>) -> Site {
        let listed = |version: Version<'_>, named: &Named<'_>| {
            let list = version.keyword("required");
            let entry =
                list.and_then(|list| list.items().find(|item| item.as_str() == Some(named.name)));
            entry.map_or(named.anchor, |node| Anchor::Here(node.id()))
        };
        Site { old: listed(self.old, old), new: listed(self.new, new) }
    }

    fn has_default(&self, schema: SchemaId) -> bool {
        let notes = self.new.model.schema(schema).notes.as_ref();
        notes.is_some_and(|notes| notes.default.is_some())
    }

    fn push(&mut self, edit: SchemaEdit, site: Site, facet: Facet, subject: Subject, flow: Flow) {
        self.edits.push(Edit { edit, site, facet, subject, flow });
    }
}

/// The properties by name. One that is required without being declared is described by what is
/// said of additional ones.
fn named<'m>(version: Version<'m>, object: &'m ObjectShape) -> Vec<Named<'m>> {
    let declared = object.properties.iter().map(|property| Named {
        name: &property.name,
        schema: property.schema,
        required: property.required,
        declared: true,
        anchor: Anchor::Here(property.node),
    });
    let undeclared = object.undeclared_required.iter().map(|name| Named {
        name,
        schema: object.additional,
        required: true,
        declared: false,
        anchor: version.anchor(&["required"]),
    });
    let mut all: Vec<_> = declared.chain(undeclared).collect();
    all.sort_by_key(|named| named.name);
    all
}
