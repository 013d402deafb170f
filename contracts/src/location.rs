//! Where something stands in a document, and where in an API a change takes effect.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A position in a document's text, together with the JSON pointer of the value that stands there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Location {
    /// RFC 6901 pointer from the document's root.
    pub pointer: String,
    /// The document's name as its reader gave it: a path, an address, or `-`.
    pub file: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A place where a change takes effect or that a consumer uses, in one vocabulary for both, so
/// that joining them is an equality of texts.
///
/// Grammar: `OPERATION [> MESSAGE [> PATH]]`.
/// `OPERATION` is the method and the path with its parameters by position: `GET /orders/{}/items`.
/// `MESSAGE` is `path 1`, `query NAME`, `header name`, `cookie NAME`, `request`, `request MEDIA-TYPE`,
/// `response STATUS`, `response STATUS MEDIA-TYPE` or `response STATUS header name`.
/// `PATH` is the shortest path in the message's instance: keys joined by `.`, then `[]` for any
/// item and `{}` for any other key (`items[].labels{}`); keys that hold one of `.[]{}"` or white space are quoted as JSON.
/// Component names and branch numbers never occur, so `$ref` refactoring leaves a place unchanged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(transparent)]
pub struct Place(String);

impl Place {
    /// The place of a whole operation, for example `GET /orders/{}`.
    pub fn operation(method: &str, positional_path: &str) -> Self {
        Self(format!("{method} {positional_path}"))
    }

    /// A message, or a part of one, within this operation: `response 200 application/json`.
    #[must_use]
    pub fn message(&self, message: &str) -> Self {
        Self(format!("{} > {message}", self.0))
    }

    /// A path within this message. An empty path is the message itself.
    #[must_use]
    pub fn within(&self, path: &str) -> Self {
        if path.is_empty() { self.clone() } else { Self(format!("{} > {path}", self.0)) }
    }

    /// The place as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Appends a key to a `PATH` of the grammar of [`Place`].
pub fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    let special = |one: char| ".[]{}\"".contains(one) || one.is_whitespace();
    if key.is_empty() || key.contains(special) {
        path.push_str(&serde_json::Value::from(key).to_string());
    } else {
        path.push_str(key);
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_operation_message_and_path() {
        let place = Place::operation("POST", "/orders/{}").message("request application/json");
        assert_eq!(
            place.within("items[].sku").as_str(),
            "POST /orders/{} > request application/json > items[].sku"
        );
        assert_eq!(place.within(""), place);
    }
}
