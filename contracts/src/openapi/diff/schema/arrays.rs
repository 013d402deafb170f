//! Arrays.

use super::Step;
use super::pair::{Comparison, presence};
use super::scalars::{End, least};
use crate::openapi::change::{Effect, SchemaEdit};
use crate::openapi::diff::facts::facet;
use crate::openapi::model::ArrayShape;

impl Comparison<'_> {
    pub(super) fn arrays(&mut self) {
        let empty = ArrayShape::default();
        let old = self.old.schema.array.as_deref().unwrap_or(&empty);
        let new = self.new.schema.array.as_deref().unwrap_or(&empty);
        self.count("minItems", End::Lower, least(old.min_items), least(new.min_items));
        self.count("maxItems", End::Upper, old.max_items, new.max_items);
        let site = self.site(&["uniqueItems"]);
        match (old.unique, new.unique) {
            (false, true) => self.edit(SchemaEdit::BecameUnique, site, facet("", "unique")),
            (true, false) => self.edit(SchemaEdit::BecameNotUnique, site, facet("unique", "")),
            _ => {}
        }
        self.part(Step::Item, old.items, new.items);
        for (before, after) in old.prefix.iter().zip(&new.prefix) {
            self.part(Step::Item, *before, *after);
        }
        if old.prefix.len() != new.prefix.len() {
            // A slot of its own stands where before, or now, the schema of all items applied.
            self.keyword_changed("prefixItems", Effect::Unknown, &["prefixItems", "items"]);
        }
        self.contains(old, new);
        let class = |id| self.old.model.class(id);
        let new_class = |id| self.new.model.class(id);
        if old.unevaluated.map(class) != new.unevaluated.map(new_class) {
            let effect = presence(old.unevaluated.is_some(), new.unevaluated.is_some());
            self.keyword_changed("unevaluatedItems", effect, &["unevaluatedItems"]);
        }
    }

    fn contains(&mut self, old: &ArrayShape, new: &ArrayShape) {
        match (&old.contains, &new.contains) {
            (None, None) => {}
            (Some(before), Some(after)) => {
                let schemas =
                    (self.old.model.class(before.schema), self.new.model.class(after.schema));
                if schemas.0 != schemas.1 {
                    self.keyword_changed("contains", Effect::Unknown, &["contains"]);
                }
                self.count("minContains", End::Lower, Some(before.min), Some(after.min));
                self.count("maxContains", End::Upper, before.max, after.max);
            }
            (before, after) => {
                let effect = presence(before.is_some(), after.is_some());
                self.keyword_changed("contains", effect, &["contains"]);
            }
        }
    }
}
