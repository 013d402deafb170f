//! Free labels on versions. They are added and never taken away.

use super::versions::VersionRow;
use super::{Row, StoreError, Tx, WriteTx, on, pairs, value};
use handfast_contracts::name::TagName;
use handfast_contracts::time::Timestamp;
use std::collections::BTreeMap;

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

/// The tags of versions, each in the order in which they were put on it.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn of_versions(
    tx: &mut Tx,
    versions: &[Row],
) -> Result<BTreeMap<Row, Vec<TagName>>, StoreError> {
    let mut found: BTreeMap<Row, Vec<TagName>> = BTreeMap::new();
    for group in pairs::groups(versions) {
        let list = pairs::rows(0, group.len(), 1);
        let sql = format!(
            "select version_id, tag from version_tags
             where version_id in (values {list}) order by id"
        );
        let rows: Vec<(Row, String)> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for row in &group {
                query = query.bind(row);
            }
            query.fetch_all(on).await
        })?;
        for (version, tag) in rows {
            found.entry(version).or_default().push(value::read(&tag)?);
        }
    }
    Ok(found)
}
