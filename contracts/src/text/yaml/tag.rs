//! The tags that are understood.

use saphyr_parser::Tag;
use std::borrow::Cow;

/// What the tag of a value asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// No tag, or one that is not known: the value speaks for itself.
    Nothing,
    /// `!`: a plain scalar is a string.
    NonSpecific,
    Str,
    Int,
    Float,
    Bool,
    Null,
    Seq,
    Map,
    Merge,
}

const CORE: &str = "tag:yaml.org,2002:";

/// Reads a tag; `Err` is the text of a tag that is not known.
pub(super) fn asked(tag: Option<&Cow<'_, Tag>>) -> Result<Asked, String> {
    let Some(tag) = tag else { return Ok(Asked::Nothing) };
    let full = format!("{}{}", tag.handle, tag.suffix);
    let Some(name) = full.strip_prefix(CORE) else {
        return if full == "!" { Ok(Asked::NonSpecific) } else { Err(full) };
    };
    Ok(match name {
        // Both are written as texts, which is how JSON carries them.
        "str" | "binary" | "timestamp" => Asked::Str,
        "int" => Asked::Int,
        "float" => Asked::Float,
        "bool" => Asked::Bool,
        "null" => Asked::Null,
        "seq" => Asked::Seq,
        "map" => Asked::Map,
        "merge" => Asked::Merge,
        _ => return Err(format!("!!{name}")),
    })
}

impl Asked {
    /// The tag as it is written.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::NonSpecific => "!",
            Self::Str => "!!str",
            Self::Int => "!!int",
            Self::Float => "!!float",
            Self::Bool => "!!bool",
            Self::Null => "!!null",
            Self::Seq => "!!seq",
            Self::Map => "!!map",
            Self::Merge => "!!merge",
        }
    }
}
