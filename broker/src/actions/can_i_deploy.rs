//! May this version be deployed there?

use super::subject::Subject;
use super::{gate, named};
use crate::app::App;
use crate::problem::Problem;
use crate::store::reading;
use handfast_contracts::gate::Decision;
use handfast_contracts::wire::CanIDeployQuery;
use std::time::Duration;

/// Gathers the facts and lets the gate decide. Waits for comparisons that are being computed as
/// long as the question says.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn can_i_deploy(app: &App, query: &CanIDeployQuery) -> Result<Decision, Problem> {
    let (subject, environment) = reading!(app.db, |tx| {
        let service = named::service(tx, &query.service).await?;
        let version = named::version(tx, &service, &query.version).await?;
        let environment = named::environment(tx, &query.environment).await?;
        let subject = Subject::stored(tx, &service, &version, None).await?;
        Ok((subject, environment))
    })?;
    let patience = Duration::from_secs(u64::from(query.wait.get()));
    gate::decide(app, &subject, &environment, patience).await
}
