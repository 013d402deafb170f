//! Which branches of two lists belong together.

use super::pair::Version;
use crate::openapi::meaning::Class;
use crate::openapi::model::{Branch, Discriminator, Schema, SchemaId, Types};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Lists with more pairs of unmatched branches than this are matched in order instead of by
/// likeness.
const MOST_COMPARED: usize = 40_000;

/// Branches of two lists, by their places in the lists.
pub(super) struct Matching {
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
}

/// Matches branches: those of equal meaning first, then by the discriminator's value, by the name
/// of the component, by title, and at last by likeness.
pub(super) fn match_branches(
    (old, old_branches, old_tags): (Version<'_>, &[Branch], Option<&Discriminator>),
    (new, new_branches, new_tags): (Version<'_>, &[Branch], Option<&Discriminator>),
) -> Matching {
    let mut search = Search {
        old_free: vec![true; old_branches.len()],
        new_free: vec![true; new_branches.len()],
        pairs: Vec::new(),
    };
    let class = |version: Version<'_>, branch: &Branch| -> Option<Class> {
        Some(version.model.class(branch.schema))
    };
    search.by_key(old_branches, new_branches, |one| class(old, one), |one| class(new, one));
    let (old_values, new_values) = (values(old_tags), values(new_tags));
    search.by_key(
        old_branches,
        new_branches,
        |one| old_values.get(&one.schema).copied(),
        |one| new_values.get(&one.schema).copied(),
    );
    search.by_key(
        old_branches,
        new_branches,
        |one| one.component.as_deref(),
        |one| one.component.as_deref(),
    );
    search.by_key(old_branches, new_branches, |one| title(old, one), |one| title(new, one));
    search.by_likeness((old, old_branches), (new, new_branches));
    search.finish()
}

struct Search {
    old_free: Vec<bool>,
    new_free: Vec<bool>,
    pairs: Vec<(usize, usize)>,
}

impl Search {
    fn by_key<'b, K: std::hash::Hash + Eq>(
        &mut self,
        old: &'b [Branch],
        new: &'b [Branch],
        old_key: impl Fn(&'b Branch) -> Option<K>,
        new_key: impl Fn(&'b Branch) -> Option<K>,
    ) {
        let mut known: FxHashMap<K, VecDeque<usize>> = FxHashMap::default();
        for (index, branch) in new.iter().enumerate().filter(|(index, _)| self.new_free[*index]) {
            if let Some(key) = new_key(branch) {
                known.entry(key).or_default().push_back(index);
            }
        }
        for (index, branch) in old.iter().enumerate() {
            let found = self.old_free[index]
                .then(|| old_key(branch))
                .flatten()
                .and_then(|key| known.get_mut(&key)?.pop_front());
            if let Some(partner) = found {
                self.take(index, partner);
            }
        }
    }

    fn by_likeness(
        &mut self,
        (old, old_branches): (Version<'_>, &[Branch]),
        (new, new_branches): (Version<'_>, &[Branch]),
    ) {
        let free = |free: &[bool]| -> Vec<usize> {
            (0..free.len()).filter(|index| free[*index]).collect()
        };
        let (old_free, new_free) = (free(&self.old_free), free(&self.new_free));
        if old_free.len().saturating_mul(new_free.len()) > MOST_COMPARED {
            for (index, partner) in old_free.into_iter().zip(new_free) {
                self.take(index, partner);
            }
            return;
        }
        let mut likeness: Vec<(std::cmp::Reverse<u32>, usize, usize)> = Vec::new();
        for &index in &old_free {
            for &partner in &new_free {
                let (one, other) = (old_branches[index].schema, new_branches[partner].schema);
                let alike = alike((old, one), (new, other));
                if alike > 0 {
                    likeness.push((std::cmp::Reverse(alike), index, partner));
                }
            }
        }
        likeness.sort_unstable();
        for (_, index, partner) in likeness {
            if self.old_free[index] && self.new_free[partner] {
                self.take(index, partner);
            }
        }
    }

    fn take(&mut self, old: usize, new: usize) {
        self.old_free[old] = false;
        self.new_free[new] = false;
        self.pairs.push((old, new));
    }

    fn finish(mut self) -> Matching {
        self.pairs.sort_unstable();
        let left = |free: &[bool]| (0..free.len()).filter(|index| free[*index]).collect();
        Matching { removed: left(&self.old_free), added: left(&self.new_free), pairs: self.pairs }
    }
}

/// The first value of the discriminator for each schema.
fn values(discriminator: Option<&Discriminator>) -> FxHashMap<SchemaId, &str> {
    let mapping = discriminator.map_or(&[][..], |discriminator| &discriminator.mapping);
    mapping.iter().rev().map(|(value, schema)| (*schema, &**value)).collect()
}

fn title<'m>(version: Version<'m>, branch: &Branch) -> Option<&'m str> {
    let own = version.model.node(branch.node).get("title");
    let title = own.or_else(|| version.model.keyword(branch.schema, "title"));
    title.and_then(|title| title.as_str())
}

/// What messages call a branch.
pub(super) fn name(version: Version<'_>, branch: &Branch) -> String {
    if let Some(name) = &branch.component {
        return name.to_string();
    }
    if let Some(title) = title(version, branch) {
        return title.to_owned();
    }
    let schema = version.model.schema(branch.schema);
    let types = schema.types.to_string();
    match (&schema.values, schema.object.as_deref()) {
        (Some(values), _) => {
            let values: Vec<_> = values.iter().take(3).map(ToString::to_string).collect();
            values.join(" or ")
        }
        (None, Some(object)) if !object.properties.is_empty() => {
            let names: Vec<_> =
                object.properties.iter().take(3).map(|property| &*property.name).collect();
            format!("{types} with {}", names.join(", "))
        }
        _ => types,
    }
}

/// How alike two schemas are at first sight; 0 where they have nothing in common.
fn alike((old, one): (Version<'_>, SchemaId), (new, other): (Version<'_>, SchemaId)) -> u32 {
    let (one, other) = (old.model.schema(one), new.model.schema(other));
    if !one.types.meets(other.types) {
        return 0;
    }
    let listed = match (&one.values, &other.values) {
        (Some(some), Some(others)) => {
            let common = some.iter().filter(|value| others.contains(value)).count();
            share(common, some.len().max(others.len()))
        }
        _ => 0,
    };
    let objects = if one.types.meets(Types::OBJECT) && other.types.meets(Types::OBJECT) {
        alike_objects((old, one), (new, other))
    } else {
        Some(0)
    };
    objects.map_or(0, |objects| 1 + u32::from(one.types == other.types) * 10 + listed + objects)
}

/// By names of properties, and by properties with listed values, which tell variants apart.
/// `None` where such a property has no value in common.
fn alike_objects(
    (old, one): (Version<'_>, &Schema),
    (new, other): (Version<'_>, &Schema),
) -> Option<u32> {
    let (Some(some), Some(others)) = (one.object.as_deref(), other.object.as_deref()) else {
        return Some(0);
    };
    let mut common = 0;
    let mut tags = 0;
    for property in &some.properties {
        let Some(twin) = others.property(&property.name) else { continue };
        common += 1;
        let before = &old.model.schema(property.schema).values;
        let after = &new.model.schema(twin.schema).values;
        if let (Some(before), Some(after)) = (before, after) {
            if before == after {
                tags += 1000;
            } else if !before.iter().any(|value| after.contains(value)) {
                return None;
            }
        }
    }
    let all = some.properties.len() + others.properties.len() - common;
    Some(tags + share(common, all))
}

/// The share of `part` in `whole`, of 100.
fn share(part: usize, whole: usize) -> u32 {
    u32::try_from(part * 100 / whole.max(1)).unwrap_or(100)
}
