//! The report as Markdown for pull requests: it fits a comment, and nothing that a document says
//! can become markup.

use super::group::{self, Gravity, Group};
use super::text::{count, counts, versions};
use super::{Options, Report};
use crate::judge::Finding;
use crate::semver::Verdict;
use std::fmt::Write as _;

/// The most bytes of a report. GitHub takes 65,536 characters in a comment, and callers may want
/// to add a line of their own.
pub const MOST_BYTES: usize = 60_000;

/// What is kept free for the lines after the tables.
const RESERVE: usize = 1_000;

/// Writes the report with a final line break, in at most [`MOST_BYTES`].
pub fn render(report: &Report, options: &Options<'_>) -> String {
    let word = match report.verdict {
        Verdict::Breaking => "❌ breaking",
        Verdict::Undecided => "❔ undecided",
        Verdict::Compatible => "✅ compatible",
    };
    let mut text = format!("### {word}: {}\n\n", counts(report));
    let (old, new) = (code(&report.old.label), code(&report.new.label));
    let _ = writeln!(text, "{old} → {new} {}.", escape(&versions(report)));
    let groups = group::by_operation(&report.findings);
    let (grave, rest): (Vec<_>, Vec<_>) =
        groups.iter().flat_map(parts).partition(|(gravity, _, _)| *gravity > Gravity::Compatible);
    let mut left = 0;
    for (_, operation, findings) in &grave {
        left += table(&mut text, operation, findings, options);
    }
    if !rest.is_empty() {
        let number = rest.iter().map(|(_, _, findings)| findings.len()).sum();
        let summary = count(number, "compatible change");
        let _ = write!(text, "\n<details><summary>{summary}</summary>\n");
        for (_, operation, findings) in &rest {
            left += table(&mut text, operation, findings, options);
        }
        text.push_str("\n</details>\n");
    }
    footer(&mut text, report, left);
    text
}

type Part<'r> = (Gravity, &'r str, Vec<&'r Finding>);

/// The findings of an operation that break or may break somebody, and the others.
fn parts<'r>(group: &Group<'r>) -> Vec<Part<'r>> {
    let (grave, rest): (Vec<_>, Vec<_>) = group
        .findings
        .iter()
        .copied()
        .partition(|finding| Gravity::of(finding) > Gravity::Compatible);
    [(Gravity::Breaking, grave), (Gravity::Compatible, rest)]
        .into_iter()
        .filter(|(_, findings)| !findings.is_empty())
        .map(|(gravity, findings)| (gravity, group.operation, findings))
        .collect()
}

/// Writes a table as far as there is room, and gives the number of findings that were left out.
fn table(
    text: &mut String,
    operation: &str,
    findings: &[&Finding],
    options: &Options<'_>,
) -> usize {
    let title = if operation.is_empty() { "anywhere".to_owned() } else { code(operation) };
    let head = format!("\n#### {title}\n\n| level | what | where | rule |\n|---|---|---|---|\n");
    let mut rows = String::new();
    for (index, finding) in findings.iter().enumerate() {
        let row = row(finding, options);
        let size = text.len() + head.len() + rows.len() + row.len();
        if size > MOST_BYTES - RESERVE {
            if index > 0 {
                *text += &(head + &rows);
            }
            return findings.len() - index;
        }
        rows += &row;
    }
    *text += &(head + &rows);
    0
}

fn row(finding: &Finding, options: &Options<'_>) -> String {
    let mut what = inline(&finding.message);
    if let Some(witness) = &finding.witness {
        let _ = write!(what, "<br>for example {}", code(&witness.to_string()));
    }
    for hazard in &finding.hazards {
        let _ = write!(what, "<br>risk: {}", inline(&hazard.message));
    }
    let place = finding.uses.first().map_or("", |one| group::split(one.location.as_str()).1);
    let mut places = if place.is_empty() { String::new() } else { code(place) };
    if let Some(location) = finding.new.as_ref().or(finding.old.as_ref()) {
        let gap = if places.is_empty() { "" } else { "<br>" };
        let _ = write!(places, "{gap}{}", code(&location.to_string()));
    }
    let more = finding.uses_total.saturating_sub(1);
    if more > 0 {
        let _ = write!(places, "<br>and {}", count(more, "other place"));
    }
    let rule = code(finding.rule.as_str());
    let rule = match options.broker {
        Some(broker) => format!("[{rule}]({}{})", broker.trim_end_matches('/'), finding.rule_url),
        None => rule,
    };
    format!("| {} | {what} | {places} | {rule} |\n", finding.level)
}

fn footer(text: &mut String, report: &Report, left: usize) {
    if left > 0 {
        let left = count(left, "more finding");
        let _ = write!(text, "\n{left} did not fit here; the JSON report has all of them.\n");
    }
    if !report.diagnostics.is_empty() {
        let number = count(report.diagnostics.len(), "remark");
        let _ = write!(text, "\n{number} about the documents; the JSON report has them.\n");
    }
    let policy = escape(&report.policy);
    let _ = write!(text, "\n<sub>{} · policy {policy}</sub>\n", escape(&report.engine));
}

/// A sentence of ours, in which texts of documents stand between backticks.
pub fn inline(sentence: &str) -> String {
    let mut text = String::with_capacity(sentence.len() + 16);
    for (index, part) in sentence.split('`').enumerate() {
        match index % 2 {
            0 => text += &escape(part),
            _ => text += &code(part),
        }
    }
    text
}

/// A text of a document as a code span that may stand in a table.
pub fn code(text: &str) -> String {
    let clean: String = text
        .chars()
        .flat_map(|one| match one {
            '|' => vec!['\\', '|'],
            '`' => vec!['\''],
            _ if one.is_control() => vec![' '],
            _ => vec![one],
        })
        .collect();
    match clean.trim() {
        "" => "` `".to_owned(),
        _ => format!("`{clean}`"),
    }
}

/// A text in which nothing is markup.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // A zero-width space keeps `@name` from calling people.
            '@' => escaped.push_str("@\u{200b}"),
            '\\' | '*' | '_' | '`' | '[' | ']' | '|' | '#' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(one);
            }
            _ if one.is_control() => escaped.push(' '),
            _ => escaped.push(one),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_document_says_becomes_markup() {
        assert_eq!(inline("`a|b` *is* <b>new</b>, @all"), {
            "`a\\|b` \\*is\\* &lt;b&gt;new&lt;/b&gt;, @\u{200b}all"
        });
        assert_eq!(code("``\n"), "`'' `");
        assert_eq!(escape("| # [x](y)"), "\\| \\# \\[x\\](y)");
    }
}
