//! May this version be deployed?

pub(crate) mod can_i_deploy;
