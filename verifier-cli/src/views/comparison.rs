//! A consumer's contract against a provider's.

use super::{count, markdown};
use crate::output::{Rendered, Style, to_json};
use handfast_contracts::compare::{Comparison, ComparisonVerdict, Mismatch};
use handfast_contracts::report::Format;
use handfast_contracts::text::Diagnostic;
use std::fmt::Write;

/// A comparison and what its sides are called.
#[derive(Debug)]
pub struct Compared<'a> {
    /// What the consumer's contract is called.
    pub consumer: &'a str,
    /// What the provider's contract is called.
    pub provider: &'a str,
    /// The answer.
    pub comparison: &'a Comparison,
}

impl Rendered for Compared<'_> {
    fn render(&self, format: Format, style: Style) -> String {
        match format {
            Format::Text => self.text(style),
            Format::Json => to_json(self.comparison),
            Format::Markdown => self.markdown(),
        }
    }
}

impl Compared<'_> {
    fn text(&self, style: Style) -> String {
        let Comparison { verdict, compared, mismatches, diagnostics, .. } = self.comparison;
        let word = match verdict {
            ComparisonVerdict::Compatible => style.good("compatible"),
            ComparisonVerdict::Incompatible => style.bad("incompatible"),
            ComparisonVerdict::Undecided => style.doubtful("undecided"),
        };
        let used = count(*compared, "interaction");
        let mut text = format!("{word}: {} uses {} in {used}\n", self.consumer, self.provider);
        for one in mismatches {
            let _ = write!(text, "\n{} {}", style.bad(&one.code), style.strong(&one.interaction));
            let _ = write!(text, "\n  {}\n{}", one.message, places(one, style));
        }
        for one in diagnostics {
            let _ = writeln!(text, "\n{}", diagnostic(one));
        }
        text
    }

    fn markdown(&self) -> String {
        let Comparison { verdict, compared, mismatches, diagnostics, .. } = self.comparison;
        let word = match verdict {
            ComparisonVerdict::Compatible => "✅ compatible",
            ComparisonVerdict::Incompatible => "❌ incompatible",
            ComparisonVerdict::Undecided => "❔ undecided",
        };
        let (consumer, provider) =
            (markdown::code(self.consumer), markdown::code(self.provider));
        let used = count(*compared, "interaction");
        let mut text = format!("### {word}\n\n{consumer} uses {provider} in {used}.\n");
        if !mismatches.is_empty() {
            text.push_str("\n| interaction | mismatch | why |\n|---|---|---|\n");
        }
        for one in mismatches {
            let (interaction, why) =
                (markdown::escape(&one.interaction), markdown::escape(&one.message));
            let _ = writeln!(text, "| {interaction} | {} | {why} |", markdown::code(&one.code));
        }
        if !diagnostics.is_empty() {
            text.push('\n');
        }
        for one in diagnostics {
            let _ = writeln!(text, "- {}", markdown::escape(&diagnostic(one)));
        }
        text
    }
}

fn places(one: &Mismatch, style: Style) -> String {
    let mut text = String::new();
    for (side, location) in [("consumer", &one.consumer), ("provider", &one.provider)] {
        if let Some(location) = location {
            let place = format!("  {side} {location} {}", location.pointer);
            let _ = writeln!(text, "{}", style.faint(place.trim_end()));
        }
    }
    text
}

fn diagnostic(one: &Diagnostic) -> String {
    format!("{}: {} [{}]", one.location, one.message, one.code)
}
