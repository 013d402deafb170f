//! From the body of a publication to contracts that have been read.

use super::invalid;
use crate::app::App;
use crate::jobs::answers::{Document as AtHand, Side};
use crate::jobs::documents;
use crate::problem::Problem;
use crate::store::contents::{self, Packed};
use crate::store::reading;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use handfast_contracts::hash::Blob;
use handfast_contracts::kind::{Contract, Role};
use handfast_contracts::name::{ContractName, ServiceName};
use handfast_contracts::wire::{
    Content, ContractRef, FieldProblem, OnConflict, Publication, PublishedContract, Target,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The most contracts of one publication.
const MOST: usize = 200;

/// A document of a publication, read.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// Which contract it becomes.
    pub(super) contract: ContractRef,
    /// The provider that it is about.
    pub(super) target: Option<Target>,
    /// The file that it came from.
    pub(super) file: Option<String>,
    /// What happens when the version says something else already.
    pub(super) on_conflict: OnConflict,
    /// What it says.
    pub(super) read: Arc<Contract>,
    /// The document, for keeping.
    pub(super) packed: Arc<Packed>,
}

impl Document {
    /// The document as one side of a question.
    pub(super) fn side(&self) -> Side {
        Side {
            meaning: self.read.meaning(),
            bytes: self.packed.size as u64,
            document: AtHand::Read(Arc::clone(&self.read)),
        }
    }
}

/// Reads every document of a publication.
pub(super) async fn documents(app: &App, body: &Publication) -> Result<Vec<Document>, Problem> {
    if body.contracts.len() > MOST {
        let message = format!("at most {MOST} at once, these are {}", body.contracts.len());
        return Err(invalid(vec![FieldProblem { field: "contracts".to_owned(), message }]));
    }
    let bytes = bytes(app, body).await?;
    let (contracts, limits) = (body.contracts.clone(), app.limits);
    let read = app.workers.run(move || -> Result<Vec<Document>, Problem> {
        let both = contracts.into_iter().zip(bytes).enumerate();
        both.map(|(index, (one, bytes))| document(index, one, &bytes, &limits)).collect()
    });
    let documents = read.await??;
    each_once(&documents)?;
    Ok(documents)
}

/// The bytes of every document, sent or stored.
async fn bytes(app: &App, body: &Publication) -> Result<Vec<Vec<u8>>, Problem> {
    let named: Vec<Blob> = body
        .contracts
        .iter()
        .filter_map(|one| match one.content {
            Content::Blob(blob) => Some(blob),
            _ => None,
        })
        .collect();
    let mut known = BTreeSet::new();
    if !named.is_empty() {
        known = reading!(app.db, |tx| contents::known(tx, &named).await)?;
    }
    let missing: BTreeSet<_> = named.iter().filter(|blob| !known.contains(blob)).collect();
    if !missing.is_empty() {
        let blobs = missing.iter().map(ToString::to_string).collect();
        return Err(Problem::ContentNeeded { blobs });
    }
    let mut all = Vec::new();
    for (index, one) in body.contracts.iter().enumerate() {
        all.push(match &one.content {
            Content::Text(text) => text.clone().into_bytes(),
            Content::Base64(text) => STANDARD.decode(text).map_err(|error| {
                let field = format!("contracts[{index}].content.base64");
                invalid(vec![FieldProblem { field, message: error.to_string() }])
            })?,
            Content::Blob(blob) => documents::bytes(app, *blob).await?,
        });
    }
    Ok(all)
}

fn document(
    index: usize,
    one: PublishedContract,
    bytes: &[u8],
    limits: &handfast_contracts::text::Limits,
) -> Result<Document, Problem> {
    let field = |name: &str, message: String| {
        invalid(vec![FieldProblem { field: format!("contracts[{index}].{name}"), message }])
    };
    let read = documents::read(one.kind, one.file.as_deref(), bytes, limits)
        .map_err(|error| field("content", error.to_string()))?;
    if let Some(error) = read.error() {
        return Err(Problem::Invalid {
            detail: format!("{}: {}", error.location, error.message),
            fields: vec![FieldProblem {
                field: format!("contracts[{index}].content"),
                message: format!("cannot be published: {}", error.message),
            }],
            diagnostics: read.diagnostics().to_vec(),
        });
    }
    let target = target(&one, &read).map_err(|message| field("target", message))?;
    let name = name(&one, target.as_ref()).map_err(|message| field("name", message))?;
    let packed = documents::pack(bytes).map_err(|error| Problem::internal(&error))?;
    Ok(Document {
        contract: ContractRef { kind: one.kind, name },
        target,
        file: one.file,
        on_conflict: one.on_conflict,
        read: Arc::new(read),
        packed: Arc::new(packed),
    })
}

/// The provider that a consumer's contract is about: as the publication says, else as the
/// document does.
fn target(one: &PublishedContract, read: &Contract) -> Result<Option<Target>, String> {
    match (one.kind.role(), &one.target) {
        (Role::Provider, None) => Ok(None),
        (Role::Provider, Some(_)) => {
            Err(format!("a contract of kind {} is about no other service", one.kind))
        }
        (Role::Consumer, Some(target)) => Ok(Some(target.clone())),
        (Role::Consumer, None) => match read.named_parties().1 {
            Some(provider) => {
                let service = ServiceName::new(provider).map_err(|error| error.to_string())?;
                Ok(Some(Target { service, contract: None }))
            }
            None => Err(format!("a contract of kind {} is about a provider; name it", one.kind)),
        },
    }
}

/// A consumer's contract that was given no name is called like its provider, so that a consumer
/// of several has one for each.
fn name(one: &PublishedContract, target: Option<&Target>) -> Result<ContractName, String> {
    match target {
        Some(target) if one.name == ContractName::default() => {
            ContractName::new(target.service.as_str()).map_err(|error| error.to_string())
        }
        _ => Ok(one.name.clone()),
    }
}

fn each_once(documents: &[Document]) -> Result<(), Problem> {
    let mut seen = BTreeSet::new();
    for (index, one) in documents.iter().enumerate() {
        if !seen.insert(&one.contract) {
            let ContractRef { kind, name } = &one.contract;
            return Err(invalid(vec![FieldProblem {
                field: format!("contracts[{index}].name"),
                message: format!("the {kind} contract {name} is published twice; name them apart"),
            }]));
        }
    }
    Ok(())
}
