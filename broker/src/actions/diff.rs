//! What changed between two versions of a contract.

use super::baseline;
use super::named;
use super::subject::Subject;
use super::versions::contract;
use crate::app::App;
use crate::jobs::documents::{self, Stored};
use crate::problem::Problem;
use crate::store::contracts::{self, ContractRow};
use crate::store::versions::{Having, VersionRow};
use crate::store::{StoreError, Tx, reading, services::ServiceRow};
use handfast_contracts::kind::{Contract, KindId};
use handfast_contracts::name::VersionNumber;
use handfast_contracts::policy::Policy;
use handfast_contracts::report::{Report, Subject as Label};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{DiffQuery, Difference, FieldProblem};
use std::sync::Arc;

/// What changed between two versions of a contract; without an old version, against the
/// baseline, and without a new one, in the main branch's head.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Invalid`] when the contract is not told, and those of the
/// store.
pub async fn diff(app: &App, query: &DiffQuery) -> Result<Difference, Problem> {
    let (new, old) = reading!(app.db, |tx| {
        let service = named::service(tx, &query.service).await?;
        let to = new_version(tx, &service, query).await?;
        let label = format!("{} {}", service.name, to.number);
        let kind = match query.kind {
            Some(kind) => kind,
            None => only_kind(tx, &to).await?,
        };
        let new = contract(tx, (to.row, &label), kind, &query.name).await?;
        let from = match &query.from {
            Some(number) => Some(named::version(tx, &service, number).await?),
            None => {
                let subject = Subject::stored(tx, &service, &to, None).await?;
                let having = Having::Contract(kind, &new.contract.name);
                match subject.of() {
                    Some(of) => baseline::find(tx, of, having).await?,
                    None => None,
                }
            }
        };
        let old = match from {
            None => None,
            Some(from) => {
                let label = format!("{} {}", service.name, from.number);
                let old = contract(tx, (from.row, &label), kind, &new.contract.name).await?;
                Some((from, old))
            }
        };
        Ok(((to, new), old))
    })?;
    let (to, new) = new;
    let stored = |row: &ContractRow| Stored {
        kind: row.contract.kind,
        blob: row.blob,
        file: row.file.clone(),
    };
    let report = match &old {
        None => None,
        Some((from, row)) => {
            let old = (documents::contract(app, &stored(row)).await?, &from.number);
            let read = (documents::contract(app, &stored(&new)).await?, &to.number);
            Some(report(app, query.service.as_str(), old, read).await?)
        }
    };
    let from = old.map(|(from, _)| from.number);
    Ok(Difference { contract: new.contract, from, to: to.number, report })
}

async fn new_version(
    tx: &mut Tx,
    service: &ServiceRow,
    query: &DiffQuery,
) -> Result<VersionRow, StoreError> {
    if let Some(number) = &query.to {
        return named::version(tx, service, number).await;
    }
    let branch = service.main_branch()?;
    match crate::store::branches::head(tx, service.row, &branch).await? {
        Some(head) => Ok(head),
        None => {
            let message =
                format!("{} has no version on {branch}; name the new version", service.name);
            Err(missing_field("to", message).into())
        }
    }
}

async fn only_kind(tx: &mut Tx, version: &VersionRow) -> Result<KindId, StoreError> {
    let all = contracts::of_version(tx, version.row).await?;
    let mut kinds: Vec<KindId> = all.iter().map(|row| row.contract.kind).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [kind] => Ok(*kind),
        [] => {
            let known = Vec::new();
            let name = format!("a contract of {}", version.number);
            Err(Problem::NotFound { what: "contract", name, known }.into())
        }
        several => {
            let words: Vec<_> = several.iter().map(|kind| kind.as_str()).collect();
            let message = format!("{} has contracts of {}", version.number, words.join(", "));
            Err(missing_field("kind", message).into())
        }
    }
}

fn missing_field(field: &str, message: String) -> Problem {
    Problem::Invalid {
        detail: "The question does not say what to compare.".to_owned(),
        fields: vec![FieldProblem { field: field.to_owned(), message }],
        diagnostics: Vec::new(),
    }
}

/// The report on two versions of a contract of `service`, under the broker's policy.
pub(super) async fn report(
    app: &App,
    service: &str,
    (old, from): (Arc<Contract>, &VersionNumber),
    (new, to): (Arc<Contract>, &VersionNumber),
) -> Result<Report, Problem> {
    let label = |version: &VersionNumber| Label {
        label: format!("{service}@{version}"),
        version: Some(version.as_str().to_owned()),
    };
    let (from, to, now): (Label, Label, Timestamp) = (label(from), label(to), app.now());
    let report =
        app.workers.run(move || Report::of((&old, from), (&new, to), &Policy::default(), now));
    report.await?.map_err(|error| Problem::internal(&error))
}
