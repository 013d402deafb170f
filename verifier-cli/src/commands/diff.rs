//! `handfast diff`: show what changed, and whom it breaks.

use crate::cli::{DiffArgs, FailOn};
use crate::context::Context;
use crate::failure::Failure;
use crate::input::Reader;
use crate::outcome::Outcome;
use handfast_contracts::report::Report;
use handfast_contracts::semver::Verdict;

/// Shows the difference.
///
/// # Errors
/// When an input cannot be read, or the two are of different kinds.
pub(super) async fn run(args: &DiffArgs, context: &Context) -> Result<Outcome, Failure> {
    let reader = Reader::new(context, args.read.service.as_ref());
    let report = reader.report((&args.old, &args.new), args.read.kind).await?;
    context.output.rendered(&report, &args.formats)?;
    Ok(outcome(&report, &args.fail_on))
}

fn outcome(report: &Report, fail_on: &[FailOn]) -> Outcome {
    let breaking = report.verdict == Verdict::Breaking && fail_on.contains(&FailOn::Breaking);
    let changed = !report.findings.is_empty() && fail_on.contains(&FailOn::Change);
    if breaking || changed {
        Outcome::No
    } else if report.verdict == Verdict::Undecided && fail_on.contains(&FailOn::Undecided) {
        Outcome::Undecided
    } else {
        Outcome::Ok
    }
}
