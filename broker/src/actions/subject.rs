//! A version that something is asked about, as values: stored, or only tried out.

use super::baseline::{self, Of};
use crate::jobs::answers::{Document, Side};
use crate::jobs::documents::Stored;
use crate::store::contracts::{self, ContractRow};
use crate::store::services::ServiceRow;
use crate::store::versions::{Having, VersionRow};
use crate::store::{Row, StoreError, Tx};
use handfast_contracts::kind::Role;
use handfast_contracts::name::{BranchName, ServiceName, VersionNumber};
use handfast_contracts::wire::{ContractRef, Target};

/// A version with its contracts.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// Its service.
    pub(super) service: ServiceName,
    /// Its service as it is stored.
    pub(super) service_row: Option<ServiceRow>,
    /// Its number.
    pub(super) version: VersionNumber,
    /// Its row and ordinal, where it is stored.
    pub(super) stored: Option<(Row, i64)>,
    /// The branch that it is looked at on.
    pub(super) branch: Option<BranchName>,
    /// Its contracts.
    pub(super) contracts: Vec<SubjectContract>,
    /// Provider contracts that the version before it had and it lacks.
    pub(super) missing: Vec<ContractRef>,
}

/// A contract of a [`Subject`].
#[derive(Debug, Clone)]
pub(super) struct SubjectContract {
    /// Which contract.
    pub(super) contract: ContractRef,
    /// The provider that it is about, with its row where it is stored.
    pub(super) target: Option<(Option<Row>, Target)>,
    /// The row of its meaning, where it is stored.
    pub(super) content: Option<Row>,
    /// Its document.
    pub(super) side: Side,
}

impl SubjectContract {
    /// A stored contract.
    pub(super) fn stored(row: &ContractRow) -> Self {
        Self {
            contract: row.contract.clone(),
            target: row.target.as_ref().map(|(row, target)| (Some(*row), target.clone())),
            content: Some(row.content),
            side: side(row),
        }
    }
}

/// The document of a stored contract.
pub(super) fn side(row: &ContractRow) -> Side {
    let stored = Stored { kind: row.contract.kind, blob: row.blob, file: row.file.clone() };
    Side { meaning: row.meaning, bytes: row.bytes, document: Document::Stored(stored) }
}

impl Subject {
    /// A stored version, on `branch` or on the branch that it is mainly on.
    pub(super) async fn stored(
        tx: &mut Tx,
        service: &ServiceRow,
        version: &VersionRow,
        branch: Option<BranchName>,
    ) -> Result<Self, StoreError> {
        let branch = match branch {
            Some(branch) => Some(branch),
            None => baseline::branch_of(tx, service, version.row).await?,
        };
        let rows = contracts::of_version(tx, version.row).await?;
        let mut subject = Self {
            service: service.name.clone(),
            service_row: Some(service.clone()),
            version: version.number.clone(),
            stored: Some((version.row, version.ordinal)),
            branch,
            contracts: rows.iter().map(SubjectContract::stored).collect(),
            missing: Vec::new(),
        };
        subject.missing = subject.lacking(&subject.before(tx).await?);
        Ok(subject)
    }

    /// What the version is a candidate for; `None` for a service that is not stored.
    pub(super) fn of(&self) -> Option<Of<'_>> {
        Some(Of {
            service: self.service_row.as_ref()?,
            number: &self.version,
            stored: self.stored,
            branch: self.branch.as_ref(),
        })
    }

    /// The contracts of the version before it.
    pub(super) async fn before(&self, tx: &mut Tx) -> Result<Vec<ContractRow>, StoreError> {
        let Some(of) = self.of() else { return Ok(Vec::new()) };
        match baseline::find(tx, of, Having::Any).await? {
            Some(before) => contracts::of_version(tx, before.row).await,
            None => Ok(Vec::new()),
        }
    }

    /// The provider contracts among `before` that it lacks.
    pub(super) fn lacking(&self, before: &[ContractRow]) -> Vec<ContractRef> {
        before
            .iter()
            .filter(|row| row.role() == Role::Provider)
            .filter(|row| !self.contracts.iter().any(|has| has.contract == row.contract))
            .map(|row| row.contract.clone())
            .collect()
    }
}
