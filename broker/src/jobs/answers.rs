//! Comparisons and diffs: computed once for a pair of meanings, however many ask, and kept.
//!
//! An answer depends on nothing but the two meanings and the engine, so it is kept by these, also
//! for documents that are only tried out.

use crate::app::App;
use crate::jobs::documents::{self, Stored};
use crate::problem::Problem;
use crate::store::answers::{self, Compared, Differs};
use crate::store::{StoreError, writing};
use handfast_contracts::compare::{Comparison, ComparisonVerdict};
use handfast_contracts::hash::Meaning;
use handfast_contracts::kind::{self, Contract};
use handfast_contracts::report::ENGINE;
use handfast_contracts::rule::Bump;
use handfast_contracts::semver;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// One side of a question.
#[derive(Debug, Clone)]
pub struct Side {
    /// What the document says.
    pub meaning: Meaning,
    /// How many bytes it has.
    pub bytes: u64,
    /// The document.
    pub document: Document,
}

/// A document, stored or at hand.
#[derive(Debug, Clone)]
pub enum Document {
    /// It is stored.
    Stored(Stored),
    /// It has been read already.
    Read(Arc<Contract>),
}

/// What is asked about two meanings: the consumer's and the provider's, or the old and the new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Does the provider's contract serve what the consumer's uses?
    Compare(Meaning, Meaning),
    /// What does the difference between the old and the new amount to?
    Differ(Meaning, Meaning),
}

/// A question with the documents that answer it.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is asked.
    pub key: Key,
    /// The consumer's, or the old document.
    pub left: Side,
    /// The provider's, or the new document.
    pub right: Side,
}

impl Question {
    /// Whether the provider serves the consumer.
    pub fn compare(consumer: Side, provider: Side) -> Self {
        let key = Key::Compare(consumer.meaning, provider.meaning);
        Self { key, left: consumer, right: provider }
    }

    /// What the new differs in from the old.
    pub fn differ(old: Side, new: Side) -> Self {
        let key = Key::Differ(old.meaning, new.meaning);
        Self { key, left: old, right: new }
    }

    /// Whether both documents are so small that answering takes no longer than a request may.
    pub fn is_small(&self) -> bool {
        const SMALL: u64 = 256 << 10;
        self.left.bytes <= SMALL && self.right.bytes <= SMALL
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To [`Key::Compare`].
    Compared(Compared),
    /// To [`Key::Differ`].
    Differs(Differs),
}

/// The questions that are being answered.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    running: Arc<Mutex<HashMap<Key, watch::Receiver<Option<Answer>>>>>,
}

/// Answers as many questions as can be within `patience`. What takes longer goes on and is found
/// in the store later; what fails is in the log and stays unanswered.
pub async fn ask(app: &App, questions: Vec<Question>, patience: Duration) -> BTreeMap<Key, Answer> {
    let waiting: Vec<_> = questions.into_iter().map(|one| (one.key, start(app, one))).collect();
    let mut answered = BTreeMap::new();
    let wait = async {
        for (key, mut receiver) in waiting {
            // An error says that the work ended without an answer.
            if let Ok(answer) = receiver.wait_for(Option::is_some).await
                && let Some(answer) = answer.clone()
            {
                answered.insert(key, answer);
            }
        }
    };
    if tokio::time::timeout(patience, wait).await.is_err() {
        tracing::debug!("some answers take longer than the caller waits");
    }
    answered
}

/// Begins to answer a question, or joins those who wait for the same answer.
fn start(app: &App, question: Question) -> watch::Receiver<Option<Answer>> {
    let mut running = app.answers.running.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(receiver) = running.get(&question.key) {
        return receiver.clone();
    }
    let (sender, receiver) = watch::channel(None);
    running.insert(question.key, receiver.clone());
    let app = app.clone();
    tokio::spawn(async move {
        let running = Running { answers: app.answers.clone(), key: question.key };
        match answer(&app, question).await {
            // Nobody may be waiting any more.
            Ok(answer) => drop(sender.send(Some(answer))),
            Err(problem) => {
                tracing::warn!(key = ?running.key, ?problem, "a question stays unanswered");
            }
        }
    });
    receiver
}

/// Makes the next who ask begin anew, however answering ends.
struct Running {
    answers: Answers,
    key: Key,
}

impl Drop for Running {
    fn drop(&mut self) {
        let mut running = self.answers.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&self.key);
    }
}

async fn answer(app: &App, question: Question) -> Result<Answer, Problem> {
    let left = contract(app, question.left.document).await?;
    let right = contract(app, question.right.document).await?;
    let key = question.key;
    let answer = app.workers.run(move || match key {
        Key::Compare(..) => Answer::Compared(amount(compare(&left, &right))),
        Key::Differ(..) => Answer::Differs(differs(&left, &right)),
    });
    let answer = answer.await?;
    keep(app, key, &answer).await?;
    Ok(answer)
}

/// The document's contract.
///
/// # Errors
/// [`Problem`] when it cannot be read.
pub async fn contract(app: &App, document: Document) -> Result<Arc<Contract>, Problem> {
    match document {
        Document::Read(contract) => Ok(contract),
        Document::Stored(stored) => documents::contract(app, &stored).await,
    }
}

async fn keep(app: &App, key: Key, answer: &Answer) -> Result<(), StoreError> {
    let now = app.now();
    writing!(app.db, |tx| match (key, answer) {
        (Key::Compare(consumer, provider), Answer::Compared(compared)) => {
            answers::keep_comparison(tx, (consumer, provider), ENGINE, compared, now).await
        }
        (Key::Differ(old, new), Answer::Differs(differs)) => {
            answers::keep_diff(tx, (old, new), ENGINE, *differs, now).await
        }
        _ => Ok(()),
    })
}

/// Compares two contracts. What must not be judged is undecided, with the reason.
pub fn compare(consumer: &Contract, provider: &Contract) -> Comparison {
    let undecided = |diagnostics| Comparison {
        verdict: ComparisonVerdict::Undecided,
        compared: 0,
        mismatches: Vec::new(),
        diagnostics,
        engine: ENGINE.to_owned(),
    };
    let errors: Vec<_> =
        [consumer.error(), provider.error()].into_iter().flatten().cloned().collect();
    if !errors.is_empty() {
        return undecided(errors);
    }
    kind::compare(consumer, provider).unwrap_or_else(|_| undecided(Vec::new()))
}

/// What a comparison amounts to.
pub fn amount(comparison: Comparison) -> Compared {
    let first = comparison.mismatches.first().map(|mismatch| mismatch.message.clone());
    let open = comparison.diagnostics.first().map(|diagnostic| diagnostic.message.clone());
    Compared {
        verdict: comparison.verdict,
        mismatches: comparison.mismatches.len(),
        reason: first.or(open),
    }
}

/// What a difference amounts to. Contracts that cannot be set against each other, or must not be
/// judged, are undecided.
fn differs(old: &Contract, new: &Contract) -> Differs {
    let undecided = Differs { verdict: semver::UNJUDGED, breaking: 0, required: Bump::Patch };
    if old.error().is_some() || new.error().is_some() {
        return undecided;
    }
    match kind::diff(old, new) {
        Err(_) => undecided,
        Ok(findings) => Differs {
            verdict: semver::verdict(&findings),
            breaking: findings.iter().filter(|finding| !finding.breaks.is_empty()).count(),
            required: semver::required_bump(&findings),
        },
    }
}
