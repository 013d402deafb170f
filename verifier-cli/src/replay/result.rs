//! What became of replayed interactions.

use handfast_contracts::hash::Meaning;
use handfast_contracts::location::Location;
use handfast_contracts::name::{ContractName, ServiceName, VersionNumber};
use handfast_contracts::wire::{Choice, InteractionOutcome, InteractionResult, VerificationResult};
use serde::Serialize;

/// Everything that was replayed against a provider.
#[derive(Debug, Clone, Serialize)]
pub struct Replayed {
    /// Whether the provider satisfies everything that is not pending.
    pub verdict: ReplayVerdict,
    /// The provider, where it is known.
    pub provider: Option<ServiceName>,
    /// Its version, where it is known.
    pub version: Option<VersionNumber>,
    /// Where it runs.
    pub base_url: String,
    /// Counts.
    pub summary: Tally,
    /// The contracts, in the order in which they were replayed.
    pub contracts: Vec<ReplayedContract>,
}

/// Whether a provider satisfies what was replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReplayVerdict {
    /// Everything that is not pending is satisfied.
    Passed,
    /// Something is not, or gave no answer to judge.
    Failed,
}

/// How many interactions there are of each sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Responses that matched.
    pub passed: usize,
    /// Responses that did not match.
    pub failed: usize,
    /// Interactions without a response to judge.
    pub errors: usize,
    /// Failures and errors that are pending and do not fail the run.
    pub pending: usize,
}

/// A contract that was replayed.
#[derive(Debug, Clone, Serialize)]
pub struct ReplayedContract {
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
    /// Counts.
    pub summary: Tally,
    /// The interactions, in the contract's order.
    pub interactions: Vec<ReplayedInteraction>,
}

/// An interaction that was replayed.
#[derive(Debug, Clone, Serialize)]
pub struct ReplayedInteraction {
    /// What the consumer calls it.
    pub interaction: String,
    /// Method and target: `GET /orders/7`.
    pub request: String,
    /// What became of it.
    pub outcome: InteractionOutcome,
    /// Whether a failure does not fail the run.
    pub pending: bool,
    /// What did not match, or why there was no answer; one sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mismatches: Vec<String>,
    /// Where the contract says it; absent for what passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Whether the provider answered at all.
    #[serde(skip)]
    pub answered: Answered,
}

/// Whether the provider answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// There was an answer to judge.
    Yes,
    /// There was none.
    No,
}

impl Tally {
    /// Counts `interactions`.
    pub fn of(interactions: &[ReplayedInteraction]) -> Self {
        let mut tally = Self::default();
        for one in interactions {
            let count = match one.outcome {
                InteractionOutcome::Pass => &mut tally.passed,
                _ if one.pending => &mut tally.pending,
                InteractionOutcome::Fail => &mut tally.failed,
                InteractionOutcome::Error => &mut tally.errors,
            };
            *count += 1;
        }
        tally
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            errors: self.errors + other.errors,
            pending: self.pending + other.pending,
        }
    }

    /// Whether something fails the run.
    pub fn verdict(self) -> ReplayVerdict {
        match (self.failed, self.errors) {
            (0, 0) => ReplayVerdict::Passed,
            _ => ReplayVerdict::Failed,
        }
    }
}

impl ReplayedContract {
    /// The result as evidence; `None` when no interaction was answered: that says something
    /// about the network, and nothing about the provider.
    pub fn evidence(&self) -> Option<VerificationResult> {
        if self.interactions.iter().all(|one| one.answered == Answered::No) {
            return None;
        }
        let interactions = self.interactions.iter().map(|one| InteractionResult {
            interaction: one.interaction.clone(),
            outcome: one.outcome,
            mismatches: one.mismatches.clone(),
        });
        // What the broker holds as pending fails like everything else in the evidence; what the
        // consumer itself calls pending does not.
        let unsatisfied = |one: &ReplayedInteraction| {
            one.outcome != InteractionOutcome::Pass && (self.pending || !one.pending)
        };
        Some(VerificationResult {
            meaning: self.meaning,
            success: !self.interactions.iter().any(unsatisfied),
            interactions: interactions.collect(),
        })
    }
}
