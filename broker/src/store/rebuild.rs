//! Computes anew what is derived from facts: branch heads and the latest evidence.

use super::{Row, StoreError, Tx, WriteTx, branches, on};

/// What is derived, in a form that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// Service, branch, version.
    pub heads: Vec<(Row, String, Row)>,
    /// Meaning, provider version, service, ordinal, result, success, times.
    pub evidence: Vec<(Row, Row, Row, i64, Row, bool, i64)>,
}

/// What is derived now.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn derived(tx: &mut Tx) -> Result<Derived, StoreError> {
    const HEADS: &str =
        "select service_id, branch, version_id from branch_heads order by service_id, branch";
    const EVIDENCE: &str = "
        select content_id, version_id, service_id, ordinal, result_id, success, times
        from evidence order by content_id, version_id";
    let heads = on!(tx, |on| sqlx::query_as(HEADS).fetch_all(on).await)?;
    let evidence = on!(tx, |on| sqlx::query_as(EVIDENCE).fetch_all(on).await)?;
    Ok(Derived { heads, evidence })
}

/// Throws away what is derived and computes it from the facts.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn rebuild(tx: &mut WriteTx) -> Result<(), StoreError> {
    const NO_HEADS: &str = "delete from branch_heads";
    const NO_EVIDENCE: &str = "delete from evidence";
    const FACTS: &str = "
        select id, service_id, branch, version_id, precedence from version_branches
        where id > $1 order by id limit 1000";
    const EVIDENCE: &str = "
        insert into evidence (content_id, version_id, service_id, ordinal, result_id, success, times)
        select r.content_id, r.version_id, v.service_id, v.ordinal, r.id, r.success,
            (select count(*) from verification_results x
             where x.content_id = r.content_id and x.version_id = r.version_id)
        from verification_results r join versions v on v.id = r.version_id
        where r.id = (
            select max(x.id) from verification_results x
            where x.content_id = r.content_id and x.version_id = r.version_id)";
    for sql in [NO_HEADS, NO_EVIDENCE, EVIDENCE] {
        on!(tx, |on| sqlx::query(sql).execute(on).await.map(drop))?;
    }
    let mut after: Row = 0;
    loop {
        let rows: Vec<(Row, Row, String, Row, Option<String>)> =
            on!(tx, |on| sqlx::query_as(FACTS).bind(after).fetch_all(on).await)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0;
        for (_, service, branch, version, key) in &rows {
            branches::move_head(tx, (*service, branch), (*version, key.as_deref())).await?;
        }
    }
}
