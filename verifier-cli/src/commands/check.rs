//! `handfast check`: may this change go on, by the contracts and the declared version alone?

use crate::cli::CheckArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::input::Reader;
use crate::outcome::Outcome;
use handfast_contracts::report;

/// Judges the difference.
///
/// # Errors
/// When an input cannot be read, or the two are of different kinds.
pub(super) async fn run(args: &CheckArgs, context: &Context) -> Result<Outcome, Failure> {
    let reader = Reader::new(context, args.read.service.as_ref());
    let report = reader.report((&args.old, &args.new), args.read.kind).await?;
    context.output.rendered(&report, &args.formats)?;
    Ok(match report.outcome() {
        report::Outcome::Accepted => Outcome::Ok,
        report::Outcome::Rejected => Outcome::No,
        report::Outcome::Undecided => Outcome::Undecided,
    })
}
