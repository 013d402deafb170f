//! Rules about deprecation, sunset dates and declared stability.

mod operation_deprecated;
mod operation_reactivated;
mod operation_removed_deprecated;
mod operation_removed_sunset;
mod operation_removed_unstable;
mod operation_stability_decreased;
mod operation_stability_increased;
mod operation_sunset_earlier;
mod operation_sunset_invalid;
mod operation_sunset_removed;
mod operation_sunset_set;
mod parameter_deprecated;
mod parameter_reactivated;
mod property_deprecated;
mod property_reactivated;

use crate::openapi::change::Fact;
use crate::rule::Rule;

/// The rules of this area, sorted by id.
pub(super) static RULES: &[&Rule<Fact>] = &[
    &operation_deprecated::RULE,
    &operation_reactivated::RULE,
    &operation_removed_deprecated::RULE,
    &operation_removed_sunset::RULE,
    &operation_removed_unstable::RULE,
    &operation_stability_decreased::RULE,
    &operation_stability_increased::RULE,
    &operation_sunset_earlier::RULE,
    &operation_sunset_invalid::RULE,
    &operation_sunset_removed::RULE,
    &operation_sunset_set::RULE,
    &parameter_deprecated::RULE,
    &parameter_reactivated::RULE,
    &property_deprecated::RULE,
    &property_reactivated::RULE,
];
