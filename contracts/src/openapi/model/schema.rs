//! Schemas in normal form.
//!
//! References are followed, conjunctions of simple schemas (`allOf`, and siblings of `$ref` where
//! the version gives them force) are merged into one schema, `const` is a list of one value,
//! `nullable` and a `null` branch are the type `null`, bounds of integers are inclusive. A
//! keyword that cannot apply to the types admitted is not here. Shapes follow the types of values,
//! so that what is said of strings stands in one place.

use super::{Literal, Types};
use crate::text::{Decimal, NodeId};

/// The number of a schema in its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(in crate::openapi) u32);

impl SchemaId {
    /// The schema that admits every value and says nothing else.
    pub const ANY: Self = Self(0);
    /// The schema that admits no value.
    pub const NEVER: Self = Self(1);

    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A schema: values are admitted when every part admits them.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Where it stands.
    pub node: NodeId,
    /// For a schema that was merged from several, all that say something, in the order of the
    /// document's nesting; empty where it stands in one place.
    pub origins: Box<[NodeId]>,
    /// The types of admitted values.
    pub types: Types,
    /// The only values admitted, sorted, all of [`Self::types`]; `null` among them.
    pub values: Option<Box<[Literal]>>,
    /// `format`.
    pub format: Option<Box<str>>,
    /// What is asked of numbers.
    pub number: Option<Box<NumberShape>>,
    /// What is asked of strings.
    pub string: Option<Box<StringShape>>,
    /// What is asked of arrays.
    pub array: Option<Box<ArrayShape>>,
    /// What is asked of objects.
    pub object: Option<Box<ObjectShape>>,
    /// What is asked in terms of other schemas for the same value.
    pub logic: Option<Box<Logic>>,
    /// What is said beside the set of values.
    pub notes: Option<Box<Notes>>,
}

impl Schema {
    /// A schema at `node` that admits values of `types` and says nothing else.
    pub(in crate::openapi) fn of_types(node: NodeId, types: Types) -> Self {
        Self {
            node,
            origins: Box::default(),
            types,
            values: None,
            format: None,
            number: None,
            string: None,
            array: None,
            object: None,
            logic: None,
            notes: None,
        }
    }

    /// Whether every value is admitted. Notes do not matter.
    pub fn is_any(&self) -> bool {
        self.types == Types::ALL
            && self.values.is_none()
            && self.format.is_none()
            && self.number.is_none()
            && self.string.is_none()
            && self.array.is_none()
            && self.object.is_none()
            && self.logic.is_none()
    }

    /// Whether no value is admitted, as far as types and values tell.
    pub fn is_never(&self) -> bool {
        self.types.is_empty()
    }

    /// Calls `visit` for every schema of which this one is made, in a fixed order, with
    /// repetitions.
    pub fn for_each_child(&self, visit: &mut impl FnMut(SchemaId)) {
        if let Some(string) = &self.string {
            string.content_schema.into_iter().for_each(&mut *visit);
        }
        if let Some(array) = &self.array {
            array.prefix.iter().copied().for_each(&mut *visit);
            visit(array.items);
            array.contains.iter().for_each(|contains| visit(contains.schema));
            array.unevaluated.into_iter().for_each(&mut *visit);
        }
        if let Some(object) = &self.object {
            object.properties.iter().for_each(|property| visit(property.schema));
            object.patterns.iter().for_each(|(_, schema)| visit(*schema));
            visit(object.additional);
            object.names.into_iter().for_each(&mut *visit);
            object.dependent_schemas.iter().for_each(|(_, schema)| visit(*schema));
            object.unevaluated.into_iter().for_each(&mut *visit);
        }
        if let Some(logic) = &self.logic {
            logic.all_of.iter().for_each(|branch| visit(branch.schema));
            for choice in &logic.choices {
                choice.branches.iter().for_each(|branch| visit(branch.schema));
            }
            logic.not.iter().copied().for_each(&mut *visit);
            for condition in &logic.conditions {
                [condition.when, condition.then, condition.otherwise]
                    .into_iter()
                    .for_each(&mut *visit);
            }
        }
        if let Some(discriminator) =
            self.notes.as_ref().and_then(|notes| notes.discriminator.as_ref())
        {
            discriminator.mapping.iter().for_each(|(_, schema)| visit(*schema));
        }
    }

    /// The values in the document that this schema was read from.
    pub fn sources(&self) -> impl Iterator<Item = NodeId> {
        let own = self.origins.is_empty().then_some(self.node);
        own.into_iter().chain(self.origins.iter().copied())
    }
}

/// An end of an interval of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub value: Decimal,
    /// Whether the number itself is outside.
    pub exclusive: bool,
}

/// What is asked of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberShape {
    /// The lower end; never exclusive where only integers are admitted.
    pub minimum: Option<Bound>,
    /// The upper end; never exclusive where only integers are admitted.
    pub maximum: Option<Bound>,
    /// Numbers of which the value must be a multiple, without duplicates.
    pub multiple_of: Box<[Decimal]>,
}

/// What is asked of strings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StringShape {
    /// The least number of characters.
    pub min_length: u64,
    /// The largest number of characters.
    pub max_length: Option<u64>,
    /// Regular expressions that must all be found in the text, sorted.
    pub patterns: Box<[Box<str>]>,
    /// `contentEncoding`.
    pub content_encoding: Option<Box<str>>,
    /// `contentMediaType`.
    pub content_media_type: Option<Box<str>>,
    /// `contentSchema`.
    pub content_schema: Option<SchemaId>,
}

