//! Publishing contracts, and what changed.

pub(crate) mod diff;
pub(crate) mod publish;
