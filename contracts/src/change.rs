//! The envelope of every change: a fact about two versions, where it stands and takes effect.
//!
//! A change says what happened and never whether that is bad; judging is [`crate::judge`]'s.

use crate::fingerprint::Facet;
use crate::location::{Location, Place};

/// One edit between two versions of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<F> {
    /// What happened, in the words of the contract's kind.
    pub fact: F,
    /// Where it stands in the old document; `None` for what was added.
    pub old: Option<Location>,
    /// Where it stands in the new document; `None` for what was removed.
    pub new: Option<Location>,
    /// The changed value in normal form, for fingerprints.
    pub facet: Facet,
    /// Every place where the edit takes effect, sorted, without duplicates.
    pub uses: Vec<Place>,
}
