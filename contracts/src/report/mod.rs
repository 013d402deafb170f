//! Reports: one value, one file per output format.
//!
//! | module | what it writes |
//! |---|---|
//! | [`text`] | for terminals: breaking first, by operation |
//! | [`json`] | for programs |
//! | [`markdown`] | for pull requests |
//! | [`comparison`] | a consumer against a provider, in each format |
//! | [`page`] | a rule's page, for terminals |

pub mod comparison;
mod group;
pub mod json;
pub mod markdown;
pub mod page;
pub mod text;

pub use text::Paint;

use crate::judge::Finding;
use crate::kind::{Contract, Unpaired};
use crate::policy::Policy;
use crate::rule::{Bump, Level};
use crate::semver::{self, Verdict};
use crate::text::Diagnostic;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A format that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For people, on a terminal.
    Text,
    /// For programs.
    Json,
    /// For people, in a pull request.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Text, Self::Json, Self::Markdown];

    /// The word used for the format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
        }
    }

    /// The format called `word`.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::find(word).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            format!("unknown format {word:?}; known are {known}")
        })
    }
}

/// How a report is written. None of it changes what the report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options<'a> {
    /// Whether text may be coloured.
    pub paint: Paint,
    /// The broker whose pages Markdown links to, such as `https://contracts.example.org`.
    pub broker: Option<&'a str>,
    /// What to run next, where the caller knows it better than the report.
    pub next: Option<&'a str>,
}

/// Writes a report, with a final line break.
pub fn render(format: Format, report: &Report, options: &Options<'_>) -> String {
    match format {
        Format::Text => text::render(report, options),
        Format::Json => json::render(report),
        Format::Markdown => markdown::render(report, options),
    }
}

/// Names the engine in every report, so that answers of different engines are not mixed.
pub const ENGINE: &str = concat!("handfast/", env!("CARGO_PKG_VERSION"));

/// One of the two contracts of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Subject {
    /// What the reader calls it: a path, or `orders@1.4.0`.
    pub label: String,
    /// The version that it declares or was published as.
    pub version: Option<String>,
}

/// How many findings there are of each sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Summary {
    /// Findings that break somebody.
    pub breaking: usize,
    /// Findings that could not be decided.
    pub undecided: usize,
    /// Additions and other compatible changes that ask for a minor version.
    pub minor: usize,
    /// Changes that nobody can notice on the wire.
    pub patch: usize,
}

/// Everything that is known about two versions of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Report {
    /// What the pair amounts to.
    pub verdict: Verdict,
    /// The bump that the findings ask for.
    pub required_bump: Bump,
    /// The bump that the versions declare; absent where they are no semantic versions.
    pub declared_bump: Option<Bump>,
    /// The smallest version that declares the required bump.
    pub next_version: Option<String>,
    /// The contract that was.
    pub old: Subject,
    /// The contract that is.
    pub new: Subject,
    /// Counts.
    pub summary: Summary,
    /// The findings, sorted.
    pub findings: Vec<Finding>,
    /// What was noticed while reading either contract.
    pub diagnostics: Vec<Diagnostic>,
    /// Identifies the policy that set the levels.
    pub policy: String,
    /// The engine that judged.
    pub engine: String,
}

/// Whether a change may go on, by the contracts and the declared bump alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Nothing stands against it.
    Accepted,
    /// It asks for a larger bump than was declared, or breaks without a declaration.
    Rejected,
    /// It could not be decided.
    Undecided,
}

impl Report {
    /// Judges `new` against `old` under `policy`, as of `now`.
    ///
    /// # Errors
    /// [`Unpaired`] when the contracts are of different kinds.
    pub fn of(
        (old, old_subject): (&Contract, Subject),
        (new, new_subject): (&Contract, Subject),
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Self, Unpaired> {
        let mut findings = crate::kind::diff(old, new)?;
        policy.apply(&mut findings, now);
        let required_bump = semver::required_bump(&findings);
        let versions = old_subject.version.as_deref().zip(new_subject.version.as_deref());
        Ok(Self {
            verdict: semver::verdict(&findings),
            required_bump,
            declared_bump: versions.and_then(|(old, new)| semver::declared_bump(old, new)),
            next_version: versions.and_then(|(old, _)| semver::next_version(old, required_bump)),
            summary: Summary::of(&findings),
            findings,
            diagnostics: [old.diagnostics(), new.diagnostics()].concat(),
            policy: policy.fingerprint(),
            engine: ENGINE.to_owned(),
            old: old_subject,
            new: new_subject,
        })
    }

    /// Whether the change may go on. A finding that policy made quieter than a warning does not
    /// stand against it; a declared major version covers every break.
    pub fn outcome(&self) -> Outcome {
        let covered = self.declared_bump == Some(Bump::Major);
        let mut against = self.findings.iter().filter(|one| !covered && one.level > Level::Info);
        let breaks = against.clone().any(|finding| !finding.breaks.is_empty());
        let small = self.declared_bump.is_some_and(|declared| declared < self.required_bump);
        if breaks || small {
            Outcome::Rejected
        } else if against.any(|finding| !finding.maybe.is_empty()) {
            Outcome::Undecided
        } else {
            Outcome::Accepted
        }
    }
}

impl Summary {
    /// Counts `findings`.
    pub fn of(findings: &[Finding]) -> Self {
        let mut summary = Self::default();
        for finding in findings {
            let count = match finding.bump {
                _ if !finding.breaks.is_empty() => &mut summary.breaking,
                _ if !finding.maybe.is_empty() => &mut summary.undecided,
                Bump::Patch => &mut summary.patch,
                Bump::Minor | Bump::Major => &mut summary.minor,
            };
            *count += 1;
        }
        summary
    }
}
