//! The broker from outside: its store and its actions on both databases.

mod store;
mod support;
