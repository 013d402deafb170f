//! Security requirements, compared by implication, and the wire form of schemes.

use super::facts::{Noted, facet};
use super::{Diff, Site};
use crate::fingerprint::Facet;
use crate::location::Place;
use crate::openapi::change::{Fact, SchemeEdit, SecurityEdit};
use crate::openapi::model::{Model, Operation, Requirement, SchemeId, SchemeWire, SecurityScheme};
use std::collections::{BTreeMap, BTreeSet};

/// An alternative with schemes by what both versions know them by.
struct Alternative {
    schemes: BTreeMap<String, BTreeSet<String>>,
    /// What messages call it.
    name: String,
}

impl Alternative {
    /// Whether whoever satisfies `other` satisfies this one too.
    fn is_implied_by(&self, other: &Self) -> bool {
        self.schemes.iter().all(|(scheme, scopes)| {
            other.schemes.get(scheme).is_some_and(|others| scopes.is_subset(others))
        })
    }

    fn has_schemes_of(&self, other: &Self) -> bool {
        self.schemes.keys().eq(other.schemes.keys())
    }

    fn is_open(&self) -> bool {
        self.schemes.is_empty()
    }

    /// The scopes that this one asks for and the other does not.
    fn more_scopes<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a String> {
        self.schemes.iter().flat_map(|(scheme, scopes)| {
            let others = other.schemes.get(scheme);
            scopes.iter().filter(move |scope| !others.is_some_and(|others| others.contains(*scope)))
        })
    }
}

impl<'m> Diff<'m> {
    pub(super) fn security(&mut self, old: &Operation, new: &Operation, place: &Place) {
        let before = alternatives(self.old, &self.old_schemes, &old.security.alternatives);
        let after = alternatives(self.new, &self.new_schemes, &new.security.alternatives);
        let site = Site::both(old.security.node, new.security.node);
        let fact = |edit| Fact::Security { operation: new.reference(), edit };
        for (edit, facet) in edits(&before, &after) {
            self.facts.note(Noted { fact: fact(edit), site, facet }, [place.clone()]);
        }
    }

    /// Compares the schemes that operations of both versions require.
    pub(super) fn schemes(
        &mut self,
        old: &'m [Operation],
        new: &'m [Operation],
        partners: &[Option<usize>],
    ) {
        let required = |operation: &Operation| -> BTreeSet<SchemeId> {
            let alternatives = operation.security.alternatives.iter();
            alternatives.flat_map(|one| one.schemes.iter().map(|(id, _)| *id)).collect()
        };
        let mut uses: BTreeMap<(SchemeId, SchemeId), Vec<Place>> = BTreeMap::new();
        for (before, partner) in old.iter().zip(partners) {
            let Some(after) = partner.map(|index| &new[index]) else { continue };
            let ids = required(after);
            for id in required(before) {
                let name = &self.old.scheme(id).name;
                let other = ids.iter().find(|other| self.new.scheme(**other).name == *name);
                if let Some(other) = other {
                    uses.entry((id, *other)).or_default().push(after.place());
                }
            }
        }
        for ((before, after), places) in uses {
            let (before, after) = (self.old.scheme(before), self.new.scheme(after));
            for (edit, facet) in scheme_edits(before, after) {
                let fact = Fact::SecurityScheme { name: after.name.to_string(), edit };
                let site = Site::both(before.node, after.node);
                self.facts.note(Noted { fact, site, facet }, places.iter().cloned());
            }
        }
    }
}

/// What both versions know each scheme of `model` by: its name where both have one of that name,
/// else what it puts on the wire, so that a renamed component is the same scheme. Schemes of two
/// names in one version stay apart even on one wire: their credentials may be others.
pub(super) fn scheme_keys(model: &Model, other: &Model) -> Vec<String> {
    let others: BTreeSet<&str> = other.schemes().iter().map(|scheme| &*scheme.name).collect();
    let key = |scheme: &SecurityScheme| {
        if others.contains(&*scheme.name) {
            format!("name {}", scheme.name)
        } else {
            format!("wire {} {:?}", scheme.identity(), scheme.addresses)
        }
    };
    model.schemes().iter().map(key).collect()
}

fn alternatives(model: &Model, keys: &[String], requirements: &[Requirement]) -> Vec<Alternative> {
    requirements
        .iter()
        .map(|requirement| {
            let schemes = requirement.schemes.iter().map(|(id, scopes)| {
                let scopes = scopes.iter().map(ToString::to_string).collect();
                (keys[id.index()].clone(), scopes)
            });
            let names = requirement.schemes.iter().map(|(id, _)| &*model.scheme(*id).name);
            let names: Vec<_> = names.collect();
            let name = if names.is_empty() { "none".to_owned() } else { names.join(" and ") };
            Alternative { schemes: schemes.collect(), name }
        })
        .collect()
}

