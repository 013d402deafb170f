//! The report as text for terminals.
//!
//! Every finding has its level, its sentence, its position, its rule and the first places where it
//! takes effect. The last lines say what it amounts to and what to do next, because that is where
//! the eye is when a long report has scrolled by.

use super::group::{self, Gravity};
use super::{Options, Outcome, Report, Subject};
use crate::judge::Finding;
use crate::rule::Level;
use crate::semver::Verdict;
use crate::text::{Diagnostic, Severity};
use std::fmt::Write as _;

/// How many places of one finding are written out.
const PLACES: usize = 3;

/// How many diagnostics are written out.
const DIAGNOSTICS: usize = 20;

/// Whether text may hold the colour codes of terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Paint {
    /// Plain text.
    #[default]
    Plain,
    /// Text with ANSI colour codes.
    Ansi,
}

impl Paint {
    fn code(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Ansi => format!("\x1b[{code}m{text}\x1b[0m"),
        }
    }

    /// Bad news.
    pub fn bad(self, text: &str) -> String {
        self.code("1;31", text)
    }

    /// Neither good nor bad.
    pub fn doubtful(self, text: &str) -> String {
        self.code("1;33", text)
    }

    /// Good news.
    pub fn good(self, text: &str) -> String {
        self.code("1;32", text)
    }

    /// What the eye should find first.
    pub fn strong(self, text: &str) -> String {
        self.code("1", text)
    }

    /// What the eye may skip.
    pub fn faint(self, text: &str) -> String {
        self.code("2", text)
    }

    fn level(self, level: Level) -> String {
        let word = format!("{:<7}", level.as_str());
        match level {
            Level::Error => self.bad(&word),
            Level::Warning => self.doubtful(&word),
            Level::Info => self.faint(&word),
        }
    }
}

/// Writes the report with a final line break.
pub fn render(report: &Report, options: &Options<'_>) -> String {
    let paint = options.paint;
    let (old, new) = (subject(&report.old), subject(&report.new));
    let mut text = format!("{} → {}\n", paint.strong(&old), paint.strong(&new));
    diagnostics(&mut text, &report.diagnostics, paint);
    for group in group::by_operation(&report.findings) {
        let operation = if group.operation.is_empty() { "anywhere" } else { group.operation };
        let _ = write!(text, "\n{}\n", paint.strong(&clean(operation)));
        for finding in group.findings {
            entry(&mut text, finding, paint);
        }
    }
    summary(&mut text, report, options);
    text
}

fn subject(subject: &Subject) -> String {
    match &subject.version {
        Some(version) => clean(&format!("{} ({version})", subject.label)),
        None => clean(&subject.label),
    }
}

fn entry(text: &mut String, finding: &Finding, paint: Paint) {
    let _ = writeln!(text, "  {} {}", paint.level(finding.level), clean(&finding.message));
    let position = finding.new.as_ref().or(finding.old.as_ref());
    let position = position.map(|one| clean(&one.to_string()) + "  ").unwrap_or_default();
    let _ = writeln!(text, "          {}", paint.faint(&format!("{position}{}", finding.rule)));
    if let Some(witness) = &finding.witness {
        let _ = writeln!(text, "          for example {witness}");
    }
    for hazard in &finding.hazards {
        let _ = writeln!(text, "          {} {}", paint.doubtful("risk:"), clean(&hazard.message));
    }
    places(text, finding, paint);
}

/// The places beside the one that the finding stands under; that one only where it says more than
/// the operation.
fn places(text: &mut String, finding: &Finding, paint: Paint) {
    let mut shown = 0;
    for (index, one) in finding.uses.iter().take(PLACES).enumerate() {
        let place = one.location.as_str();
        let (word, place) = match (index, group::split(place)) {
            (0, (_, "")) => ("", ""),
            (0, (_, rest)) => ("in", rest),
            _ => ("also", place),
        };
        shown += 1;
        if !place.is_empty() {
            let line = format!("{word} {}", clean(place));
            let _ = writeln!(text, "          {}", paint.faint(&line));
        }
    }
    let more = finding.uses_total.saturating_sub(shown);
    if more > 0 {
        let line = format!("and in {}", count(more, "other place"));
        let _ = writeln!(text, "          {}", paint.faint(&line));
    }
}

