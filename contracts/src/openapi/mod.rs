//! Kind `openapi`: text to model, model to changes, changes to findings.
//!
//! Version front-ends lower OpenAPI documents to one normalised [`Model`]; everything behind them
//! knows only the model.
//!
//! | module | what it is for |
//! |---|---|
//! | [`model`] | an API in normal form, routing, schemas as plain JSON |
//! | [`parse`](mod@parse) | documents to models, with diagnostics |
//! | [`meaning`](mod@meaning) | hashes of what schemas and documents say |
//! | [`change`] | facts about two versions |
//! | [`diff`](mod@diff), [`uses`] | from two models to facts, with the places where they take effect |
//! | [`rules`] | what each fact means for the API's users |

pub mod change;
mod diff;
pub mod meaning;
pub mod model;
pub mod parse;
mod resolve;
pub mod rules;
mod uses;

pub use diff::diff;
pub use meaning::meaning;
pub use model::Model;
pub use parse::{looks_like, parse};

use crate::judge::{self, Finding};
use crate::rule::RuleInfo;

/// What changed, judged.
pub fn findings(old: &Model, new: &Model) -> Vec<Finding> {
    judge::judge(&diff(old, new), &rules::all())
}

/// The rules of this kind.
pub fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    rules::all().into_iter().map(|rule| &rule.info)
}

#[cfg(test)]
mod tests;
