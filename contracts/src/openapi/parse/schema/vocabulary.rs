//! What keywords are for.

/// What a keyword is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Documentation, or a name for references.
    Silent,
    /// Something beside the set of values.
    Note,
    /// Leads to further parts of a conjunction.
    Conjunct,
    /// Lists alternatives.
    Choice,
    /// Constrains values; also every keyword that is not known.
    Assertion,
}

/// What the keyword `key` is for.
pub(super) fn weight(key: &str) -> Weight {
    match key {
        "title" | "description" | "example" | "examples" | "externalDocs" | "$comment"
        | "$schema" | "$id" | "$anchor" | "$dynamicAnchor" | "$defs" | "$vocabulary"
        | "definitions" | "nullable" => Weight::Silent,
        "default" | "readOnly" | "writeOnly" | "deprecated" | "discriminator" | "xml"
        | "x-sunset" | "x-extensible-enum" => Weight::Note,
        "$ref" | "allOf" => Weight::Conjunct,
        "anyOf" | "oneOf" => Weight::Choice,
        _ if key.starts_with("x-") => Weight::Silent,
        _ => Weight::Assertion,
    }
}

/// Whether OpenAPI 3.0 leaves the keyword out of its selection from JSON Schema.
pub(super) fn is_newer_than_3_0(key: &str) -> bool {
    matches!(
        key,
        "const"
            | "if"
            | "then"
            | "else"
            | "prefixItems"
            | "contains"
            | "minContains"
            | "maxContains"
            | "unevaluatedItems"
            | "patternProperties"
            | "propertyNames"
            | "dependentRequired"
            | "dependentSchemas"
            | "unevaluatedProperties"
            | "contentEncoding"
            | "contentMediaType"
            | "contentSchema"
    )
}
