//! What publishing would do, without storing any of it.

use super::consequences::Consequences;
use super::plan::{Plan, subject};
use super::read::Document;
use crate::actions::subject::{Subject, SubjectContract};
use crate::app::App;
use crate::problem::Problem;
use crate::store::{StoreError, Tx, contents, contracts, reading, services, versions};
use handfast_contracts::wire::{Publication, Published};

/// The answer that publishing would give. (Answers about meanings are kept: they are facts about
/// documents, not about versions.)
pub(super) async fn rehearse(
    app: &App,
    body: &Publication,
    documents: Vec<Document>,
) -> Result<Published, Problem> {
    let plan = Plan::make(app, body, &documents).await?;
    let now = app.now();
    let consequences = reading!(app.db, |tx| {
        let subject = tried(tx, body, &plan).await?;
        Consequences::gather(tx, subject, plan.outcomes(), now).await
    })?;
    consequences.answer(app, None).await
}

/// The version as it would be.
async fn tried(tx: &mut Tx, body: &Publication, plan: &Plan) -> Result<Subject, StoreError> {
    let service = services::find(tx, &body.service).await?;
    let version = match &service {
        Some(service) => versions::find(tx, service.row, &body.version).await?,
        None => None,
    };
    let mut tried = Subject {
        service: body.service.clone(),
        service_row: None,
        version: body.version.clone(),
        stored: None,
        branch: body.branch.clone(),
        contracts: Vec::new(),
        missing: Vec::new(),
    };
    if let Some(service) = service {
        tried = subject(body, service, version.as_ref().map(|one| (one.row, one.ordinal)));
    }
    for step in &plan.steps {
        tried.contracts.push(contract(tx, &step.document).await?);
    }
    tried.contracts.extend(plan.carried.iter().map(SubjectContract::stored));
    if let Some(version) = version {
        for row in contracts::of_version(tx, version.row).await? {
            if !tried.contracts.iter().any(|one| one.contract == row.contract) {
                tried.contracts.push(SubjectContract::stored(&row));
            }
        }
    }
    tried.missing = tried.lacking(&tried.before(tx).await?);
    Ok(tried)
}

async fn contract(tx: &mut Tx, document: &Document) -> Result<SubjectContract, StoreError> {
    let target = match &document.target {
        None => None,
        Some(target) => {
            let found = services::find(tx, &target.service).await?;
            Some((found.map(|service| service.row), target.clone()))
        }
    };
    let kind = document.contract.kind;
    Ok(SubjectContract {
        contract: document.contract.clone(),
        target,
        content: contents::row_of(tx, kind, document.read.meaning()).await?,
        side: document.side(),
    })
}
