//! What verifiers found.

use super::record::Record;
use super::versions::resource;
use super::{cursor, named};
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::store::services::{self, ServiceRow};
use crate::store::verifications::{self, NewResult, NewRun, ResultFilter, ResultRow, RunRow};
use crate::store::versions::{self, Origin, VersionRow};
use crate::store::{Row, StoreError, Tx, WriteTx, branches, reading, writing};
use handfast_contracts::name::ServiceName;
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{
    FieldProblem, InteractionOutcome, Page, Verification, VerificationReceipt, VerificationResult,
    VerificationRun, VerificationsQuery,
};

/// The longest identity of a run in bytes.
const LONGEST_RUN: usize = 255;

/// Stores the results of a run. Storing the same again changes nothing; more results of the same
/// run are added to it.
///
/// # Errors
/// [`Problem::Invalid`] for a run without identity and for meanings that are not published about
/// the provider, [`Problem::Conflict`] when the run has another result for a meaning,
/// and those of the store.
pub async fn record_verification(
    app: &App,
    caller: &Caller,
    body: &VerificationRun,
) -> Result<VerificationReceipt, Problem> {
    check(body)?;
    let now = app.now();
    let stored = writing!(app.db, |tx| {
        let detail = serde_json::json!({ "run": body.run, "results": body.results.len() });
        let what = ("record-verification", resource(&body.provider, &body.version));
        let mut record = Record::new(caller, now, what, detail);
        let provider = named::service(tx, &body.provider).await?;
        services::lock(tx, provider.row).await?;
        let contents = contents(tx, &provider, body).await?;
        let version = version(tx, &provider, body, (&mut record, now)).await?;
        let run = run(tx, &provider, &version, body, &mut record).await?;
        let mut stored = 0;
        for (result, content) in body.results.iter().zip(contents) {
            stored += usize::from(add(tx, (&run, &version), body, (result, content), now).await?);
        }
        if stored > 0 {
            record.event(tx).await?;
        }
        Ok(stored)
    })?;
    let replayed = stored == 0 && !body.results.is_empty();
    Ok(VerificationReceipt { run: body.run.clone(), replayed, stored })
}

fn check(body: &VerificationRun) -> Result<(), Problem> {
    if body.run.trim().is_empty() || body.run.len() > LONGEST_RUN {
        let message = format!(
            "a run's identity has 1 to {LONGEST_RUN} bytes; the address of the pipeline run serves"
        );
        return Err(invalid(vec![FieldProblem { field: "run".to_owned(), message }]));
    }
    Ok(())
}

fn invalid(fields: Vec<FieldProblem>) -> Problem {
    let detail = "The verification cannot be stored.".to_owned();
    Problem::Invalid { detail, fields, diagnostics: Vec::new() }
}

/// The rows of the meanings. A meaning that nobody published about the provider cannot have been
/// in its verification set.
async fn contents(
    tx: &mut Tx,
    provider: &ServiceRow,
    body: &VerificationRun,
) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    let mut fields = Vec::new();
    for (index, result) in body.results.iter().enumerate() {
        match verifications::consumer_of(tx, result.meaning, provider.row).await? {
            Some((row, _)) => rows.push(row),
            None => fields.push(FieldProblem {
                field: format!("results[{index}].meaning"),
                message: format!(
                    "no consumer has published {} about {}; ask for the verification set again",
                    result.meaning, provider.name
                ),
            }),
        }
    }
    if fields.is_empty() { Ok(rows) } else { Err(invalid(fields).into()) }
}

