//! The comparison of two schemas, without their parts.

use super::{Edit, Flow, Step, Subject};
use crate::fingerprint::Facet;
use crate::openapi::change::{Effect, SchemaEdit};
use crate::openapi::diff::facts::facet;
use crate::openapi::diff::{Anchor, Site};
use crate::openapi::meaning;
use crate::openapi::model::{Logic, Model, Schema, SchemaId, Types};
use crate::text::Node;

/// One of the two schemas.
#[derive(Clone, Copy)]
pub(super) struct Version<'m> {
    pub(super) model: &'m Model,
    pub(super) id: SchemaId,
    pub(super) schema: &'m Schema,
}

impl<'m> Version<'m> {
    fn of((model, id): (&'m Model, SchemaId)) -> Self {
        Self { model, id, schema: model.schema(id) }
    }

    /// The first of some keywords that the schema has, else the schema itself.
    pub(super) fn anchor(self, keywords: &[&str]) -> Anchor {
        let found = keywords.iter().find_map(|keyword| self.model.keyword(self.id, keyword));
        found.map_or(Anchor::Near(self.schema.node), |node| Anchor::Here(node.id()))
    }

    pub(super) fn keyword(self, keyword: &str) -> Option<Node<'m>> {
        self.model.keyword(self.id, keyword)
    }

    pub(super) fn logic(self) -> Option<&'m Logic> {
        self.schema.logic.as_deref()
    }

    /// What stands beside the set of values of `id`.
    pub(super) fn flow(self, id: SchemaId) -> Flow {
        let notes = self.model.schema(id).notes.as_ref();
        Flow {
            read_only: notes.is_some_and(|notes| notes.read_only),
            write_only: notes.is_some_and(|notes| notes.write_only),
        }
    }

    pub(super) fn is_any(self, id: SchemaId) -> bool {
        self.model.schema(id).is_any()
    }

    pub(super) fn is_never(self, id: SchemaId) -> bool {
        self.model.schema(id).is_never()
    }
}

/// Two schemas, with what was found between them.
pub(super) struct Comparison<'m> {
    pub(super) old: Version<'m>,
    pub(super) new: Version<'m>,
    pub(super) edits: Vec<Edit>,
    /// Parts to compare, with how they are reached.
    pub(super) parts: Vec<(Step, SchemaId, SchemaId, Flow)>,
}

impl<'m> Comparison<'m> {
    /// Compares two schemas of different meaning.
    pub(super) fn of(old: (&'m Model, SchemaId), new: (&'m Model, SchemaId)) -> Self {
        let (old, new) = (Version::of(old), Version::of(new));
        let mut comparison = Self { old, new, edits: Vec::new(), parts: Vec::new() };
        comparison.values();
        comparison.notes();
        comparison.name_the_rest();
        comparison
    }

    /// Compares the sets of values.
    fn values(&mut self) {
        match (self.old.schema.is_any(), self.new.schema.is_any()) {
            (true, true) => return,
            (true, false) => return self.described(Effect::Narrowed),
            (false, true) => return self.described(Effect::Widened),
            (false, false) => {}
        }
        if self.wrapped_in_choice() {
            return;
        }
        self.types();
        let common = self.old.schema.types.and(self.new.schema.types);
        if common.meets(Types::NUMBER) {
            self.numbers();
        }
        if common.meets(Types::STRING) {
            self.strings();
        }
        if common.meets(Types::NUMBER.or(Types::STRING)) {
            self.format(common);
        }
        if common.meets(Types::ARRAY) {
            self.arrays();
        }
        if common.meets(Types::OBJECT) {
            self.objects();
        }
        self.logic();
    }

    fn described(&mut self, effect: Effect) {
        let facet = facet(self.old.schema.types, self.new.schema.types);
        let (old, new) = (self.old.schema.node, self.new.schema.node);
        self.edit(SchemaEdit::Described { effect }, Site::both(old, new), facet);
    }

    /// Nothing may change in silence: whatever tells the two schemas apart has an edit or a part.
    fn name_the_rest(&mut self) {
        let silent = self.edits.is_empty() && self.parts.is_empty();
        if silent && !meaning::same_values(self.old_pair(), self.new_pair()) {
            self.keyword_changed("schema", Effect::Unknown, &[]);
        }
    }

    fn old_pair(&self) -> (&'m Model, SchemaId) {
        (self.old.model, self.old.id)
    }

    fn new_pair(&self) -> (&'m Model, SchemaId) {
        (self.new.model, self.new.id)
    }

    pub(super) fn edit(&mut self, edit: SchemaEdit, site: Site, facet: Facet) {
        let (subject, flow) = (Subject::Whole, Flow::default());
        self.edits.push(Edit { edit, site, facet, subject, flow });
    }

    /// The site of some keywords in both schemas.
    pub(super) fn site(&self, keywords: &[&str]) -> Site {
        Site { old: self.old.anchor(keywords), new: self.new.anchor(keywords) }
    }

    /// An edit of a keyword that has no fact of its own.
    pub(super) fn keyword_changed(&mut self, keyword: &str, effect: Effect, at: &[&str]) {
        let site = match at {
            [] => Site::both(self.old.schema.node, self.new.schema.node),
            keywords => self.site(keywords),
        };
        let text = |version: Version<'_>| {
            let value = at.iter().find_map(|keyword| version.keyword(keyword));
            value.map_or(String::new(), |_| format!("{keyword} present"))
        };
        let facet = facet(text(self.old), text(self.new));
        let edit = SchemaEdit::KeywordChanged { keyword: keyword.to_owned(), effect };
        self.edit(edit, site, facet);
    }

    /// A part of both schemas.
    pub(super) fn part(&mut self, step: Step, old: SchemaId, new: SchemaId) {
        self.parts.push((step, old, new, Flow::default()));
    }
}

/// What it means that a keyword which only ever excludes values was added or removed.
pub(super) fn presence(old: bool, new: bool) -> Effect {
    match (old, new) {
        (false, true) => Effect::Narrowed,
        (true, false) => Effect::Widened,
        _ => Effect::Unknown,
    }
}
