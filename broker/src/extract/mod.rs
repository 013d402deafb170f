//! What handlers take: nouns from the path, questions from the query, bodies, and the caller.
//!
//! Whatever cannot be read is a [`Problem`], and whatever names a resource is authorised while it
//! is read. Not here: what a problem looks like; each surface has its own form for it.

mod body;
mod caller;
mod form;
mod path;
mod query;
mod unrendered;

pub use body::Body;
pub use form::Form;
pub use path::{
    ContractPath, EnvironmentPath, Path, RulePath, ServicePath, TokenPath, VersionPath,
};
pub use query::Query;
pub use unrendered::Unrendered;

use crate::problem::Problem;
use handfast_contracts::wire::FieldProblem;

/// A refusal because of one field or parameter.
fn wrong_field(detail: String, field: String, message: String) -> Problem {
    let fields = vec![FieldProblem { field, message }];
    Problem::Invalid { detail, fields, diagnostics: Vec::new() }
}

/// The field that `message` is about, below `path`: serde names missing and repeated fields only
/// in its message.
fn field_below(path: &str, message: &str) -> Option<String> {
    let named = ["missing field `", "unknown field `", "duplicate field `"]
        .into_iter()
        .find_map(|start| message.strip_prefix(start)?.split('`').next());
    match (path, named) {
        (".", None) => None,
        (".", Some(name)) => Some(name.to_owned()),
        (path, Some(name)) if path != name && !path.ends_with(&format!(".{name}")) => {
            Some(format!("{path}.{name}"))
        }
        (path, _) => Some(path.to_owned()),
    }
}
