//! The rules of kind `openapi`: one file and one page each, in a folder per area.
//!
//! A rule looks at one fact and says in one sentence what it means for the API's users, or nothing.
//! Every fact has exactly one rule, so no change is silent and none is told twice; the laws are in
//! `tests/it/rule_laws.rs`. To add one, write `<area>/<rule>.rs` and `<area>/<rule>.md`, and two
//! lines in `<area>/mod.rs`.

mod facts;
mod lifecycle;
mod operation;
mod parameter;
mod request;
mod response;
mod schema;
mod security;
mod words;

use super::change::Fact;
use crate::rule::Rule;

/// Every rule, by area and within an area by id.
pub fn all() -> Vec<&'static Rule<Fact>> {
    [
        operation::RULES,
        parameter::RULES,
        request::RULES,
        response::RULES,
        schema::RULES,
        security::RULES,
        lifecycle::RULES,
    ]
    .concat()
}