pub(super) fn diagnostics(text: &mut String, diagnostics: &[Diagnostic], paint: Paint) {
    if diagnostics.is_empty() {
        return;
    }
    text.push('\n');
    let mut worst_first: Vec<_> = diagnostics.iter().collect();
    worst_first.sort_by_key(|one| one.severity);
    for one in worst_first.iter().take(DIAGNOSTICS) {
        let severity = one.severity.to_string();
        let severity = match one.severity {
            Severity::Error => paint.bad(&severity),
            Severity::Warning => paint.doubtful(&severity),
            Severity::Info => paint.faint(&severity),
        };
        let (location, message) = (clean(&one.location.to_string()), clean(&one.message));
        let _ = writeln!(text, "{location}: {severity}: {message} [{}]", one.code);
    }
    let more = diagnostics.len().saturating_sub(DIAGNOSTICS);
    if more > 0 {
        let _ = writeln!(text, "and {} in the documents", count(more, "other remark"));
    }
}

fn summary(text: &mut String, report: &Report, options: &Options<'_>) {
    let paint = options.paint;
    let word = match report.verdict {
        Verdict::Breaking => paint.bad("breaking"),
        Verdict::Undecided => paint.doubtful("undecided"),
        Verdict::Compatible => paint.good("compatible"),
    };
    let _ = writeln!(text, "\n{word}: {}", counts(report));
    let _ = writeln!(text, "{}", versions(report));
    if report.policy != "default" {
        let _ = writeln!(text, "levels by policy {}", report.policy);
    }
    if let Some(next) = options.next.map(str::to_owned).or_else(|| next(report)) {
        let _ = writeln!(text, "next: {}", paint.strong(&next));
    }
}

/// `2 breaking, 1 undecided, 3 minor, 4 patch`, without what there is none of.
pub(super) fn counts(report: &Report) -> String {
    let summary = report.summary;
    let counts: Vec<_> = [
        (summary.breaking, "breaking"),
        (summary.undecided, "undecided"),
        (summary.minor, "minor"),
        (summary.patch, "patch"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, word)| format!("{number} {word}"))
    .collect();
    if counts.is_empty() { "nothing changed".to_owned() } else { counts.join(", ") }
}

/// The bump that is asked for, the one that was declared, and the version that would do.
pub(super) fn versions(report: &Report) -> String {
    let required = report.required_bump;
    let mut text = format!("asks for a {required} version");
    match report.declared_bump {
        Some(declared) => {
            let _ = write!(text, ", declares a {declared} one");
        }
        None if report.old.version.is_some() && report.old.version == report.new.version => {
            text.push_str(", declares no new one");
        }
        None => {}
    }
    let enough = report.declared_bump.is_some_and(|declared| declared >= required);
    if let (false, Some(next)) = (enough, &report.next_version) {
        let _ = write!(text, "; the smallest that does is {}", clean(next));
    }
    text
}

/// What to run next: why the gravest finding is what it is, or nothing.
fn next(report: &Report) -> Option<String> {
    let gravest = report.findings.iter().max_by_key(|one| (one.level, Gravity::of(one)))?;
    match report.outcome() {
        Outcome::Accepted => None,
        Outcome::Rejected if Gravity::of(gravest) == Gravity::Compatible => {
            Some(format!("declare version {}", report.next_version.as_deref()?))
        }
        Outcome::Rejected | Outcome::Undecided => {
            let gravest = report
                .findings
                .iter()
                .find(|one| one.level > Level::Info && Gravity::of(one) != Gravity::Compatible);
            Some(format!("handfast explain {}", gravest?.rule))
        }
    }
}

/// A number with its noun: `1 place`, `2 places`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// A text from a document, without what would steer the terminal.
pub fn clean(text: &str) -> String {
    text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect()
}
