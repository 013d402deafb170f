//! Versions of services, numbered without gaps in the order in which they became known.

use super::services::ServiceRow;
use super::{PublicId, Row, StoreError, Tx, WriteTx, on, pairs, precedence, value};
use handfast_contracts::kind::KindId;
use handfast_contracts::name::{BranchName, ContractName, VersionNumber};
use handfast_contracts::time::Timestamp;
use std::collections::BTreeMap;

/// A version as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its row.
    pub row: Row,
    /// Its service's row.
    pub service: Row,
    /// Its number.
    pub number: VersionNumber,
    /// Its place among the service's versions, from 1.
    pub ordinal: i64,
    /// The commit that it was built from.
    pub commit: Option<String>,
    /// The pipeline run that built it.
    pub build_url: Option<String>,
    /// When it became known.
    pub created_at: Timestamp,
}

pub(super) type Columns = (Row, Row, String, i64, Option<String>, Option<String>, i64);

pub(super) fn version(columns: Columns) -> Result<VersionRow, StoreError> {
    let (row, service, number, ordinal, commit, build_url, created_at) = columns;
    Ok(VersionRow {
        row,
        service,
        number: value::read(&number)?,
        ordinal,
        commit,
        build_url,
        created_at: Timestamp::from_micros(created_at),
    })
}

/// The version of a service with this number.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn find(
    tx: &mut Tx,
    service: Row,
    number: &VersionNumber,
) -> Result<Option<VersionRow>, StoreError> {
    const SQL: &str = "
        select id, service_id, number, ordinal, commit_id, build_url, created_at
        from versions where service_id = $1 and number = $2";
    let found: Option<Columns> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(service)
        .bind(number.as_str())
        .fetch_optional(on)
        .await)?;
    found.map(version).transpose()
}

/// The versions in these rows.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn in_rows(
    tx: &mut Tx,
    versions: &[Row],
) -> Result<BTreeMap<Row, VersionRow>, StoreError> {
    let mut found = BTreeMap::new();
    for group in pairs::groups(versions) {
        let list = pairs::rows(0, group.len(), 1);
        let sql = format!(
            "select id, service_id, number, ordinal, commit_id, build_url, created_at
             from versions where id in (values {list})"
        );
        let rows: Vec<Columns> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for row in &group {
                query = query.bind(row);
            }
            query.fetch_all(on).await
        })?;
        for row in rows {
            let row = version(row)?;
            found.insert(row.row, row);
        }
    }
    Ok(found)
}

/// Where a version came from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// The commit that it was built from.
    pub commit: Option<&'a str>,
    /// The pipeline run that built it.
    pub build_url: Option<&'a str>,
}

/// Creates a version with the service's next ordinal. The caller holds the service's lock.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn create(
    tx: &mut WriteTx,
    service: &ServiceRow,
    number: &VersionNumber,
    origin: Origin<'_>,
    (event, now): (Row, Timestamp),
) -> Result<VersionRow, StoreError> {
    const NEXT: &str =
        "update services set last_ordinal = last_ordinal + 1 where id = $1 returning last_ordinal";
    const SQL: &str = "
        insert into versions
            (public_id, service_id, number, ordinal, precedence, commit_id, build_url, created_at,
             event_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id, service_id, number, ordinal, commit_id, build_url, created_at";
    let (ordinal,): (i64,) =
        on!(tx, |on| sqlx::query_as(NEXT).bind(service.row).fetch_one(on).await)?;
    let created: Columns = on!(tx, |on| sqlx::query_as(SQL)
        .bind(PublicId::new(now).to_string())
        .bind(service.row)
        .bind(number.as_str())
        .bind(ordinal)
        .bind(precedence::key(number.as_str()))
        .bind(origin.commit)
        .bind(origin.build_url)
        .bind(now.micros())
        .bind(event)
        .fetch_one(on)
        .await)?;
    version(created)
}

/// Fills in what was not known about a version's origin; what was known stays.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn complete(
    tx: &mut WriteTx,
    version: Row,
    origin: Origin<'_>,
) -> Result<(), StoreError> {
    const SQL: &str = "
        update versions
        set commit_id = coalesce(commit_id, $2), build_url = coalesce(build_url, $3)
        where id = $1";
    on!(tx, |on| sqlx::query(SQL)
        .bind(version)
        .bind(origin.commit)
        .bind(origin.build_url)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// Which versions of a service are listed.
#[derive(Debug, Clone, Copy)]
pub struct VersionFilter<'a> {
    /// Only those that became known before this ordinal.
    pub before: i64,
    /// Only those of this branch.
    pub branch: Option<&'a BranchName>,
}

/// Versions of a service, the newest first, at most `limit`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn list(
    tx: &mut Tx,
    service: Row,
    filter: VersionFilter<'_>,
    limit: i64,
) -> Result<Vec<VersionRow>, StoreError> {
    const ALL: &str = "
        select id, service_id, number, ordinal, commit_id, build_url, created_at
        from versions where service_id = $1 and ordinal < $2
        order by ordinal desc limit $3";
    const ON_BRANCH: &str = "
        select v.id, v.service_id, v.number, v.ordinal, v.commit_id, v.build_url, v.created_at
        from version_branches b join versions v on v.id = b.version_id
        where b.service_id = $1 and b.branch = $4 and v.ordinal < $2
        order by v.ordinal desc limit $3";
    let rows: Vec<Columns> = match filter.branch {
        None => on!(tx, |on| sqlx::query_as(ALL)
            .bind(service)
            .bind(filter.before)
            .bind(limit)
            .fetch_all(on)
            .await)?,
        Some(branch) => on!(tx, |on| sqlx::query_as(ON_BRANCH)
            .bind(service)
            .bind(filter.before)
            .bind(limit)
            .bind(branch.as_str())
            .fetch_all(on)
            .await)?,
    };
    rows.into_iter().map(version).collect()
}

