//! Facts about two versions of an API: what happened, never whether it is bad.
//!
//! A fact carries the context that rules need (the side of the exchange, whether a property is
//! `readOnly`), because a rule sees nothing else.

#![expect(missing_docs, reason = "a field of a fact is named by what it holds")]

use crate::change::Change;
use crate::rule::Side;

/// One edit of an API, with where it stands and where it takes effect.
pub type ApiChange = Change<Fact>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// An operation, or what is said about a whole one.
    Operation { operation: OperationRef, edit: OperationEdit },
    /// A path, query, header or cookie parameter of an operation.
    Parameter { operation: OperationRef, parameter: ParameterRef, edit: ParameterEdit },
    /// The request body of an operation.
    RequestBody { operation: OperationRef, edit: RequestEdit },
    /// A response of an operation.
    Response { operation: OperationRef, status: String, edit: ResponseEdit },
    /// The security requirements of an operation.
    Security { operation: OperationRef, edit: SecurityEdit },
    /// The wire form of a security scheme that operations require.
    SecurityScheme { name: String, edit: SchemeEdit },
    /// A schema, in one position; an edit of a shared component is one change per side.
    Schema(SchemaFact),
}

/// An operation as messages name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationRef {
    /// `GET`, or `WEBHOOK` and `CALLBACK` forms as the model names them.
    pub method: String,
    /// The path as the document writes it.
    pub path: String,
    /// Whether it is sent by the provider: a webhook or a callback. Then sides are swapped.
    pub inverted: bool,
}

/// A parameter as messages name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterRef {
    /// `path`, `query`, `header` or `cookie`.
    pub location: ParameterLocation,
    /// Its name as the document writes it.
    pub name: String,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterLocation {
    /// In the path; its name is not on the wire.
    Path,
    /// In the query string.
    Query,
    /// In a header; its name is case-insensitive.
    Header,
    /// In a cookie.
    Cookie,
}

impl ParameterLocation {
    /// The word of OpenAPI's `in`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// What happened to an operation as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperationEdit {
    /// It is new.
    Added,
    /// It is gone. `announced` says how its end had been announced in the old document, and
    /// `stability` what it had declared there.
    Removed { announced: Deprecation, stability: Stability },
    /// Its `operationId` is another one: not on the wire, but in generated code.
    IdChanged { old: Option<String>, new: Option<String> },
    /// Its tags are others.
    TagsChanged { added: Vec<String>, removed: Vec<String> },
    /// It is deprecated now.
    Deprecated { sunset: Option<String> },
    /// It is no longer deprecated.
    Reactivated,
    /// Its sunset date moved, appeared or went away while it stays deprecated.
    SunsetChanged { old: Option<String>, new: Option<String> },
    /// The stability level that its extension declares changed.
    StabilityChanged { old: Stability, new: Stability },
    /// It is served under other base paths.
    BasePathRemoved { base: String },
    /// It is served under one more base path.
    BasePathAdded { base: String },
}

/// How the end of something was announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deprecation {
    /// Not at all.
    None,
    /// Deprecated, without a date.
    Deprecated,
    /// Deprecated with the text of its `x-sunset`.
    Sunset(String),
}

/// The levels of `x-stability-level`, least stable first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stability {
    /// `draft`.
    Draft,
    /// `alpha`.
    Alpha,
    /// `beta`.
    Beta,
    /// `stable`, also where nothing is said.
    Stable,
}

impl std::fmt::Display for Stability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Draft => "draft",
            Self::Alpha => "alpha",
            Self::Beta => "beta",
            Self::Stable => "stable",
        })
    }
}

impl Stability {
    /// The word of `x-stability-level`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Alpha => "alpha",
            Self::Beta => "beta",
            Self::Stable => "stable",
        }
    }
}

