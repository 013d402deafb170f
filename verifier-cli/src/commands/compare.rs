//! `handfast compare`: does a provider's contract serve what a consumer's contract uses?

use crate::cli::CompareArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::input::Reader;
use crate::outcome::Outcome;
use crate::source::Source;
use crate::views::report::Compared;
use handfast_contracts::compare::ComparisonVerdict;
use handfast_contracts::kind::{self, KindId, Role};
use handfast_contracts::report::comparison::Sides;

/// Compares the two.
///
/// # Errors
/// When an input cannot be read, or the two kinds cannot be set against each other.
pub(super) async fn run(args: &CompareArgs, context: &Context) -> Result<Outcome, Failure> {
    if (&args.consumer, &args.provider) == (&Source::Stdin, &Source::Stdin) {
        return Err(Failure::usage("only one input can be stdin"));
    }
    let reader = Reader::new(context, args.service.as_ref());
    let consumer = reader.contract(&args.consumer, args.consumer_kind).await?;
    let provider = reader.contract(&args.provider, args.provider_kind).await?;
    has_role(consumer.contract.kind(), Role::Consumer, &args.consumer)?;
    has_role(provider.contract.kind(), Role::Provider, &args.provider)?;
    let comparison = kind::compare(&consumer.contract, &provider.contract)
        .map_err(|unpaired| Failure::user(unpaired.to_string()))?;
    let sides = Sides { consumer: &consumer.subject.label, provider: &provider.subject.label };
    let compared = Compared { sides, comparison: &comparison };
    context.output.rendered(&compared, &args.formats)?;
    Ok(match comparison.verdict {
        ComparisonVerdict::Compatible => Outcome::Ok,
        ComparisonVerdict::Incompatible => Outcome::No,
        ComparisonVerdict::Undecided => Outcome::Undecided,
    })
}

fn has_role(kind: KindId, role: Role, source: &Source) -> Result<(), Failure> {
    if kind.role() == role {
        return Ok(());
    }
    let what = format!("{source} is a contract of kind {kind}, which is not a {role}'s");
    Err(Failure::usage(what).hint("the consumer's contract comes first, then the provider's"))
}
