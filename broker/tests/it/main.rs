//! The broker from outside: its store and its actions on both databases.

mod access;
mod actions;
mod api;
mod contract;
mod process;
mod store;
mod support;
