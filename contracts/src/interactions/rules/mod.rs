//! The rules of kind `interactions`. Nobody breaks when a consumer asks for something else; what
//! changes is what its provider has to serve.

mod interaction;

use super::change::Fact;
use crate::rule::Rule;

/// Every rule, sorted by id.
pub fn all() -> Vec<&'static Rule<Fact>> {
    interaction::RULES.to_vec()
}
