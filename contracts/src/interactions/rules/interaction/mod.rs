//! Rules about whole interactions.

mod interaction_added;
mod interaction_changed;
mod interaction_removed;

use crate::interactions::change::Fact;
use crate::rule::Rule;

/// The rules of this area, sorted by id.
pub(super) static RULES: &[&Rule<Fact>] =
    &[&interaction_added::RULE, &interaction_changed::RULE, &interaction_removed::RULE];
