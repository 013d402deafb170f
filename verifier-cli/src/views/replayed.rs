//! What became of replayed interactions, for people.

use crate::output::Rendered;
use crate::replay::{ReplayVerdict, Replayed, ReplayedContract, ReplayedInteraction, Tally};
use handfast_contracts::report::text::{clean, count};
use handfast_contracts::report::{Format, Paint, json, markdown};
use handfast_contracts::wire::{Choice, InteractionOutcome};
use std::fmt::Write;

impl Rendered for Replayed {
    fn render(&self, format: Format, paint: Paint) -> String {
        match format {
            Format::Text => text(self, paint),
            Format::Json => json::render(self),
            Format::Markdown => in_markdown(self),
        }
    }
}

fn text(replayed: &Replayed, paint: Paint) -> String {
    let mut text = String::new();
    for contract in &replayed.contracts {
        let _ = writeln!(text, "{}", paint.strong(&clean(&title(contract))));
        for one in unsatisfied(contract) {
            interaction(&mut text, one, paint);
        }
        let _ = writeln!(text, "  {}\n", tally(contract.summary));
    }
    let word = match replayed.verdict {
        ReplayVerdict::Passed => paint.good("passed"),
        ReplayVerdict::Failed => paint.bad("failed"),
    };
    let _ = writeln!(text, "{word}: {} ({})", tally(replayed.summary), clean(&who(replayed)));
    text
}

fn interaction(text: &mut String, one: &ReplayedInteraction, paint: Paint) {
    let word = match one.outcome {
        InteractionOutcome::Pass => paint.good("pass"),
        InteractionOutcome::Fail => paint.bad("fail"),
        InteractionOutcome::Error => paint.bad("error"),
    };
    let pending = if one.pending { " (pending)" } else { "" };
    let _ =
        writeln!(text, "  {word}{pending} {}: {}", clean(&one.interaction), clean(&one.request));
    for mismatch in &one.mismatches {
        let _ = writeln!(text, "    {}", clean(mismatch));
    }
    if let Some(location) = &one.location {
        let _ = writeln!(text, "    {}", paint.faint(&clean(&location.to_string())));
    }
}

fn in_markdown(replayed: &Replayed) -> String {
    let word = match replayed.verdict {
        ReplayVerdict::Passed => "✅ passed",
        ReplayVerdict::Failed => "❌ failed",
    };
    let who = markdown::escape(&who(replayed));
    let mut text = format!("### {word}: {who}\n\n{}\n", tally(replayed.summary));
    for contract in &replayed.contracts {
        let title = markdown::escape(&title(contract));
        let _ = writeln!(text, "\n#### {title}\n\n{}", tally(contract.summary));
        let mut rows = unsatisfied(contract).peekable();
        if rows.peek().is_some() {
            text.push_str("\n| interaction | request | why |\n|---|---|---|\n");
        }
        for one in rows {
            let (name, request) =
                (markdown::escape(&one.interaction), markdown::code(&one.request));
            let why: Vec<_> = one.mismatches.iter().map(|why| markdown::escape(why)).collect();
            let _ = writeln!(text, "| {name} | {request} | {} |", why.join("<br>"));
        }
    }
    text
}

fn unsatisfied(contract: &ReplayedContract) -> impl Iterator<Item = &ReplayedInteraction> {
    contract.interactions.iter().filter(|one| one.outcome != InteractionOutcome::Pass)
}

fn who(replayed: &Replayed) -> String {
    match (&replayed.provider, &replayed.version) {
        (Some(provider), Some(version)) => {
            format!("{provider}@{version} at {}", replayed.base_url)
        }
        (Some(provider), None) => format!("{provider} at {}", replayed.base_url),
        (None, _) => replayed.base_url.clone(),
    }
}

/// `checkout@2.3.0 (live in production, pending)`.
fn title(contract: &ReplayedContract) -> String {
    let version = contract.consumer_version.as_ref().map(|version| format!("@{version}"));
    let mut notes: Vec<_> = contract.chosen.iter().map(choice).collect();
    if contract.pending {
        notes.push("pending".to_owned());
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{}{}{notes}", contract.consumer, version.unwrap_or_default())
}

fn choice(choice: &Choice) -> String {
    match choice {
        Choice::Live { environment, .. } => format!("live in {environment}"),
        Choice::MainBranch { .. } => "main branch".to_owned(),
        Choice::MatchingBranch { branch, .. } => format!("branch {branch}"),
    }
}

fn tally(tally: Tally) -> String {
    let parts = [
        (tally.passed, "passed"),
        (tally.failed, "failed"),
        (tally.errors, "without an answer to judge"),
        (tally.pending, "pending"),
    ];
    let all = count(parts.iter().map(|(n, _)| n).sum(), "interaction");
    let parts: Vec<_> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    match parts.as_slice() {
        [] => all,
        parts => format!("{all}, {}", parts.join(", ")),
    }
}
