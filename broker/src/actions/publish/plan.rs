//! What each document of a publication means for what is stored.

use super::read::Document;
use crate::actions::diff::report;
use crate::actions::subject::Subject;
use crate::app::App;
use crate::jobs::documents::{self, Stored};
use crate::problem::Problem;
use crate::store::contracts::{self, ContractRow};
use crate::store::versions;
use crate::store::{Row, reading, services};
use handfast_contracts::hash::{Blob, Meaning};
use handfast_contracts::kind;
use handfast_contracts::text::Diagnostic;
use handfast_contracts::wire::{ContractRef, OnConflict, Publication, PublishOutcome};
use std::sync::Arc;

/// What is to be done.
#[derive(Debug)]
pub(super) struct Plan {
    /// One step a document.
    pub(super) steps: Vec<Step>,
    /// Contracts of the version before that are carried over.
    pub(super) carried: Vec<ContractRow>,
}

/// What is to be done with one document.
#[derive(Debug)]
pub(super) struct Step {
    /// The document.
    pub(super) document: Document,
    /// What happens to it.
    pub(super) outcome: PublishOutcome,
    /// What the version had under this name when the plan was made.
    pub(super) found: Option<ContractRow>,
}

impl Step {
    /// The row that the plan rests on.
    pub(super) fn found_row(&self) -> Option<Row> {
        self.found.as_ref().map(|row| row.row)
    }
}

/// What happened to a contract, for the answer.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) contract: ContractRef,
    pub(super) outcome: PublishOutcome,
    pub(super) blob: Blob,
    pub(super) meaning: Meaning,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Plan {
    /// Looks at the store and plans.
    ///
    /// # Errors
    /// [`Problem::Conflict`] where the version already says something else.
    pub(super) async fn make(
        app: &App,
        body: &Publication,
        documents: &[Document],
    ) -> Result<Self, Problem> {
        let (stored, before) = reading!(app.db, |tx| {
            let Some(service) = services::find(tx, &body.service).await? else {
                return Ok((Vec::new(), Vec::new()));
            };
            let version = versions::find(tx, service.row, &body.version).await?;
            let mut stored = Vec::new();
            if let Some(version) = &version {
                stored = contracts::of_version(tx, version.row).await?;
            }
            let mut before = Vec::new();
            if body.carry_forward {
                let place = version.map(|version| (version.row, version.ordinal));
                before = subject(body, service, place).before(tx).await?;
            }
            Ok((stored, before))
        })?;
        let mut steps = Vec::new();
        for document in documents {
            let found = stored.iter().find(|row| row.contract == document.contract);
            steps.push(step(app, body, document.clone(), found.cloned()).await?);
        }
        let has = |contract: &ContractRef| {
            documents.iter().any(|one| one.contract == *contract)
                || stored.iter().any(|row| row.contract == *contract)
        };
        let carried = before.into_iter().filter(|row| !has(&row.contract)).collect();
        Ok(Self { steps, carried })
    }

    /// What will have happened, in the order of the request, then what is carried over.
    pub(super) fn outcomes(&self) -> Vec<Outcome> {
        let published = self.steps.iter().map(|step| {
            let read = &step.document.read;
            let kept = match (&step.found, step.outcome) {
                (Some(row), PublishOutcome::Replayed | PublishOutcome::Equivalent) => {
                    (row.blob, row.meaning)
                }
                _ => (read.blob(), read.meaning()),
            };
            Outcome {
                contract: step.document.contract.clone(),
                outcome: step.outcome,
                blob: kept.0,
                meaning: kept.1,
                diagnostics: read.diagnostics().to_vec(),
            }
        });
        let carried = self.carried.iter().map(|row| Outcome {
            contract: row.contract.clone(),
            outcome: PublishOutcome::Carried,
            blob: row.blob,
            meaning: row.meaning,
            diagnostics: Vec::new(),
        });
        published.chain(carried).collect()
    }
}

/// The version of a publication, without its contracts.
pub(super) fn subject(
    body: &Publication,
    service: services::ServiceRow,
    stored: Option<(Row, i64)>,
) -> Subject {
    Subject {
        service: body.service.clone(),
        service_row: Some(service),
        version: body.version.clone(),
        stored,
        branch: body.branch.clone(),
        contracts: Vec::new(),
        missing: Vec::new(),
    }
}

