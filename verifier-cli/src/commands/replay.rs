//! `handfast replay`: consumers' interactions against a running provider.

use crate::broker_client::BrokerClient;
use crate::ci::Build;
use crate::cli::{BuildArgs, ReplayArgs};
use crate::context::Context;
use crate::failure::Failure;
use crate::input::{self, Reader};
use crate::outcome::Outcome;
use crate::replay::{
    Job, Overrides, ReplayVerdict, Replayed, ReplayedContract, Replayer, StateHandler, Tally,
    Transport,
};
use handfast_contracts::kind::{Contract, KindId, Role};
use handfast_contracts::name::ServiceName;
use handfast_contracts::report::ENGINE;
use handfast_contracts::report::text::count;
use handfast_contracts::text::Limits;
use handfast_contracts::wire::{ToVerify, VerificationRun, VerificationSetQuery};

/// Replays, shows what became of it, and sends the results to the broker.
///
/// A run whose results cannot be sent has failed, whatever the results are: a gate that waits
/// for them would wait in vain.
///
/// # Errors
/// When there is nothing to read, or the broker does not answer.
pub(super) async fn run(args: &ReplayArgs, context: &Context) -> Result<Outcome, Failure> {
    let replayer = replayer(args)?;
    let replayed = match args.contracts.as_slice() {
        [] => from_broker(args, replayer, context).await?,
        _ => from_files(args, replayer, context).await?,
    };
    Ok(match replayed.verdict {
        ReplayVerdict::Passed => Outcome::Ok,
        ReplayVerdict::Failed => Outcome::No,
    })
}

fn replayer(args: &ReplayArgs) -> Result<Replayer, Failure> {
    let transport = Transport::new(&args.base_url, args.timeout)?;
    let overrides = Overrides::new(&args.headers)
        .map_err(|why| Failure::usage(format!("--header cannot be used: {why}")))?;
    let states = args.state_change_url.as_deref();
    let states = states.map(|url| StateHandler::new(url, args.timeout)).transpose()?;
    Ok(Replayer::new(transport, overrides, states))
}

async fn from_files(
    args: &ReplayArgs,
    mut replayer: Replayer,
    context: &Context,
) -> Result<Replayed, Failure> {
    let reader = Reader::new(context, args.provider.as_ref());
    let mut contracts = Vec::new();
    for source in &args.contracts {
        let input = reader.contract(source, None).await?;
        let (named, _) = input.contract.named_parties();
        let consumer = named.unwrap_or(&input.subject.label).to_owned();
        let meaning = input.contract.meaning();
        let (version, name, chosen) = (None, None, Vec::new());
        let job =
            Job { consumer, consumer_version: version, name, chosen, meaning, pending: false };
        contracts.push(replay(&mut replayer, job, &input.contract, args, context).await?);
    }
    let replayed = replayed(args.provider.clone(), args, contracts);
    context.output.rendered(&replayed, &args.formats)?;
    Ok(replayed)
}

async fn from_broker(
    args: &ReplayArgs,
    mut replayer: Replayer,
    context: &Context,
) -> Result<Replayed, Failure> {
    let provider = context.settings()?.service(args.provider.as_ref())?;
    let broker = context.broker()?;
    let build = build(args, context)?;
    let query = VerificationSetQuery {
        provider: provider.clone(),
        version: build.as_ref().map(|build| build.version.clone()),
        branch: build.as_ref().and_then(|build| build.branch.clone()),
        select: args.select.clone().unwrap_or_default(),
    };
    let set = broker.verification_set(&query).await?;
    let mut contracts = Vec::new();
    for one in set.contracts {
        let contract = stored(&one);
        let job = Job {
            consumer: one.consumer.to_string(),
            consumer_version: Some(one.consumer_version),
            name: Some(one.name),
            chosen: one.chosen,
            meaning: one.meaning,
            pending: one.pending,
        };
        contracts.push(match contract {
            Ok(contract) => replay(&mut replayer, job, &contract, args, context).await?,
            Err(failure) => job.unreadable(failure.to_string()),
        });
    }
    let mut replayed = replayed(Some(provider.clone()), args, contracts);
    replayed.version = query.version;
    context.output.rendered(&replayed, &args.formats)?;
    match build {
        Some(build) if !args.no_publish => {
            publish(&broker, provider, build, &replayed, context).await?;
        }
        _ => context.output.note("the results were not sent to the broker"),
    }
    Ok(replayed)
}