/// What is asked of arrays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrayShape {
    /// The first items, one by one.
    pub prefix: Box<[SchemaId]>,
    /// Every further item; [`SchemaId::ANY`] where nothing is said.
    pub items: SchemaId,
    /// The least number of items.
    pub min_items: u64,
    /// The largest number of items.
    pub max_items: Option<u64>,
    /// Whether no two items may be equal.
    pub unique: bool,
    /// What must be among the items.
    pub contains: Option<Contains>,
    /// `unevaluatedItems`, where it is not the same as [`Self::items`].
    pub unevaluated: Option<SchemaId>,
}

impl Default for ArrayShape {
    /// Nothing is asked.
    fn default() -> Self {
        Self {
            prefix: Box::default(),
            items: SchemaId::ANY,
            min_items: 0,
            max_items: None,
            unique: false,
            contains: None,
            unevaluated: None,
        }
    }
}

/// `contains` with its counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contains {
    /// What is counted.
    pub schema: SchemaId,
    /// The least count.
    pub min: u64,
    /// The largest count.
    pub max: Option<u64>,
}

/// What is asked of objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectShape {
    /// The declared properties, sorted by name.
    pub properties: Box<[Property]>,
    /// Properties that must be present and are not declared, sorted.
    pub undeclared_required: Box<[Box<str>]>,
    /// `patternProperties`, sorted.
    pub patterns: Box<[(Box<str>, SchemaId)]>,
    /// Every other property: [`SchemaId::ANY`] where nothing is said, a schema without values
    /// where there may be none.
    pub additional: SchemaId,
    /// `propertyNames`.
    pub names: Option<SchemaId>,
    /// The least number of properties.
    pub min_properties: u64,
    /// The largest number of properties.
    pub max_properties: Option<u64>,
    /// `dependentRequired`, sorted.
    pub dependent_required: Box<[(Box<str>, Names)]>,
    /// `dependentSchemas`, sorted.
    pub dependent_schemas: Box<[(Box<str>, SchemaId)]>,
    /// `unevaluatedProperties`, where it is not the same as [`Self::additional`].
    pub unevaluated: Option<SchemaId>,
}

impl Default for ObjectShape {
    /// Nothing is asked.
    fn default() -> Self {
        Self {
            properties: Box::default(),
            undeclared_required: Box::default(),
            patterns: Box::default(),
            additional: SchemaId::ANY,
            names: None,
            min_properties: 0,
            max_properties: None,
            dependent_required: Box::default(),
            dependent_schemas: Box::default(),
            unevaluated: None,
        }
    }
}

impl ObjectShape {
    /// The declared property of that name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        let found = self.properties.binary_search_by(|one| (*one.name).cmp(name)).ok()?;
        self.properties.get(found)
    }
}

/// Names, sorted, without duplicates.
pub type Names = Box<[Box<str>]>;

/// A declared property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: Box<str>,
    /// Its value.
    pub schema: SchemaId,
    /// Whether it must be present.
    pub required: bool,
    /// Where it is declared.
    pub node: NodeId,
}

/// What is asked in terms of other schemas for the same value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Logic {
    /// Further demands that could not be merged into this schema.
    pub all_of: Box<[Branch]>,
    /// Each `anyOf` and each `oneOf`.
    pub choices: Box<[Choice]>,
    /// Schemas that the value must not have.
    pub not: Box<[SchemaId]>,
    /// `if`, `then`, `else`.
    pub conditions: Box<[Condition]>,
    /// Keywords that are not known or not understood, with their values as canonical JSON;
    /// sorted. Nothing can be proved about a schema that has some.
    pub unknown: Box<[(Box<str>, Box<str>)]>,
}

/// A list of branches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// How many branches must admit the value.
    pub kind: ChoiceKind,
    /// The branches in the order of the document.
    pub branches: Box<[Branch]>,
    /// The list's place.
    pub node: NodeId,
}

/// How many branches must admit a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChoiceKind {
    /// One or more.
    AnyOf,
    /// Exactly one.
    OneOf,
}

impl ChoiceKind {
    /// The keyword.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AnyOf => "anyOf",
            Self::OneOf => "oneOf",
        }
    }
}

/// A branch of a list of schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// What it asks for.
    pub schema: SchemaId,
    /// Where it stands in the list.
    pub node: NodeId,
    /// The name of the component that it refers to.
    pub component: Option<Box<str>>,
}

/// `if`, `then`, `else`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// What decides.
    pub when: SchemaId,
    /// What is asked for when it holds.
    pub then: SchemaId,
    /// What is asked for when it does not.
    pub otherwise: SchemaId,
}

/// What is said beside the set of values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// `default`.
    pub default: Option<Literal>,
    /// Only the provider sends it.
    pub read_only: bool,
    /// Only clients send it.
    pub write_only: bool,
    /// Whether and how its end is announced.
    pub lifecycle: super::Lifecycle,
    /// Values of `x-extensible-enum`: more may come without notice; sorted.
    pub extensible_enum: Option<Box<[Literal]>>,
    /// Which property tells branches apart.
    pub discriminator: Option<Discriminator>,
    /// `xml`, as canonical JSON, where the API has bodies in XML.
    pub xml: Option<Box<str>>,
}

/// Which property tells branches apart. It has no force when values are validated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The property's name.
    pub property: Box<str>,
    /// Where it stands.
    pub node: NodeId,
    /// Values with the schema they name, sorted; with the names of components that the
    /// specification implies for branches of the same schema.
    pub mapping: Box<[(Box<str>, SchemaId)]>,
}
