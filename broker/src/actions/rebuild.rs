//! Computes anew what is derived from facts.

use super::record::Record;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::store::{rebuild as derive, writing};

/// Throws away what is derived from facts and computes it anew. Answers whether anything came
/// out differently, which would be a fault.
///
/// # Errors
/// [`Problem`] of the store.
pub async fn rebuild(app: &App, caller: &Caller) -> Result<bool, Problem> {
    let now = app.now();
    Ok(writing!(app.db, |tx| {
        let before = derive::derived(tx).await?;
        derive::rebuild(tx).await?;
        let differs = derive::derived(tx).await? != before;
        let detail = serde_json::json!({ "differs": differs });
        Record::new(caller, now, ("rebuild", "broker".to_owned()), detail).event(tx).await?;
        Ok(differs)
    })?)
}
