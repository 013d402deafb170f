//! Versions of services, their contracts and the documents of these.

use super::record::Record;
use super::{assemble, cursor, named};
use crate::address::segment;
use crate::app::App;
use crate::caller::Caller;
use crate::jobs::documents;
use crate::problem::Problem;
use crate::store::contracts::{self, ContractRow};
use crate::store::versions::{self, Origin, VersionFilter};
use crate::store::{StoreError, Tx, branches, reading, services, tags, writing};
use handfast_contracts::hash::Blob;
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{ContractName, ServiceName, VersionNumber};
use handfast_contracts::wire::{
    Page, ServiceVersion, StoredContract, VersionSettings, VersionsQuery,
};

/// Adds to what is known about a version; creates it, and its service, when unknown.
///
/// # Errors
/// [`Problem`] of the store.
pub async fn put_version(
    app: &App,
    caller: &Caller,
    (service, number): (&ServiceName, &VersionNumber),
    settings: &VersionSettings,
) -> Result<ServiceVersion, Problem> {
    let now = app.now();
    writing!(app.db, |tx| {
        let what = ("put-version", resource(service, number));
        let mut record = Record::new(caller, now, what, serde_json::json!(settings));
        let service = services::lock_or_create(tx, service, now).await?;
        let origin =
            Origin { commit: settings.commit.as_deref(), build_url: settings.build_url.as_deref() };
        let version = match versions::find(tx, service.row, number).await? {
            Some(version) => version,
            None => {
                let event = record.event(tx).await?;
                versions::create(tx, &service, number, origin, event).await?
            }
        };
        let news = version.commit.is_none() && origin.commit.is_some()
            || version.build_url.is_none() && origin.build_url.is_some();
        let mut changed = news;
        if news {
            versions::complete(tx, version.row, origin).await?;
        }
        if let Some(branch) = &settings.branch {
            changed |= branches::add(tx, &version, branch, now).await?;
        }
        for tag in &settings.tags {
            changed |= tags::add(tx, &version, tag, now).await?;
        }
        if changed {
            record.event(tx).await?;
        }
        Ok(())
    })?;
    get_version(app, service, number).await
}

/// The path of a version in events.
pub(super) fn resource(service: &ServiceName, number: &VersionNumber) -> String {
    format!("services/{}/versions/{}", segment(service.as_str()), segment(number.as_str()))
}

/// A version with its contracts and where it is live.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn get_version(
    app: &App,
    service: &ServiceName,
    number: &VersionNumber,
) -> Result<ServiceVersion, Problem> {
    let now = app.now();
    let found = reading!(app.db, |tx| {
        let service = named::service(tx, service).await?;
        let version = named::version(tx, &service, number).await?;
        assemble::versions(tx, &service, vec![version], now).await
    })?;
    let gone = || Problem::internal(&"a version that was found is gone");
    found.into_iter().next().ok_or_else(gone)
}

/// Versions of a service, the newest first.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Invalid`] for a cursor of another list, and those of the
/// store.
pub async fn list_versions(
    app: &App,
    service: &ServiceName,
    query: &VersionsQuery,
) -> Result<Page<ServiceVersion>, Problem> {
    let before = cursor::after_number(&query.paging())?.unwrap_or(i64::MAX);
    let now = app.now();
    let rows = reading!(app.db, |tx| {
        let service = named::service(tx, service).await?;
        let filter = VersionFilter { before, branch: query.branch.as_ref() };
        let rows = versions::list(tx, service.row, filter, cursor::rows(query.limit)).await?;
        assemble::versions(tx, &service, rows, now).await
    })?;
    Ok(cursor::page(rows, query.limit, |version| version.ordinal.to_string()))
}

/// A contract of a version, without its document.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn get_contract(
    app: &App,
    (service, number): (&ServiceName, &VersionNumber),
    (kind, name): (KindId, &ContractName),
) -> Result<StoredContract, Problem> {
    let found = reading!(app.db, |tx| {
        let service = named::service(tx, service).await?;
        let version = named::version(tx, &service, number).await?;
        let label = format!("{} {}", service.name, version.number);
        contract(tx, (version.row, &label), kind, name).await
    })?;
    Ok(found.wire())
}

/// A document as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentBytes {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their hash.
    pub blob: Blob,
    /// The file that it came from.
    pub file: Option<String>,
}

/// The document of a contract.
///
/// # Errors
/// [`Problem::NotFound`], and those of the store.
pub async fn get_content(
    app: &App,
    version: (&ServiceName, &VersionNumber),
    contract: (KindId, &ContractName),
) -> Result<DocumentBytes, Problem> {
    let stored = get_contract(app, version, contract).await?;
    let bytes = documents::bytes(app, stored.blob).await?;
    Ok(DocumentBytes { bytes, blob: stored.blob, file: stored.file })
}

/// One contract of a version called `label`. The name `default` finds the only contract of the
/// kind whatever it is called: contracts of consumers are called like their providers.
pub(super) async fn contract(
    tx: &mut Tx,
    (version, label): (crate::store::Row, &str),
    kind: KindId,
    name: &ContractName,
) -> Result<ContractRow, StoreError> {
    let mut all = contracts::of_version(tx, version).await?;
    if let Some(place) =
        all.iter().position(|one| one.contract.kind == kind && one.contract.name == *name)
    {
        return Ok(all.swap_remove(place));
    }
    all.retain(|one| one.contract.kind == kind);
    if *name == ContractName::default() && all.len() == 1 {
        return Ok(all.swap_remove(0));
    }
    let known = all.iter().map(|one| one.contract.name.as_str().to_owned()).collect();
    let name = format!("{kind} {name} of {label}");
    Err(Problem::NotFound { what: "contract", name, known }.into())
}
