//! The gate's answer.

use crate::output::Rendered;
use handfast_contracts::gate::{Answer, Decision, Partner, Reason};
use handfast_contracts::report::text::clean;
use handfast_contracts::report::{Format, Paint, json, markdown};
use std::fmt::Write;

/// A decision, and where its pages are.
pub struct Decided<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// Makes an address of a page's path on the broker.
    pub page: &'a dyn Fn(&str) -> String,
}

impl Rendered for Decided<'_> {
    fn render(&self, format: Format, paint: Paint) -> String {
        match format {
            Format::Text => self.text(paint),
            Format::Json => json::render(self.decision),
            Format::Markdown => self.markdown(),
        }
    }
}

impl Decided<'_> {
    fn text(&self, paint: Paint) -> String {
        let Decision { service, version, environment, summary, reasons, .. } = self.decision;
        let word = match self.decision.verdict {
            Answer::Yes => paint.good("YES"),
            Answer::Undecided => paint.doubtful("UNDECIDED"),
            Answer::No => paint.bad("NO"),
        };
        let question = paint.strong(&format!("{service}@{version} to {environment}"));
        let mut text = format!("{word}  {question}\n{}\n", clean(summary));
        for reason in reasons {
            let partner = reason.partner.as_ref().map(partner);
            let partner =
                partner.map(|partner| format!("  {}", clean(&partner))).unwrap_or_default();
            let answer = super::answer(reason.verdict, paint);
            let message = clean(&reason.message);
            let _ = write!(text, "\n{answer}  {}{partner}\n  {message}\n", reason.code);
            if let Some(next) = &reason.next {
                let _ = writeln!(text, "  next: {}", paint.strong(&clean(next)));
            }
            if let Some(page) = &reason.page {
                let _ = writeln!(text, "  {}", paint.faint(&(self.page)(page)));
            }
        }
        text
    }

    fn markdown(&self) -> String {
        let Decision { service, version, environment, summary, reasons, .. } = self.decision;
        let word = match self.decision.verdict {
            Answer::Yes => "✅ yes",
            Answer::Undecided => "❔ undecided",
            Answer::No => "❌ no",
        };
        let question = markdown::escape(&format!("{service}@{version} to {environment}"));
        let mut text = format!("### {word}: {question}\n\n{}\n", markdown::escape(summary));
        if !reasons.is_empty() {
            text.push_str("\n| | partner | why | next |\n|---|---|---|---|\n");
        }
        for reason in reasons {
            let _ = writeln!(text, "{}", self.row(reason));
        }
        text
    }

    fn row(&self, reason: &Reason) -> String {
        let partner = reason.partner.as_ref().map(|one| markdown::escape(&partner(one)));
        let why = markdown::escape(&reason.message);
        let why = match &reason.page {
            Some(page) => format!("[{why}]({})", (self.page)(page)),
            None => why,
        };
        // Some next steps are commands to paste, others are advice.
        let next = reason.next.as_deref().map(|next| match next.starts_with("handfast ") {
            true => markdown::code(next),
            false => markdown::escape(next),
        });
        let (partner, next) = (partner.unwrap_or_default(), next.unwrap_or_default());
        format!("| {} | {partner} | {why} | {next} |", reason.verdict.as_str())
    }
}

/// `checkout@2.3.0 (owner Checkout, #checkout)`.
fn partner(partner: &Partner) -> String {
    let version = partner.version.as_ref().map(|version| format!("@{version}"));
    let owner = partner.owner.as_ref().map(|owner| format!("owner {owner}"));
    let who: Vec<_> = owner.into_iter().chain(partner.contact.clone()).collect();
    let who = if who.is_empty() { String::new() } else { format!(" ({})", who.join(", ")) };
    format!("{}{}{who}", partner.service, version.unwrap_or_default())
}
