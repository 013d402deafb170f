//! The rules that judge changes, as this broker knows them.

pub(crate) mod list;
pub(crate) mod show;
