//! Runs of verifiers and what they found; from it the latest evidence of each pair.

use super::versions::VersionRow;
use super::{PublicId, Row, StoreError, Tx, WriteTx, on, pairs, value};
use handfast_contracts::hash::Meaning;
use handfast_contracts::name::VersionNumber;
use handfast_contracts::time::Timestamp;
use std::collections::BTreeMap;

/// A run as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// Its row.
    pub row: Row,
    /// The provider version's row.
    pub version: Row,
}

/// The run of a provider with this identity.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn find_run(tx: &mut Tx, provider: Row, run: &str) -> Result<Option<RunRow>, StoreError> {
    const SQL: &str =
        "select id, version_id from verification_runs where service_id = $1 and run = $2";
    let found: Option<(Row, Row)> =
        on!(tx, |on| sqlx::query_as(SQL).bind(provider).bind(run).fetch_optional(on).await)?;
    Ok(found.map(|(row, version)| RunRow { row, version }))
}

/// A run to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewRun<'a> {
    /// Its identity among the provider's runs.
    pub run: &'a str,
    /// The provider version.
    pub version: &'a VersionRow,
    /// The pipeline run that verified.
    pub build_url: Option<&'a str>,
    /// The program that verified.
    pub verified_by: Option<&'a str>,
}

/// Adds a run.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn add_run(
    tx: &mut WriteTx,
    new: &NewRun<'_>,
    (event, now): (Row, Timestamp),
) -> Result<RunRow, StoreError> {
    const SQL: &str = "
        insert into verification_runs
            (public_id, service_id, version_id, run, build_url, verified_by, at, event_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        returning id, version_id";
    let (row, version): (Row, Row) = on!(tx, |on| sqlx::query_as(SQL)
        .bind(PublicId::new(now).to_string())
        .bind(new.version.service)
        .bind(new.version.row)
        .bind(new.run)
        .bind(new.build_url)
        .bind(new.verified_by)
        .bind(now.micros())
        .bind(event)
        .fetch_one(on)
        .await)?;
    Ok(RunRow { row, version })
}

/// What a run found about one meaning.
#[derive(Debug, Clone, Copy)]
pub struct NewResult<'a> {
    /// The meaning's row.
    pub content: Row,
    /// Whether every interaction was satisfied.
    pub success: bool,
    /// How many interactions passed.
    pub passed: i64,
    /// How many did not.
    pub failed: i64,
    /// The first thing that did not match.
    pub reason: Option<&'a str>,
    /// The interactions, as JSON.
    pub details: &'a str,
}

/// The result that a run already has for a meaning: whether it was a success.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn find_result(tx: &mut Tx, run: Row, content: Row) -> Result<Option<bool>, StoreError> {
    const SQL: &str =
        "select success from verification_results where run_id = $1 and content_id = $2";
    let found: Option<(bool,)> =
        on!(tx, |on| sqlx::query_as(SQL).bind(run).bind(content).fetch_optional(on).await)?;
    Ok(found.map(|(success,)| success))
}

/// Adds a result and makes it the latest evidence of its pair. The caller holds the provider's
/// lock.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn add_result(
    tx: &mut WriteTx,
    run: &RunRow,
    version: &VersionRow,
    new: &NewResult<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    const ADD: &str = "
        insert into verification_results
            (public_id, run_id, version_id, content_id, success, passed, failed, reason, details, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        returning id";
    const LATEST: &str = "
        insert into evidence (content_id, version_id, service_id, ordinal, result_id, success, times)
        values ($1, $2, $3, $4, $5, $6, 1)
        on conflict (content_id, version_id) do update
            set result_id = excluded.result_id, success = excluded.success,
                times = evidence.times + 1";
    let (result,): (Row,) = on!(tx, |on| sqlx::query_as(ADD)
        .bind(PublicId::new(now).to_string())
        .bind(run.row)
        .bind(version.row)
        .bind(new.content)
        .bind(new.success)
        .bind(new.passed)
        .bind(new.failed)
        .bind(new.reason)
        .bind(new.details)
        .bind(now.micros())
        .fetch_one(on)
        .await)?;
    on!(tx, |on| sqlx::query(LATEST)
        .bind(new.content)
        .bind(version.row)
        .bind(version.service)
        .bind(version.ordinal)
        .bind(result)
        .bind(new.success)
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// The latest evidence of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Whether every interaction was satisfied.
    pub success: bool,
    /// The first thing that did not match.
    pub reason: Option<String>,
}

/// The latest evidence of pairs of a meaning's row and a provider version's row.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn evidence(
    tx: &mut Tx,
    asked: &[(Row, Row)],
) -> Result<BTreeMap<(Row, Row), Evidence>, StoreError> {
    type Columns = (Row, Row, bool, Option<String>);
    let mut found = BTreeMap::new();
    for group in pairs::groups(asked) {
        let list = pairs::rows(0, group.len(), 2);
        let sql = format!(
            "with asked (content_id, version_id) as (values {list})
             select e.content_id, e.version_id, e.success, r.reason
             from asked
             join evidence e
                 on e.content_id = asked.content_id and e.version_id = asked.version_id
             join verification_results r on r.id = e.result_id"
        );
        let rows: Vec<Columns> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for (content, version) in &group {
                query = query.bind(content).bind(version);
            }
            query.fetch_all(on).await
        })?;
        for (content, version, success, reason) in rows {
            found.insert((content, version), Evidence { success, reason });
        }
    }
    Ok(found)
}