fn edits(old: &[Alternative], new: &[Alternative]) -> Vec<(SecurityEdit, Facet)> {
    let mut edits = Vec::new();
    let open = |list: &[Alternative]| list.iter().any(Alternative::is_open);
    match (open(old), open(new)) {
        (true, false) => edits.push((SecurityEdit::Required, facet("open", names(new)))),
        (false, true) => edits.push((SecurityEdit::Dropped, facet(names(old), "open"))),
        _ => {}
    }
    let mut explained = BTreeSet::new();
    for before in old.iter().filter(|one| !one.is_open()) {
        if new.iter().any(|after| after.is_implied_by(before)) {
            continue;
        }
        let stricter = new.iter().enumerate().filter(|(_, after)| after.has_schemes_of(before));
        match stricter.min_by_key(|(_, after)| after.more_scopes(before).count()) {
            Some((index, after)) => {
                explained.insert(index);
                for scope in after.more_scopes(before) {
                    let (alternative, scope) = (after.name.clone(), scope.clone());
                    let facet = facet("", format!("{alternative}: {scope}"));
                    edits.push((SecurityEdit::ScopeAdded { alternative, scope }, facet));
                }
            }
            None => {
                let alternative = before.name.clone();
                let facet = facet(&alternative, "");
                edits.push((SecurityEdit::AlternativeRemoved { alternative }, facet));
            }
        }
    }
    for (index, after) in new.iter().enumerate().filter(|(_, one)| !one.is_open()) {
        if old.iter().any(|before| before.is_implied_by(after)) {
            continue;
        }
        let looser = old.iter().filter(|before| before.has_schemes_of(after));
        match looser.min_by_key(|before| before.more_scopes(after).count()) {
            Some(before) => {
                for scope in before.more_scopes(after) {
                    let (alternative, scope) = (after.name.clone(), scope.clone());
                    let facet = facet(format!("{alternative}: {scope}"), "");
                    edits.push((SecurityEdit::ScopeRemoved { alternative, scope }, facet));
                }
            }
            None if explained.contains(&index) => {}
            None => {
                let alternative = after.name.clone();
                let facet = facet("", &alternative);
                edits.push((SecurityEdit::AlternativeAdded { alternative }, facet));
            }
        }
    }
    edits
}

fn names(alternatives: &[Alternative]) -> String {
    alternatives.iter().map(|one| &*one.name).collect::<Vec<_>>().join(" or ")
}

fn scheme_edits(old: &SecurityScheme, new: &SecurityScheme) -> Vec<(SchemeEdit, Facet)> {
    let mut edits = Vec::new();
    let mut wire = |what: &'static str, old: &str, new: &str| {
        if old != new {
            let facet = facet(format!("{what}: {old}"), format!("{what}: {new}"));
            let (old, new) = (old.to_owned(), new.to_owned());
            edits.push((SchemeEdit::WireChanged { what, old, new }, facet));
        }
    };
    match (&old.wire, &new.wire) {
        (
            SchemeWire::ApiKey { location: was, name: old_name },
            SchemeWire::ApiKey { location: is, name: new_name },
        ) => {
            wire("in", was.as_str(), is.as_str());
            wire("name", old_name, new_name);
        }
        (SchemeWire::Http { scheme: was, .. }, SchemeWire::Http { scheme: is, .. }) => {
            wire("scheme", was, is);
        }
        (was, is) => wire("type", was.type_word(), is.type_word()),
    }
    let addresses = |scheme: &SecurityScheme| -> BTreeMap<Box<str>, Box<str>> {
        scheme.addresses.iter().cloned().collect()
    };
    let (before, after) = (addresses(old), addresses(new));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for key in keys {
        let text = |all: &BTreeMap<Box<str>, Box<str>>| {
            all.get(key).map_or(String::new(), ToString::to_string)
        };
        let (was, is) = (text(&before), text(&after));
        if was != is {
            let what = match key.rsplit('.').next() {
                Some("authorizationUrl") => "authorizationUrl",
                Some("tokenUrl") => "tokenUrl",
                Some("refreshUrl") => "refreshUrl",
                _ => "openIdConnectUrl",
            };
            let facet = facet(format!("{key}: {was}"), format!("{key}: {is}"));
            edits.push((SchemeEdit::AddressChanged { what, old: was, new: is }, facet));
        }
    }
    edits
}
