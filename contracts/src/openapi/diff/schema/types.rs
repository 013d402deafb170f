//! Types, `null`, and lists of values.

use super::pair::Comparison;
use crate::openapi::change::SchemaEdit;
use crate::openapi::diff::facts::facet;
use crate::openapi::model::{Literal, Types};

impl Comparison<'_> {
    pub(super) fn types(&mut self) {
        let (old, new) = (self.old.schema, self.new.schema);
        let listed = (old.values.is_some(), new.values.is_some());
        let rest = [old.types, new.types].map(|types| types.without(Types::NULL));
        // Where one side is nothing but null, null is a type like the others.
        let null_apart = !rest[0].is_empty() && !rest[1].is_empty();
        let [before, after] = if null_apart { rest } else { [old.types, new.types] };
        if before != after && listed != (true, true) {
            let edit = SchemaEdit::TypesChanged {
                added: gained(before, after),
                removed: gained(after, before),
                old: old.types.to_string(),
                new: new.types.to_string(),
            };
            self.edit(edit, self.site(&["type"]), facet(before, after));
        }
        if null_apart {
            let site = self.site(&["nullable", "type", "enum", "anyOf", "oneOf"]);
            match (old.types.meets(Types::NULL), new.types.meets(Types::NULL)) {
                (false, true) => {
                    self.edit(SchemaEdit::BecameNullable, site, facet("", "null"));
                }
                (true, false) => {
                    self.edit(SchemaEdit::BecameNotNullable, site, facet("null", ""));
                }
                _ => {}
            }
        }
        let comparable = rest[0].meets(rest[1]) || listed == (true, true);
        if comparable {
            self.listed_values();
        }
        self.extensible_values();
    }

    fn listed_values(&mut self) {
        let site = self.site(&["enum", "const", "type"]);
        match (&self.old.schema.values, &self.new.schema.values) {
            (None, None) => {}
            (None, Some(values)) => {
                let facet = facet("", texts(values));
                let values = shown(values.iter());
                self.edit(SchemaEdit::EnumAdded { values }, site, facet);
            }
            (Some(values), None) => {
                self.edit(SchemaEdit::EnumRemoved, site, facet(texts(values), ""));
            }
            (Some(old), Some(new)) => {
                let extensible = self.is_extensible();
                self.list_edits(old, new, extensible, &["enum", "const", "type"]);
            }
        }
    }

    fn is_extensible(&self) -> bool {
        let notes = self.new.schema.notes.as_ref();
        notes.is_some_and(|notes| notes.extensible_enum.is_some())
    }

    /// `x-extensible-enum` lists values without excluding others.
    fn extensible_values(&mut self) {
        let list = |schema: &crate::openapi::model::Schema| {
            schema.notes.as_ref().and_then(|notes| notes.extensible_enum.clone())
        };
        let keyword = "x-extensible-enum";
        match (list(self.old.schema), list(self.new.schema)) {
            (Some(old), Some(new)) => self.list_edits(&old, &new, true, &[keyword]),
            (None, None) => {}
            _ => {
                self.keyword_changed(
                    keyword,
                    crate::openapi::change::Effect::Unchanged,
                    &[keyword],
                );
            }
        }
    }

    fn list_edits(
        &mut self,
        old: &[Literal],
        new: &[Literal],
        extensible: bool,
        keywords: &[&str],
    ) {
        let only = |here: &[Literal], there: &[Literal]| -> Vec<Literal> {
            let missing = |value: &&Literal| there.binary_search(value).is_err();
            let apart = |value: &&Literal| value.types() != Types::NULL;
            here.iter().filter(missing).filter(apart).cloned().collect()
        };
        let site = self.site(keywords);
        let removed = only(old, new);
        if !removed.is_empty() {
            let values = shown(removed.iter());
            let facet = facet(texts(&removed), "");
            self.edit(SchemaEdit::EnumValuesRemoved { values }, site, facet);
        }
        let added = only(new, old);
        if !added.is_empty() {
            let values = shown(added.iter());
            let facet = facet("", texts(&added));
            self.edit(SchemaEdit::EnumValuesAdded { values, extensible }, site, facet);
        }
    }
}

/// The words for the types of `after` that are not in `before`.
fn gained(before: Types, after: Types) -> Vec<&'static str> {
    after.without(before).words()
}

fn texts(values: &[Literal]) -> String {
    values.iter().map(Literal::as_json).collect::<Vec<_>>().join(",")
}

fn shown<'v>(values: impl Iterator<Item = &'v Literal>) -> Vec<String> {
    values.map(Literal::to_string).collect()
}
