//! The broker from outside: its store and its actions on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod actions;
mod api;
mod contract;
mod process;
mod store;
mod support;
