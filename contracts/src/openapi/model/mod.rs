//! An API in normal form: what is on the wire, whatever version of the specification says it.
//!
//! Version front-ends ([`super::parse`]) lower documents to this model, and everything behind
//! them (meaning, diff, comparison with consumers) knows only the model. Defaults are explicit,
//! references are followed, path-level parameters and document-level security stand in their
//! operations. Documentation is not here: every element knows its [`NodeId`] in the document, and
//! a place in the text is computed from that.

mod json;
mod media_type;
mod route;
mod schema;

pub(super) use json::{canonical, canonical_saying};
pub use media_type::MediaType;
pub use route::Match;
pub(super) use route::percent_decoded;
pub use schema::{
    ArrayShape, Bound, Branch, Choice, ChoiceKind, Condition, Contains, Discriminator, Literal,
    Logic, Notes, NumberShape, ObjectShape, Property, Schema, SchemaId, StringShape, Types,
};

use super::change::{Deprecation, OperationRef, ParameterLocation, ParameterRef, Stability};
use super::meaning::Class;
use crate::location::{Location, Place};
use crate::rule::Side;
use crate::text::{Node, NodeId, Tree};
use std::fmt;

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
        &self.schemes[id.0 as usize]
    }

    /// The value in the document.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.tree.node(id)
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

/// How an operation is reached.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// The provider serves it at a path.
    Path,
    /// The provider sends it to whoever subscribed; the path is the webhook's name.
    Webhook,
    /// It is sent to an address that another operation was told.
    Callback {
        /// The operation that declares it, with the callback's name and expression.
        of: Box<str>,
        /// Whether the provider sends it. A callback of a webhook is served by the provider.
        inverted: bool,
    },
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// How it is reached.
    pub channel: Channel,
    /// The method in capitals: `GET`.
    pub method: Box<str>,
    /// The path as the document writes it, without the servers' part; a webhook's name; a
    /// callback's expression.
    pub path: Box<str>,
    /// The effective base paths, sorted: the path part of each server's address, without a slash
    /// at the end. Empty text for a server at the root. Never an empty list.
    pub bases: Box<[Base]>,
    /// Where it stands.
    pub node: NodeId,
    /// `operationId`.
    pub id: Option<Box<str>>,
    /// `tags`, sorted, without duplicates.
    pub tags: Box<[Box<str>]>,
    /// Whether and how its end is announced.
    pub lifecycle: Lifecycle,
    /// `x-stability-level`.
    pub stability: Stability,
    /// Its parameters and those of its path, sorted by [`Parameter::slot`].
    pub parameters: Box<[Parameter]>,
    /// Its request body.
    pub request: Option<RequestBody>,
    /// Its responses, sorted by status.
    pub responses: Box<[Response]>,
    /// How a caller may authenticate.
    pub security: Security,
}

/// A base path that a server's address ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The path without a slash at the end: `/v1`, or empty.
    pub path: Box<str>,
    /// The server's entry, or what stands for it where no server is declared.
    pub node: NodeId,
}

impl Operation {
    /// The operation as messages name it.
    pub fn reference(&self) -> OperationRef {
        OperationRef {
            method: self.method_word(),
            path: match &self.channel {
                Channel::Callback { of, .. } => format!("{of} {}", self.path),
                _ => self.path.to_string(),
            },
            inverted: self.is_inverted(),
        }
    }

    /// Whether the provider sends its requests: then the sides of its messages are swapped.
    pub fn is_inverted(&self) -> bool {
        match self.channel {
            Channel::Path => false,
            Channel::Webhook => true,
            Channel::Callback { inverted, .. } => inverted,
        }
    }

    /// The side that sends what the document calls request or response.
    pub fn side(&self, written: Side) -> Side {
        match (written, self.is_inverted()) {
            (Side::Request, true) => Side::Response,
            (Side::Response, true) => Side::Request,
            (side, _) => side,
        }
    }

    /// The place of this operation, under its first base path.
    pub fn place(&self) -> Place {
        let base = self.bases.first().map_or("", |base| &base.path);
        self.place_under(base)
    }

