//! Version numbers as texts that sort like the versions do.
//!
//! The precedence of <https://semver.org/#spec-item-11>, encoded so that comparing bytes compares
//! versions: an index then finds the highest lower version. Build metadata does not count.

use handfast_contracts::semver::lenient;

/// The sort key of `number`; `None` where it is no semantic version.
pub(super) fn key(number: &str) -> Option<String> {
    let version = lenient(number)?;
    let mut key = format!("{:020}.{:020}.{:020}", version.major, version.minor, version.patch);
    if version.pre.is_empty() {
        // A release comes after all of its pre-releases: `~` sorts after `-`.
        key.push_str(RELEASE);
        return Some(key);
    }
    key.push('-');
    for identifier in version.pre.as_str().split('.') {
        // Numbers come before words. A number may exceed 64 bits: its length sorts first.
        if identifier.bytes().all(|byte| byte.is_ascii_digit()) {
            key.push_str(&format!("0{:03}{identifier}", identifier.len()));
        } else {
            key.push('1');
            key.push_str(identifier);
        }
        // Sorts before every character of an identifier, so that a prefix comes first.
        key.push('!');
    }
    Some(key)
}

/// What the keys of releases end with, and no other's.
pub(super) const RELEASE: &str = "~";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_the_specification_sorts_versions() {
        let sorted = [
            "0.9.9",
            "1.0.0-1",
            "1.0.0-9",
            "1.0.0-10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-alpha-",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.2.0",
            "1.10.0",
            "10.0.0",
        ];
        let keys: Vec<_> = sorted.iter().map(|number| key(number).unwrap()).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:#?}");
        let versions: Vec<_> = sorted.iter().map(|number| lenient(number).unwrap()).collect();
        assert!(versions.is_sorted(), "the specification's own order");
    }

    #[test]
    fn what_is_no_semantic_version_has_no_key() {
        assert_eq!(key("latest"), None);
        assert_eq!(key("2026-01-31"), None);
        assert_eq!(key("v1.2"), key("1.2.0+build.7"));
    }
}
