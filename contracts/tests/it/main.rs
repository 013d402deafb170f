//! Tests of the domain as its callers see it, in one binary.

mod facts;
mod page;
mod reports;
mod rule_laws;
mod rule_pages;
