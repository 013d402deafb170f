//! The Handfast command line.
//!
//! ```text
//! main ─▶ cli ─▶ commands ─▶ input | broker_client | replay ─▶ views ─▶ output
//!                    └──▶ settings, ci            handfast_contracts
//! ```
//!
//! | module | what it is for |
//! |---|---|
//! | [`cli`] | arguments and help texts |
//! | [`commands`] | one file per command: resolve, ask, write |
//! | [`context`], [`settings`], [`repository_file`], [`credentials`], [`ci`] | what is settled before a command starts |
//! | [`source`], [`input`] | where documents come from, and reading them as contracts |
//! | [`broker_client`] | the broker's API, typed |
//! | [`replay`] | interactions against a running provider |
//! | [`views`], [`output`] | how results look, and where they go |
//! | [`outcome`], [`failure`] | exit codes, and why a command came to no answer |

pub mod broker_client;
pub mod ci;
pub mod cli;
pub mod commands;
pub mod context;
pub mod credentials;
pub mod failure;
pub mod input;
pub mod outcome;
pub mod output;
pub mod replay;
pub mod repository_file;
pub mod settings;
pub mod source;
pub mod views;
