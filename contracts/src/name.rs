//! Names that people and pipelines give: services, versions, branches, tags, environments.
//!
//! Every name is 1 to 255 bytes of UTF-8 without control characters, case-sensitive, not
//! trimmed; `/` is allowed. One type per noun, so that a branch cannot be passed as a version.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// The longest name in bytes.
pub const MAX_NAME_BYTES: usize = 255;

/// Why a text is not a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvalidName {
    /// The text is empty or only white space.
    Empty,
    /// The text has more than [`MAX_NAME_BYTES`] bytes; the count is given.
    TooLong(usize),
    /// The text holds a control character.
    ControlCharacter(char),
}

impl fmt::Display for InvalidName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "a name must not be empty"),
            Self::TooLong(bytes) => {
                write!(f, "a name has at most {MAX_NAME_BYTES} bytes, this one has {bytes}")
            }
            Self::ControlCharacter(c) => {
                write!(
                    f,
                    "a name must not hold control characters, this one holds U+{:04X}",
                    u32::from(*c)
                )
            }
        }
    }
}

impl std::error::Error for InvalidName {}

fn check(text: &str) -> Result<(), InvalidName> {
    if text.trim().is_empty() {
        return Err(InvalidName::Empty);
    }
    if text.len() > MAX_NAME_BYTES {
        return Err(InvalidName::TooLong(text.len()));
    }
    match text.chars().find(|c| c.is_control()) {
        Some(c) => Err(InvalidName::ControlCharacter(c)),
        None => Ok(()),
    }
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema), schema(value_type = String, min_length = 1, max_length = 255))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Checks `text` and makes it a name.
            ///
            /// # Errors
            /// [`InvalidName`] when the text is empty, too long or holds a control character.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidName> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidName;
            fn from_str(text: &str) -> Result<Self, InvalidName> {
                Self::new(text)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::new(String::deserialize(from)?).map_err(serde::de::Error::custom)
            }
        }
    )*};
}

names! {
    /// A service: something that is deployed, as a provider, a consumer, or both.
    ServiceName,
    /// A version of a service, as its pipeline numbers it.
    VersionNumber,
    /// A branch of a service's repository.
    BranchName,
    /// A free label on a version.
    TagName,
    /// A place where versions run.
    EnvironmentName,
    /// The name of a contract among those of one service, role and kind.
    ContractName,
    /// One of several running copies of a service in an environment, deployed on its own.
    InstanceName,
    /// A person or pipeline that acts.
    ActorName,
    /// A team that owns services.
    TeamName,
}

impl ContractName {
    /// The name of a contract that was given none.
    pub const DEFAULT: &'static str = "default";
}

impl Default for ContractName {
    fn default() -> Self {
        Self(Self::DEFAULT.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_case_slashes_and_unicode() {
        for text in ["Orders", "feature/ORD-1", "zähler", "1.4.0+build.7"] {
            assert_eq!(BranchName::new(text).map(|n| n.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_name_is_not_empty_not_long_and_has_no_control_characters() {
        assert_eq!(ServiceName::new("  "), Err(InvalidName::Empty));
        assert_eq!(ServiceName::new("x".repeat(256)), Err(InvalidName::TooLong(256)));
        assert_eq!(ServiceName::new("a\nb"), Err(InvalidName::ControlCharacter('\n')));
    }
}
