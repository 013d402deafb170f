//! Verifications and comparisons.

pub(crate) mod comparisons;
pub(crate) mod verification_set;
pub(crate) mod verifications;
pub(crate) mod verify;
