//! Environments.

use super::record::Record;
use super::{cursor, named};
use crate::address::segment;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::store::{environments, reading, writing};
use handfast_contracts::name::EnvironmentName;
use handfast_contracts::wire::{Environment, EnvironmentSettings, Page, Paging};

/// Creates an environment, or sets what it is.
///
/// # Errors
/// [`Problem`] of the store.
pub async fn put_environment(
    app: &App,
    caller: &Caller,
    name: &EnvironmentName,
    settings: &EnvironmentSettings,
) -> Result<Environment, Problem> {
    let now = app.now();
    let row = writing!(app.db, |tx| {
        if let Some(found) = environments::find(tx, name).await?
            && found.environment.settings == *settings
        {
            return Ok(found);
        }
        let what = ("put-environment", format!("environments/{}", segment(name.as_str())));
        let mut record = Record::new(caller, now, what, serde_json::json!(settings));
        record.event(tx).await?;
        environments::put(tx, name, settings, now).await
    })?;
    Ok(row.environment)
}

/// An environment.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn get_environment(app: &App, name: &EnvironmentName) -> Result<Environment, Problem> {
    Ok(reading!(app.db, |tx| named::environment(tx, name).await)?.environment)
}

/// All environments, in the order of promotion.
///
/// # Errors
/// [`Problem`] of the store.
pub async fn list_environments(app: &App) -> Result<Vec<Environment>, Problem> {
    let rows = reading!(app.db, |tx| environments::list(tx).await)?;
    Ok(rows.into_iter().map(|row| row.environment).collect())
}

/// A page of environments, in the order of promotion.
///
/// # Errors
/// [`Problem::Invalid`] for a cursor of another list, and those of the store.
pub async fn page_environments(app: &App, paging: &Paging) -> Result<Page<Environment>, Problem> {
    let all = list_environments(app).await?;
    cursor::seek(all, paging, |one| one.name.as_str().to_owned())
}
