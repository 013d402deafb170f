//! `handfast can-i-deploy`: may this version be deployed to an environment?

use super::record;
use crate::broker_client::BrokerClient;
use crate::cli::CanIDeployArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::views::decision::Decided;
use handfast_contracts::gate::{Answer, Decision};
use handfast_contracts::wire::CanIDeployQuery;

/// Asks the broker, again where that was asked for, and shows the answer.
///
/// # Errors
/// When the broker does not answer, or does not know the version or the environment.
pub(super) async fn run(args: &CanIDeployArgs, context: &Context) -> Result<Outcome, Failure> {
    let broker = context.broker()?;
    let decision = ask(&broker, args, context).await?;
    let page = |path: &str| broker.page(path);
    context.output.rendered(&Decided { decision: &decision, page: &page }, &args.formats)?;
    let outcome = match decision.verdict {
        Answer::Yes => Outcome::Ok,
        Answer::No => Outcome::No,
        Answer::Undecided => Outcome::Undecided,
    };
    if args.dry_run && outcome != Outcome::Ok {
        context.output.note("dry run: exits with 0 whatever the answer");
        return Ok(Outcome::Ok);
    }
    Ok(outcome)
}

async fn ask(
    broker: &BrokerClient,
    args: &CanIDeployArgs,
    context: &Context,
) -> Result<Decision, Failure> {
    let (service, version) = record::resolve(&args.version, context)?;
    let environment = args.to_environment.clone();
    let query = CanIDeployQuery { service, version, environment, wait: args.wait };
    let mut left = args.retry_while_undecided;
    loop {
        let decision = broker.can_i_deploy(&query).await?;
        if decision.verdict != Answer::Undecided || left == 0 {
            return Ok(decision);
        }
        let pause = args.retry_interval.as_secs_f32();
        context.output.note(&format!("undecided: {}; asking again in {pause} s", decision.summary));
        tokio::time::sleep(args.retry_interval).await;
        left -= 1;
    }
}
