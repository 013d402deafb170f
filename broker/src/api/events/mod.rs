//! What was ever done.

pub(crate) mod list;
