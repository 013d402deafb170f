//! Collects facts so that one edit is one change, with all its uses.

use super::{Anchor, Site};
use crate::change::Change;
use crate::fingerprint::Facet;
use crate::location::Place;
use crate::openapi::change::{ApiChange, Fact};
use crate::openapi::model::Model;
use crate::text::NodeId;
use std::collections::BTreeMap;

/// A fact with everything but its uses.
pub(in crate::openapi) struct Noted {
    pub(in crate::openapi) fact: Fact,
    pub(in crate::openapi) site: Site,
    pub(in crate::openapi) facet: Facet,
}

/// The facts of a comparison.
#[derive(Default)]
pub(in crate::openapi) struct Facts {
    noted: Vec<(Noted, Vec<Place>)>,
    /// The facts at each pair of anchors.
    by_site: BTreeMap<(Option<NodeId>, Option<NodeId>), Vec<usize>>,
}

/// What changed, as texts for [`Facet`].
pub(in crate::openapi) fn facet(old: impl ToString, new: impl ToString) -> Facet {
    Facet { old: old.to_string(), new: new.to_string() }
}

impl Facts {
    /// Notes a fact at its uses. The same edit at the same site is the same fact; of two such
    /// the first is kept, with the uses of both.
    pub(in crate::openapi) fn note(&mut self, noted: Noted, uses: impl IntoIterator<Item = Place>) {
        let here = self.by_site.entry(noted.site.key()).or_default();
        let known = here.iter().copied().find(|index| {
            let (other, _) = &self.noted[*index];
            other.facet == noted.facet && is_same_edit(&other.fact, &noted.fact)
        });
        match known {
            Some(index) => self.noted[index].1.extend(uses),
            None => {
                here.push(self.noted.len());
                self.noted.push((noted, uses.into_iter().collect()));
            }
        }
    }

    /// The changes, ordered by first use, then by place in the documents.
    pub(in crate::openapi) fn finish(self, old: &Model, new: &Model) -> Vec<ApiChange> {
        let mut order: Vec<(Noted, Vec<Place>)> = self.noted;
        for (_, uses) in &mut order {
            uses.sort_unstable();
            uses.dedup();
        }
        // The sort is stable, so facts of one use and site stay in the order of their discovery.
        order.sort_by(|(a, a_uses), (b, b_uses)| {
            let sites = |noted: &Noted| (noted.site.new.node(), noted.site.old.node());
            a_uses.first().cmp(&b_uses.first()).then_with(|| sites(a).cmp(&sites(b)))
        });
        let location = |model: &Model, anchor: Anchor| Some(model.location(anchor.node()));
        order
            .into_iter()
            .map(|(noted, uses)| Change {
                old: location(old, noted.site.old),
                new: location(new, noted.site.new),
                fact: noted.fact,
                facet: noted.facet,
                uses,
            })
            .collect()
    }
}

/// Whether two facts are one edit that takes effect in several operations or messages.
fn is_same_edit(a: &Fact, b: &Fact) -> bool {
    match (a, b) {
        (
            Fact::Operation { operation: a_operation, edit: a },
            Fact::Operation { operation: b_operation, edit: b },
        ) => a == b && a_operation.inverted == b_operation.inverted,
        (
            Fact::Parameter { operation: a_operation, parameter: a_parameter, edit: a },
            Fact::Parameter { operation: b_operation, parameter: b_parameter, edit: b },
        ) => a == b && a_parameter == b_parameter && a_operation.inverted == b_operation.inverted,
        (
            Fact::RequestBody { operation: a_operation, edit: a },
            Fact::RequestBody { operation: b_operation, edit: b },
        ) => a == b && a_operation.inverted == b_operation.inverted,
        (
            Fact::Response { operation: a_operation, status: a_status, edit: a },
            Fact::Response { operation: b_operation, status: b_status, edit: b },
        ) => a == b && a_status == b_status && a_operation.inverted == b_operation.inverted,
        (
            Fact::Security { operation: a_operation, edit: a },
            Fact::Security { operation: b_operation, edit: b },
        ) => a == b && a_operation.inverted == b_operation.inverted,
        (
            Fact::SecurityScheme { name: a_name, edit: a },
            Fact::SecurityScheme { name: b_name, edit: b },
        ) => a == b && a_name == b_name,
        (Fact::Schema(a), Fact::Schema(b)) => {
            a.edit == b.edit
                && a.side == b.side
                && a.position == b.position
                && (a.read_only, a.write_only) == (b.read_only, b.write_only)
        }
        _ => false,
    }
}
