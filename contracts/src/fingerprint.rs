//! How a finding is recognised again: by what changed and where it takes effect, not by wording.

use crate::location::Place;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The algorithm's version. A new one gives every use a new fingerprint and so voids waivers:
/// change it only when two different uses could share a fingerprint.
const ALGORITHM: &str = "1";

/// What changed, in a form free of formatting: `required: false` to `required: true`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Facet {
    /// The normalised old value, empty where there was nothing.
    pub old: String,
    /// The normalised new value, empty where there is nothing.
    pub new: String,
}

/// Identifies one use of one finding: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Computes the fingerprint of a rule's finding at a place.
    pub fn of(rule: &str, place: &Place, facet: &Facet) -> Self {
        Self::of_all(rule, std::slice::from_ref(place), facet)
    }

    /// Computes the fingerprint of a rule's finding at all of these places together: another place
    /// gives another fingerprint.
    pub fn of_all(rule: &str, places: &[Place], facet: &Facet) -> Self {
        let mut hash = Sha256::new();
        let mut part = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        part(ALGORITHM);
        part(rule);
        places.iter().for_each(|place| part(place.as_str()));
        part(&facet.old);
        part(&facet.new);
        let mut text = String::with_capacity(32);
        for byte in &hash.finalize()[..16] {
            for half in [byte >> 4, byte & 15] {
                text.push(char::from_digit(half.into(), 16).unwrap_or('0'));
            }
        }
        Self(text)
    }

    /// The fingerprint as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let place = Place::operation("GET", "/a");
        let one = Fingerprint::of("r", &place, &Facet { old: "ab".into(), new: "c".into() });
        let other = Fingerprint::of("r", &place, &Facet { old: "a".into(), new: "bc".into() });
        assert_ne!(one, other);
        assert_eq!(one.as_str().len(), 32);
    }
}
