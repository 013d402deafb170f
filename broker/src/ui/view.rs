//! The pieces that pages are made of: frame, links, marks, times. Pure values for templates.

use super::assets;
pub(crate) use crate::address::segment;
use crate::caller::Caller;
use handfast_contracts::gate::Answer;
use handfast_contracts::judge::Finding;
use handfast_contracts::name::{ServiceName, VersionNumber};
use handfast_contracts::rule::Bump;
use handfast_contracts::semver::Verdict;
use handfast_contracts::time::Timestamp;

/// What surrounds every page.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The part of the site that the page belongs to.
    pub section: Section,
    /// Who looks at it.
    pub visitor: Visitor,
    /// The address of the style sheet, with its hash.
    pub sheet: &'static str,
    /// The address of the icon, with its hash.
    pub icon: &'static str,
    /// The broker's version.
    pub version: &'static str,
}

impl Frame {
    /// The frame of a page of `section` for `caller`.
    pub(crate) fn new(section: Section, caller: Option<&Caller>) -> Self {
        let visitor = match caller {
            None => Visitor::Unknown,
            Some(Caller { token: None, .. }) => Visitor::Local,
            Some(caller) => Visitor::SignedIn { actor: caller.actor.to_string() },
        };
        Self::of(section, visitor)
    }

    /// The frame of a page of `section` for `visitor`.
    pub(crate) fn of(section: Section, visitor: Visitor) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        Self { section, visitor, sheet: assets::sheet(), icon: assets::icon(), version }
    }
}

/// The parts of the site that the main navigation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Services, versions, differences.
    Overview,
    /// Can I deploy?
    Gate,
    /// Rules.
    Rules,
    /// None of them.
    Elsewhere,
}

/// Who looks at a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Visitor {
    /// Nobody known.
    Unknown,
    /// The page does not say.
    Untold,
    /// The administrator that only exists on this machine.
    Local,
    /// Somebody with a session.
    SignedIn {
        /// The actor's name.
        actor: String,
    },
}

/// A text with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// The page of a service.
    pub(crate) fn service(name: &ServiceName) -> Self {
        Self { text: name.to_string(), href: format!("/services/{}", segment(name.as_str())) }
    }

    /// The page of a version.
    pub(crate) fn version(service: &ServiceName, version: &VersionNumber) -> Self {
        Self {
            text: version.to_string(),
            href: format!(
                "/services/{}/versions/{}",
                segment(service.as_str()),
                segment(version.as_str())
            ),
        }
    }

    /// The page of a rule.
    pub(crate) fn rule(id: &str) -> Self {
        Self { text: id.to_owned(), href: format!("/rules/{}", segment(id)) }
    }
}

/// A text that others wrote and that may be an address: only `http` and `https` become links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outside {
    /// The text.
    pub text: String,
    /// The address, where it is one.
    pub href: Option<String>,
}

impl Outside {
    /// Makes a link of `text` where that is safe.
    pub(crate) fn of(text: &str) -> Self {
        let safe =
            url::Url::parse(text).is_ok_and(|address| matches!(address.scheme(), "http" | "https"));
        Self { text: text.to_owned(), href: safe.then(|| text.to_owned()) }
    }
}

/// A state as a shape, a colour and a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    tone: Tone,
    /// The word.
    pub word: String,
}

/// What a mark means at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Yes,
    No,
    Open,
    Note,
}

impl Mark {
    /// The class of the style sheet.
    pub(crate) fn class(&self) -> &'static str {
        match self.tone {
            Tone::Yes => "yes",
            Tone::No => "no",
            Tone::Open => "open",
            Tone::Note => "note",
        }
    }

    fn new(tone: Tone, word: impl Into<String>) -> Self {
        Self { tone, word: word.into() }
    }

    /// This mark with another word.
    #[must_use]
    pub(crate) fn saying(self, word: impl Into<String>) -> Self {
        Self { word: word.into(), ..self }
    }

    /// A neutral remark.
    pub(crate) fn note(word: impl Into<String>) -> Self {
        Self::new(Tone::Note, word)
    }

    /// Something that is being computed or could not be decided.
    pub(crate) fn open(word: impl Into<String>) -> Self {
        Self::new(Tone::Open, word)
    }

    /// The gate's answer.
    pub(crate) fn answer(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::new(Tone::Yes, "yes"),
            Answer::No => Self::new(Tone::No, "no"),
            Answer::Undecided => Self::new(Tone::Open, "undecided"),
        }
    }

    /// What two versions amount to.
    pub(crate) fn verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Compatible => Self::new(Tone::Yes, "compatible"),
            Verdict::Breaking => Self::new(Tone::No, "breaking"),
            Verdict::Undecided => Self::new(Tone::Open, "undecided"),
        }
    }

    /// The result of a replay.
    pub(crate) fn replay(success: bool) -> Self {
        if success { Self::new(Tone::Yes, "passed") } else { Self::new(Tone::No, "failed") }
    }

    /// What a finding means: who breaks, who may break, or the bump that it asks for.
    pub(crate) fn finding(finding: &Finding) -> Self {
        let who = |list: &[handfast_contracts::rule::Direction]| {
            list.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(" and ")
        };
        if !finding.breaks.is_empty() {
            Self::new(Tone::No, format!("breaks {}", who(&finding.breaks)))
        } else if !finding.maybe.is_empty() {
            Self::new(Tone::Open, format!("may break {}", who(&finding.maybe)))
        } else {
            Self::bump(finding.bump)
        }
    }

    /// The bump that a change asks for.
    pub(crate) fn bump(bump: Bump) -> Self {
        match bump {
            Bump::Major => Self::new(Tone::No, "major"),
            Bump::Minor | Bump::Patch => Self::note(bump.as_str()),
        }
    }

    /// A number of things, `None` where there are none.
    pub(crate) fn count(number: usize, what: &'static str) -> Option<Self> {
        let tone = match what {
            "breaking" => Tone::No,
            "undecided" => Tone::Open,
            _ => Tone::Note,
        };
        (number > 0).then(|| Self::new(tone, format!("{number} {what}")))
    }
}

/// The day of a time, `2026-01-31`.
pub(crate) fn day(time: Timestamp) -> String {
    time.to_string().chars().take(10).collect()
}

/// A time to the minute with its zone, `2026-01-31 12:00 UTC`.
pub(crate) fn minute(time: Timestamp) -> String {
    let text = time.to_string();
    match (text.get(..10), text.get(11..16)) {
        (Some(day), Some(minute)) => format!("{day} {minute} UTC"),
        _ => text,
    }
}

/// A size for people.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(
            Outside::of("https://ci.example/1").href.as_deref(),
            Some("https://ci.example/1")
        );
        assert_eq!(Outside::of("javascript:alert(1)").href, None);
        assert_eq!(Outside::of("#orders on chat").href, None);
    }

    #[test]
    fn times_are_absolute_and_name_their_zone() {
        let time = Timestamp::parse("2026-01-31T12:34:56Z").unwrap();
        assert_eq!(day(time), "2026-01-31");
        assert_eq!(minute(time), "2026-01-31 12:34 UTC");
    }
}
