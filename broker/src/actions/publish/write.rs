//! The transaction of a publication.

use super::plan::{Plan, Step};
use crate::actions::record::Record;
use crate::actions::versions::resource;
use crate::app::App;
use crate::caller::Caller;
use crate::store::contracts::{self, NewContract};
use crate::store::services::{self, ServiceRow};
use crate::store::versions::{self, Origin, VersionRow};
use crate::store::{StoreError, WriteTx, branches, contents, tags, writing};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{ContractRef, Publication, PublishOutcome};

/// What was written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) service: ServiceRow,
    pub(super) version: VersionRow,
    pub(super) at: Timestamp,
}

/// Carries out a plan.
///
/// # Errors
/// [`StoreError::Stale`] when what the plan rests on has changed.
pub(super) async fn write(
    app: &App,
    caller: &Caller,
    body: &Publication,
    plan: &Plan,
) -> Result<Written, StoreError> {
    let at = app.now();
    writing!(app.db, |tx| {
        let what = ("publish", resource(&body.service, &body.version));
        let mut record = Record::new(caller, at, what, detail(body, plan));
        let service = services::lock_or_create(tx, &body.service, at).await?;
        let version = version(tx, &service, body, plan, &mut record).await?;
        place(tx, &version, body, (&mut record, at)).await?;
        for step in &plan.steps {
            self::step(tx, &version, step, (&mut record, at)).await?;
        }
        for row in &plan.carried {
            let event = record.event(tx).await?;
            let target = row.target.as_ref();
            let new = NewContract {
                of: (service.row, version.row),
                contract: &row.contract,
                revision: 1,
                target: target.map(|(row, target)| (*row, target.contract.as_ref())),
                content: row.content,
                document: row.document,
                file: row.file.as_deref(),
            };
            contracts::add(tx, &new, event).await?;
        }
        Ok(Written { service, version, at })
    })
}

fn detail(body: &Publication, plan: &Plan) -> serde_json::Value {
    let contracts: Vec<_> = plan
        .outcomes()
        .into_iter()
        .map(|one| {
            serde_json::json!({
                "kind": one.contract.kind,
                "name": one.contract.name,
                "outcome": one.outcome,
                "blob": one.blob,
                "meaning": one.meaning,
            })
        })
        .collect();
    serde_json::json!({
        "branch": body.branch,
        "tags": body.tags,
        "commit": body.commit,
        "build_url": body.build_url,
        "contracts": contracts,
    })
}

/// The version, created when unknown, after a check that the plan still holds for it.
async fn version(
    tx: &mut WriteTx,
    service: &ServiceRow,
    body: &Publication,
    plan: &Plan,
    record: &mut Record<'_>,
) -> Result<VersionRow, StoreError> {
    let origin = Origin { commit: body.commit.as_deref(), build_url: body.build_url.as_deref() };
    let Some(version) = versions::find(tx, service.row, &body.version).await? else {
        if plan.steps.iter().any(|step| step.found.is_some()) {
            return Err(StoreError::Stale);
        }
        let event = record.event(tx).await?;
        return versions::create(tx, service, &body.version, origin, event).await;
    };
    let stored = contracts::of_version(tx, version.row).await?;
    let row_of = |contract: &ContractRef| {
        stored.iter().find(|row| row.contract == *contract).map(|row| row.row)
    };
    let steps_hold =
        plan.steps.iter().all(|step| row_of(&step.document.contract) == step.found_row());
    let carried_hold = plan.carried.iter().all(|row| row_of(&row.contract).is_none());
    if !steps_hold || !carried_hold {
        return Err(StoreError::Stale);
    }
    let news = version.commit.is_none() && origin.commit.is_some()
        || version.build_url.is_none() && origin.build_url.is_some();
    if news {
        record.event(tx).await?;
        versions::complete(tx, version.row, origin).await?;
    }
    Ok(version)
}

/// Puts the version on its branch and tags.
async fn place(
    tx: &mut WriteTx,
    version: &VersionRow,
    body: &Publication,
    (record, at): (&mut Record<'_>, Timestamp),
) -> Result<(), StoreError> {
    let mut added = false;
    if let Some(branch) = &body.branch {
        added |= branches::add(tx, version, branch, at).await?;
    }
    for tag in &body.tags {
        added |= tags::add(tx, version, tag, at).await?;
    }
    if added {
        record.event(tx).await?;
    }
    Ok(())
}

async fn step(
    tx: &mut WriteTx,
    version: &VersionRow,
    step: &Step,
    (record, at): (&mut Record<'_>, Timestamp),
) -> Result<(), StoreError> {
    let revision = match (step.outcome, &step.found) {
        (PublishOutcome::Created, _) => 1,
        (PublishOutcome::Merged, Some(row)) => {
            contracts::supersede(tx, row.row, at).await?;
            row.revision + 1
        }
        _ => return Ok(()),
    };
    let event = record.event(tx).await?;
    let document = &step.document;
    let blob = contents::keep_blob(tx, &document.packed, at).await?;
    let meaning = (document.contract.kind, document.read.meaning());
    let content = contents::keep_meaning(tx, meaning, blob, at).await?;
    let target = match &document.target {
        None => None,
        Some(target) => {
            let provider = services::find_or_create(tx, &target.service, at).await?;
            Some((provider.row, target.contract.as_ref()))
        }
    };
    let new = NewContract {
        of: (version.service, version.row),
        contract: &document.contract,
        revision,
        target,
        content,
        document: blob,
        file: document.file.as_deref(),
    };
    contracts::add(tx, &new, event).await
}
