//! Who uses a provider: the consumers' contracts about it that count, with why they do.

use super::contracts::{ContractRow, Flat, columns, contract, joined};
use super::{Row, StoreError, Tx, on};
use handfast_contracts::name::BranchName;
use handfast_contracts::time::Timestamp;

/// Contracts about `provider` of consumer versions that are live in an environment.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn live_in(
    tx: &mut Tx,
    provider: Row,
    environment: Row,
    now: Timestamp,
) -> Result<Vec<ContractRow>, StoreError> {
    const SQL: &str = concat!(
        "select distinct ",
        columns!(),
        // `cross join` keeps SQLite to this order: few versions are live, many have contracts.
        " from deployments d cross join contracts c",
        joined!(),
        "where d.environment_id = $2 and d.to_at is null
            and (d.supported_until is null or d.supported_until > $3)
            and c.version_id = d.version_id and c.target_service_id = $1
            and c.superseded_at is null
         order by c.version_id, c.kind, c.name"
    );
    let rows: Vec<Flat> = on!(tx, |on| sqlx::query_as(SQL)
        .bind(provider)
        .bind(environment)
        .bind(now.micros())
        .fetch_all(on)
        .await)?;
    rows.into_iter().map(contract).collect()
}

/// Contracts about `provider` of consumer versions that are live anywhere.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn live_anywhere(
    tx: &mut Tx,
    provider: Row,
    now: Timestamp,
) -> Result<Vec<ContractRow>, StoreError> {
    const SQL: &str = concat!(
        "select distinct ",
        columns!(),
        " from deployments d cross join contracts c",
        joined!(),
        "where d.to_at is null and (d.supported_until is null or d.supported_until > $2)
            and c.version_id = d.version_id and c.target_service_id = $1
            and c.superseded_at is null
         order by c.version_id, c.kind, c.name"
    );
    let rows: Vec<Flat> =
        on!(tx, |on| sqlx::query_as(SQL).bind(provider).bind(now.micros()).fetch_all(on).await)?;
    rows.into_iter().map(contract).collect()
}

/// Contracts about `provider` of consumer versions that are heads of `branch`, or of each
/// consumer's main branch where none is given.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn heads(
    tx: &mut Tx,
    provider: Row,
    branch: Option<&BranchName>,
) -> Result<Vec<ContractRow>, StoreError> {
    const SQL: &str = concat!(
        "select ",
        columns!(),
        " from services o cross join branch_heads h cross join contracts c",
        joined!(),
        "where h.service_id = o.id and h.branch = coalesce($2, o.main_branch, 'main')
            and c.version_id = h.version_id and c.target_service_id = $1
            and c.superseded_at is null
         order by c.version_id, c.kind, c.name"
    );
    let branch = branch.map(BranchName::as_str);
    let rows: Vec<Flat> =
        on!(tx, |on| sqlx::query_as(SQL).bind(provider).bind(branch).fetch_all(on).await)?;
    rows.into_iter().map(contract).collect()
}