/// The version that runs. Without publishing nothing depends on it, and it may be unknown.
fn build(args: &ReplayArgs, context: &Context) -> Result<Option<Build>, Failure> {
    let given = BuildArgs {
        version: args.provider_version.clone(),
        branch: args.branch.clone(),
        ..BuildArgs::default()
    };
    match Build::resolve(&given, &context.output) {
        Err(_) if args.no_publish => Ok(None),
        build => build.map(Some),
    }
}

fn stored(one: &ToVerify) -> Result<Contract, Failure> {
    let consumer = format!("{}@{}", one.consumer, one.consumer_version);
    let label = one.file.as_ref().map_or(consumer.clone(), |file| format!("{consumer}:{file}"));
    let kind = KindId::all().find(|kind| kind.role() == Role::Consumer);
    input::parse(&label, one.content.as_bytes(), kind, &Limits::default())
}

async fn replay(
    replayer: &mut Replayer,
    job: Job,
    contract: &Contract,
    args: &ReplayArgs,
    context: &Context,
) -> Result<ReplayedContract, Failure> {
    let model = contract.interactions().ok_or_else(|| {
        let what = format!("a contract of kind {} cannot be replayed", contract.kind());
        Failure::usage(format!("{}: {what}", job.consumer))
    })?;
    let size = count(model.interactions.len(), "interaction");
    context.output.note(&format!("replaying {} of {}", size, job.consumer));
    let stateful = model.interactions.iter().filter(|one| !one.states.is_empty()).count();
    if stateful > 0 && args.state_change_url.is_none() {
        context.output.warn(&format!(
            "{} of {} name provider states, which nobody sets up without --state-change-url",
            count(stateful, "interaction"),
            job.consumer,
        ));
    }
    Ok(replayer.replay(job, model).await)
}

fn replayed(
    provider: Option<ServiceName>,
    args: &ReplayArgs,
    contracts: Vec<ReplayedContract>,
) -> Replayed {
    let summary = contracts.iter().fold(Tally::default(), |sum, one| sum.plus(one.summary));
    Replayed {
        verdict: summary.verdict(),
        provider,
        version: args.provider_version.clone(),
        base_url: args.base_url.clone(),
        summary,
        contracts,
    }
}

/// Sends the evidence in one request under an id of its own, so that it can be sent again.
async fn publish(
    broker: &BrokerClient,
    provider: ServiceName,
    build: Build,
    replayed: &Replayed,
    context: &Context,
) -> Result<(), Failure> {
    let results: Vec<_> =
        replayed.contracts.iter().filter_map(ReplayedContract::evidence).collect();
    let silent = replayed.contracts.len() - results.len();
    if silent > 0 {
        context.output.warn(&format!(
            "results of {} are not sent: the provider answered none of their interactions",
            count(silent, "contract")
        ));
    }
    if results.is_empty() {
        return Ok(());
    }
    let run = VerificationRun {
        run: uuid::Uuid::now_v7().to_string(),
        provider,
        version: build.version,
        branch: build.branch,
        build_url: build.build_url,
        verified_by: Some(ENGINE.to_owned()),
        results,
    };
    let receipt = broker.post_verifications(&run).await?;
    let stored = count(receipt.stored, "result");
    context.output.note(&format!("sent {stored} to the broker as run {}", receipt.run));
    Ok(())
}
