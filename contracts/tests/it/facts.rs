//! One sample of every fact about an API, and of every case that rules tell apart.
//!
//! The matches at the end name every variant without a wildcard: a new variant does not compile
//! until it has a sample here, and a sample fails the laws until it has a rule.

use handfast_contracts::openapi::change::*;
use handfast_contracts::rule::Side;

/// Every sample, with the name of its case.
pub(crate) fn samples() -> Vec<(String, Fact)> {
    let facts = [
        operations(),
        parameters(),
        request_bodies(),
        responses(),
        securities(),
        security_schemes(),
        schemas(),
    ];
    facts.into_iter().flatten().map(|fact| (format!("{fact:?}"), fact)).collect()
}

fn operation(inverted: bool) -> OperationRef {
    OperationRef { method: "POST".into(), path: "/orders".into(), inverted }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn operations() -> Vec<Fact> {
    let date = || Some("2027-03-31".to_owned());
    let invalid = || Some("next summer".to_owned());
    [
        OperationEdit::Added,
        removed(Deprecation::None, Stability::Stable),
        removed(Deprecation::None, Stability::Beta),
        removed(Deprecation::None, Stability::Alpha),
        removed(Deprecation::Deprecated, Stability::Stable),
        removed(Deprecation::Deprecated, Stability::Draft),
        removed(Deprecation::Sunset("2027-03-31".into()), Stability::Stable),
        removed(Deprecation::Sunset("2027-03-31".into()), Stability::Alpha),
        removed(Deprecation::Sunset("next summer".into()), Stability::Stable),
        OperationEdit::IdChanged { old: None, new: text("place") },
        OperationEdit::TagsChanged { added: vec!["a".into()], removed: vec!["b".into()] },
        OperationEdit::Deprecated { sunset: None },
        OperationEdit::Deprecated { sunset: date() },
        OperationEdit::Deprecated { sunset: invalid() },
        OperationEdit::Reactivated,
        OperationEdit::SunsetChanged { old: None, new: date() },
        OperationEdit::SunsetChanged { old: date(), new: None },
        OperationEdit::SunsetChanged { old: date(), new: text("2027-01-31") },
        OperationEdit::SunsetChanged { old: date(), new: text("2028-01-31") },
        OperationEdit::SunsetChanged { old: date(), new: invalid() },
        OperationEdit::SunsetChanged { old: invalid(), new: date() },
        OperationEdit::StabilityChanged { old: Stability::Stable, new: Stability::Beta },
        OperationEdit::StabilityChanged { old: Stability::Draft, new: Stability::Alpha },
        OperationEdit::BasePathRemoved { base: "/v1".into() },
        OperationEdit::BasePathAdded { base: "/v1".into() },
    ]
    .map(|edit| Fact::Operation { operation: operation(false), edit })
    .into()
}

fn removed(announced: Deprecation, stability: Stability) -> OperationEdit {
    OperationEdit::Removed { announced, stability }
}

fn parameters() -> Vec<Fact> {
    let edits = || {
        [
            ParameterEdit::Added { required: true, has_default: false },
            ParameterEdit::Added { required: true, has_default: true },
            ParameterEdit::Added { required: false, has_default: false },
            ParameterEdit::Removed { required: true, announced: Deprecation::None },
            ParameterEdit::Removed { required: false, announced: Deprecation::Deprecated },
            ParameterEdit::BecameRequired { has_default: false },
            ParameterEdit::BecameRequired { has_default: true },
            ParameterEdit::BecameOptional,
            ParameterEdit::SerializationChanged {
                what: "explode",
                old: "true".into(),
                new: "false".into(),
            },
            ParameterEdit::SerializationChanged {
                what: "allowReserved",
                old: "false".into(),
                new: "true".into(),
            },
            ParameterEdit::Deprecated { sunset: None },
            ParameterEdit::Reactivated,
        ]
    };
    both_ways(edits, |inverted, edit| Fact::Parameter {
        operation: operation(inverted),
        parameter: ParameterRef { location: ParameterLocation::Query, name: "limit".into() },
        edit,
    })
}

fn request_bodies() -> Vec<Fact> {
    let json = || "application/json".to_owned();
    let edits = || {
        [
            RequestEdit::Added { required: true },
            RequestEdit::Added { required: false },
            RequestEdit::Removed,
            RequestEdit::BecameRequired,
            RequestEdit::BecameOptional,
            RequestEdit::MediaTypeAdded { media_type: json() },
            RequestEdit::MediaTypeRemoved { media_type: json() },
            RequestEdit::EncodingChanged { media_type: json(), property: "photo".into() },
        ]
    };
    both_ways(edits, |inverted, edit| Fact::RequestBody { operation: operation(inverted), edit })
}

fn responses() -> Vec<Fact> {
    let name = || "ETag".to_owned();
    let edits = || {
        [
            ResponseEdit::Added { success: true },
            ResponseEdit::Added { success: false },
            ResponseEdit::Removed { success: true },
            ResponseEdit::Removed { success: false },
            ResponseEdit::MediaTypeAdded { media_type: "text/csv".into() },
            ResponseEdit::MediaTypeRemoved { media_type: "text/csv".into() },
            ResponseEdit::HeaderAdded { name: name(), required: true },
            ResponseEdit::HeaderAdded { name: name(), required: false },
            ResponseEdit::HeaderRemoved { name: name(), required: true },
            ResponseEdit::HeaderRemoved { name: name(), required: false },
            ResponseEdit::HeaderBecameRequired { name: name() },
            ResponseEdit::HeaderBecameOptional { name: name() },
            ResponseEdit::LinkChanged { name: "customer".into() },
        ]
    };
    both_ways(edits, |inverted, edit| Fact::Response {
        operation: operation(inverted),
        status: "200".into(),
        edit,
    })
}

fn securities() -> Vec<Fact> {
    let alternative = || "token".to_owned();
    let scope = || "orders:write".to_owned();
    let edits = || {
        [
            SecurityEdit::Required,
            SecurityEdit::Dropped,
            SecurityEdit::AlternativeAdded { alternative: alternative() },
            SecurityEdit::AlternativeRemoved { alternative: alternative() },
            SecurityEdit::ScopeAdded { alternative: alternative(), scope: scope() },
            SecurityEdit::ScopeRemoved { alternative: alternative(), scope: scope() },
        ]
    };
    both_ways(edits, |inverted, edit| Fact::Security { operation: operation(inverted), edit })
}

fn security_schemes() -> Vec<Fact> {
    let (old, new) = (|| "X-Key".to_owned(), || "X-Api-Key".to_owned());
    [
        SchemeEdit::WireChanged { what: "name", old: old(), new: new() },
        SchemeEdit::AddressChanged { what: "tokenUrl", old: old(), new: new() },
        SchemeEdit::AddressChanged { what: "tokenUrl", old: old(), new: String::new() },
        SchemeEdit::AddressChanged { what: "tokenUrl", old: String::new(), new: new() },
    ]
    .map(|edit| Fact::SecurityScheme { name: "key".into(), edit })
    .into()
}

fn schemas() -> Vec<Fact> {
    let mut facts = Vec::new();
    for side in [Side::Request, Side::Response] {
        for (read_only, write_only) in [(false, false), (true, false), (false, true)] {
            let (position, message) = match side {
                Side::Response => (SchemaPosition::Body, "response 200 application/json"),
                Side::Request | Side::Both => (SchemaPosition::Parameter, "query filter"),
            };
            for edit in schema_edits() {
                facts.push(Fact::Schema(SchemaFact {
                    side,
                    position,
                    message: message.to_owned(),
                    path: String::new(),
                    read_only,
                    write_only,
                    edit,
                }));
            }
        }
    }
    facts
}

fn schema_edits() -> Vec<SchemaEdit> {
    let name = || "sku".to_owned();
    let values = || vec!["open".to_owned()];
    let mut edits = vec![
        types(&["string"], &[], "integer", "integer, string"),
        types(&[], &["number"], "integer, number", "integer"),
        types(&["object"], &["array"], "array", "object"),
        types(&["string"], &["integer"], "integer", "string"),
        SchemaEdit::BecameNullable,
        SchemaEdit::BecameNotNullable,
        SchemaEdit::EnumAdded { values: values() },
        SchemaEdit::EnumRemoved,
        SchemaEdit::EnumValuesAdded { values: values(), extensible: false },
        SchemaEdit::EnumValuesAdded { values: values(), extensible: true },
        SchemaEdit::EnumValuesRemoved { values: values() },
        SchemaEdit::PatternChanged { old: None, new: text("a") },
        SchemaEdit::PatternChanged { old: text("a"), new: None },
        SchemaEdit::PatternChanged { old: text("a"), new: text("b") },
        SchemaEdit::BecameUnique,
        SchemaEdit::BecameNotUnique,
        SchemaEdit::PropertyBecameRequired { property: name(), has_default: false },
        SchemaEdit::PropertyBecameRequired { property: name(), has_default: true },
        SchemaEdit::PropertyBecameOptional { property: name() },
        SchemaEdit::AdditionalNarrowed,
        SchemaEdit::AdditionalWidened,
        SchemaEdit::BranchAdded { keyword: "oneOf", branch: name() },
        SchemaEdit::BranchRemoved { keyword: "oneOf", branch: name() },
        SchemaEdit::ConjunctAdded { branch: name() },
        SchemaEdit::ConjunctRemoved { branch: name() },
        SchemaEdit::DefaultChanged { old: None, new: text("1") },
        SchemaEdit::DefaultChanged { old: text("1"), new: text("2") },
        SchemaEdit::DefaultChanged { old: text("1"), new: None },
        SchemaEdit::Deprecated { sunset: text("2027-03-31") },
        SchemaEdit::Reactivated,
    ];
    for effect in [
        Effect::Narrowed,
        Effect::Widened,
        Effect::Incomparable,
        Effect::Unchanged,
        Effect::Unknown,
    ] {
        edits.push(SchemaEdit::FormatChanged { old: None, new: text("int32"), effect });
        edits.push(SchemaEdit::BoundChanged {
            keyword: "maximum",
            old: None,
            new: text("9"),
            effect,
        });
        edits.push(SchemaEdit::Described { effect });
        edits.push(SchemaEdit::KeywordChanged { keyword: "not".into(), effect });
    }
    for flags in 0..4 {
        let (one, other) = (flags & 1 == 1, flags & 2 == 2);
        edits.push(SchemaEdit::PropertyAdded {
            property: name(),
            required: one,
            has_default: other,
            closed_before: false,
        });
        edits.push(SchemaEdit::PropertyRemoved {
            property: name(),
            required: one,
            closed: other,
            announced: Deprecation::None,
        });
        for keyword in [Mutability::ReadOnly, Mutability::WriteOnly] {
            edits.push(SchemaEdit::MutabilityChanged { keyword, now: one, required: other });
        }
    }
    edits.extend(discriminators().map(SchemaEdit::DiscriminatorChanged));
    edits
}

fn types(added: &[&'static str], removed: &[&'static str], old: &str, new: &str) -> SchemaEdit {
    let (added, removed) = (added.to_vec(), removed.to_vec());
    SchemaEdit::TypesChanged { added, removed, old: old.to_owned(), new: new.to_owned() }
}

fn discriminators() -> [DiscriminatorEdit; 6] {
    let (kind, value) = (|| "kind".to_owned(), || "card".to_owned());
    [
        DiscriminatorEdit::Added { property: kind() },
        DiscriminatorEdit::Removed { property: kind() },
        DiscriminatorEdit::PropertyChanged { old: kind(), new: "type".into() },
        DiscriminatorEdit::ValueAdded { value: value() },
        DiscriminatorEdit::ValueRemoved { value: value() },
        DiscriminatorEdit::ValueRedirected { value: value() },
    ]
}

/// Every edit in an operation that clients call, and in one that the provider calls.
fn both_ways<E, const N: usize>(
    edits: impl Fn() -> [E; N],
    fact: impl Fn(bool, E) -> Fact,
) -> Vec<Fact> {
    let one_way = |inverted| edits().into_iter().map(move |edit| (inverted, edit));
    one_way(false).chain(one_way(true)).map(|(inverted, edit)| fact(inverted, edit)).collect()
}

/// The variant that a fact is of. No wildcard: see the module's documentation.
pub(crate) fn variant(fact: &Fact) -> &'static str {
    match fact {
        Fact::Operation { edit, .. } => match edit {
            OperationEdit::Added => "operation added",
            OperationEdit::Removed { .. } => "operation removed",
            OperationEdit::IdChanged { .. } => "operation id changed",
            OperationEdit::TagsChanged { .. } => "operation tags changed",
            OperationEdit::Deprecated { .. } => "operation deprecated",
            OperationEdit::Reactivated => "operation reactivated",
            OperationEdit::SunsetChanged { .. } => "operation sunset changed",
            OperationEdit::StabilityChanged { .. } => "operation stability changed",
            OperationEdit::BasePathRemoved { .. } => "base path removed",
            OperationEdit::BasePathAdded { .. } => "base path added",
        },
        Fact::Parameter { edit, .. } => match edit {
            ParameterEdit::Added { .. } => "parameter added",
            ParameterEdit::Removed { .. } => "parameter removed",
            ParameterEdit::BecameRequired { .. } => "parameter became required",
            ParameterEdit::BecameOptional => "parameter became optional",
            ParameterEdit::SerializationChanged { .. } => "parameter serialization changed",
            ParameterEdit::Deprecated { .. } => "parameter deprecated",
            ParameterEdit::Reactivated => "parameter reactivated",
        },
        Fact::RequestBody { edit, .. } => match edit {
            RequestEdit::Added { .. } => "request body added",
            RequestEdit::Removed => "request body removed",
            RequestEdit::BecameRequired => "request body became required",
            RequestEdit::BecameOptional => "request body became optional",
            RequestEdit::MediaTypeAdded { .. } => "request media type added",
            RequestEdit::MediaTypeRemoved { .. } => "request media type removed",
            RequestEdit::EncodingChanged { .. } => "request encoding changed",
        },
        Fact::Response { edit, .. } => match edit {
            ResponseEdit::Added { .. } => "response added",
            ResponseEdit::Removed { .. } => "response removed",
            ResponseEdit::MediaTypeAdded { .. } => "response media type added",
            ResponseEdit::MediaTypeRemoved { .. } => "response media type removed",
            ResponseEdit::HeaderAdded { .. } => "response header added",
            ResponseEdit::HeaderRemoved { .. } => "response header removed",
            ResponseEdit::HeaderBecameRequired { .. } => "response header became required",
            ResponseEdit::HeaderBecameOptional { .. } => "response header became optional",
            ResponseEdit::LinkChanged { .. } => "response link changed",
        },
        Fact::Security { edit, .. } => match edit {
            SecurityEdit::Required => "security required",
            SecurityEdit::Dropped => "security dropped",
            SecurityEdit::AlternativeAdded { .. } => "security alternative added",
            SecurityEdit::AlternativeRemoved { .. } => "security alternative removed",
            SecurityEdit::ScopeAdded { .. } => "scope added",
            SecurityEdit::ScopeRemoved { .. } => "scope removed",
        },
        Fact::SecurityScheme { edit, .. } => match edit {
            SchemeEdit::WireChanged { .. } => "security scheme changed",
            SchemeEdit::AddressChanged { .. } => "security scheme address changed",
        },
        Fact::Schema(schema) => schema_variant(&schema.edit),
    }
}

