//! Edits of schemas, each as the one fact that names it.

use super::{request, request_with, told};

/// The facts between two schemas of a request, without the place of the body.
fn facts(old: &str, new: &str) -> Vec<String> {
    shortened(told(&request(old), &request(new)))
}

fn shortened(told: Vec<String>) -> Vec<String> {
    let place = "POST /things > request application/json";
    told.into_iter()
        .map(|line| line.replace(&format!("{place} > "), "").replace(place, "body"))
        .collect()
}

#[test]
fn types() {
    assert_eq!(
        facts("type: integer", "type: string"),
        [
            r#"TypesChanged { added: ["string"], removed: ["integer"], old: "integer", new: "string" } | body"#
        ]
    );
    assert_eq!(
        facts("type: number", "type: integer"),
        [
            r#"TypesChanged { added: [], removed: ["number"], old: "number", new: "integer" } | body"#
        ]
    );
    assert_eq!(facts("type: string", "type: [string, 'null']"), ["BecameNullable | body"]);
    assert_eq!(facts("type: [string, 'null']", "type: string"), ["BecameNotNullable | body"]);
    assert_eq!(facts("{}", "type: string"), ["Described { effect: Narrowed } | body"]);
    assert_eq!(facts("type: string", "{}"), ["Described { effect: Widened } | body"]);
}

