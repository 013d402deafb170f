//! Which operations are new, gone or still there, and what is said about whole ones.

use super::facts::{Noted, facet};
use super::{Diff, Site, at_key};
use crate::location::Place;
use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::model::{Base, Channel, Names, Operation, positional};
use rustc_hash::FxHashMap;
use std::collections::{BTreeSet, VecDeque};

impl<'m> Diff<'m> {
    /// Compares all operations.
    pub(super) fn operations(&mut self) {
        let (old, new) = (self.old.operations(), self.new.operations());
        let partners = partners(old, new);
        let mut taken = BTreeSet::new();
        for (operation, partner) in old.iter().zip(&partners) {
            match partner {
                Some(index) => {
                    taken.insert(*index);
                    self.operation(operation, &new[*index]);
                }
                None => self.removed(operation),
            }
        }
        for (index, operation) in new.iter().enumerate() {
            if !taken.contains(&index) {
                self.added(operation);
            }
        }
        self.schemes(old, new, &partners);
    }

    fn removed(&mut self, operation: &Operation) {
        let announced = operation.lifecycle.announced();
        let stability = operation.stability;
        let near = at_key(self.new, self.new.root(), "paths");
        let noted = Noted {
            fact: Fact::Operation {
                operation: operation.reference(),
                edit: OperationEdit::Removed { announced, stability },
            },
            site: Site::removed(operation.node, near),
            facet: facet("present", ""),
        };
        self.facts.note(noted, [operation.place()]);
    }

    fn added(&mut self, operation: &Operation) {
        let near = at_key(self.old, self.old.root(), "paths");
        let noted = Noted {
            fact: Fact::Operation { operation: operation.reference(), edit: OperationEdit::Added },
            site: Site::added(near, operation.node),
            facet: facet("", "present"),
        };
        self.facts.note(noted, [operation.place()]);
    }

    fn operation(&mut self, old: &'m Operation, new: &'m Operation) {
        let place = new.place();
        self.bases(old, new, &place);
        self.names(old, new, &place);
        self.lifecycle(old, new, &place);
        self.parameters(old, new, &place);
        self.request(old, new, &place);
        self.responses(old, new, &place);
        self.security(old, new, &place);
    }

    /// Compares the addresses under which an operation is served, wherever the line between
    /// server and path is drawn.
    fn bases(&mut self, old: &Operation, new: &Operation, place: &Place) {
        if old.channel != Channel::Path {
            return;
        }
        let full = |operation: &Operation, base: &Base| {
            format!("{}{}", base.path, positional(&operation.path))
        };
        let served = |operation: &Operation| -> BTreeSet<String> {
            operation.bases.iter().map(|base| full(operation, base)).collect()
        };
        let (before, after) = (served(old), served(new));
        let near = |operation: &Operation| operation.bases.first().map(|base| base.node);
        for base in old.bases.iter().filter(|base| !after.contains(&full(old, base))) {
            let edit = OperationEdit::BasePathRemoved { base: shown(base) };
            let site = Site::removed(base.node, near(new).unwrap_or(new.node));
            self.note_operation(new, edit, site, facet(&base.path, ""), place);
        }
        for base in new.bases.iter().filter(|base| !before.contains(&full(new, base))) {
            let edit = OperationEdit::BasePathAdded { base: shown(base) };
            let site = Site::added(near(old).unwrap_or(old.node), base.node);
            self.note_operation(new, edit, site, facet("", &base.path), place);
        }
    }

    fn names(&mut self, old: &Operation, new: &Operation, place: &Place) {
        if old.id != new.id {
            let text = |id: &Option<Box<str>>| id.as_deref().map(str::to_owned);
            let edit = OperationEdit::IdChanged { old: text(&old.id), new: text(&new.id) };
            let facet = facet(text(&old.id).unwrap_or_default(), text(&new.id).unwrap_or_default());
            self.note_operation(new, edit, self.at(old, new, "operationId"), facet, place);
        }
        if old.tags != new.tags {
            let only = |here: &Names, there: &Names| -> Vec<String> {
                here.iter().filter(|tag| !there.contains(tag)).map(ToString::to_string).collect()
            };
            let (added, removed) = (only(&new.tags, &old.tags), only(&old.tags, &new.tags));
            let facet = facet(removed.join(","), added.join(","));
            let edit = OperationEdit::TagsChanged { added, removed };
            self.note_operation(new, edit, self.at(old, new, "tags"), facet, place);
        }
    }

