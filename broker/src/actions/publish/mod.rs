//! Publishing: everything that one version says, in one transaction.
//!
//! Documents are read before the transaction. What each means for what is stored (new, the same,
//! a conflict) is planned from a look at the store, and the transaction checks that the look still
//! holds; where others were faster, the plan is made anew. What a publication changes for others
//! is computed after the commit, from what was stored.

mod consequences;
mod plan;
mod read;
mod rehearse;
mod write;

use super::subject::Subject;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::store::{StoreError, contents, reading};
use consequences::Consequences;
use handfast_contracts::wire::{FieldProblem, KnownAnswer, KnownQuestion, Publication, Published};
use plan::Plan;

/// How often a plan is made anew because others were faster.
const TRIES: usize = 8;

/// Publishes, or says what publishing would do.
///
/// # Errors
/// [`Problem::Invalid`] for documents with errors, [`Problem::ContentNeeded`] for hashes of
/// documents that are not stored, [`Problem::Conflict`] where the version already says something
/// else, and those of the store.
pub async fn publish(app: &App, caller: &Caller, body: &Publication) -> Result<Published, Problem> {
    let documents = read::documents(app, body).await?;
    if body.dry_run {
        return rehearse::rehearse(app, body, documents).await;
    }
    for _ in 0..TRIES {
        let plan = Plan::make(app, body, &documents).await?;
        match write::write(app, caller, body, &plan).await {
            Ok(written) => {
                let now = app.now();
                let consequences = reading!(app.db, |tx| {
                    let (service, version) = (&written.service, &written.version);
                    let branch = body.branch.clone();
                    let subject = Subject::stored(tx, service, version, branch).await?;
                    Consequences::gather(tx, subject, plan.outcomes(), now).await
                })?;
                return consequences.answer(app, Some(written.at)).await;
            }
            Err(StoreError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Stale.into())
}

/// Which documents need not be sent.
///
/// # Errors
/// [`Problem::Invalid`] for too many hashes, and those of the store.
pub async fn known_contents(app: &App, question: &KnownQuestion) -> Result<KnownAnswer, Problem> {
    const MOST: usize = 1000;
    if question.blobs.len() > MOST {
        return Err(invalid(vec![FieldProblem {
            field: "blobs".to_owned(),
            message: format!("at most {MOST} at once, these are {}", question.blobs.len()),
        }]));
    }
    let known = reading!(app.db, |tx| contents::known(tx, &question.blobs).await)?;
    Ok(KnownAnswer { known: known.into_iter().collect() })
}

fn invalid(fields: Vec<FieldProblem>) -> Problem {
    let detail = "The publication cannot be stored.".to_owned();
    Problem::Invalid { detail, fields, diagnostics: Vec::new() }
}
