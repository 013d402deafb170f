//! Why a text is not read at all: its encoding, or a limit.

use crate::location::Location;
use std::fmt;

/// Why a text is not read. Everything else that is wrong with a text is a
/// [`Diagnostic`](super::Diagnostic) beside the tree.
///
/// Its `Display` is the full message: the place, what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// The text has more bytes than the limit.
    TooLarge {
        /// The document's name.
        file: String,
        /// The size of the text in bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The text is in another encoding of Unicode.
    OtherEncoding {
        /// The document's name.
        file: String,
        /// The name of the encoding, for example `UTF-16 (little endian)`.
        encoding: &'static str,
    },
    /// A byte of the text does not belong to UTF-8.
    NotUtf8 {
        /// The place of the byte.
        location: Location,
        /// The offset of the byte in the text, counted from 0.
        offset: usize,
    },
    /// Arrays and objects are nested deeper than the limit.
    TooDeep {
        /// Where the first value beyond the limit begins.
        location: Location,
        /// The limit in levels.
        limit: u32,
    },
    /// The document has more values than the limit.
    TooManyNodes {
        /// Where the first value beyond the limit begins.
        location: Location,
        /// The limit in values.
        limit: u32,
    },
    /// YAML aliases and merge keys expand to more values than the limit.
    TooManyAliasNodes {
        /// The alias that goes beyond the limit.
        location: Location,
        /// The limit in values.
        limit: u32,
    },
    /// One YAML value, mostly a flow collection (`[…]`, `{…}`), is too long to be scanned in
    /// bounded memory.
    FlowTooLong {
        /// The end of the value before it.
        location: Location,
        /// The limit in indicator characters.
        limit: usize,
    },
}

impl Unreadable {
    /// Where the reader gave up; the beginning of the text when the whole text is refused.
    pub fn location(&self) -> Location {
        match self {
            Self::TooLarge { file, .. } | Self::OtherEncoding { file, .. } => {
                Location { pointer: String::new(), file: file.clone(), line: 1, column: 1 }
            }
            Self::NotUtf8 { location, .. }
            | Self::TooDeep { location, .. }
            | Self::TooManyNodes { location, .. }
            | Self::TooManyAliasNodes { location, .. }
            | Self::FlowTooLong { location, .. } => location.clone(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { file, bytes, limit } => write!(
                f,
                "{file}: the text has {bytes} bytes, more than the limit of {limit}; \
                 split the document or raise the limit"
            ),
            Self::OtherEncoding { file, encoding } => write!(
                f,
                "{file}: the text is encoded in {encoding}; save it as UTF-8 and try again"
            ),
            Self::NotUtf8 { location, offset } => write!(
                f,
                "{location}: the text is not UTF-8: the byte at offset {offset} does not belong \
                 there; save the document as UTF-8 and try again"
            ),
            Self::TooDeep { location, limit } => write!(
                f,
                "{location}: arrays and objects are nested deeper than the limit of {limit} \
                 levels; flatten the document or move parts of it behind references"
            ),
            Self::TooManyNodes { location, limit } => write!(
                f,
                "{location}: the document has more than {limit} values, which is the limit; \
                 split it or raise the limit"
            ),
            Self::TooManyAliasNodes { location, limit } => write!(
                f,
                "{location}: aliases and merge keys expand to more than {limit} values, which is \
                 the limit; use references ($ref) instead of aliases, or fewer of them"
            ),
            Self::FlowTooLong { location, limit } => write!(
                f,
                "{location}: behind this place one YAML value holds more than {limit} brackets, \
                 commas and colons, which is the limit; write it in block style, split it, or give \
                 the document as valid JSON"
            ),
        }
    }
}

impl std::error::Error for Unreadable {}
