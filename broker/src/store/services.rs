//! Services, and the lock under which their versions are numbered.

use super::{PublicId, Row, StoreError, Tx, WriteTx, on, pairs, value};
use handfast_contracts::name::{BranchName, ServiceName};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{Audience, ServiceSettings};
use std::collections::BTreeMap;

/// The main branch of a service that named none.
const MAIN: &str = "main";

/// A service as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceRow {
    /// Its row.
    pub row: Row,
    /// Its name.
    pub name: ServiceName,
    /// What is known about it.
    pub settings: ServiceSettings,
    /// When it was first seen.
    pub created_at: Timestamp,
}

impl ServiceRow {
    /// Its main branch, `main` where none was set.
    ///
    /// # Errors
    /// Never in practice: the name of the default is a name.
    pub fn main_branch(&self) -> Result<BranchName, StoreError> {
        match &self.settings.main_branch {
            Some(branch) => Ok(branch.clone()),
            None => value::read(MAIN),
        }
    }
}

type Columns =
    (Row, String, Option<String>, Option<String>, Option<String>, Option<String>, String, i64);

fn service(columns: Columns) -> Result<ServiceRow, StoreError> {
    let (row, name, owner, contact, repository, main_branch, audience, created_at) = columns;
    Ok(ServiceRow {
        row,
        name: value::read(&name)?,
        settings: ServiceSettings {
            owner: value::read_optional(owner.as_deref())?,
            contact,
            repository,
            main_branch: value::read_optional(main_branch.as_deref())?,
            audience: read_audience(&audience)?,
        },
        created_at: Timestamp::from_micros(created_at),
    })
}

const fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Open => "open",
        Audience::Registered => "registered",
    }
}

fn read_audience(word: &str) -> Result<Audience, StoreError> {
    [Audience::Open, Audience::Registered]
        .into_iter()
        .find(|audience| audience_word(*audience) == word)
        .ok_or_else(|| StoreError::Unreadable(format!("{word:?} is no audience")))
}

/// The service called `name`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn find(tx: &mut Tx, name: &ServiceName) -> Result<Option<ServiceRow>, StoreError> {
    const SQL: &str = "
        select id, name, owner, contact, repository, main_branch, audience, created_at
        from services where name = $1";
    let found: Option<Columns> =
        on!(tx, |on| sqlx::query_as(SQL).bind(name.as_str()).fetch_optional(on).await)?;
    found.map(service).transpose()
}

/// The service called `name`, created when unknown. Until the transaction ends nobody else
/// writes to it: versions get their ordinals under this lock.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn lock_or_create(
    tx: &mut WriteTx,
    name: &ServiceName,
    now: Timestamp,
) -> Result<ServiceRow, StoreError> {
    const SQL: &str = "
        insert into services (public_id, name, audience, last_ordinal, created_at)
        values ($1, $2, $3, 0, $4)
        on conflict (name) do update set last_ordinal = services.last_ordinal
        returning id, name, owner, contact, repository, main_branch, audience, created_at";
    let found: Columns = on!(tx, |on| sqlx::query_as(SQL)
        .bind(PublicId::new(now).to_string())
        .bind(name.as_str())
        .bind(audience_word(Audience::default()))
        .bind(now.micros())
        .fetch_one(on)
        .await)?;
    service(found)
}

/// The service called `name`, created when unknown, without keeping others from writing to it.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn find_or_create(
    tx: &mut WriteTx,
    name: &ServiceName,
    now: Timestamp,
) -> Result<ServiceRow, StoreError> {
    match find(tx, name).await? {
        Some(service) => Ok(service),
        None => lock_or_create(tx, name, now).await,
    }
}

/// Keeps others from writing to a service until the transaction ends.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn lock(tx: &mut WriteTx, service: Row) -> Result<(), StoreError> {
    const SQL: &str = "update services set last_ordinal = last_ordinal where id = $1";
    on!(tx, |on| sqlx::query(SQL).bind(service).execute(on).await.map(drop))?;
    Ok(())
}

/// Replaces what is known about a service.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn set(
    tx: &mut WriteTx,
    service: Row,
    settings: &ServiceSettings,
) -> Result<(), StoreError> {
    const SQL: &str = "
        update services
        set owner = $2, contact = $3, repository = $4, main_branch = $5, audience = $6
        where id = $1";
    on!(tx, |on| sqlx::query(SQL)
        .bind(service)
        .bind(settings.owner.as_ref().map(|name| name.as_str()))
        .bind(settings.contact.as_deref())
        .bind(settings.repository.as_deref())
        .bind(settings.main_branch.as_ref().map(|name| name.as_str()))
        .bind(audience_word(settings.audience))
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Services in the order of their names, after `after`, at most `limit`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn list(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<ServiceRow>, StoreError> {
    const SQL: &str = "
        select id, name, owner, contact, repository, main_branch, audience, created_at
        from services where name > $1
        order by name limit $2";
    let rows: Vec<Columns> =
        on!(tx, |on| sqlx::query_as(SQL).bind(after).bind(limit).fetch_all(on).await)?;
    rows.into_iter().map(service).collect()
}

/// The services in these rows.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn in_rows(
    tx: &mut Tx,
    services: &[Row],
) -> Result<BTreeMap<Row, ServiceRow>, StoreError> {
    let mut found = BTreeMap::new();
    for group in pairs::groups(services) {
        let list = pairs::rows(0, group.len(), 1);
        let sql = format!(
            "select id, name, owner, contact, repository, main_branch, audience, created_at
             from services where id in (values {list})"
        );
        let rows: Vec<Columns> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for row in &group {
                query = query.bind(row);
            }
            query.fetch_all(on).await
        })?;
        for row in rows {
            let row = service(row)?;
            found.insert(row.row, row);
        }
    }
    Ok(found)
}

/// The names of all services, in their order, at most `limit`: for suggestions.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn names(tx: &mut Tx, limit: i64) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "select name from services order by name limit $1";
    let rows: Vec<(String,)> = on!(tx, |on| sqlx::query_as(SQL).bind(limit).fetch_all(on).await)?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}
