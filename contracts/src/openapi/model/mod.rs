//! An API in normal form: what is on the wire, whatever version of the specification says it.
//!
//! Version front-ends ([`super::parse`]) lower documents to this model, and everything behind
//! them (meaning, diff, comparison with consumers) knows only the model. Defaults are explicit,
//! references are followed, path-level parameters and document-level security stand in their
//! operations. Documentation is not here: every element knows its [`NodeId`] in the document, and
//! a place in the text is computed from that.

mod json;
mod media_type;
mod message;
mod operation;
mod route;
mod schema;
mod security;
mod types;

pub(super) use json::{canonical, canonical_saying};
pub use media_type::MediaType;
pub use message::{Content, Encoding, Header, Link, ParameterForm, RequestBody, Response, Status};
pub use operation::{Base, Channel, Lifecycle, Operation, Parameter, Slot, positional};
pub use route::Match;
pub(super) use route::percent_decoded;
pub use schema::{
    ArrayShape, Bound, Branch, Choice, ChoiceKind, Condition, Contains, Discriminator, Logic,
    Names, Notes, NumberShape, ObjectShape, Property, Schema, SchemaId, StringShape,
};
pub use security::{Requirement, SchemeId, SchemeWire, Security, SecurityScheme};
pub use types::{Literal, Types};

use super::meaning::Class;
use crate::location::Location;
use crate::text::{Node, NodeId, Tree};

/// A version of the specification that documents are read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecVersion {
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
}

/// An API in normal form.
#[derive(Debug)]
pub struct Model {
    pub(super) tree: Tree,
    /// `None` when the document could not be read as any known version; then nothing is in it.
    pub(super) spec: Option<SpecVersion>,
    pub(super) declared_version: Option<Box<str>>,
    /// Sorted by [`Operation::place`].
    pub(super) operations: Vec<Operation>,
    pub(super) schemas: Vec<Schema>,
    /// What each schema means, by [`SchemaId`].
    pub(super) classes: Vec<Class>,
    pub(super) schemes: Vec<SecurityScheme>,
}

impl Model {
    /// The document's `info.version`.
    pub fn declared_version(&self) -> Option<&str> {
        self.declared_version.as_deref()
    }

    /// The version of the specification that the document follows; `None` when it follows none
    /// that can be read.
    pub fn spec_version(&self) -> Option<SpecVersion> {
        self.spec
    }

    /// The operations, callbacks and webhooks, sorted by place.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// A schema of this model.
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }

    /// How many schemas there are; ids are less than this.
    pub fn schema_count(&self) -> usize {
        self.schemas.len()
    }

    /// What a schema means: equal for schemas, also of different models, that say the same.
    pub fn class(&self, id: SchemaId) -> Class {
        self.classes[id.index()]
    }

    /// A security scheme of this model.
    pub fn scheme(&self, id: SchemeId) -> &SecurityScheme {
        &self.schemes[id.index()]
    }

    /// The security schemes of this model, by [`SchemeId`].
    pub fn schemes(&self) -> &[SecurityScheme] {
        &self.schemes
    }

    /// The value in the document.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.tree.node(id)
    }

    /// The whole document.
    pub(super) fn root(&self) -> NodeId {
        self.tree.root().id()
    }

    /// Where an element stands: at its key, where it has one.
    pub fn location(&self, id: NodeId) -> Location {
        self.tree.node(id).key_location()
    }

    /// The value of a keyword of a schema: in the schema itself or, for a schema that was
    /// conjoined from several, in the first that has it.
    pub fn keyword(&self, id: SchemaId, keyword: &str) -> Option<Node<'_>> {
        self.schema(id).sources().find_map(|source| self.tree.node(source).get(keyword))
    }
}
