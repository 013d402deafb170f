//! Operations and their parameters.

use super::{Names, ParameterForm, RequestBody, Response, SchemaId, Security};
use crate::location::Place;
use crate::openapi::change::{
    Deprecation, OperationRef, ParameterLocation, ParameterRef, Stability,
};
use crate::rule::Side;
use crate::text::NodeId;
use std::fmt;

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
    pub tags: Names,
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
