//! The version that another is compared with, and the one that came before it.
//!
//! 1. The version before it on the same branch: the highest lower one by semantic versioning,
//!    else the one that was added before it.
//! 2. On a release line, that is for a semantic version below the main branch's head, the highest
//!    lower release of the service.
//! 3. On a new branch, the head of the main branch.
//! 4. Without any branch, the highest lower release, the head of the main branch, the version
//!    that became known before it, in this order.
//!
//! When versions were published never orders versions of different branches. Only versions that
//! have the contract in question count.

use crate::store::branches::Candidate;
use crate::store::services::ServiceRow;
use crate::store::versions::{Having, VersionRow};
use crate::store::{Row, StoreError, Tx, branches, contracts, versions};
use handfast_contracts::name::{BranchName, VersionNumber};
use handfast_contracts::semver::lenient;

/// A version whose baseline is sought; it may not be stored yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    /// Its service.
    pub(super) service: &'a ServiceRow,
    /// Its number.
    pub(super) number: &'a VersionNumber,
    /// Its row and ordinal, where it is stored.
    pub(super) stored: Option<(Row, i64)>,
    /// The branch that it is looked at on.
    pub(super) branch: Option<&'a BranchName>,
}

/// The baseline of a version.
pub(super) async fn find(
    tx: &mut Tx,
    of: Of<'_>,
    having: Having<'_>,
) -> Result<Option<VersionRow>, StoreError> {
    let service = of.service.row;
    let row = of.stored.map(|(row, _)| row);
    let candidate = Candidate { number: of.number.as_str(), row };
    if let Some(branch) = of.branch
        && let Some(before) = branches::before(tx, branch, service, &candidate, having).await?
    {
        return Ok(Some(before));
    }
    let main = of.service.main_branch()?;
    let head = main_head(tx, &of, &main, having).await?;
    let lower = versions::highest_below(tx, service, of.number, having).await?;
    Ok(match of.branch {
        // Nothing came before it on the main branch itself: it is the first, or fills in the past.
        Some(branch) if *branch == main => lower,
        Some(_) if is_below(of.number, head.as_ref()) => lower,
        Some(_) => head,
        None => match lower.or(head) {
            Some(found) => Some(found),
            None => {
                let ordinal = of.stored.map_or(i64::MAX, |(_, ordinal)| ordinal);
                versions::newest_before(tx, service, ordinal, having).await?
            }
        },
    })
}

/// The main branch's head, where it is another version and has the contract.
async fn main_head(
    tx: &mut Tx,
    of: &Of<'_>,
    main: &BranchName,
    having: Having<'_>,
) -> Result<Option<VersionRow>, StoreError> {
    let head = branches::head(tx, of.service.row, main).await?;
    let Some(head) = head.filter(|head| head.number != *of.number) else { return Ok(None) };
    let has = match having {
        Having::Any => !contracts::of_version(tx, head.row).await?.is_empty(),
        Having::Contract(kind, name) => contracts::find(tx, head.row, kind, name).await?.is_some(),
    };
    Ok(has.then_some(head))
}

fn is_below(number: &VersionNumber, head: Option<&VersionRow>) -> bool {
    let head = head.and_then(|head| lenient(head.number.as_str()));
    lenient(number.as_str()).zip(head).is_some_and(|(number, head)| number < head)
}

/// The branch that a stored version is looked at on: its service's main branch where it is on
/// it, else the one that it was put on last.
pub(super) async fn branch_of(
    tx: &mut Tx,
    service: &ServiceRow,
    version: Row,
) -> Result<Option<BranchName>, StoreError> {
    let mut all = branches::of_versions(tx, &[version]).await?.remove(&version).unwrap_or_default();
    let main = service.main_branch()?;
    if all.contains(&main) {
        return Ok(Some(main));
    }
    Ok(all.pop())
}
