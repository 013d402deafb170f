//! What became of a publication.

use handfast_contracts::compare::ComparisonVerdict;
use handfast_contracts::name::VersionNumber;
use handfast_contracts::report::text::{clean, count};
use handfast_contracts::report::{Paint, Report, Summary};
use handfast_contracts::semver::Verdict;
use handfast_contracts::wire::{ComparisonSummary, PublishOutcome, Published, PublishedOutcome};
use std::fmt::Write;

/// The publication as text. `page` makes an address of a page's path on the broker.
pub fn text(published: &Published, page: &dyn Fn(&str) -> String, paint: Paint) -> String {
    let what = format!("{}@{}", published.service, published.version);
    let mut text = match published.at {
        Some(_) => format!("{} {}\n", paint.good("published"), paint.strong(&what)),
        None => format!("{} {}\n", paint.doubtful("would publish"), paint.strong(&what)),
    };
    for contract in &published.contracts {
        outcome(&mut text, contract, page, paint);
    }
    for missing in &published.missing {
        let _ = writeln!(
            text,
            "  {} {} {} is missing: the branch's previous version had it; publish it, or pass \
             --carry-forward",
            paint.doubtful("!"),
            missing.kind,
            missing.name,
        );
    }
    for gate in &published.gates {
        let answer = super::answer(gate.decision.verdict, paint);
        let _ =
            writeln!(text, "  {}: {answer}, {}", gate.environment, clean(&gate.decision.summary));
    }
    let _ = writeln!(text, "  {}", page(&published.url));
    text
}

fn outcome(text: &mut String, one: &PublishedOutcome, page: &dyn Fn(&str) -> String, paint: Paint) {
    let became = match one.outcome {
        PublishOutcome::Created => "created",
        PublishOutcome::Replayed => "already published",
        PublishOutcome::Equivalent => "already published in other words",
        PublishOutcome::Merged => "merged",
        PublishOutcome::Carried => "carried over",
    };
    let _ = writeln!(text, "  {} {}: {became}", one.contract.kind, one.contract.name);
    for diagnostic in &one.diagnostics {
        let _ = writeln!(
            text,
            "    {}: {}",
            clean(&diagnostic.location.to_string()),
            clean(&diagnostic.message)
        );
    }
    if let Some(report) = &one.report {
        let _ = writeln!(text, "    {}", difference(report, one.baseline.as_ref(), paint));
    }
    for comparison in &one.comparisons {
        if let Some(line) = affected(comparison, paint) {
            let _ = writeln!(text, "    {line}");
        }
    }
    if let Some(url) = &one.diff_url {
        let _ = writeln!(text, "    {}", page(url));
    }
}

fn difference(report: &Report, baseline: Option<&VersionNumber>, paint: Paint) -> String {
    let verdict = match report.verdict {
        Verdict::Compatible => paint.good("compatible"),
        Verdict::Breaking => paint.bad("breaking"),
        Verdict::Undecided => paint.doubtful("undecided"),
    };
    let declared = match report.declared_bump {
        Some(declared) => format!(", {} is declared", declared.as_str()),
        None => String::new(),
    };
    let against = baseline.map(|version| format!(" against {version}")).unwrap_or_default();
    let required = report.required_bump.as_str();
    format!("{verdict}{against}: {}; asks for {required}{declared}", found(&report.summary))
}

fn found(summary: &Summary) -> String {
    let parts = [
        (summary.breaking, "breaking change"),
        (summary.undecided, "undecided change"),
        (summary.minor, "addition"),
        (summary.patch, "invisible change"),
    ];
    let parts: Vec<_> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun)).collect();
    if parts.is_empty() { "no change".to_owned() } else { parts.join(", ") }
}

/// A line for a partner that does not fit, or of which that is not known.
fn affected(one: &ComparisonSummary, paint: Paint) -> Option<String> {
    let verdict = match one.verdict {
        Some(ComparisonVerdict::Compatible) => return None,
        Some(ComparisonVerdict::Incompatible) => paint.bad("does not fit"),
        Some(ComparisonVerdict::Undecided) => paint.doubtful("undecided"),
        None => paint.doubtful("being compared"),
    };
    let places: Vec<_> = one.environments.iter().map(ToString::to_string).collect();
    let places = match places.as_slice() {
        [] => String::new(),
        places => format!(" in {}", places.join(", ")),
    };
    let reason =
        one.reason.as_ref().map(|reason| format!(": {}", clean(reason))).unwrap_or_default();
    let consumer = format!("{}@{}", one.consumer, one.consumer_version);
    let provider = format!("{}@{}", one.provider, one.provider_version);
    Some(format!("{verdict}: {consumer} with {provider}{places}{reason}"))
}