    /// The place of this operation under one of its base paths.
    pub fn place_under(&self, base: &str) -> Place {
        let path = match &self.channel {
            Channel::Path => format!("{base}{}", positional(&self.path)),
            Channel::Webhook => self.path.to_string(),
            Channel::Callback { of, .. } => format!("{of} {}", self.path),
        };
        Place::operation(&self.method_word(), &path)
    }

    fn method_word(&self) -> String {
        match self.channel {
            Channel::Path => self.method.to_string(),
            Channel::Webhook => format!("WEBHOOK {}", self.method),
            Channel::Callback { .. } => format!("CALLBACK {}", self.method),
        }
    }
}

/// A path template with its parameters by position: `/orders/{}/items`.
pub fn positional(template: &str) -> String {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, behind)) = after.split_once('}') else { break };
        path.push_str(before);
        path.push_str("{}");
        rest = behind;
    }
    path.push_str(rest);
    path
}

/// Whether and how the end of something is announced.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lifecycle {
    /// `deprecated`.
    pub deprecated: bool,
    /// The text of `x-sunset`.
    pub sunset: Option<Box<str>>,
}

impl Lifecycle {
    /// How the end is announced.
    pub fn announced(&self) -> Deprecation {
        match (self.deprecated, &self.sunset) {
            (false, _) => Deprecation::None,
            (true, None) => Deprecation::Deprecated,
            (true, Some(date)) => Deprecation::Sunset(date.to_string()),
        }
    }
}

/// What tells a parameter from others of its operation: names where they are on the wire, and
/// the position in the path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The n-th parameter of the path, counted from 1.
    Path(u32),
    /// A query parameter.
    Query(Box<str>),
    /// A header, by its lower-case name.
    Header(Box<str>),
    /// A cookie.
    Cookie(Box<str>),
}

impl fmt::Display for Slot {
    /// The message of [`Place`]: `path 1`, `query limit`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(position) => write!(f, "path {position}"),
            Self::Query(name) => write!(f, "query {name}"),
            Self::Header(name) => write!(f, "header {name}"),
            Self::Cookie(name) => write!(f, "cookie {name}"),
        }
    }
}

/// A parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    /// What tells it from others.
    pub slot: Slot,
    /// Its name as the document writes it.
    pub name: Box<str>,
    /// Where it stands; the path's template for a path parameter that nothing declares.
    pub node: NodeId,
    /// Whether it must be sent.
    pub required: bool,
    /// Whether and how its end is announced.
    pub lifecycle: Lifecycle,
    /// How its value is written.
    pub form: ParameterForm,
    /// Its value.
    pub schema: SchemaId,
}

impl Parameter {
    /// The parameter as messages name it.
    pub fn reference(&self) -> ParameterRef {
        let location = match self.slot {
            Slot::Path(_) => ParameterLocation::Path,
            Slot::Query(_) => ParameterLocation::Query,
            Slot::Header(_) => ParameterLocation::Header,
            Slot::Cookie(_) => ParameterLocation::Cookie,
        };
        ParameterRef { location, name: self.name.to_string() }
    }
}

/// How the value of a parameter, header or form field is written as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterForm {
    /// By OpenAPI's styles; all defaults are explicit.
    Style {
        /// `form`, `simple`, `label`, `matrix`, `spaceDelimited`, `pipeDelimited`, `deepObject`,
        /// or what else the document says.
        style: Box<str>,
        /// Whether each item or member is written on its own.
        explode: bool,
        /// Whether reserved characters are sent as they are.
        allow_reserved: bool,
        /// Whether an empty value may be sent for any schema.
        allow_empty: bool,
    },
    /// As a document of a media type.
    Content(MediaType),
}

/// A request body.
#[derive(Debug)]
pub struct RequestBody {
    /// Where it stands.
    pub node: NodeId,
    /// Whether it must be sent.
    pub required: bool,
    /// Its forms, sorted by media type.
    pub content: Box<[Content]>,
}

/// A form of a body.
#[derive(Debug)]
pub struct Content {
    /// The media type.
    pub media_type: MediaType,
    /// Where it stands.
    pub node: NodeId,
    /// The value.
    pub schema: SchemaId,
    /// How the parts of a form are written where that is said, sorted by property.
    pub encoding: Box<[Encoding]>,
}