/// What happened to a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterEdit {
    /// It is new.
    Added { required: bool, has_default: bool },
    /// It is gone.
    Removed { required: bool, announced: Deprecation },
    /// It must be sent now.
    BecameRequired { has_default: bool },
    /// It may be left out now.
    BecameOptional,
    /// The effective `style`, `explode`, `allowReserved` or the choice between `schema` and
    /// `content` is another one: its value is written differently on the wire.
    SerializationChanged { what: &'static str, old: String, new: String },
    /// It is deprecated now.
    Deprecated { sunset: Option<String> },
    /// It is no longer deprecated.
    Reactivated,
}

/// What happened to a request body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestEdit {
    /// There is one now.
    Added { required: bool },
    /// There is none any more.
    Removed,
    /// It must be sent now.
    BecameRequired,
    /// It may be left out now.
    BecameOptional,
    /// One more media type is accepted.
    MediaTypeAdded { media_type: String },
    /// A media type is no longer accepted.
    MediaTypeRemoved { media_type: String },
    /// A part's encoding in a form is another one.
    EncodingChanged { media_type: String, property: String },
}

/// What happened to a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseEdit {
    /// A status that was not documented, and not covered by a range or `default`.
    Added { success: bool },
    /// A status that was documented is not any more.
    Removed { success: bool },
    /// It may come in one more media type.
    MediaTypeAdded { media_type: String },
    /// It no longer comes in a media type.
    MediaTypeRemoved { media_type: String },
    /// One more header is documented.
    HeaderAdded { name: String, required: bool },
    /// A header is no longer documented.
    HeaderRemoved { name: String, required: bool },
    /// A header is promised now.
    HeaderBecameRequired { name: String },
    /// A header is no longer promised.
    HeaderBecameOptional { name: String },
    /// A link is new, gone or leads elsewhere.
    LinkChanged { name: String },
}

/// What happened to the security requirements of an operation. Requirements are alternatives,
/// each a set of schemes with scopes; they are compared by implication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityEdit {
    /// Nobody had to authenticate, now everybody has to.
    Required,
    /// Everybody had to authenticate, now nobody has to.
    Dropped,
    /// One more way to authenticate is accepted.
    AlternativeAdded { alternative: String },
    /// A way to authenticate is no longer accepted.
    AlternativeRemoved { alternative: String },
    /// An alternative asks for one more scope.
    ScopeAdded { alternative: String, scope: String },
    /// An alternative asks for one scope less.
    ScopeRemoved { alternative: String, scope: String },
}

/// What happened to the wire form of a security scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeEdit {
    /// Its type, or the HTTP scheme, or the place and name of its key are others.
    WireChanged { what: &'static str, old: String, new: String },
    /// The addresses of its flows or of its discovery document are others.
    AddressChanged { what: &'static str, old: String, new: String },
}

/// What happened to a schema in one kind of position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFact {
    /// Who sends values of this schema: [`Side::Request`] or [`Side::Response`]; already swapped
    /// for webhooks and callbacks.
    pub side: Side,
    /// In what kind of message it stands.
    pub position: SchemaPosition,
    /// The message of its shortest use, as in [`crate::location::Place`]: `query limit`,
    /// `request application/json`, `response 200 header etag`.
    pub message: String,
    /// The path of its shortest use in the message, as in [`crate::location::Place`]; empty for
    /// the whole value. An edit that names a property (`PropertyAdded`, …) has the path of the
    /// object that declares it, while the places of its change end in the property.
    pub path: String,
    /// Whether any property on that path, or the one that the edit names, is `readOnly` in either
    /// version. That it became so, or no longer is, is [`SchemaEdit::MutabilityChanged`].
    pub read_only: bool,
    /// The same of `writeOnly`.
    pub write_only: bool,
    /// What happened.
    pub edit: SchemaEdit,
}

/// In what kind of message a schema stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemaPosition {
    /// In a body.
    Body,
    /// In a parameter.
    Parameter,
    /// In a response header.
    Header,
}

