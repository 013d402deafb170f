//! What is put into environments and taken out of them.

pub(crate) mod deploy;
pub(crate) mod end_support;
pub(crate) mod list;
pub(crate) mod release;
pub(crate) mod undeploy;