#[test]
fn listed_values() {
    assert_eq!(facts("type: string", "enum: [a]"), [r#"EnumAdded { values: ["a"] } | body"#]);
    assert_eq!(facts("enum: [a]", "type: string"), ["EnumRemoved | body"]);
    assert_eq!(
        facts("enum: [a, b]", "enum: [b, 1, 'true']"),
        [
            r#"EnumValuesRemoved { values: ["a"] } | body"#,
            r#"EnumValuesAdded { values: ["\"true\"", "1"], extensible: false } | body"#,
        ]
    );
    assert_eq!(facts("enum: [a]", "enum: [a, null]"), ["BecameNullable | body"]);
    assert_eq!(
        facts("type: string\nx-extensible-enum: [a]", "type: string\nx-extensible-enum: [a, b]"),
        [r#"EnumValuesAdded { values: ["b"], extensible: true } | body"#]
    );
}

#[test]
fn bounds() {
    let bound = |old: &str, new: &str| {
        facts(old, new).iter().map(|fact| fact.replace("BoundChanged ", "")).collect::<Vec<_>>()
    };
    assert_eq!(
        bound("type: number\nminimum: 1", "type: number\nexclusiveMinimum: 1.0"),
        [
            r#"{ keyword: "minimum", old: Some("1"), new: Some("1 (exclusive)"), effect: Narrowed } | body"#
        ]
    );
    assert_eq!(
        bound("type: string\nmaxLength: 5", "type: string"),
        [r#"{ keyword: "maxLength", old: Some("5"), new: None, effect: Widened } | body"#]
    );
    assert_eq!(
        bound("type: integer\nmultipleOf: 0.5", "type: integer\nmultipleOf: 1.5"),
        [
            r#"{ keyword: "multipleOf", old: Some("0.5"), new: Some("1.5"), effect: Narrowed } | body"#
        ]
    );
    assert_eq!(
        bound("type: integer\nmultipleOf: 4", "type: integer\nmultipleOf: 6"),
        [
            r#"{ keyword: "multipleOf", old: Some("4"), new: Some("6"), effect: Incomparable } | body"#
        ]
    );
    assert_eq!(
        facts("type: integer\nformat: int64", "type: integer\nformat: int32"),
        [r#"FormatChanged { old: Some("int64"), new: Some("int32"), effect: Narrowed } | body"#]
    );
    assert_eq!(
        facts("type: string\nformat: date", "type: string"),
        [r#"FormatChanged { old: Some("date"), new: None, effect: Unknown } | body"#]
    );
    assert_eq!(
        facts("type: string\npattern: a", "type: string\npattern: b"),
        [r#"PatternChanged { old: Some("a"), new: Some("b") } | body"#]
    );
    assert_eq!(facts("type: array", "type: array\nuniqueItems: true"), ["BecameUnique | body"]);
}

#[test]
fn properties() {
    let object = |inner: &str| format!("type: object\n{inner}");
    let fact = |old: &str, new: &str| facts(&object(old), &object(new));
    assert_eq!(
        fact(
            "properties: {a: {}}",
            "properties: {a: {}, b: {type: string, default: x}}\nrequired: [b]"
        ),
        [
            r#"PropertyAdded { property: "b", required: true, has_default: true, closed_before: false } | b"#
        ]
    );
    assert_eq!(
        fact(
            "properties: {a: {}, b: {deprecated: true}}",
            "properties: {a: {}}\nadditionalProperties: false"
        ),
        [
            "AdditionalNarrowed | body",
            r#"PropertyRemoved { property: "b", required: false, closed: true, announced: Deprecated } | b"#,
        ]
    );
    assert_eq!(
        fact("properties: {a: {}}", "properties: {a: {}}\nrequired: [a]"),
        [r#"PropertyBecameRequired { property: "a", has_default: false } | a"#]
    );
    assert_eq!(
        fact("required: [a]", "properties: {b: {}}"),
        [
            r#"PropertyBecameOptional { property: "a" } | a"#,
            r#"PropertyAdded { property: "b", required: false, has_default: false, closed_before: false } | b"#,
        ]
    );
    assert_eq!(
        fact("properties: {a: {}}", "properties: {a: {readOnly: true}}"),
        ["MutabilityChanged { keyword: ReadOnly, now: true, required: false } | a"]
    );
    assert_eq!(
        fact("properties: {a: {}}", "properties: {a: {deprecated: true, default: 1}}"),
        ["Deprecated { sunset: None } | a", r#"DefaultChanged { old: None, new: Some("1") } | a"#,]
    );
    assert_eq!(
        fact(
            "additionalProperties: {type: string}",
            "properties: {a: {type: integer}}\nadditionalProperties: {type: string}"
        ),
        [
            r#"PropertyAdded { property: "a", required: false, has_default: false, closed_before: false } | a"#,
            r#"TypesChanged { added: ["integer"], removed: ["string"], old: "string", new: "integer" } | a"#,
        ]
    );
    assert_eq!(
        fact("properties: {}", "properties: {a: false}"),
        [r#"KeywordChanged { keyword: "properties", effect: Narrowed } | a"#]
    );
}

#[test]
fn paths_in_messages() {
    let old = "
type: object
properties:
  items: {type: array, items: {type: object, properties: {'a.b': {type: string}}}}
additionalProperties: {type: object, properties: {x: {type: string}}}
";
    let new = old.replace("string", "integer");
    let places: Vec<_> = facts(old, &new)
        .into_iter()
        .map(|fact| fact.rsplit(" | ").next().unwrap().to_owned())
        .collect();
    assert_eq!(places, [r#"items[]."a.b""#, "{}.x"]);
}

#[test]
fn branches() {
    assert_eq!(
        facts(
            "oneOf: [{type: object, title: A, properties: {k: {const: a}}}, {type: object, title: B, properties: {k: {const: b}}}]",
            "oneOf: [{type: object, title: A, properties: {k: {const: a}, more: {}}}, {type: object, title: C, properties: {k: {const: c}}}]",
        ),
        [
            r#"BranchRemoved { keyword: "oneOf", branch: "B" } | body"#,
            r#"BranchAdded { keyword: "oneOf", branch: "C" } | body"#,
            r#"PropertyAdded { property: "more", required: false, has_default: false, closed_before: false } | more"#,
        ]
    );
}

#[test]
fn two_branches_that_both_grow_are_matched_by_what_they_are_like() {
    let old = "
anyOf:
  - {type: object, properties: {a: {type: string}, b: {type: string}}}
  - {type: object, properties: {x: {type: string}, y: {type: string}}}
";
    let new = "
anyOf:
  - {type: object, properties: {x: {type: string}, y: {type: string}, z: {type: string}}}
  - {type: object, properties: {a: {type: string}, b: {type: string}, c: {type: string}}}
";
    let added = |name: &str| {
        format!(
            "PropertyAdded {{ property: \"{name}\", required: false, has_default: false, closed_before: false }} | {name}"
        )
    };
    assert_eq!(facts(old, new), [added("c"), added("z")]);
}

#[test]
fn a_schema_may_become_one_of_several() {
    let cat = "{type: object, required: [meow], properties: {meow: {type: string}}}";
    assert_eq!(
        facts(cat, &format!("oneOf: [{cat}, {{type: array}}]")),
        [r#"BranchAdded { keyword: "oneOf", branch: "array" } | body"#]
    );
    assert_eq!(
        facts(&format!("anyOf: [{cat}, {{type: array}}]"), cat),
        [r#"BranchRemoved { keyword: "anyOf", branch: "array" } | body"#]
    );
}

#[test]
fn discriminators() {
    let pets = "
Cat: {type: object, properties: {kind: {type: string}, meow: {type: boolean}}}
Dog: {type: object, properties: {kind: {type: string}, bark: {type: boolean}}}
";
    let choice = |mapping: &str| {
        let schema = format!(
            "oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
discriminator: {{propertyName: kind, mapping: {{{mapping}}}}}"
        );
        request_with(&schema, pets)
    };
    let facts = |old: &str, new: &str| shortened(told(&choice(old), &choice(new)));
    assert_eq!(facts("Cat: Cat", ""), [""; 0]);
    assert_eq!(
        facts("cat: Cat, dog: Dog", "dog: Cat, cat: Dog"),
        [
            r#"DiscriminatorChanged(ValueRedirected { value: "cat" }) | body"#,
            r#"DiscriminatorChanged(ValueRedirected { value: "dog" }) | body"#,
        ]
    );
    assert_eq!(
        facts("cat: Cat", ""),
        [
            r#"DiscriminatorChanged(ValueAdded { value: "Cat" }) | body"#,
            r#"DiscriminatorChanged(ValueRemoved { value: "cat" }) | body"#,
        ]
    );
}

#[test]
fn an_edit_that_no_fact_names_is_undecided_never_silent() {
    let keyword = |old: &str, new: &str| {
        facts(old, new).iter().map(|fact| fact.replace("KeywordChanged ", "")).collect::<Vec<_>>()
    };
    for (old, new, keyword_name, effect) in [
        ("not: {type: string}", "not: {type: integer}", "not", "Unknown"),
        ("{}", "type: object\npropertyNames: {maxLength: 3}", "", ""),
        (
            "type: object",
            "type: object\npropertyNames: {maxLength: 3}",
            "propertyNames",
            "Narrowed",
        ),
        ("type: array\ncontains: {type: string}", "type: array", "contains", "Widened"),
        ("type: array\nprefixItems: [{type: string}]", "type: array", "prefixItems", "Unknown"),
        (
            "if: {type: string}\nthen: {minLength: 1}",
            "if: {type: string}\nthen: {minLength: 2}",
            "if",
            "Unknown",
        ),
        (
            "type: object\npatternProperties: {a: {type: string}}",
            "type: object",
            "patternProperties",
            "Widened",
        ),
        (
            "type: object\ndependentRequired: {a: [b]}",
            "type: object\ndependentRequired: {a: [b, c]}",
            "dependentRequired",
            "Narrowed",
        ),
        ("type: string\ncontentEncoding: base64", "type: string", "contentEncoding", "Unknown"),
        ("$dynamicRef: '#x'", "$dynamicRef: '#y'", "$dynamicRef", "Unknown"),
        (
            "oneOf: [{minLength: 1}, {maximum: 1}]",
            "anyOf: [{minLength: 1}, {maximum: 1}]",
            "anyOf",
            "Widened",
        ),
    ] {
        if !keyword_name.is_empty() {
            let wanted = format!("{{ keyword: \"{keyword_name}\", effect: {effect} }} | body");
            assert_eq!(keyword(old, new), [wanted], "{old} -> {new}");
        }
    }
}

#[test]
fn an_edit_deep_in_a_conjunction_is_told_where_it_is() {
    let base = |kind: &str| format!("Base: {{type: object, properties: {{a: {{type: {kind}}}}}}}");
    let whole = "allOf: [{$ref: '#/components/schemas/Base'}, {required: [a]}]";
    assert_eq!(
        shortened(told(
            &request_with(whole, &base("string")),
            &request_with(whole, &base("boolean"))
        )),
        [
            r#"TypesChanged { added: ["boolean"], removed: ["string"], old: "string", new: "boolean" } | a"#
        ]
    );
}
