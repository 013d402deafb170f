//! Branches: which versions were built on them, and the head of each.
//!
//! The head is the version that was added to the branch last, but for semantic versions: a lower
//! one never takes the place of a higher one, so that filling in the past does not move a head.

use super::versions::{Columns, Having, VersionRow, version};
use super::{Row, StoreError, Tx, WriteTx, on, pairs, precedence, value};
use handfast_contracts::name::{BranchName, VersionNumber};
use handfast_contracts::time::Timestamp;
use std::collections::BTreeMap;

/// Puts a version on a branch and moves the head. Answers whether it was not on it before. The
/// caller holds the service's lock.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn add(
    tx: &mut WriteTx,
    version: &VersionRow,
    branch: &BranchName,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const ADD: &str = "
        insert into version_branches (version_id, service_id, branch, precedence, at)
        values ($1, $2, $3, $4, $5)
        on conflict (version_id, branch) do nothing";
    let key = precedence::key(version.number.as_str());
    let added = on!(tx, |on| sqlx::query(ADD)
        .bind(version.row)
        .bind(version.service)
        .bind(branch.as_str())
        .bind(key.as_deref())
        .bind(now.micros())
        .execute(on)
        .await
        .map(|done| done.rows_affected()))?;
    if added == 0 {
        return Ok(false);
    }
    move_head(tx, (version.service, branch.as_str()), (version.row, key.as_deref())).await?;
    Ok(true)
}

/// Sets the head of a branch to a version that was just added to it, unless the version is lower
/// than the head.
pub(super) async fn move_head(
    tx: &mut WriteTx,
    (service, branch): (Row, &str),
    (version, key): (Row, Option<&str>),
) -> Result<(), StoreError> {
    const SQL: &str = "
        insert into branch_heads (service_id, branch, version_id) values ($1, $2, $3)
        on conflict (service_id, branch) do update set version_id = excluded.version_id
        where coalesce(
            (select v.precedence from versions v where v.id = branch_heads.version_id) <= $4,
            1 = 1)";
    on!(tx, |on| sqlx::query(SQL)
        .bind(service)
        .bind(branch)
        .bind(version)
        .bind(key)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// The head of a branch.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn head(
    tx: &mut Tx,
    service: Row,
    branch: &BranchName,
) -> Result<Option<VersionRow>, StoreError> {
    const SQL: &str = "
        select v.id, v.service_id, v.number, v.ordinal, v.commit_id, v.build_url, v.created_at
        from branch_heads h join versions v on v.id = h.version_id
        where h.service_id = $1 and h.branch = $2";
    let found: Option<Columns> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(service)
        .bind(branch.as_str())
        .fetch_optional(on)
        .await)?;
    found.map(version).transpose()
}

/// The branches that versions were built on, each in the order in which it was put on them.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn of_versions(
    tx: &mut Tx,
    versions: &[Row],
) -> Result<BTreeMap<Row, Vec<BranchName>>, StoreError> {
    let mut found: BTreeMap<Row, Vec<BranchName>> = BTreeMap::new();
    for group in pairs::groups(versions) {
        let list = pairs::rows(0, group.len(), 1);
        let sql = format!(
            "select version_id, branch from version_branches
             where version_id in (values {list}) order by id"
        );
        let rows: Vec<(Row, String)> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for row in &group {
                query = query.bind(row);
            }
            query.fetch_all(on).await
        })?;
        for (version, branch) in rows {
            found.entry(version).or_default().push(value::read(&branch)?);
        }
    }
    Ok(found)
}

/// The heads of services' main branches.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn main_heads(
    tx: &mut Tx,
    services: &[Row],
) -> Result<BTreeMap<Row, (Row, VersionNumber)>, StoreError> {
    let mut found = BTreeMap::new();
    for group in pairs::groups(services) {
        let list = pairs::rows(0, group.len(), 1);
        let sql = format!(
            "select s.id, v.id, v.number
             from services s
             join branch_heads h
                 on h.service_id = s.id and h.branch = coalesce(s.main_branch, 'main')
             join versions v on v.id = h.version_id
             where s.id in (values {list})"
        );
        let rows: Vec<(Row, Row, String)> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for row in &group {
                query = query.bind(row);
            }
            query.fetch_all(on).await
        })?;
        for (service, version, number) in rows {
            found.insert(service, (version, value::read(&number)?));
        }
    }
    Ok(found)
}

/// The version on `branch` that came before `version`: the highest lower one by semantic
/// versioning; where `version` is no semantic version, the one that was added before it, or the
/// last one while `version` is not on the branch.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn before(
    tx: &mut Tx,
    branch: &BranchName,
    service: Row,
    candidate: &Candidate<'_>,
    having: Having<'_>,
) -> Result<Option<VersionRow>, StoreError> {
    const LOWER: &str = "
        select v.id, v.service_id, v.number, v.ordinal, v.commit_id, v.build_url, v.created_at
        from version_branches b join versions v on v.id = b.version_id
        where b.service_id = $1 and b.branch = $2 and b.precedence < $3
            and exists (
                select 1 from contracts c
                where c.version_id = b.version_id and c.superseded_at is null
                    and c.kind = coalesce($4, c.kind) and c.name = coalesce($5, c.name))
        order by b.precedence desc, b.id desc limit 1";
    const EARLIER: &str = "
        select v.id, v.service_id, v.number, v.ordinal, v.commit_id, v.build_url, v.created_at
        from version_branches b join versions v on v.id = b.version_id
        where b.service_id = $1 and b.branch = $2
            and b.id < coalesce(
                (select x.id from version_branches x where x.version_id = $3 and x.branch = $2),
                9223372036854775807)
            and exists (
                select 1 from contracts c
                where c.version_id = b.version_id and c.superseded_at is null
                    and c.kind = coalesce($4, c.kind) and c.name = coalesce($5, c.name))
        order by b.id desc limit 1";
    let (kind, name) = having.binds();
    let found: Option<Columns> = match precedence::key(candidate.number) {
        Some(key) => on!(tx, |on| sqlx::query_as(LOWER)
            .bind(service)
            .bind(branch.as_str())
            .bind(key)
            .bind(kind)
            .bind(name)
            .fetch_optional(on)
            .await)?,
        None => on!(tx, |on| sqlx::query_as(EARLIER)
            .bind(service)
            .bind(branch.as_str())
            .bind(candidate.row)
            .bind(kind)
            .bind(name)
            .fetch_optional(on)
            .await)?,
    };
    found.map(version).transpose()
}

/// A version that may not be stored yet.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its number.
    pub number: &'a str,
    /// Its row, where it is stored.
    pub row: Option<Row>,
}
