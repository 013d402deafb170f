//! Rules about how clients authenticate, and what they are allowed to do.

mod security_alternative_added;
mod security_alternative_removed;
mod security_dropped;
mod security_required;
mod security_scheme_address_added;
mod security_scheme_address_changed;
mod security_scheme_changed;
mod security_scope_added;
mod security_scope_removed;
mod webhook_security_changed;

use crate::openapi::change::Fact;
use crate::rule::Rule;

/// The rules of this area, sorted by id.
pub(super) static RULES: &[&Rule<Fact>] = &[
    &security_alternative_added::RULE,
    &security_alternative_removed::RULE,
    &security_dropped::RULE,
    &security_required::RULE,
    &security_scheme_address_added::RULE,
    &security_scheme_address_changed::RULE,
    &security_scheme_changed::RULE,
    &security_scope_added::RULE,
    &security_scope_removed::RULE,
    &webhook_security_changed::RULE,
];
