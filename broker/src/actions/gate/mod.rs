//! Gathers the facts that the gate decides from. The decision itself is the domain's.

mod facts;
mod gather;

pub(super) use gather::Gathered;

use super::subject::Subject;
use crate::app::App;
use crate::jobs::answers;
use crate::problem::Problem;
use crate::store::environments::EnvironmentRow;
use crate::store::reading;
use handfast_contracts::gate::{self, Decision};
use std::time::Duration;

/// May `subject` be deployed to `environment`? Comparisons and diffs that are not known yet are
/// computed within `patience`.
pub(super) async fn decide(
    app: &App,
    subject: &Subject,
    environment: &EnvironmentRow,
    patience: Duration,
) -> Result<Decision, Problem> {
    let now = app.now();
    let mut gathered =
        reading!(app.db, |tx| Gathered::gather(tx, subject, environment, now).await)?;
    let questions = gathered.open_questions();
    if !questions.is_empty() {
        gathered.learn(answers::ask(app, questions, patience).await);
    }
    Ok(gate::decide(&gathered.facts()))
}
