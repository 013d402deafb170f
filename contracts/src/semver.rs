//! Turns findings into the bump they ask for, and compares it with the bump that was declared.
//! Nothing else does.

use crate::judge::Finding;
use crate::rule::{Bump, Level};
use ::semver::Version;
use serde::{Deserialize, Serialize};

/// What a pair of versions amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nobody who obeyed the old contract breaks.
    Compatible,
    /// Somebody who obeyed the old contract may break.
    Breaking,
    /// Could not be decided; never shown as safe.
    Undecided,
}

/// What is said of a pair that has not been judged, or must not be.
pub const UNJUDGED: Verdict = Verdict::Undecided;

impl Verdict {
    /// The verdict called `word`.
    pub fn find(word: &str) -> Option<Self> {
        [Self::Compatible, Self::Breaking, Self::Undecided]
            .into_iter()
            .find(|verdict| verdict.as_str() == word)
    }

    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
            Self::Undecided => "undecided",
        }
    }
}

/// The verdict over `findings`: breaking before undecided before compatible.
pub fn verdict(findings: &[Finding]) -> Verdict {
    if findings.iter().any(|finding| !finding.breaks.is_empty()) {
        Verdict::Breaking
    } else if findings.iter().any(|finding| !finding.maybe.is_empty()) {
        Verdict::Undecided
    } else {
        Verdict::Compatible
    }
}

/// The bump that `findings` ask for. Without findings it is a patch: what is left is wording.
///
/// A break that policy made no more than a piece of information, and what could not be decided,
/// ask for a minor version only: the one was accepted, and the other may be no break at all. The
/// verdict still tells of both.
pub fn required_bump(findings: &[Finding]) -> Bump {
    findings.iter().map(bump_of).max().unwrap_or(Bump::Patch)
}

fn bump_of(finding: &Finding) -> Bump {
    let certain = !finding.breaks.is_empty() && finding.level > Level::Info;
    if certain { finding.bump } else { finding.bump.min(Bump::Minor) }
}

/// The bump that two version texts declare.
///
/// A leading `v` and missing minor or patch numbers are tolerated. `None` where either text is
/// no semantic version (a date, a word) or the version did not grow. In `0.y.z` a step of `y`
/// counts as major and one of `z` as minor, in `0.0.z` every step is major: the convention of
/// Cargo.
pub fn declared_bump(old: &str, new: &str) -> Option<Bump> {
    let (old, new) = (lenient(old)?, lenient(new)?);
    if new <= old {
        return None;
    }
    let bump = if new.major != old.major {
        Bump::Major
    } else if new.major > 0 {
        if new.minor != old.minor { Bump::Minor } else { Bump::Patch }
    } else if new.minor != old.minor || new.minor == 0 {
        Bump::Major
    } else {
        Bump::Minor
    };
    Some(bump)
}

/// The smallest version after `old` that declares `bump`; `None` where `old` is no semantic
/// version.
pub fn next_version(old: &str, bump: Bump) -> Option<String> {
    let old = lenient(old)?;
    let (major, minor, patch) = (old.major, old.minor, old.patch);
    let next = match (major, minor, bump) {
        (0, 0, _) => Version::new(0, 0, patch + 1),
        (0, _, Bump::Major) => Version::new(0, minor + 1, 0),
        (0, _, Bump::Minor | Bump::Patch) => Version::new(0, minor, patch + 1),
        (_, _, Bump::Major) => Version::new(major + 1, 0, 0),
        (_, _, Bump::Minor) => Version::new(major, minor + 1, 0),
        (_, _, Bump::Patch) => Version::new(major, minor, patch + 1),
    };
    Some(next.to_string())
}

/// Reads a version number, tolerating a leading `v` and missing parts. Calendar versions
/// (`2026-01-31`, `2026.1.31` with a year first) are no semantic versions.
pub fn lenient(text: &str) -> Option<Version> {
    let text = text.trim();
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let end = text.find(['-', '+']).unwrap_or(text.len());
    let (numbers, rest) = text.split_at(end);
    let parts = numbers.split('.').count();
    if parts > 3 {
        return None;
    }
    let padded = format!("{numbers}{}{rest}", ".0".repeat(3 - parts));
    Version::parse(&padded).ok().filter(|version| version.major < 1900)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_bump_follows_the_first_number_that_grew() {
        assert_eq!(declared_bump("1.4.0", "2.0.0"), Some(Bump::Major));
        assert_eq!(declared_bump("1.4.0", "1.5.0"), Some(Bump::Minor));
        assert_eq!(declared_bump("v1.4", "1.4.1"), Some(Bump::Patch));
        assert_eq!(declared_bump("1.4.0", "1.4.0"), None);
        assert_eq!(declared_bump("2.0.0", "1.9.0"), None);
    }

    #[test]
    fn before_one_point_zero_every_number_counts_one_higher() {
        assert_eq!(declared_bump("0.3.1", "0.4.0"), Some(Bump::Major));
        assert_eq!(declared_bump("0.3.1", "0.3.2"), Some(Bump::Minor));
        assert_eq!(declared_bump("0.0.1", "0.0.2"), Some(Bump::Major));
        assert_eq!(next_version("0.3.1", Bump::Major).as_deref(), Some("0.4.0"));
    }

    #[test]
    fn a_calendar_version_declares_nothing() {
        assert_eq!(declared_bump("2026-01-31", "2026-02-01"), None);
        assert_eq!(declared_bump("2026.1.0", "2026.2.0"), None);
        assert_eq!(next_version("latest", Bump::Minor), None);
    }

    #[test]
    fn the_next_version_declares_at_least_the_bump_it_was_asked_for() {
        for old in ["1.4.2", "0.3.1", "0.0.7", "v2"] {
            for bump in [Bump::Patch, Bump::Minor, Bump::Major] {
                let next = next_version(old, bump).unwrap();
                assert!(declared_bump(old, &next) >= Some(bump), "{old} {bump} {next}");
            }
        }
    }
}
