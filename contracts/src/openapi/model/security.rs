//! Who may call, and what that puts on the wire.

use super::{Lifecycle, Names};
use crate::openapi::change::ParameterLocation;
use crate::text::NodeId;

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
    pub schemes: Box<[(SchemeId, Names)]>,
}

/// The number of a security scheme in its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeId(pub(in crate::openapi) u32);

impl SchemeId {
    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

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

impl SecurityScheme {
    /// What callers must do, as one text; the name of the component only where nothing else is
    /// known.
    pub fn identity(&self) -> String {
        let word = self.wire.type_word();
        match &self.wire {
            SchemeWire::ApiKey { location, name } => {
                format!("{word} {} {name}", location.as_str())
            }
            SchemeWire::Http { scheme, .. } => format!("{word} {scheme}"),
            SchemeWire::MutualTls | SchemeWire::OAuth2 | SchemeWire::OpenIdConnect => word.into(),
            SchemeWire::Other(_) => format!("{word} {}", self.name),
        }
    }
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
