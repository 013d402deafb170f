//! Schemas as documents write them, to schemas in normal form.
//!
//! A schema of the model stands for a *conjunction of parts*: values of the document that all
//! must hold. [`expand`] finds the parts by following `$ref` and `allOf`; [`draft`] reads the
//! keywords of all parts into one; [`finish`] makes the schema. Schemas are numbered when first
//! met and read one by one from a queue, so nothing here recurses, and every conjunction is read
//! once however often it is met.

mod draft;
mod expand;
mod finish;
mod keywords;
mod objects;
mod vocabulary;

use super::context::Reader;
use crate::openapi::model::{Schema, SchemaId, SpecVersion, Types};
use crate::text::{Node, NodeId};
use expand::{Join, Parts};
use rustc_hash::FxHashMap;

/// How many conjunctions of several parts are merged, beyond twice the number of all others.
/// Recursive conjunctions can combine without end; those beyond stay unmerged.
const MOST_MERGED: usize = 5_000;

/// How many steps through references and `allOf` are taken for each schema of the document,
/// beside a fixed allowance; only chains built to be slow take more.
const STEPS_PER_SCHEMA: u64 = 64;

/// A part of a conjunction.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Part {
    node: NodeId,
    take: Take,
}

/// What of a value counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Take {
    /// Everything but what was expanded into further parts.
    Own,
    /// As [`Take::Own`], for the outermost value of a conjunction: its `unevaluatedProperties`
    /// see the properties of all other parts.
    Outermost,
    /// Only what is said beside the set of values.
    Notes,
    /// Everything; what could be expanded stays a demand of its own.
    Unmerged,
}

/// The schemas of one document while they are read.
pub(super) struct SchemaReader<'t> {
    root: Node<'t>,
    spec: SpecVersion,
    /// Whether bodies may be XML, so that `xml` is on the wire.
    has_xml: bool,
    schemas: Vec<Schema>,
    /// By the value where a schema was met.
    by_node: FxHashMap<NodeId, SchemaId>,
    by_part: FxHashMap<Part, SchemaId>,
    by_parts: FxHashMap<Parts, SchemaId>,
    queue: Vec<(SchemaId, Parts)>,
    steps: u64,
}

impl<'t> SchemaReader<'t> {
    pub(super) fn new(root: Node<'t>, spec: SpecVersion) -> Self {
        let text = root.tree().text();
        Self {
            root,
            spec,
            has_xml: text.contains("/xml") || text.contains("+xml"),
            schemas: built_in(root).into(),
            by_node: FxHashMap::default(),
            by_part: FxHashMap::default(),
            by_parts: FxHashMap::default(),
            queue: Vec::new(),
            steps: 1_000_000,
        }
    }

    fn node(&self, id: NodeId) -> Node<'t> {
        self.root.tree().node(id)
    }

    /// The number of the schema of these parts, which is read later if it is new. `site` is
    /// where it was met.
    fn number(&mut self, parts: Parts, site: Node<'t>) -> SchemaId {
        let single = parts.single();
        let known = match single {
            Some(part) => self.by_part.get(&part),
            None => self.by_parts.get(&parts),
        };
        if let Some(id) = known {
            return *id;
        }
        let mut parts = parts;
        if self.by_parts.len() > MOST_MERGED + 2 * self.by_part.len() {
            match parts.join {
                Join::Merge if single.is_none() => parts.join = Join::SideBySide,
                Join::MergeOrNull => {
                    return self.number(Parts::of(site.id(), Take::Unmerged), site);
                }
                Join::Merge | Join::SideBySide => {}
            }
        }
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        let node = single.map_or(site.id(), |part| part.node);
        self.schemas.push(Schema::of_types(node, Types::ALL));
        self.steps += STEPS_PER_SCHEMA;
        match single {
            Some(part) => self.by_part.insert(part, id),
            None => self.by_parts.insert(parts.clone(), id),
        };
        self.queue.push((id, parts));
        id
    }
}

/// The schemas of [`SchemaId::ANY`] and [`SchemaId::NEVER`].
pub(super) fn built_in(root: Node<'_>) -> [Schema; 2] {
    [Types::ALL, Types::NONE].map(|types| Schema::of_types(root.id(), types))
}

impl<'t> Reader<'t> {
    /// The schema that `node` stands for.
    pub(super) fn schema(&mut self, node: Node<'t>) -> SchemaId {
        if let Some(known) = self.schemas.by_node.get(&node.id()) {
            return *known;
        }
        let parts = self.expand(node);
        let id = self.schemas.number(parts, node);
        self.schemas.by_node.insert(node.id(), id);
        id
    }

    /// The schema of values that all `nodes` admit.
    fn conjunction(&mut self, nodes: &[Node<'t>]) -> SchemaId {
        match nodes {
            [] => SchemaId::ANY,
            [node] => self.schema(*node),
            [first, ..] => {
                let parts = self.expand_all(nodes);
                self.schemas.number(parts, *first)
            }
        }
    }

    /// Every component, so that errors in those that nothing uses are found too.
    pub(super) fn component_schemas(&mut self) {
        let Some(components) = self.root.get("components") else { return };
        for (_, node) in self.entries(components, "schemas") {
            self.schema(node);
        }
    }

    /// Reads all schemas that were met, and those that they lead to.
    pub(super) fn finish_schemas(&mut self) -> Vec<Schema> {
        while let Some((id, parts)) = self.schemas.queue.pop() {
            let site = self.schemas.schemas[id.index()].node;
            let schema = self.build(site, &parts);
            self.schemas.schemas[id.index()] = schema;
        }
        std::mem::take(&mut self.schemas.schemas)
    }
}
