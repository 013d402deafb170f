//! From two models to facts.

use super::change::{Edit, Fact, InteractionChange};
use super::meaning::{canonical, parts};
use super::merge::name;
use super::model::{Interaction, Kind, Model};
use crate::change::Change;
use crate::fingerprint::Facet;
use crate::hash::Meaning;
use crate::location::Place;
use std::collections::BTreeMap;

/// What happened between two versions, sorted by the interactions' names.
pub fn diff(old: &Model, new: &Model) -> Vec<InteractionChange> {
    let (before, after) = (by_name(old), by_name(new));
    let mut changes = Vec::new();
    for (name, interaction) in &before {
        match after.get(name) {
            None => changes.push(change(Some(interaction), None, Edit::Removed)),
            Some(other) => changes.extend(changed(interaction, other)),
        }
    }
    let added = after.iter().filter(|(name, _)| !before.contains_key(*name));
    changes.extend(added.map(|(_, interaction)| change(None, Some(interaction), Edit::Added)));
    changes
}

/// The interactions by name; of several with one name the second and later have their number.
fn by_name(model: &Model) -> BTreeMap<(String, usize), &Interaction> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    model
        .interactions
        .iter()
        .map(|interaction| {
            let name = name(interaction);
            let count = counts.entry(name.clone()).or_insert(0);
            *count += 1;
            ((name, *count), interaction)
        })
        .collect()
}

fn changed(old: &Interaction, new: &Interaction) -> Option<InteractionChange> {
    if canonical(old) == canonical(new) {
        return None;
    }
    let (before, after) = (parts(&old.kind), parts(&new.kind));
    let mut differing: Vec<_> = if before.len() == after.len() {
        before.iter().zip(&after).filter(|(a, b)| a != b).map(|((name, _), _)| *name).collect()
    } else {
        vec!["sort"]
    };
    if old.pending != new.pending {
        differing.push("pending mark");
    }
    if old.plugin != new.plugin {
        differing.push("plugin");
    }
    Some(change(Some(old), Some(new), Edit::Changed { parts: differing }))
}

fn change(old: Option<&Interaction>, new: Option<&Interaction>, edit: Edit) -> InteractionChange {
    let hashed = |one: Option<&Interaction>| {
        one.map_or_else(String::new, |one| Meaning::of(canonical(one).as_bytes()).to_string())
    };
    let mut uses: Vec<_> = old.into_iter().chain(new).map(place).collect();
    uses.sort();
    uses.dedup();
    let description = old.or(new).map(|one| one.description.clone()).unwrap_or_default();
    Change {
        fact: Fact { description, edit },
        old: old.map(|one| one.location.clone()),
        new: new.map(|one| one.location.clone()),
        facet: Facet { old: hashed(old), new: hashed(new) },
        uses,
    }
}

/// The request that is sent, as it is sent: no provider's contract says what of it is variable.
fn place(interaction: &Interaction) -> Place {
    match &interaction.kind {
        Kind::Http { request, .. } => Place::operation(&request.method, &request.path),
        Kind::Message(_) => Place::operation("MESSAGE", &interaction.description),
    }
}
