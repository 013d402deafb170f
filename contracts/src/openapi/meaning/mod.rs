//! What a model means, as hashes: equal for documents that say the same.
//!
//! The [`Class`] of a schema covers everything that a diff of two schemas looks at, and nothing
//! else: order, component names, references and documentation do not matter, cycles do. Equal
//! subtrees of two versions are recognised by it without looking inside. [`meaning`] hashes the
//! operations in the same way.

mod cycles;
mod document;
mod encode;

pub use document::meaning;

use super::model::{Model, Schema, SchemaId};
use cycles::{Component, components};
use encode::encode;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use std::fmt;

/// What a schema means: equal for schemas that say the same, wherever they stand, whatever their
/// components are called, and in whatever order they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class([u8; 16]);

impl Class {
    const UNKNOWN: Self = Self([0; 16]);

    fn of(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let mut class = [0; 16];
        class.copy_from_slice(&digest[..16]);
        Self(class)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Whether two schemas say the same of values, whatever stands beside; their parts are compared
/// by class.
pub(super) fn same_values(
    (old, before): (&Model, SchemaId),
    (new, after): (&Model, SchemaId),
) -> bool {
    let hash = |model: &Model, id: SchemaId| {
        let schema = Schema { notes: None, ..model.schema(id).clone() };
        let mut buffer = Vec::new();
        encode(&schema, &mut buffer, &|child| model.class(child));
        buffer
    };
    hash(old, before) == hash(new, after)
}

/// How many hashes are computed to tell the schemas of cycles apart. Real documents take a few
/// thousand: their largest cycles have hundreds of schemas and need three or four rounds.
const MOST_HASHES: usize = 400_000;

/// How many rounds a cycle is given in any case.
const LEAST_ROUNDS: usize = 8;

/// The class of every schema.
///
/// Schemas are taken in components, children first. A schema outside cycles is hashed with the
/// classes of its children. Those of a cycle are hashed in rounds, each with the hashes of the
/// round before, until no round tells more of them apart; this is the refinement of Kanellakis
/// and Smolka with hashes for the blocks. A schema that equals one of a cycle without being in it
/// (a cycle unrolled by a step) is recognised by its hash over the cycle's classes.
pub(super) fn classes(schemas: &[Schema]) -> Vec<Class> {
    let mut classes = Classes {
        schemas,
        of: vec![Class::UNKNOWN; schemas.len()],
        unrolled: FxHashMap::default(),
        buffer: Vec::new(),
        hashes_left: MOST_HASHES,
    };
    for component in components(schemas) {
        match component {
            Component::Single(id) => {
                let hash = classes.hash(id, |class, id| class[id.index()]);
                let known = classes.unrolled.get(&hash).copied();
                classes.of[id.index()] = known.unwrap_or(hash);
            }
            Component::Cycle(members) => classes.cycle(&members),
        }
    }
    classes.of
}

struct Classes<'s> {
    schemas: &'s [Schema],
    of: Vec<Class>,
    /// For schemas of cycles, the hash over final classes with the class.
    unrolled: FxHashMap<Class, Class>,
    buffer: Vec<u8>,
    hashes_left: usize,
}

impl Classes<'_> {
    fn hash(&mut self, id: SchemaId, child: impl Fn(&[Class], SchemaId) -> Class) -> Class {
        self.buffer.clear();
        let of = &self.of;
        encode(&self.schemas[id.index()], &mut self.buffer, &|id| child(of, id));
        Class::of(&self.buffer)
    }

    fn cycle(&mut self, members: &[SchemaId]) {
        // Until it is known, the class of a member is its hash of the last round.
        let mut told_apart = 0;
        let mut stable = false;
        let rounds = (self.hashes_left / members.len()).max(LEAST_ROUNDS);
        for _ in 0..rounds {
            self.hashes_left = self.hashes_left.saturating_sub(members.len());
            let round: Vec<Class> =
                members.iter().map(|id| self.hash(*id, |of, id| of[id.index()])).collect();
            for (id, class) in members.iter().zip(&round) {
                self.of[id.index()] = *class;
            }
            let distinct = round.iter().collect::<FxHashSet<_>>().len();
            stable = distinct == told_apart;
            if stable {
                break;
            }
            told_apart = distinct;
        }
        if !stable {
            self.by_order(members);
        }
        for id in members {
            let hash = self.hash(*id, |of, id| of[id.index()]);
            self.unrolled.insert(hash, self.of[id.index()]);
        }
    }

    /// Classes that depend on the order of the document: they tell more schemas apart than
    /// needed, never fewer.
    fn by_order(&mut self, members: &[SchemaId]) {
        let numbers: FxHashMap<SchemaId, u64> = members.iter().copied().zip(0..).collect();
        let mut all = Sha256::new();
        for id in members {
            let local = self.hash(*id, |of, id| match numbers.get(&id) {
                Some(number) => Class::of(&number.to_le_bytes()),
                None => of[id.index()],
            });
            all.update(local.0);
        }
        let all = all.finalize();
        for (id, number) in &numbers {
            let own = [&all[..], &number.to_le_bytes()].concat();
            self.of[id.index()] = Class::of(&own);
        }
    }
}

/// Whether some schema leads to itself.
#[cfg(test)]
pub(super) fn has_cycles(schemas: &[Schema]) -> bool {
    components(schemas).iter().any(|one| matches!(one, Component::Cycle(_)))
}
