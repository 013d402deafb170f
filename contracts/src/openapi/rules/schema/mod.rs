//! Rules about the values of bodies, parameters and headers. A rule is about one side: what
//! clients send may only widen, what they receive may only narrow.

mod discriminator_annotated;
mod format_annotation_changed;
mod keyword_annotation_changed;
mod mutability_annotated;
mod request_additional_properties_narrowed;
mod request_additional_properties_widened;
mod request_became_not_nullable;
mod request_became_nullable;
mod request_bound_loosened;
mod request_bound_tightened;
mod request_branch_added;
mod request_branch_removed;
mod request_conjunct_added;
mod request_conjunct_removed;
mod request_constraint_changed;
mod request_default_changed;
mod request_described;
mod request_discriminator_changed;
mod request_enum_added;
mod request_enum_removed;
mod request_enum_value_added;
mod request_enum_value_removed;
mod request_format_narrowed;
mod request_format_widened;
mod request_keyword_loosened;
mod request_keyword_tightened;
mod request_pattern_added;
mod request_pattern_changed;
mod request_pattern_removed;
mod request_property_added_optional;
mod request_property_added_required;
mod request_property_added_required_with_default;
mod request_property_became_optional;
mod request_property_became_read_only;
mod request_property_became_required;
mod request_property_became_required_with_default;
mod request_property_no_longer_read_only;
mod request_property_removed;
mod request_property_removed_closed;
mod request_read_only_changed;
mod request_required_property_no_longer_read_only;
mod request_type_changed;
mod request_type_narrowed;
mod request_type_widened;
mod request_undescribed;
mod response_additional_properties_narrowed;
mod response_additional_properties_widened;
mod response_became_not_nullable;
mod response_became_nullable;
mod response_bound_loosened;
mod response_bound_tightened;
mod response_branch_added;
mod response_branch_removed;
mod response_conjunct_added;
mod response_conjunct_removed;
mod response_constraint_changed;
mod response_default_changed;
mod response_described;
mod response_discriminator_changed;
mod response_enum_added;
mod response_enum_removed;
mod response_enum_value_added;
mod response_enum_value_removed;
mod response_extensible_enum_value_added;
mod response_format_narrowed;
mod response_format_widened;
mod response_keyword_loosened;
mod response_keyword_tightened;
mod response_optional_property_removed;
mod response_pattern_added;
mod response_pattern_changed;
mod response_pattern_removed;
mod response_property_added;
mod response_property_became_optional;
mod response_property_became_required;
mod response_property_became_write_only;
mod response_property_no_longer_write_only;
mod response_required_property_became_write_only;
mod response_required_property_removed;
mod response_type_changed;
mod response_type_narrowed;
mod response_type_widened;
mod response_undescribed;
mod response_write_only_changed;
mod schema_keyword_changed;

use crate::openapi::change::Fact;
use crate::rule::Rule;

/// The rules of this area, sorted by id.
pub(super) static RULES: &[&Rule<Fact>] = &[
    &discriminator_annotated::RULE,
    &format_annotation_changed::RULE,
    &keyword_annotation_changed::RULE,
    &mutability_annotated::RULE,
    &request_additional_properties_narrowed::RULE,
    &request_additional_properties_widened::RULE,
    &request_became_not_nullable::RULE,
    &request_became_nullable::RULE,
    &request_bound_loosened::RULE,
    &request_bound_tightened::RULE,
    &request_branch_added::RULE,
    &request_branch_removed::RULE,
    &request_conjunct_added::RULE,
    &request_conjunct_removed::RULE,
    &request_constraint_changed::RULE,
    &request_default_changed::RULE,
    &request_described::RULE,
    &request_discriminator_changed::RULE,
    &request_enum_added::RULE,
    &request_enum_removed::RULE,
    &request_enum_value_added::RULE,
    &request_enum_value_removed::RULE,
    &request_format_narrowed::RULE,
    &request_format_widened::RULE,
    &request_keyword_loosened::RULE,
    &request_keyword_tightened::RULE,
    &request_pattern_added::RULE,
    &request_pattern_changed::RULE,
    &request_pattern_removed::RULE,
    &request_property_added_optional::RULE,
    &request_property_added_required::RULE,
    &request_property_added_required_with_default::RULE,
    &request_property_became_optional::RULE,
    &request_property_became_read_only::RULE,
    &request_property_became_required::RULE,
    &request_property_became_required_with_default::RULE,
    &request_property_no_longer_read_only::RULE,
    &request_property_removed::RULE,
    &request_property_removed_closed::RULE,
    &request_read_only_changed::RULE,
    &request_required_property_no_longer_read_only::RULE,
    &request_type_changed::RULE,
    &request_type_narrowed::RULE,
    &request_type_widened::RULE,
    &request_undescribed::RULE,
    &response_additional_properties_narrowed::RULE,
    &response_additional_properties_widened::RULE,
    &response_became_not_nullable::RULE,
    &response_became_nullable::RULE,
    &response_bound_loosened::RULE,
    &response_bound_tightened::RULE,
    &response_branch_added::RULE,
    &response_branch_removed::RULE,
    &response_conjunct_added::RULE,
    &response_conjunct_removed::RULE,
    &response_constraint_changed::RULE,
    &response_default_changed::RULE,
    &response_described::RULE,
    &response_discriminator_changed::RULE,
    &response_enum_added::RULE,
    &response_enum_removed::RULE,
    &response_enum_value_added::RULE,
    &response_enum_value_removed::RULE,
    &response_extensible_enum_value_added::RULE,
    &response_format_narrowed::RULE,
    &response_format_widened::RULE,
    &response_keyword_loosened::RULE,
    &response_keyword_tightened::RULE,
    &response_optional_property_removed::RULE,
    &response_pattern_added::RULE,
    &response_pattern_changed::RULE,
    &response_pattern_removed::RULE,
    &response_property_added::RULE,
    &response_property_became_optional::RULE,
    &response_property_became_required::RULE,
    &response_property_became_write_only::RULE,
    &response_property_no_longer_write_only::RULE,
    &response_required_property_became_write_only::RULE,
    &response_required_property_removed::RULE,
    &response_type_changed::RULE,
    &response_type_narrowed::RULE,
    &response_type_widened::RULE,
    &response_undescribed::RULE,
    &response_write_only_changed::RULE,
    &schema_keyword_changed::RULE,
];
