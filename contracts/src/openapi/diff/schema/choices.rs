//! `anyOf`, `oneOf`, `allOf` that could not be merged, `not`, `if`, and unknown keywords.

use super::Step;
use super::branches::{Matching, match_branches, name};
use super::pair::{Comparison, Version, presence};
use crate::openapi::change::{Effect, SchemaEdit};
use crate::openapi::diff::Site;
use crate::openapi::diff::facts::facet;
use crate::openapi::diff::parameters::matched;
use crate::openapi::meaning::Class;
use crate::openapi::model::{
    Branch, Choice, ChoiceKind, Condition, Discriminator, Logic, Schema, SchemaId, Types,
};

/// One of two lists of branches.
struct List<'a> {
    branches: &'a [Branch],
    /// The list's place, or the schema that stands for a list of one.
    node: crate::text::NodeId,
    discriminator: Option<&'a Discriminator>,
}

impl<'m> Comparison<'m> {
    /// Compares `X` with a choice between `X` and others: the wrapping itself is no change. Says
    /// whether that was the case.
    pub(super) fn wrapped_in_choice(&mut self) -> bool {
        let (old, new) = (self.old, self.new);
        let (single_old, single_new) = (branch_of(old), branch_of(new));
        let (kind, before, after) = match (lone_choice(old.schema), lone_choice(new.schema)) {
            (None, Some(choice)) if is_plain(old.schema) && admits(new.schema, old.schema) => {
                (choice.kind, List::single(&single_old, old), List::of(choice, new))
            }
            (Some(choice), None) if is_plain(new.schema) && admits(old.schema, new.schema) => {
                (choice.kind, List::of(choice, old), List::single(&single_new, new))
            }
            _ => return false,
        };
        // A branch that shares nothing with the single schema is no wrapping of it.
        let matching = matching(self, &before, &after);
        if matching.pairs.is_empty() {
            return false;
        }
        self.branches(kind, &before, &after, matching);
        true
    }

    pub(super) fn logic(&mut self) {
        let empty = Logic::default();
        let old = self.old.logic().unwrap_or(&empty);
        let new = self.new.logic().unwrap_or(&empty);
        if old == &empty && new == &empty {
            return;
        }
        self.demands(old, new);
        self.choices(&old.choices, &new.choices);
        self.by_classes("not", classes(self.old, &old.not), classes(self.new, &new.not));
        let conditions = |version: Version<'_>, list: &[Condition]| {
            let parts = |one: &Condition| classes(version, &[one.when, one.then, one.otherwise]);
            let mut all: Vec<Vec<Class>> = list.iter().map(parts).collect();
            all.sort_unstable();
            all
        };
        let before = conditions(self.old, &old.conditions);
        self.by_classes("if", before, conditions(self.new, &new.conditions));
        for (before, after) in matched(&old.unknown, &new.unknown, |a, b| a.0.cmp(&b.0)) {
            let Some((keyword, _)) = before.or(after) else { continue };
            if before.map(|one| &one.1) != after.map(|one| &one.1) {
                self.keyword_changed(keyword, Effect::Unknown, &[keyword]);
            }
        }
    }

    /// Demands that could not be merged.
    fn demands(&mut self, old: &Logic, new: &Logic) {
        let before = (self.old, &*old.all_of, None);
        let Matching { pairs, removed, added } =
            match_branches(before, (self.new, &new.all_of, None));
        for (index, partner) in pairs {
            self.part(Step::Same, old.all_of[index].schema, new.all_of[partner].schema);
        }
        for branch in removed.into_iter().map(|index| &old.all_of[index]) {
            let branch_name = name(self.old, branch);
            let site = Site::removed(branch.node, self.new.schema.node);
            let facet = facet("allOf", "");
            self.edit(SchemaEdit::ConjunctRemoved { branch: branch_name }, site, facet);
        }
        for branch in added.into_iter().map(|index| &new.all_of[index]) {
            let branch_name = name(self.new, branch);
            let site = Site::added(self.old.schema.node, branch.node);
            let facet = facet("", "allOf");
            self.edit(SchemaEdit::ConjunctAdded { branch: branch_name }, site, facet);
        }
    }

    /// Choices that say the same belong together, then those of one kind in their order, then
    /// the rest.
    fn choices(&mut self, old: &[Choice], new: &[Choice]) {
        let means = |version: Version<'_>, choice: &Choice| {
            let ids: Vec<_> = choice.branches.iter().map(|branch| branch.schema).collect();
            (choice.kind, classes(version, &ids))
        };
        let mut before: Vec<&Choice> = old.iter().collect();
        let mut after: Vec<&Choice> = new.iter().collect();
        let same = |a: &Choice, b: &Choice| means(self.old, a) == means(self.new, b);
        drop(take_pairs(&mut before, &mut after, same));
        let of_kind = take_pairs(&mut before, &mut after, |a, b| a.kind == b.kind);
        let rest = take_pairs(&mut before, &mut after, |_, _| true);
        for (before, after) in of_kind.into_iter().chain(rest) {
            self.choice(before, after);
        }
        let gone = before.into_iter().map(|choice| (choice.kind.as_str(), Effect::Widened));
        let come = after.into_iter().map(|choice| (choice.kind.as_str(), Effect::Narrowed));
        for (keyword, effect) in gone.chain(come) {
            self.keyword_changed(keyword, effect, &[keyword]);
        }
    }

    fn choice(&mut self, old: &Choice, new: &Choice) {
        let (before, after) = (List::of(old, self.old), List::of(new, self.new));
        let apart = are_apart(self.old, old) && are_apart(self.new, new);
        if old.kind != new.kind && !apart {
            let effect = match new.kind {
                ChoiceKind::AnyOf => Effect::Widened,
                ChoiceKind::OneOf => Effect::Narrowed,
            };
            let site = Site::both(old.node, new.node);
            let facet = facet(old.kind.as_str(), new.kind.as_str());
            let keyword = new.kind.as_str().to_owned();
            self.edit(SchemaEdit::KeywordChanged { keyword, effect }, site, facet);
        }
        let matching = matching(self, &before, &after);
        self.branches(new.kind, &before, &after, matching);
    }

    fn branches(&mut self, kind: ChoiceKind, old: &List<'_>, new: &List<'_>, matching: Matching) {
        let keyword = kind.as_str();
        for (index, partner) in &matching.pairs {
            let (before, after) = (&old.branches[*index], &new.branches[*partner]);
            if before.schema != self.old.id || after.schema != self.new.id {
                self.part(Step::Same, before.schema, after.schema);
            }
        }
        for branch in matching.removed.iter().map(|index| &old.branches[*index]) {
            let branch_name = name(self.old, branch);
            let site = Site::removed(branch.node, new.node);
            let facet = facet(class_text(self.old, branch), "");
            self.edit(SchemaEdit::BranchRemoved { keyword, branch: branch_name }, site, facet);
        }
        for branch in matching.added.iter().map(|index| &new.branches[*index]) {
            let branch_name = name(self.new, branch);
            let site = Site::added(old.node, branch.node);
            let facet = facet("", class_text(self.new, branch));
            self.edit(SchemaEdit::BranchAdded { keyword, branch: branch_name }, site, facet);
        }
    }

    fn by_classes<C: PartialEq>(&mut self, keyword: &str, old: Vec<C>, new: Vec<C>) {
        if old != new {
            let within = |some: &[C], all: &[C]| some.iter().all(|one| all.contains(one));
            let effect = match (within(&old, &new), within(&new, &old)) {
                (true, _) => presence(false, true),
                (_, true) => presence(true, false),
                _ => Effect::Unknown,
            };
            self.keyword_changed(keyword, effect, &[keyword]);
        }
    }
}