/// How one property of a form is written.
#[derive(Debug)]
pub struct Encoding {
    /// The property.
    pub property: Box<str>,
    /// Where it stands.
    pub node: NodeId,
    /// What it says, without documentation, as canonical JSON.
    pub says: Box<str>,
}

/// The status, or the range of statuses, of a response. Exact before range before default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// `1XX` to `5XX`, by the first digit.
    Range(u8),
    /// `default`.
    Default,
}

impl Status {
    /// Whether `other` is one of the statuses that this stands for.
    pub fn covers(self, other: Self) -> bool {
        match (self, other) {
            (Self::Default, _) => true,
            (Self::Range(digit), Self::Exact(code)) => code / 100 == u16::from(digit),
            (own, other) => own == other,
        }
    }

    /// Whether this is below 400; `default` is not.
    pub fn is_success(self) -> bool {
        match self {
            Self::Exact(code) => code < 400,
            Self::Range(digit) => digit < 4,
            Self::Default => false,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A response.
#[derive(Debug)]
pub struct Response {
    /// When it comes.
    pub status: Status,
    /// Where it stands.
    pub node: NodeId,
    /// Its bodies, sorted by media type; empty for none.
    pub content: Box<[Content]>,
    /// Its headers, sorted by name.
    pub headers: Box<[Header]>,
    /// Its links, sorted by name.
    pub links: Box<[Link]>,
}

/// A response header.
#[derive(Debug)]
pub struct Header {
    /// The lower-case name.
    pub name: Box<str>,
    /// Where it stands.
    pub node: NodeId,
    /// Whether it is promised.
    pub required: bool,
    /// How its value is written.
    pub form: ParameterForm,
    /// Its value.
    pub schema: SchemaId,
}

/// A link to another operation.
#[derive(Debug)]
pub struct Link {
    /// Its name.
    pub name: Box<str>,
    /// Where it stands.
    pub node: NodeId,
    /// Where it leads, without documentation, as canonical JSON.
    pub leads: Box<str>,
}

/// How a caller may authenticate.
#[derive(Debug)]
pub struct Security {
    /// Where it is said: in the operation, in the document, or the operation where nothing is.
    pub node: NodeId,
    /// The alternatives, sorted, without duplicates. Never empty: where nothing is asked for,
    /// there is one alternative without schemes.
    pub alternatives: Box<[Requirement]>,
}

/// Schemes that must all be satisfied, sorted by scheme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Requirement {
    /// Each scheme with its scopes or roles, sorted.
    pub schemes: Box<[(SchemeId, Box<[Box<str>]>)]>,
}

/// The number of a security scheme in its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeId(pub(super) u32);

/// A security scheme.
#[derive(Debug)]
pub struct SecurityScheme {
    /// The component's name.
    pub name: Box<str>,
    /// Where it stands.
    pub node: NodeId,
    /// What is on the wire.
    pub wire: SchemeWire,
    /// The addresses at which tokens are had: (`flows.implicit.authorizationUrl`, address), or
    /// `openIdConnectUrl`; sorted.
    pub addresses: Box<[(Box<str>, Box<str>)]>,
    /// Whether and how its end is announced.
    pub lifecycle: Lifecycle,
}

/// What a security scheme puts on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeWire {
    /// A key in a query parameter, header or cookie.
    ApiKey {
        /// Where.
        location: ParameterLocation,
        /// The parameter's name; lower-case for a header.
        name: Box<str>,
    },
    /// The `Authorization` header with an HTTP authentication scheme in lower case.
    Http {
        /// `basic`, `bearer`, ….
        scheme: Box<str>,
        /// `bearerFormat`, a hint.
        bearer_format: Option<Box<str>>,
    },
    /// A certificate of the client.
    MutualTls,
    /// A bearer token of an OAuth 2 server.
    OAuth2,
    /// A bearer token of an OpenID provider.
    OpenIdConnect,
    /// A type that the specification does not know.
    Other(Box<str>),
}

impl SchemeWire {
    /// The word of OpenAPI's `type`.
    pub fn type_word(&self) -> &str {
        match self {
            Self::ApiKey { .. } => "apiKey",
            Self::Http { .. } => "http",
            Self::MutualTls => "mutualTLS",
            Self::OAuth2 => "oauth2",
            Self::OpenIdConnect => "openIdConnect",
            Self::Other(word) => word,
        }
    }
}
