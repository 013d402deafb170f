//! The broker: stores contracts, what is live where, and the evidence, and answers can-i-deploy.
//!
//! ```text
//! router ─▶ api | pact | ui ─▶ actions ─▶ store ─▶ database
//!                              actions ─▶ handfast_contracts
//! ```

pub mod app;
pub mod caller;
pub mod jobs;
pub mod problem;
pub mod store;
pub mod ui;