async fn step(
    app: &App,
    body: &Publication,
    document: Document,
    found: Option<ContractRow>,
) -> Result<Step, Problem> {
    let Some(row) = &found else {
        return Ok(Step { document, outcome: PublishOutcome::Created, found });
    };
    let target = row.target.as_ref().map(|(_, target)| target);
    if target != document.target.as_ref() {
        return Err(other_target(body, &document, row));
    }
    let outcome = if row.blob == document.read.blob() {
        PublishOutcome::Replayed
    } else if row.meaning == document.read.meaning() {
        PublishOutcome::Equivalent
    } else {
        match document.on_conflict {
            OnConflict::Fail => return Err(other_meaning(app, body, &document, row).await?),
            OnConflict::Merge => return merge(app, body, document, row.clone()).await,
        }
    };
    Ok(Step { document, outcome, found })
}

fn other_target(body: &Publication, document: &Document, row: &ContractRow) -> Problem {
    let about = row.target.as_ref().map_or("nothing", |(_, target)| target.service.as_str());
    let detail = format!(
        "{} {} already has the {} contract {}, about {about}.",
        body.service, body.version, document.contract.kind, document.contract.name
    );
    let hints = vec!["give the contract a name of its own, with --name".to_owned()];
    Problem::Conflict { detail, report: None, hints }
}

/// The version already says something else under this name.
async fn other_meaning(
    app: &App,
    body: &Publication,
    document: &Document,
    row: &ContractRow,
) -> Result<Problem, Problem> {
    let stored = stored(app, row).await?;
    let new = Arc::clone(&document.read);
    let version = &body.version;
    let report = report(app, body.service.as_str(), (stored, version), (new, version)).await?;
    let ContractRef { kind, name } = &document.contract;
    let detail = format!(
        "{} {version} already has the {kind} contract {name}, and it says something else.",
        body.service
    );
    let hints = vec![
        format!(
            "publish under a new version: handfast publish --service {} --version NEW",
            body.service
        ),
        format!("see what is stored: handfast diff broker:{}@{version} FILE", body.service),
    ];
    Ok(Problem::Conflict { detail, report: Some(Box::new(report)), hints })
}

async fn stored(
    app: &App,
    row: &ContractRow,
) -> Result<Arc<handfast_contracts::kind::Contract>, Problem> {
    let stored = Stored { kind: row.contract.kind, blob: row.blob, file: row.file.clone() };
    documents::contract(app, &stored).await
}

/// Unites a document with what the version already says, which may be all of it.
async fn merge(
    app: &App,
    body: &Publication,
    document: Document,
    row: ContractRow,
) -> Result<Step, Problem> {
    let stored = documents::bytes(app, row.blob).await?;
    let sent = documents::unpacked(app, &document.packed).await?;
    let (kind, limits) = (document.contract.kind, app.limits);
    let (file, stored_file) = (document.file.clone(), row.file.clone());
    let united = app.workers.run(move || -> Result<_, Problem> {
        let old = documents::source(stored_file.as_deref(), &stored);
        let new = documents::source(file.as_deref(), &sent);
        let bytes = kind::merge(kind, old, new, &limits).map_err(|error| error.to_string());
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(message) => return Ok(Err(message)),
        };
        let read = documents::read(kind, stored_file.as_deref(), &bytes, &limits)
            .map_err(|error| Problem::internal(&error))?;
        let packed = documents::pack(&bytes).map_err(|error| Problem::internal(&error))?;
        Ok(Ok((read, packed)))
    });
    let (read, packed) = match united.await?? {
        Ok(united) => united,
        Err(message) => {
            let ContractRef { kind, name } = &document.contract;
            let detail = format!(
                "The {kind} contract {name} of {} {} cannot be merged: {message}.",
                body.service, body.version
            );
            let hints = vec![format!(
                "publish under a new version: handfast publish --service {} --version NEW",
                body.service
            )];
            return Err(Problem::Conflict { detail, report: None, hints });
        }
    };
    let nothing_new = read.meaning() == row.meaning;
    let outcome = if nothing_new { PublishOutcome::Equivalent } else { PublishOutcome::Merged };
    let united = Document {
        read: Arc::new(read),
        packed: Arc::new(packed),
        file: row.file.clone(),
        ..document
    };
    Ok(Step { document: united, outcome, found: Some(row) })
}