/// The contract that a version must have to be asked for; `Any` of them.
#[derive(Debug, Clone, Copy)]
pub enum Having<'a> {
    /// Any contract.
    Any,
    /// This one.
    Contract(KindId, &'a ContractName),
}

impl<'a> Having<'a> {
    /// The two values that queries compare with; null matches every contract.
    pub(super) fn binds(self) -> (Option<&'static str>, Option<&'a str>) {
        match self {
            Having::Any => (None, None),
            Having::Contract(kind, name) => (Some(kind.as_str()), Some(name.as_str())),
        }
    }
}

/// The highest release below `number` by semantic versioning, whatever its branch; `None` as
/// well where `number` is no semantic version.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn highest_below(
    tx: &mut Tx,
    service: Row,
    number: &VersionNumber,
    having: Having<'_>,
) -> Result<Option<VersionRow>, StoreError> {
    const SQL: &str = "
        select v.id, v.service_id, v.number, v.ordinal, v.commit_id, v.build_url, v.created_at
        from versions v
        where v.service_id = $1 and v.precedence < $2 and v.precedence like $3
            and exists (
                select 1 from contracts c
                where c.version_id = v.id and c.superseded_at is null
                    and c.kind = coalesce($4, c.kind) and c.name = coalesce($5, c.name))
        order by v.precedence desc, v.ordinal desc limit 1";
    let Some(key) = precedence::key(number.as_str()) else { return Ok(None) };
    let (kind, name) = having.binds();
    let found: Option<Columns> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(service)
        .bind(key)
        .bind(format!("%{}", precedence::RELEASE))
        .bind(kind)
        .bind(name)
        .fetch_optional(on)
        .await)?;
    found.map(version).transpose()
}

/// The version that became known last before `ordinal`, whatever its branch.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn newest_before(
    tx: &mut Tx,
    service: Row,
    ordinal: i64,
    having: Having<'_>,
) -> Result<Option<VersionRow>, StoreError> {
    const SQL: &str = "
        select v.id, v.service_id, v.number, v.ordinal, v.commit_id, v.build_url, v.created_at
        from versions v
        where v.service_id = $1 and v.ordinal < $2
            and exists (
                select 1 from contracts c
                where c.version_id = v.id and c.superseded_at is null
                    and c.kind = coalesce($3, c.kind) and c.name = coalesce($4, c.name))
        order by v.ordinal desc limit 1";
    let (kind, name) = having.binds();
    let found: Option<Columns> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(service)
        .bind(ordinal)
        .bind(kind)
        .bind(name)
        .fetch_optional(on)
        .await)?;
    found.map(version).transpose()
}

/// The numbers of a service's newest versions, at most `limit`: for suggestions.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn numbers(tx: &mut Tx, service: Row, limit: i64) -> Result<Vec<String>, StoreError> {
    const SQL: &str =
        "select number from versions where service_id = $1 order by ordinal desc limit $2";
    let rows: Vec<(String,)> =
        on!(tx, |on| sqlx::query_as(SQL).bind(service).bind(limit).fetch_all(on).await)?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}
