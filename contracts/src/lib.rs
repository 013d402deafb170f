//! The domain of Handfast.

pub mod hash;
pub mod name;
pub mod time;