impl<'a> List<'a> {
    fn of(choice: &'a Choice, version: Version<'a>) -> Self {
        let notes = version.schema.notes.as_ref();
        let discriminator = notes.and_then(|notes| notes.discriminator.as_ref());
        Self { branches: &choice.branches, node: choice.node, discriminator }
    }

    fn single(branch: &'a Branch, version: Version<'a>) -> Self {
        let branches = std::slice::from_ref(branch);
        Self { branches, node: version.schema.node, discriminator: None }
    }
}

/// Takes those out of both lists that belong together, in the order of the first.
fn take_pairs<'c>(
    old: &mut Vec<&'c Choice>,
    new: &mut Vec<&'c Choice>,
    belong: impl Fn(&Choice, &Choice) -> bool,
) -> Vec<(&'c Choice, &'c Choice)> {
    let mut pairs = Vec::new();
    old.retain(|before| {
        let partner = new.iter().position(|after| belong(before, after));
        pairs.extend(partner.map(|index| (*before, new.remove(index))));
        partner.is_none()
    });
    pairs
}

/// The schema itself as a branch.
fn branch_of(version: Version<'_>) -> Branch {
    Branch { schema: version.id, node: version.schema.node, component: None }
}

fn matching(comparison: &Comparison<'_>, old: &List<'_>, new: &List<'_>) -> Matching {
    match_branches(
        (comparison.old, old.branches, old.discriminator),
        (comparison.new, new.branches, new.discriminator),
    )
}

/// The choice of a schema that says nothing else but perhaps types.
fn lone_choice(schema: &Schema) -> Option<&Choice> {
    let logic = schema.logic.as_deref()?;
    let [choice] = &*logic.choices else { return None };
    let alone = logic.all_of.is_empty()
        && logic.not.is_empty()
        && logic.conditions.is_empty()
        && logic.unknown.is_empty();
    let bare = schema.values.is_none()
        && schema.format.is_none()
        && schema.number.is_none()
        && schema.string.is_none()
        && schema.array.is_none()
        && schema.object.is_none();
    (alone && bare).then_some(choice)
}

/// Whether a schema can be a branch itself.
fn is_plain(schema: &Schema) -> bool {
    schema.logic.is_none() && !schema.is_never()
}

fn admits(wide: &Schema, narrow: &Schema) -> bool {
    wide.types.contains(narrow.types)
}

/// Whether no value is of two branches, as far as types tell.
fn are_apart(version: Version<'_>, choice: &Choice) -> bool {
    let mut all = Types::NONE;
    choice.branches.iter().all(|branch| {
        let types = version.model.schema(branch.schema).types;
        let apart = !all.meets(types);
        all = all.or(types);
        apart
    })
}

fn classes(version: Version<'_>, ids: &[SchemaId]) -> Vec<Class> {
    let mut classes: Vec<Class> = ids.iter().map(|id| version.model.class(*id)).collect();
    classes.sort_unstable();
    classes
}

/// A branch for fingerprints: what it means, not what it is called.
fn class_text(version: Version<'_>, branch: &Branch) -> String {
    version.model.class(branch.schema).to_string()
}
