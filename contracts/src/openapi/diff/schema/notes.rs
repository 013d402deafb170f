//! What is said beside the set of values.

use super::branches::match_branches;
use super::pair::{Comparison, Version};
use crate::openapi::change::{DiscriminatorEdit, Effect, SchemaEdit};
use crate::openapi::diff::Site;
use crate::openapi::diff::facts::facet;
use crate::openapi::model::{Branch, Discriminator, Notes, SchemaId};
use std::collections::{BTreeMap, BTreeSet};

impl Comparison<'_> {
    pub(super) fn notes(&mut self) {
        let empty = Notes::default();
        let old = self.old.schema.notes.as_deref().unwrap_or(&empty);
        let new = self.new.schema.notes.as_deref().unwrap_or(&empty);
        if old == new {
            return;
        }
        if old.default != new.default {
            let text = |notes: &Notes| notes.default.as_ref().map(ToString::to_string);
            let json = |notes: &Notes| {
                notes.default.as_ref().map_or(String::new(), |value| value.as_json().to_owned())
            };
            let edit = SchemaEdit::DefaultChanged { old: text(old), new: text(new) };
            self.edit(edit, self.site(&["default"]), facet(json(old), json(new)));
        }
        self.lifecycle(old, new);
        if old.xml != new.xml {
            self.keyword_changed("xml", Effect::Unknown, &["xml"]);
        }
        match (&old.discriminator, &new.discriminator) {
            (None, None) => {}
            (Some(before), Some(after)) => self.discriminator(before, after),
            (None, Some(after)) => {
                let property = after.property.to_string();
                let site = Site::added(self.old.schema.node, after.node);
                let facet = facet("", &property);
                let edit = DiscriminatorEdit::Added { property };
                self.edit(SchemaEdit::DiscriminatorChanged(edit), site, facet);
            }
            (Some(before), None) => {
                let property = before.property.to_string();
                let site = Site::removed(before.node, self.new.schema.node);
                let facet = facet(&property, "");
                let edit = DiscriminatorEdit::Removed { property };
                self.edit(SchemaEdit::DiscriminatorChanged(edit), site, facet);
            }
        }
    }

    fn lifecycle(&mut self, old: &Notes, new: &Notes) {
        let (before, after) = (&old.lifecycle, &new.lifecycle);
        let text = |sunset: &Option<Box<str>>| sunset.as_deref().map(str::to_owned);
        let date = |sunset: &Option<Box<str>>| text(sunset).unwrap_or_default();
        let site = self.site(&["deprecated"]);
        match (before.deprecated, after.deprecated) {
            (true, false) => {
                self.edit(SchemaEdit::Reactivated, site, facet("deprecated", ""));
            }
            // A date that moved is announced anew.
            (was, true) if !was || before.sunset != after.sunset => {
                let edit = SchemaEdit::Deprecated { sunset: text(&after.sunset) };
                let facet =
                    facet(date(&before.sunset), format!("deprecated {}", date(&after.sunset)));
                self.edit(edit, site, facet);
            }
            _ => {}
        }
    }

    fn discriminator(&mut self, old: &Discriminator, new: &Discriminator) {
        let site = Site::both(old.node, new.node);
        if old.property != new.property {
            let (before, after) = (old.property.to_string(), new.property.to_string());
            let facet = facet(&before, &after);
            let edit = DiscriminatorEdit::PropertyChanged { old: before, new: after };
            return self.edit(SchemaEdit::DiscriminatorChanged(edit), site, facet);
        }
        let before = Tags::of(self.old, old);
        let after = Tags::of(self.new, new);
        let partners = self.partners(old, new);
        let values: BTreeSet<&str> = before.0.keys().chain(after.0.keys()).copied().collect();
        for value in values {
            let text = value.to_owned();
            let (edit, facet) = match (before.0.get(value), after.0.get(value)) {
                (Some(was), Some(is)) if self.is_redirected(&partners, *was, *is) => {
                    let to = self.new.model.class(*is);
                    let facet = facet(value, format!("{value} {to}"));
                    (DiscriminatorEdit::ValueRedirected { value: text }, facet)
                }
                // A branch that is new or gone has an edit of its own.
                (Some(was), None) if !partners.removed.contains(was) => {
                    (DiscriminatorEdit::ValueRemoved { value: text }, facet(value, ""))
                }
                (None, Some(is)) if !partners.added.contains(is) => {
                    (DiscriminatorEdit::ValueAdded { value: text }, facet("", value))
                }
                _ => continue,
            };
            self.edit(SchemaEdit::DiscriminatorChanged(edit), site, facet);
        }
    }

    fn is_redirected(&self, partners: &Partners, old: SchemaId, new: SchemaId) -> bool {
        match partners.new_of.get(&old) {
            Some(partner) => *partner != new,
            None => {
                let same = self.old.model.class(old) == self.new.model.class(new);
                !same && component(self.old, old) != component(self.new, new)
            }
        }
    }

    /// Which branches belong together, in all choices.
    fn partners(&self, old: &Discriminator, new: &Discriminator) -> Partners {
        let branches = |version: Version<'_>| -> Vec<Branch> {
            let choices = version.logic().map_or(&[][..], |logic| &logic.choices);
            choices.iter().flat_map(|choice| choice.branches.iter().cloned()).collect()
        };
        let (before, after) = (branches(self.old), branches(self.new));
        let matching =
            match_branches((self.old, &before, Some(old)), (self.new, &after, Some(new)));
        let pairs = matching.pairs.iter();
        Partners {
            new_of: pairs.map(|(a, b)| (before[*a].schema, after[*b].schema)).collect(),
            removed: matching.removed.iter().map(|index| before[*index].schema).collect(),
            added: matching.added.iter().map(|index| after[*index].schema).collect(),
        }
    }
}

struct Partners {
    new_of: BTreeMap<SchemaId, SchemaId>,
    removed: BTreeSet<SchemaId>,
    added: BTreeSet<SchemaId>,
}

/// The values that a discriminator can have, with the schema of each. A value that the schema
/// itself does not admit in that property only came from the name of its component.
struct Tags<'m>(BTreeMap<&'m str, SchemaId>);

impl<'m> Tags<'m> {
    fn of(version: Version<'_>, discriminator: &'m Discriminator) -> Self {
        let admits = |value: &str, id: SchemaId| {
            let object = version.model.schema(id).object.as_deref();
            let property = object.and_then(|object| object.property(&discriminator.property));
            let values = property.and_then(|one| version.model.schema(one.schema).values.as_ref());
            values.is_none_or(|values| {
                let json = serde_json::Value::from(value).to_string();
                values.iter().any(|one| one.as_json() == json)
            })
        };
        let tags = discriminator.mapping.iter().filter(|(value, id)| admits(value, *id));
        Self(tags.map(|(value, id)| (&**value, *id)).collect())
    }
}

/// The component that a schema is.
fn component(version: Version<'_>, id: SchemaId) -> String {
    version.model.node(version.model.schema(id).node).pointer()
}