/// What happened to a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaEdit {
    /// The set of admitted types changed. Either list may be empty, not both; `any` is spelled
    /// out. `integer` within `number` is already taken into account: `number` to `integer` is a
    /// removal of `number` only.
    TypesChanged { added: Vec<&'static str>, removed: Vec<&'static str>, old: String, new: String },
    /// `null` is admitted now.
    BecameNullable,
    /// `null` is no longer admitted.
    BecameNotNullable,
    /// `format` is another one. `effect` compares the sets of values where both are known
    /// numeric formats.
    FormatChanged { old: Option<String>, new: Option<String>, effect: Effect },
    /// There was no list of values, now there is.
    EnumAdded { values: Vec<String> },
    /// There was a list of values, now there is none.
    EnumRemoved,
    /// More values are listed.
    EnumValuesAdded { values: Vec<String>, extensible: bool },
    /// Fewer values are listed.
    EnumValuesRemoved { values: Vec<String> },
    /// A bound, length, count or multiple changed: `minimum`, `maxLength`, `maxItems`,
    /// `multipleOf`, … by its effective value.
    BoundChanged { keyword: &'static str, old: Option<String>, new: Option<String>, effect: Effect },
    /// `pattern` changed.
    PatternChanged { old: Option<String>, new: Option<String> },
    /// `uniqueItems` is asked for now.
    BecameUnique,
    /// `uniqueItems` is no longer asked for.
    BecameNotUnique,
    /// A property is declared that was not.
    PropertyAdded { property: String, required: bool, has_default: bool, closed_before: bool },
    /// A property is no longer declared. `closed` says that the new schema admits no other.
    PropertyRemoved { property: String, required: bool, closed: bool, announced: Deprecation },
    /// A declared property must be present now.
    PropertyBecameRequired { property: String, has_default: bool },
    /// A declared property may be absent now.
    PropertyBecameOptional { property: String },
    /// Undeclared properties are no longer admitted, or must match a schema.
    AdditionalNarrowed,
    /// Undeclared properties are admitted, or need no longer match a schema.
    AdditionalWidened,
    /// A branch of `oneOf` or `anyOf` is new.
    BranchAdded { keyword: &'static str, branch: String },
    /// A branch of `oneOf` or `anyOf` is gone.
    BranchRemoved { keyword: &'static str, branch: String },
    /// A branch of `allOf` is new: one more demand.
    ConjunctAdded { branch: String },
    /// A branch of `allOf` is gone: one demand less.
    ConjunctRemoved { branch: String },
    /// The discriminator's property or mapping changed.
    DiscriminatorChanged(DiscriminatorEdit),
    /// `default` changed.
    DefaultChanged { old: Option<String>, new: Option<String> },
    /// A property is deprecated now.
    Deprecated { sunset: Option<String> },
    /// A property is no longer deprecated.
    Reactivated,
    /// `readOnly` or `writeOnly` changed. `required` says that the property is required in the
    /// new schema where it was set free (`now` is false), in the old one where it was bound.
    MutabilityChanged { keyword: Mutability, now: bool, required: bool },
    /// Any value was admitted, now a schema describes it (or the other way round: `effect`).
    Described { effect: Effect },
    /// Another keyword that constrains values changed: `not`, `if`, `contains`, `prefixItems`,
    /// `patternProperties`, `propertyNames`, `dependentRequired`, `unevaluatedProperties`, ….
    /// What that means for the set of values is not decided here.
    KeywordChanged { keyword: String, effect: Effect },
}

/// What happened to a discriminator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiscriminatorEdit {
    /// There was none.
    Added { property: String },
    /// There is none any more.
    Removed { property: String },
    /// Another property tells the variants apart.
    PropertyChanged { old: String, new: String },
    /// One more value leads to a variant.
    ValueAdded { value: String },
    /// A value leads nowhere any more.
    ValueRemoved { value: String },
    /// A value leads to another variant.
    ValueRedirected { value: String },
}

/// Which of the two keywords keeps a property out of one side's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mutability {
    /// `readOnly`: not sent in requests.
    ReadOnly,
    /// `writeOnly`: not sent in responses.
    WriteOnly,
}

/// What an edit means for the set of admitted values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Fewer values.
    Narrowed,
    /// More values.
    Widened,
    /// Some more and some fewer.
    Incomparable,
    /// The same values.
    Unchanged,
    /// Not known.
    Unknown,
}
