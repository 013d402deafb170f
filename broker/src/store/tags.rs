//! Free labels on versions. They are added and never taken away.

use super::versions::VersionRow;
use super::{Row, StoreError, Tx, WriteTx, on, value};
use handfast_contracts::name::TagName;
use handfast_contracts::time::Timestamp;

/// Puts a tag on a version. Answers whether it was not on it before.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn add(
    tx: &mut WriteTx,
    version: &VersionRow,
    tag: &TagName,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "
        insert into version_tags (version_id, service_id, tag, at) values ($1, $2, $3, $4)
        on conflict (version_id, tag) do nothing";
    let added = on!(tx, |on| sqlx::query(SQL)
        .bind(version.row)
        .bind(version.service)
        .bind(tag.as_str())
        .bind(now.micros())
        .execute(on)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(added > 0)
}

/// The tags of a version, in the order in which they were put on it.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn of_version(tx: &mut Tx, version: Row) -> Result<Vec<TagName>, StoreError> {
    const SQL: &str = "select tag from version_tags where version_id = $1 order by id";
    let rows: Vec<(String,)> = on!(tx, |on| sqlx::query_as(SQL).bind(version).fetch_all(on).await)?;
    rows.into_iter().map(|(tag,)| value::read(&tag)).collect()
}
