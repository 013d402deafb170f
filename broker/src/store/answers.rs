//! Answers that were computed once: what comparisons and diffs amount to. Everything here can
//! be computed again; answers of different engines are kept apart.

use super::{StoreError, Tx, WriteTx, on, pairs, value};
use handfast_contracts::compare::ComparisonVerdict;
use handfast_contracts::hash::Meaning;
use handfast_contracts::rule::Bump;
use handfast_contracts::semver::Verdict;
use handfast_contracts::time::Timestamp;
use std::collections::BTreeMap;

/// What a comparison amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What it amounts to.
    pub verdict: ComparisonVerdict,
    /// How many mismatches there are.
    pub mismatches: usize,
    /// The first mismatch, or why it could not be decided.
    pub reason: Option<String>,
}

/// What a diff amounts to, before any policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Differs {
    /// What it amounts to.
    pub verdict: Verdict,
    /// How many findings break somebody.
    pub breaking: usize,
    /// The bump that it asks for.
    pub required: Bump,
}

const COMPARED: [(&str, ComparisonVerdict); 3] = [
    ("compatible", ComparisonVerdict::Compatible),
    ("incompatible", ComparisonVerdict::Incompatible),
    ("undecided", ComparisonVerdict::Undecided),
];

const BUMPS: [Bump; 3] = [Bump::Patch, Bump::Minor, Bump::Major];

fn unreadable(what: &'static str, text: &str) -> StoreError {
    StoreError::Unreadable(format!("{text:?} is no {what}"))
}

/// The comparisons of pairs of a consumer's and a provider's meaning, as far as they are kept.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn comparisons(
    tx: &mut Tx,
    asked: &[(Meaning, Meaning)],
    engine: &str,
) -> Result<BTreeMap<(Meaning, Meaning), Compared>, StoreError> {
    type Columns = (Vec<u8>, Vec<u8>, String, i64, Option<String>);
    let mut found = BTreeMap::new();
    for group in pairs::groups(asked) {
        let list = pairs::rows(1, group.len(), 2);
        let sql = format!(
            "with asked (consumer, provider) as (values {list})
             select k.consumer, k.provider, k.verdict, k.mismatches, k.reason
             from asked
             join comparisons k on k.consumer = asked.consumer and k.provider = asked.provider
                 and k.engine = $1"
        );
        let rows: Vec<Columns> = on!(tx, |on| {
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(engine);
            for (consumer, provider) in &group {
                query = query.bind(consumer.as_bytes().as_slice());
                query = query.bind(provider.as_bytes().as_slice());
            }
            query.fetch_all(on).await
        })?;
        for (consumer, provider, verdict, mismatches, reason) in rows {
            let (_, verdict) = COMPARED
                .into_iter()
                .find(|(word, _)| *word == verdict)
                .ok_or_else(|| unreadable("verdict", &verdict))?;
            let mismatches = usize::try_from(mismatches).unwrap_or_default();
            found.insert(
                (value::meaning(&consumer)?, value::meaning(&provider)?),
                Compared { verdict, mismatches, reason },
            );
        }
    }
    Ok(found)
}

/// Keeps what a comparison amounts to.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn keep_comparison(
    tx: &mut WriteTx,
    (consumer, provider): (Meaning, Meaning),
    engine: &str,
    compared: &Compared,
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "
        insert into comparisons (consumer, provider, engine, verdict, mismatches, reason, at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (consumer, provider, engine) do nothing";
    let word = COMPARED.into_iter().find(|(_, verdict)| *verdict == compared.verdict);
    on!(tx, |on| sqlx::query(SQL)
        .bind(consumer.as_bytes().as_slice())
        .bind(provider.as_bytes().as_slice())
        .bind(engine)
        .bind(word.map_or("undecided", |(word, _)| word))
        .bind(i64::try_from(compared.mismatches).unwrap_or(i64::MAX))
        .bind(compared.reason.as_deref())
        .bind(now.micros())
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}

/// What the diffs of pairs of an old and a new meaning amount to, as far as they are kept.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn diffs(
    tx: &mut Tx,
    asked: &[(Meaning, Meaning)],
    engine: &str,
) -> Result<BTreeMap<(Meaning, Meaning), Differs>, StoreError> {
    type Columns = (String, i64, String);
    const SQL: &str = "
        select verdict, breaking, required_bump from diffs
        where old = $1 and new = $2 and engine = $3";
    let mut found = BTreeMap::new();
    for (old, new) in asked {
        let row: Option<Columns> = on!(tx, |on| sqlx::query_as(SQL)
            .bind(old.as_bytes().as_slice())
            .bind(new.as_bytes().as_slice())
            .bind(engine)
            .fetch_optional(on)
            .await)?;
        let Some((verdict, breaking, required)) = row else { continue };
        let bump_of = |word: &str| BUMPS.into_iter().find(|one| one.as_str() == word);
        let differs = Differs {
            verdict: Verdict::find(&verdict).ok_or_else(|| unreadable("verdict", &verdict))?,
            breaking: usize::try_from(breaking).unwrap_or_default(),
            required: bump_of(&required).ok_or_else(|| unreadable("bump", &required))?,
        };
        found.insert((*old, *new), differs);
    }
    Ok(found)
}

/// Keeps what a diff amounts to.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn keep_diff(
    tx: &mut WriteTx,
    (old, new): (Meaning, Meaning),
    engine: &str,
    differs: Differs,
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "
        insert into diffs (old, new, engine, verdict, breaking, required_bump, at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (old, new, engine) do nothing";
    on!(tx, |on| sqlx::query(SQL)
        .bind(old.as_bytes().as_slice())
        .bind(new.as_bytes().as_slice())
        .bind(engine)
        .bind(differs.verdict.as_str())
        .bind(i64::try_from(differs.breaking).unwrap_or(i64::MAX))
        .bind(differs.required.as_str())
        .bind(now.micros())
        .execute(on)
        .await
        .map(drop))?;
    Ok(())
}
