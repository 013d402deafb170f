//! Environments, and what is live in them.

pub(crate) mod list;
pub(crate) mod live;
pub(crate) mod put;
pub(crate) mod show;