async fn version(
    tx: &mut WriteTx,
    provider: &ServiceRow,
    body: &VerificationRun,
    (record, now): (&mut Record<'_>, Timestamp),
) -> Result<VersionRow, StoreError> {
    let version = match versions::find(tx, provider.row, &body.version).await? {
        Some(version) => version,
        None => {
            let origin = Origin { commit: None, build_url: body.build_url.as_deref() };
            let event = record.event(tx).await?;
            versions::create(tx, provider, &body.version, origin, event).await?
        }
    };
    if let Some(branch) = &body.branch
        && branches::add(tx, &version, branch, now).await?
    {
        record.event(tx).await?;
    }
    Ok(version)
}

async fn run(
    tx: &mut WriteTx,
    provider: &ServiceRow,
    version: &VersionRow,
    body: &VerificationRun,
    record: &mut Record<'_>,
) -> Result<RunRow, StoreError> {
    match verifications::find_run(tx, provider.row, &body.run).await? {
        Some(run) if run.version == version.row => Ok(run),
        Some(_) => {
            let detail =
                format!("The run {:?} verified another version of {}.", body.run, provider.name);
            Err(conflict(detail).into())
        }
        None => {
            let event = record.event(tx).await?;
            let new = NewRun {
                run: &body.run,
                version,
                build_url: body.build_url.as_deref(),
                verified_by: body.verified_by.as_deref(),
            };
            verifications::add_run(tx, &new, event).await
        }
    }
}

fn conflict(detail: String) -> Problem {
    let hints = vec!["give every run an identity of its own".to_owned()];
    Problem::Conflict { detail, report: None, hints }
}

/// Adds one result. Answers whether it was not stored before.
async fn add(
    tx: &mut WriteTx,
    (run, version): (&RunRow, &VersionRow),
    body: &VerificationRun,
    (result, content): (&VerificationResult, Row),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let success = is_success(result);
    match verifications::find_result(tx, run.row, content).await? {
        Some(stored) if stored == success => return Ok(false),
        Some(_) => {
            let detail = format!(
                "The run {:?} already has another result for {}.",
                body.run, result.meaning
            );
            return Err(conflict(detail).into());
        }
        None => {}
    }
    let details = serde_json::to_string(&result.interactions)
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let passed = result.interactions.iter().filter(|one| one.outcome == InteractionOutcome::Pass);
    let passed = passed.count();
    let failed = result.interactions.len() - passed;
    let reason = reason(result);
    let new = NewResult {
        content,
        success,
        passed: i64::try_from(passed).unwrap_or(i64::MAX),
        failed: i64::try_from(failed).unwrap_or(i64::MAX),
        reason: reason.as_deref(),
        details: &details,
    };
    verifications::add_result(tx, run, version, &new, now).await?;
    Ok(true)
}

/// A claim of success beside a failed interaction is a failure.
fn is_success(result: &VerificationResult) -> bool {
    result.success && result.interactions.iter().all(|one| one.outcome == InteractionOutcome::Pass)
}

/// The first thing that did not match.
fn reason(result: &VerificationResult) -> Option<String> {
    if is_success(result) {
        return None;
    }
    let bad = result.interactions.iter().find(|one| one.outcome != InteractionOutcome::Pass);
    Some(match bad {
        None => "the verifier gave no reason".to_owned(),
        Some(one) => match one.mismatches.first() {
            Some(mismatch) => format!("{}: {mismatch}", one.interaction),
            None => format!("{} failed", one.interaction),
        },
    })
}

/// The latest verification of each meaning by each provider version, the newest first.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Invalid`] for a cursor of another list or a version without
/// a provider, and those of the store.
pub async fn list_verifications(
    app: &App,
    query: &VerificationsQuery,
) -> Result<Page<Verification>, Problem> {
    let before = cursor::after_number(&query.paging())?;
    if query.version.is_some() && query.provider.is_none() {
        let message = "name the provider whose version it is".to_owned();
        return Err(invalid(vec![FieldProblem { field: "provider".to_owned(), message }]));
    }
    let found = reading!(app.db, |tx| {
        let mut filter = ResultFilter { meaning: query.meaning, before, ..Default::default() };
        if let Some(provider) = &query.provider {
            let provider = named::service(tx, provider).await?;
            if let Some(number) = &query.version {
                filter.version = Some(named::version(tx, &provider, number).await?.row);
            }
            filter.provider = Some(provider.row);
        }
        let rows = verifications::list(tx, filter, cursor::rows(query.limit)).await?;
        let mut found = Vec::new();
        for row in rows {
            let verification = verification(tx, &row).await?;
            found.push((row.row, verification));
        }
        Ok(found)
    })?;
    let page = cursor::page(found, query.limit, |(row, _)| row.to_string());
    Ok(cursor::map(page, |(_, verification)| verification))
}

async fn verification(tx: &mut Tx, row: &ResultRow) -> Result<Verification, StoreError> {
    let services = services::in_rows(tx, &[row.provider]).await?;
    let gone = || StoreError::Unreadable("a verified service is gone".to_owned());
    let provider: ServiceName =
        services.get(&row.provider).map(|one| one.name.clone()).ok_or_else(gone)?;
    let consumer = verifications::consumer_of(tx, row.meaning, row.provider).await?;
    let (_, consumer) = consumer.ok_or_else(gone)?;
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Verification {
        meaning: row.meaning,
        consumer: consumer.parse().map_err(|_| gone())?,
        provider,
        provider_version: row.version.clone(),
        success: row.success,
        passed: count(row.passed),
        failed: count(row.failed),
        reason: row.reason.clone(),
        at: row.at,
    })
}
