//! Replays consumers' interactions against a running provider, one after the other.
//!
//! This module sends and collects; whether an answer is the expected one is judged by
//! [`handfast_contracts::interactions::matching`].

mod judge;
mod request;
mod result;
mod states;
mod transport;

pub use request::Overrides;
pub use result::{Answered, ReplayVerdict, Replayed, ReplayedContract, ReplayedInteraction, Tally};
pub use states::StateHandler;
pub use transport::Transport;

use handfast_contracts::hash::Meaning;
use handfast_contracts::interactions::{self, Interaction, Kind, Request};
use handfast_contracts::name::{ContractName, VersionNumber};
use handfast_contracts::wire::{Choice, InteractionOutcome};
use transport::{Incoming, NoAnswer};

/// After this many requests in a row without a connection, the rest is not sent.
const GIVE_UP_AFTER: usize = 3;

/// Replays contracts against one provider.
#[derive(Debug)]
pub struct Replayer {
    transport: Transport,
    overrides: Overrides,
    states: Option<StateHandler>,
    /// How many requests in a row found no connection.
    unreachable: usize,
}

/// Which contract is replayed.
#[derive(Debug, Clone)]
pub struct Job {
    /// The consumer, or the file where that names none.
    pub consumer: String,
    /// The consumer's version, where the broker chose it.
    pub consumer_version: Option<VersionNumber>,
    /// The contract's name, where the broker chose it.
    pub name: Option<ContractName>,
    /// Why the broker chose it.
    pub chosen: Vec<Choice>,
    /// The meaning that the result is bound to.
    pub meaning: Meaning,
    /// Whether failures are reported and do not fail the run.
    pub pending: bool,
}

impl Job {
    /// The contract cannot be read, and nothing of it is replayed.
    pub fn unreadable(self, why: String) -> ReplayedContract {
        let whole = ReplayedInteraction {
            interaction: "the whole contract".to_owned(),
            request: "not read".to_owned(),
            outcome: InteractionOutcome::Error,
            pending: self.pending,
            mismatches: vec![why],
            location: None,
            answered: Answered::No,
        };
        self.done(vec![whole])
    }

    fn done(self, interactions: Vec<ReplayedInteraction>) -> ReplayedContract {
        ReplayedContract {
            consumer: self.consumer,
            consumer_version: self.consumer_version,
            name: self.name,
            chosen: self.chosen,
            meaning: self.meaning,
            pending: self.pending,
            summary: Tally::of(&interactions),
            interactions,
        }
    }
}

/// What became of one interaction, before it is reported.
struct Verdict {
    outcome: InteractionOutcome,
    mismatches: Vec<String>,
    answered: Answered,
}

impl Replayer {
    /// Replays over `transport`, with these headers, setting up states by this handler.
    pub fn new(transport: Transport, overrides: Overrides, states: Option<StateHandler>) -> Self {
        Self { transport, overrides, states, unreachable: 0 }
    }

    /// Replays every interaction of a contract, in its order.
    pub async fn replay(&mut self, job: Job, model: &interactions::Model) -> ReplayedContract {
        let mut results = Vec::with_capacity(model.interactions.len());
        for interaction in &model.interactions {
            let verdict = self.one(&job.consumer, interaction).await;
            results.push(reported(interaction, verdict, &job));
        }
        job.done(results)
    }

    async fn one(&mut self, consumer: &str, interaction: &Interaction) -> Verdict {
        let (request, response) = match (&interaction.kind, &interaction.plugin) {
            (_, Some(plugin)) => {
                return Verdict::error(format!("it needs the plugin {plugin:?}, which is not run"));
            }
            (Kind::Message(_), None) => {
                return Verdict::error("a message cannot be replayed over HTTP".to_owned());
            }
            (Kind::Http { request, response }, None) => (request, response),
        };
        if self.unreachable >= GIVE_UP_AFTER {
            return Verdict::error(format!(
                "not sent: the provider could not be reached {GIVE_UP_AFTER} times in a row"
            ));
        }
        if let Some(states) = &self.states
            && let Err(why) = states.set_up(consumer, &interaction.states).await
        {
            return Verdict::error(why);
        }
        match self.send(request).await {
            Ok(answer) => {
                let (outcome, mismatches) = judge::judge(request, response, answer);
                Verdict { outcome, mismatches, answered: Answered::Yes }
            }
            Err(why) => Verdict::error(why.to_string()),
        }
    }

    async fn send(&mut self, request: &Request) -> Result<Incoming, NoAnswer> {
        let outgoing = request::outgoing(request, &self.overrides).map_err(NoAnswer::Unsendable)?;
        let answer = self.transport.send(outgoing).await;
        self.unreachable = match &answer {
            Err(NoAnswer::Unreachable(_)) => self.unreachable + 1,
            _ => 0,
        };
        answer
    }
}

impl Verdict {
    fn error(why: String) -> Self {
        Self { outcome: InteractionOutcome::Error, mismatches: vec![why], answered: Answered::No }
    }
}

fn reported(interaction: &Interaction, verdict: Verdict, job: &Job) -> ReplayedInteraction {
    let request = match &interaction.kind {
        Kind::Http { request, .. } => format!("{} {}", request.method, request::target(request)),
        Kind::Message(_) => "message".to_owned(),
    };
    let passed = verdict.outcome == InteractionOutcome::Pass;
    ReplayedInteraction {
        interaction: interaction.description.clone(),
        request,
        outcome: verdict.outcome,
        pending: job.pending || interaction.pending,
        mismatches: verdict.mismatches,
        location: (!passed).then(|| interaction.location.clone()),
        answered: verdict.answered,
    }
}
