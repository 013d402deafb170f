//! Types of JSON values, and values themselves.

use crate::text::{Decimal, Node, NodeKind};
use std::fmt;

/// A set of types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Types(u8);

impl Types {
    /// No type.
    pub const NONE: Self = Self(0);
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `boolean`.
    pub const BOOLEAN: Self = Self(1 << 1);
    /// `integer`: numbers without a fraction.
    pub const INTEGER: Self = Self(1 << 2);
    /// Numbers with a fraction; together with [`Self::INTEGER`] this is `number`.
    pub const FRACTION: Self = Self(1 << 3);
    /// `number`.
    pub const NUMBER: Self = Self(Self::INTEGER.0 | Self::FRACTION.0);
    /// `string`.
    pub const STRING: Self = Self(1 << 4);
    /// `array`.
    pub const ARRAY: Self = Self(1 << 5);
    /// `object`.
    pub const OBJECT: Self = Self(1 << 6);
    /// Every type.
    pub const ALL: Self = Self((1 << 7) - 1);

    /// The set that a word of `type` stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The types of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The types of this set that are not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether every type of the other set is in this one.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether some type is in both sets.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no type in this set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The bits, for hashing.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The words of `type` for this set; numbers with a fraction alone are called `number`.
    pub fn words(self) -> Vec<&'static str> {
        let number = if self.meets(Self::FRACTION) { "number" } else { "integer" };
        [
            (Self::NULL, "null"),
            (Self::BOOLEAN, "boolean"),
            (Self::NUMBER, number),
            (Self::STRING, "string"),
            (Self::ARRAY, "array"),
            (Self::OBJECT, "object"),
        ]
        .into_iter()
        .filter_map(|(types, word)| self.meets(types).then_some(word))
        .collect()
    }
}

impl fmt::Display for Types {
    /// `string`, `string or null`, `any`, `nothing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ALL => f.write_str("any"),
            Self::NONE => f.write_str("nothing"),
            _ => {
                let mut words = self.words();
                if words.first() == Some(&"null") {
                    words.rotate_left(1);
                }
                f.write_str(&words.join(" or "))
            }
        }
    }
}

/// A JSON value as canonical text: object keys sorted, numbers by value, nothing between tokens.
/// Equal texts are equal values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal {
    text: Box<str>,
    types: Types,
}

impl Literal {
    /// `null`.
    pub fn null() -> Self {
        Self { text: "null".into(), types: Types::NULL }
    }

    /// The value of a node.
    pub fn of(node: Node<'_>) -> Self {
        let types = match node.kind() {
            NodeKind::Null => Types::NULL,
            NodeKind::Bool => Types::BOOLEAN,
            NodeKind::Number => {
                let decimal = node.as_number().and_then(Decimal::parse);
                let whole = decimal.is_some_and(|decimal| decimal.is_integer());
                if whole { Types::INTEGER } else { Types::FRACTION }
            }
            NodeKind::String => Types::STRING,
            NodeKind::Array => Types::ARRAY,
            NodeKind::Object => Types::OBJECT,
        };
        Self { text: super::json::canonical(node).into(), types }
    }

    /// The value as canonical JSON text.
    pub fn as_json(&self) -> &str {
        &self.text
    }

    /// The one type of the value.
    pub fn types(&self) -> Types {
        self.types
    }

    /// Whether this is neither an array nor an object.
    pub fn is_scalar(&self) -> bool {
        !self.types.meets(Types::ARRAY.or(Types::OBJECT))
    }
}

impl fmt::Display for Literal {
    /// The value for messages: a text without quotes, unless it would look like another value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = serde_json::from_str::<String>(&self.text).ok().filter(|text| {
            !text.is_empty() && serde_json::from_str::<serde_json::Value>(text).is_err()
        });
        f.write_str(plain.as_deref().unwrap_or(&self.text))
    }
}
