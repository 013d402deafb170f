//! Rules about responses, their media types and headers, and about answers to webhooks.

mod response_error_status_added;
mod response_error_status_removed;
mod response_header_added;
mod response_header_became_optional;
mod response_header_became_required;
mod response_link_changed;
mod response_media_type_added;
mod response_media_type_removed;
mod response_optional_header_removed;
mod response_required_header_removed;
mod response_success_status_added;
mod response_success_status_removed;
mod webhook_response_accepted;
mod webhook_response_refused;

use crate::openapi::change::Fact;
use crate::rule::Rule;

/// The rules of this area, sorted by id.
pub(super) static RULES: &[&Rule<Fact>] = &[
    &response_error_status_added::RULE,
    &response_error_status_removed::RULE,
    &response_header_added::RULE,
    &response_header_became_optional::RULE,
    &response_header_became_required::RULE,
    &response_link_changed::RULE,
    &response_media_type_added::RULE,
    &response_media_type_removed::RULE,
    &response_optional_header_removed::RULE,
    &response_required_header_removed::RULE,
    &response_success_status_added::RULE,
    &response_success_status_removed::RULE,
    &webhook_response_accepted::RULE,
    &webhook_response_refused::RULE,
];
