//! What is sent: bodies, their forms, headers.

use super::{MediaType, SchemaId};
use crate::text::NodeId;
use std::fmt;

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
