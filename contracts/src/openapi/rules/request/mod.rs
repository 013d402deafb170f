//! Rules about request bodies and their media types, and about what webhooks send.

mod request_body_added_optional;
mod request_body_added_required;
mod request_body_became_optional;
mod request_body_became_required;
mod request_body_removed;
mod request_encoding_changed;
mod request_media_type_added;
mod request_media_type_removed;
mod webhook_request_strengthened;
mod webhook_request_weakened;

use crate::openapi::change::Fact;
use crate::rule::Rule;

/// The rules of this area, sorted by id.
pub(super) static RULES: &[&Rule<Fact>] = &[
    &request_body_added_optional::RULE,
    &request_body_added_required::RULE,
    &request_body_became_optional::RULE,
    &request_body_became_required::RULE,
    &request_body_removed::RULE,
    &request_encoding_changed::RULE,
    &request_media_type_added::RULE,
    &request_media_type_removed::RULE,
    &webhook_request_strengthened::RULE,
    &webhook_request_weakened::RULE,
];
