//! The broker: stores contracts, what is live where, and the evidence, and answers can-i-deploy.
//!
//! ```text
//! cli ─▶ config ─▶ serve ─▶ router ─▶ api | ui ─▶ actions ─▶ store ─▶ database
//!                             access, extract      actions ─▶ handfast_contracts
//! ```
//!
//! [`router`] is the only list of addresses. [`access`] decides who may use them, [`extract`]
//! reads what they are sent, `api` renders what [`actions`] answer.

pub mod access;
pub mod actions;
pub mod address;
mod api;
pub mod app;
pub mod caller;
pub mod cli;
mod command;
pub mod config;
mod demo;
pub mod extract;
pub mod health;
pub mod jobs;
pub mod problem;
pub mod router;
mod serve;
pub mod store;
pub mod telemetry;
mod ui;
