//! Rules about path, query, header and cookie parameters.

mod parameter_added_optional;
mod parameter_added_required;
mod parameter_added_required_with_default;
mod parameter_became_optional;
mod parameter_became_required;
mod parameter_became_required_with_default;
mod parameter_default_changed;
mod parameter_removed;
mod parameter_serialization_changed;
mod parameter_serialization_widened;

use crate::openapi::change::Fact;
use crate::rule::Rule;

/// The rules of this area, sorted by id.
pub(super) static RULES: &[&Rule<Fact>] = &[
    &parameter_added_optional::RULE,
    &parameter_added_required::RULE,
    &parameter_added_required_with_default::RULE,
    &parameter_became_optional::RULE,
    &parameter_became_required::RULE,
    &parameter_became_required_with_default::RULE,
    &parameter_default_changed::RULE,
    &parameter_removed::RULE,
    &parameter_serialization_changed::RULE,
    &parameter_serialization_widened::RULE,
];
