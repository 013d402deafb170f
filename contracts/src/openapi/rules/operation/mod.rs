//! Rules about operations and the paths under which they are served.

mod base_path_added;
mod base_path_removed;
mod operation_added;
mod operation_id_changed;
mod operation_removed;
mod operation_tags_changed;

use crate::openapi::change::Fact;
use crate::rule::Rule;

/// The rules of this area, sorted by id.
pub(super) static RULES: &[&Rule<Fact>] = &[
    &base_path_added::RULE,
    &base_path_removed::RULE,
    &operation_added::RULE,
    &operation_id_changed::RULE,
    &operation_removed::RULE,
    &operation_tags_changed::RULE,
];
