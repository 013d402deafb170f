//! The store: every function on both databases.

mod open;
mod transactions;
