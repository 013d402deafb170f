//! Services: what is known about them.

use super::cursor;
use super::record::Record;
use super::{assemble, named};
use crate::address::segment;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::store::{reading, services, writing};
use handfast_contracts::name::ServiceName;
use handfast_contracts::wire::{Page, Paging, Service, ServiceSettings};

/// Sets what is known about a service; creates it when unknown.
///
/// # Errors
/// [`Problem`] of the store.
pub async fn put_service(
    app: &App,
    caller: &Caller,
    name: &ServiceName,
    settings: &ServiceSettings,
) -> Result<Service, Problem> {
    let now = app.now();
    writing!(app.db, |tx| {
        let service = services::lock_or_create(tx, name, now).await?;
        if service.settings != *settings {
            let what = ("put-service", format!("services/{}", segment(name.as_str())));
            let mut record = Record::new(caller, now, what, serde_json::json!(settings));
            record.event(tx).await?;
            services::set(tx, service.row, settings).await?;
        }
        Ok(())
    })?;
    get_service(app, name).await
}

/// A service with what is live of it.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn get_service(app: &App, name: &ServiceName) -> Result<Service, Problem> {
    let now = app.now();
    let found = reading!(app.db, |tx| {
        let service = named::service(tx, name).await?;
        assemble::services(tx, vec![service], now).await
    })?;
    let gone = || Problem::internal(&"a service that was found is gone");
    found.into_iter().next().ok_or_else(gone)
}

/// Services in the order of their names.
///
/// # Errors
/// [`Problem::Invalid`] for a cursor of another list, and those of the store.
pub async fn list_services(app: &App, paging: &Paging) -> Result<Page<Service>, Problem> {
    let after = cursor::after(paging)?.unwrap_or_default();
    let now = app.now();
    let rows = reading!(app.db, |tx| {
        let rows = services::list(tx, &after, cursor::rows(paging.limit)).await?;
        assemble::services(tx, rows, now).await
    })?;
    Ok(cursor::page(rows, paging.limit, |service| service.name.as_str().to_owned()))
}