fn schema_variant(edit: &SchemaEdit) -> &'static str {
    match edit {
        SchemaEdit::TypesChanged { .. } => "types changed",
        SchemaEdit::BecameNullable => "became nullable",
        SchemaEdit::BecameNotNullable => "became not nullable",
        SchemaEdit::FormatChanged { .. } => "format changed",
        SchemaEdit::EnumAdded { .. } => "enum added",
        SchemaEdit::EnumRemoved => "enum removed",
        SchemaEdit::EnumValuesAdded { .. } => "enum values added",
        SchemaEdit::EnumValuesRemoved { .. } => "enum values removed",
        SchemaEdit::BoundChanged { .. } => "bound changed",
        SchemaEdit::PatternChanged { .. } => "pattern changed",
        SchemaEdit::BecameUnique => "became unique",
        SchemaEdit::BecameNotUnique => "became not unique",
        SchemaEdit::PropertyAdded { .. } => "property added",
        SchemaEdit::PropertyRemoved { .. } => "property removed",
        SchemaEdit::PropertyBecameRequired { .. } => "property became required",
        SchemaEdit::PropertyBecameOptional { .. } => "property became optional",
        SchemaEdit::AdditionalNarrowed => "additional properties narrowed",
        SchemaEdit::AdditionalWidened => "additional properties widened",
        SchemaEdit::BranchAdded { .. } => "branch added",
        SchemaEdit::BranchRemoved { .. } => "branch removed",
        SchemaEdit::ConjunctAdded { .. } => "conjunct added",
        SchemaEdit::ConjunctRemoved { .. } => "conjunct removed",
        SchemaEdit::DiscriminatorChanged(edit) => match edit {
            DiscriminatorEdit::Added { .. } => "discriminator added",
            DiscriminatorEdit::Removed { .. } => "discriminator removed",
            DiscriminatorEdit::PropertyChanged { .. } => "discriminator property changed",
            DiscriminatorEdit::ValueAdded { .. } => "discriminator value added",
            DiscriminatorEdit::ValueRemoved { .. } => "discriminator value removed",
            DiscriminatorEdit::ValueRedirected { .. } => "discriminator value redirected",
        },
        SchemaEdit::DefaultChanged { .. } => "default changed",
        SchemaEdit::Deprecated { .. } => "property deprecated",
        SchemaEdit::Reactivated => "property reactivated",
        SchemaEdit::MutabilityChanged { .. } => "mutability changed",
        SchemaEdit::Described { .. } => "described",
        SchemaEdit::KeywordChanged { .. } => "keyword changed",
    }
}