/// The newest version of a provider that has evidence for a meaning, and whether it passed; for
/// pairs of a meaning's row and a provider service's row.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn newest_evidence(
    tx: &mut Tx,
    asked: &[(Row, Row)],
) -> Result<BTreeMap<(Row, Row), (VersionNumber, bool)>, StoreError> {
    type Columns = (Row, Row, String, bool);
    let mut found = BTreeMap::new();
    for group in pairs::groups(asked) {
        let list = pairs::rows(0, group.len(), 2);
        let sql = format!(
            "with asked (content_id, service_id) as (values {list})
             select asked.content_id, asked.service_id, v.number, e.success
             from asked
             join evidence e
                 on e.content_id = asked.content_id and e.service_id = asked.service_id
                 and e.ordinal = (
                     select max(x.ordinal) from evidence x
                     where x.content_id = asked.content_id and x.service_id = asked.service_id)
             join versions v on v.id = e.version_id"
        );
        let rows: Vec<Columns> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for (content, service) in &group {
                query = query.bind(content).bind(service);
            }
            query.fetch_all(on).await
        })?;
        for (content, service, number, success) in rows {
            found.insert((content, service), (value::read(&number)?, success));
        }
    }
    Ok(found)
}

/// Whether a version of this branch of the provider has ever satisfied a meaning, in any run.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn ever_satisfied(
    tx: &mut Tx,
    content: Row,
    provider: Row,
    branch: &str,
) -> Result<bool, StoreError> {
    const SQL: &str = "
        select 1 from verification_results r
        join version_branches b on b.version_id = r.version_id
        where r.content_id = $1 and b.service_id = $2 and b.branch = $3 and r.success = $4
        limit 1";
    let found: Option<(i32,)> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(content)
        .bind(provider)
        .bind(branch)
        .bind(true)
        .fetch_optional(on)
        .await)?;
    Ok(found.is_some())
}

/// Which results are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ResultFilter {
    /// Only those of this provider.
    pub provider: Option<Row>,
    /// Only those of this provider version.
    pub version: Option<Row>,
    /// Only those of this meaning.
    pub meaning: Option<Meaning>,
    /// Only those stored before this row.
    pub before: Option<Row>,
}

/// A result as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    /// Its row.
    pub row: Row,
    /// The meaning's row.
    pub content: Row,
    /// The meaning.
    pub meaning: Meaning,
    /// The provider's row.
    pub provider: Row,
    /// The provider version's number.
    pub version: VersionNumber,
    /// Whether every interaction was satisfied.
    pub success: bool,
    /// How many interactions passed.
    pub passed: i64,
    /// How many did not.
    pub failed: i64,
    /// The first thing that did not match.
    pub reason: Option<String>,
    /// When it was stored.
    pub at: Timestamp,
}

/// The latest result of each pair, the newest first, at most `limit`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn list(
    tx: &mut Tx,
    filter: ResultFilter,
    limit: i64,
) -> Result<Vec<ResultRow>, StoreError> {
    type Columns = (Row, Row, Vec<u8>, Row, String, bool, i64, i64, Option<String>, i64);
    const SQL: &str = "
        select r.id, r.content_id, t.meaning, v.service_id, v.number, r.success, r.passed,
            r.failed, r.reason, r.at
        from evidence e
        join verification_results r on r.id = e.result_id
        join contents t on t.id = e.content_id
        join versions v on v.id = e.version_id
        where r.id < $1 and e.service_id = coalesce($2, e.service_id)
            and e.version_id = coalesce($3, e.version_id) and t.meaning = coalesce($4, t.meaning)
        order by r.id desc limit $5";
    let rows: Vec<Columns> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(filter.before.unwrap_or(Row::MAX))
        .bind(filter.provider)
        .bind(filter.version)
        .bind(filter.meaning.map(|meaning| meaning.as_bytes().to_vec()))
        .bind(limit)
        .fetch_all(on)
        .await)?;
    rows.into_iter()
        .map(|(row, content, meaning, provider, version, success, passed, failed, reason, at)| {
            Ok(ResultRow {
                row,
                content,
                meaning: value::meaning(&meaning)?,
                provider,
                version: value::read(&version)?,
                success,
                passed,
                failed,
                reason,
                at: Timestamp::from_micros(at),
            })
        })
        .collect()
}

/// The rows of meanings, for those that are stored as a consumer's contract about `provider`,
/// with the name of a consumer whose contract it is.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn consumer_of(
    tx: &mut Tx,
    meaning: Meaning,
    provider: Row,
) -> Result<Option<(Row, String)>, StoreError> {
    const SQL: &str = "
        select t.id, s.name
        from contents t
        join contracts c on c.content_id = t.id
        join services s on s.id = c.service_id
        where t.meaning = $1 and c.target_service_id = $2
        order by c.id limit 1";
    let found: Option<(Row, String)> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(meaning.as_bytes().as_slice())
        .bind(provider)
        .fetch_optional(on)
        .await)?;
    Ok(found)
}
