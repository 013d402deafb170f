//! The broker's own contract.

mod document;
mod routes;