    fn lifecycle(&mut self, old: &Operation, new: &Operation, place: &Place) {
        let sunset =
            |operation: &Operation| operation.lifecycle.sunset.as_deref().map(String::from);
        let text = |sunset: Option<String>| sunset.unwrap_or_default();
        let deprecated = (old.lifecycle.deprecated, new.lifecycle.deprecated);
        let site = self.at(old, new, "deprecated");
        match deprecated {
            (false, true) => {
                let edit = OperationEdit::Deprecated { sunset: sunset(new) };
                self.note_operation(new, edit, site, facet("", text(sunset(new))), place);
            }
            (true, false) => {
                let facet = facet(text(sunset(old)), "");
                self.note_operation(new, OperationEdit::Reactivated, site, facet, place);
            }
            (true, true) if old.lifecycle.sunset != new.lifecycle.sunset => {
                let edit = OperationEdit::SunsetChanged { old: sunset(old), new: sunset(new) };
                let facet = facet(text(sunset(old)), text(sunset(new)));
                self.note_operation(new, edit, self.at(old, new, "x-sunset"), facet, place);
            }
            _ => {}
        }
        if old.stability != new.stability {
            let edit = OperationEdit::StabilityChanged { old: old.stability, new: new.stability };
            let facet = facet(old.stability.as_str(), new.stability.as_str());
            self.note_operation(new, edit, self.at(old, new, "x-stability-level"), facet, place);
        }
    }

    fn at(&self, old: &Operation, new: &Operation, key: &str) -> Site {
        Site::both(at_key(self.old, old.node, key), at_key(self.new, new.node, key))
    }

    fn note_operation(
        &mut self,
        operation: &Operation,
        edit: OperationEdit,
        site: Site,
        facet: crate::fingerprint::Facet,
        place: &Place,
    ) {
        let fact = Fact::Operation { operation: operation.reference(), edit };
        self.facts.note(Noted { fact, site, facet }, [place.clone()]);
    }
}

/// A base path as messages name it.
fn shown(base: &Base) -> String {
    if base.path.is_empty() { "/".to_owned() } else { base.path.to_string() }
}

/// For each old operation the new one that is the same: served at the same address, else at the
/// same path of other servers. Of several with one address those with the same names of
/// parameters belong together.
fn partners(old: &[Operation], new: &[Operation]) -> Vec<Option<usize>> {
    let mut partners = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    let passes: [fn(&Operation) -> Vec<Key>; 4] = [
        |one| one.bases.iter().map(|base| (one.place_under(&base.path), &*one.path)).collect(),
        |one| one.bases.iter().map(|base| (one.place_under(&base.path), "")).collect(),
        |one| vec![(one.place_under(""), &*one.path)],
        |one| vec![(one.place_under(""), "")],
    ];
    for keys in passes {
        let mut known: FxHashMap<Key<'_>, VecDeque<usize>> = FxHashMap::default();
        for (index, operation) in new.iter().enumerate().filter(|(index, _)| !taken[*index]) {
            for key in keys(operation) {
                known.entry(key).or_default().push_back(index);
            }
        }
        let alone = old.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none());
        for (operation, partner) in alone {
            let found = keys(operation).into_iter().find_map(|key| {
                let candidates = known.get_mut(&key)?;
                std::iter::from_fn(|| candidates.pop_front()).find(|index| !taken[*index])
            });
            if let Some(index) = found {
                taken[index] = true;
                *partner = found;
            }
        }
    }
    partners
}

/// A place, and the path with the names of its parameters where they count.
type Key<'o> = (Place, &'o str);
