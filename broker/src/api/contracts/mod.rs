//! Contracts of versions, and their documents.

pub(crate) mod content;
pub(crate) mod known;
pub(crate) mod show;
