//! Documents between the store, where they are packed, and the domain, which reads them.

use crate::app::App;
use crate::problem::Problem;
use crate::store::contents::{self, Packed};
use crate::store::{StoreError, reading};
use handfast_contracts::hash::Blob;
use handfast_contracts::kind::{Contract, KindId, Source};
use handfast_contracts::text::Unreadable;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How hard zstd tries. More gains little on small texts.
const LEVEL: i32 = 3;

/// How many contracts are kept in memory, and how many bytes their documents have together at
/// most: a model takes several times the bytes of its document.
const KEPT: usize = 64;
const KEPT_BYTES: usize = 2 << 20;

/// The name of a document that was published without one.
const UNNAMED: &str = "-";

/// A document that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What it is read as.
    pub kind: KindId,
    /// The hash of its bytes.
    pub blob: Blob,
    /// The file that it came from.
    pub file: Option<String>,
}

/// Contracts that were read lately, so that one that many others are compared with is read once.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    recent: Arc<Mutex<VecDeque<Recent>>>,
}

#[derive(Debug)]
struct Recent {
    document: Stored,
    contract: Arc<Contract>,
    bytes: usize,
}

impl Documents {
    fn find(&self, document: &Stored) -> Option<Arc<Contract>> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let place = recent.iter().position(|one| one.document == *document)?;
        let found = recent.remove(place)?;
        let contract = Arc::clone(&found.contract);
        recent.push_back(found);
        Some(contract)
    }

    fn keep(&self, document: Stored, contract: Arc<Contract>, bytes: usize) {
        if bytes > KEPT_BYTES / 2 {
            return;
        }
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.push_back(Recent { document, contract, bytes });
        let mut total: usize = recent.iter().map(|one| one.bytes).sum();
        while recent.len() > KEPT || total > KEPT_BYTES {
            let Some(oldest) = recent.pop_front() else { break };
            total -= oldest.bytes;
        }
    }
}

/// Reads a stored document.
///
/// # Errors
/// [`Problem::Internal`] when it is not stored or cannot be read any more, [`Problem::Busy`].
pub async fn contract(app: &App, document: &Stored) -> Result<Arc<Contract>, Problem> {
    if let Some(contract) = app.documents.find(document) {
        return Ok(contract);
    }
    let packed = packed(app, document.blob).await?;
    let size = packed.size;
    let (read, limits) = (document.clone(), app.limits);
    let contract = app.workers.run(move || -> Result<_, String> {
        let bytes = unpack(&packed).map_err(|error| error.to_string())?;
        Contract::parse(read.kind, source(read.file.as_deref(), &bytes), &limits)
            .map_err(|error| error.to_string())
    });
    let contract = Arc::new(contract.await?.map_err(|error| Problem::internal(&error))?);
    app.documents.keep(document.clone(), Arc::clone(&contract), size);
    Ok(contract)
}

/// The bytes of a stored document.
///
/// # Errors
/// [`Problem::Internal`] when it is not stored, [`Problem::Busy`].
pub async fn bytes(app: &App, blob: Blob) -> Result<Vec<u8>, Problem> {
    let packed = packed(app, blob).await?;
    unpacked(app, &Arc::new(packed)).await
}

/// The bytes of a packed document.
///
/// # Errors
/// [`Problem::Internal`] when it is broken, [`Problem::Busy`].
pub async fn unpacked(app: &App, packed: &Arc<Packed>) -> Result<Vec<u8>, Problem> {
    let packed = Arc::clone(packed);
    let bytes = app.workers.run(move || unpack(&packed)).await?;
    bytes.map_err(|error| Problem::internal(&error))
}

async fn packed(app: &App, blob: Blob) -> Result<Packed, Problem> {
    let found = reading!(app.db, |tx| contents::find(tx, blob).await)?;
    let missing = || StoreError::Unreadable(format!("the document {blob} is not stored")).into();
    found.ok_or_else(missing)
}

/// Reads a document that is being published.
///
/// # Errors
/// [`Unreadable`] for bytes that are no text, and for documents over the limits.
pub fn read(
    kind: KindId,
    file: Option<&str>,
    bytes: &[u8],
    limits: &handfast_contracts::text::Limits,
) -> Result<Contract, Unreadable> {
    Contract::parse(kind, source(file, bytes), limits)
}

/// A document under the name of the file that it came from.
pub fn source<'a>(file: Option<&'a str>, bytes: &'a [u8]) -> Source<'a> {
    Source { name: file.unwrap_or(UNNAMED), bytes }
}

/// Packs a document for keeping.
///
/// # Errors
/// The packer's, when memory runs out.
pub fn pack(bytes: &[u8]) -> std::io::Result<Packed> {
    let packed = zstd::bulk::compress(bytes, LEVEL)?;
    Ok(Packed { hash: Blob::of(bytes), bytes: packed, size: bytes.len() })
}

fn unpack(packed: &Packed) -> std::io::Result<Vec<u8>> {
    zstd::bulk::decompress(&packed.bytes, packed.size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_comes_back_as_it_went() {
        let text = "openapi: 3.1.0\n".repeat(100);
        let packed = pack(text.as_bytes()).unwrap();
        assert!(packed.bytes.len() < text.len() / 4);
        assert_eq!(unpack(&packed).unwrap(), text.as_bytes());
        assert_eq!(unpack(&pack(b"").unwrap()).unwrap(), b"");
    }
}
