//! Tests of the domain as its callers see it, in one binary.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod facts;
mod page;
mod reports;
mod rule_laws;
mod rule_pages;
