//! A consumer's contract against a provider's, in each format.

use super::text::{Paint, clean, count, diagnostics};
use super::{Format, Options, json, markdown};
use crate::compare::{Comparison, ComparisonVerdict, Mismatch};
use std::fmt::Write as _;

/// What the two contracts are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides<'a> {
    /// The consumer's: a path, or `web@3.1.0`.
    pub consumer: &'a str,
    /// The provider's.
    pub provider: &'a str,
}

/// Writes a comparison with a final line break.
pub fn render(
    format: Format,
    comparison: &Comparison,
    sides: Sides<'_>,
    options: &Options<'_>,
) -> String {
    match format {
        Format::Text => text(comparison, sides, options),
        Format::Json => json::render(comparison),
        Format::Markdown => markdown(comparison, sides),
    }
}

fn text(comparison: &Comparison, sides: Sides<'_>, options: &Options<'_>) -> String {
    let paint = options.paint;
    let (consumer, provider) = (clean(sides.consumer), clean(sides.provider));
    let mut text = format!("{} uses {}\n", paint.strong(&consumer), paint.strong(&provider));
    diagnostics(&mut text, &comparison.diagnostics, paint);
    for mismatches in
        comparison.mismatches.chunk_by(|one, next| one.interaction == next.interaction)
    {
        let interaction = mismatches.first().map_or("", |one| &one.interaction);
        let _ = write!(text, "\n{}\n", paint.strong(&clean(interaction)));
        for one in mismatches {
            let _ = writeln!(text, "  {} {}", paint.bad("error  "), clean(&one.message));
            let _ = writeln!(text, "          {}", paint.faint(&one.code));
            positions(&mut text, one, paint);
        }
    }
    let word = match comparison.verdict {
        ComparisonVerdict::Compatible => paint.good("compatible"),
        ComparisonVerdict::Incompatible => paint.bad("incompatible"),
        ComparisonVerdict::Undecided => paint.doubtful("undecided"),
    };
    let _ = writeln!(text, "\n{word}: {}", counts(comparison));
    if let Some(next) = options.next {
        let _ = writeln!(text, "next: {}", paint.strong(next));
    }
    text
}

fn positions(text: &mut String, mismatch: &Mismatch, paint: Paint) {
    for (side, location) in [("consumer", &mismatch.consumer), ("provider", &mismatch.provider)] {
        if let Some(location) = location {
            let line =
                format!("{side} {} {}", clean(&location.to_string()), clean(&location.pointer));
            let _ = writeln!(text, "          {}", paint.faint(line.trim_end()));
        }
    }
}

/// `2 mismatches in 14 interactions`.
fn counts(comparison: &Comparison) -> String {
    let compared = count(comparison.compared, "interaction");
    match comparison.mismatches.len() {
        0 => compared,
        1 => format!("1 mismatch in {compared}"),
        more => format!("{more} mismatches in {compared}"),
    }
}

fn markdown(comparison: &Comparison, sides: Sides<'_>) -> String {
    let word = match comparison.verdict {
        ComparisonVerdict::Compatible => "✅ compatible",
        ComparisonVerdict::Incompatible => "❌ incompatible",
        ComparisonVerdict::Undecided => "❔ undecided",
    };
    let (consumer, provider) = (markdown::code(sides.consumer), markdown::code(sides.provider));
    let mut text = format!("### {word}: {}\n\n{consumer} uses {provider}.\n", counts(comparison));
    if !comparison.mismatches.is_empty() {
        text.push_str("\n| interaction | what | where |\n|---|---|---|\n");
    }
    let mut left = comparison.mismatches.len();
    for one in &comparison.mismatches {
        let row = row(one);
        if text.len() + row.len() > markdown::MOST_BYTES - 1_000 {
            break;
        }
        text += &row;
        left -= 1;
    }
    if left > 0 {
        let _ = write!(text, "\n{left} more did not fit here; the JSON report has all of them.\n");
    }
    if !comparison.diagnostics.is_empty() {
        let number = count(comparison.diagnostics.len(), "remark");
        let _ = write!(text, "\n{number} about what could not be compared.\n");
    }
    let _ = write!(text, "\n<sub>{}</sub>\n", markdown::escape(&comparison.engine));
    text
}

fn row(mismatch: &Mismatch) -> String {
    let interaction = markdown::escape(&mismatch.interaction);
    let (what, code) = (markdown::inline(&mismatch.message), markdown::code(&mismatch.code));
    let place = [&mismatch.consumer, &mismatch.provider]
        .into_iter()
        .flatten()
        .map(|location| markdown::code(&location.to_string()))
        .collect::<Vec<_>>()
        .join("<br>");
    format!("| {interaction} | {what}<br>{code} | {place} |\n")
}
