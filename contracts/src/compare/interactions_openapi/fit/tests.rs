//! What schemas admit. The judge is also set against an independent validator.

use super::*;
use crate::interactions::json::Json;
use crate::kind::Source;
use crate::openapi;
use crate::text::Limits;
use proptest::prelude::*;

/// A model whose only response body has this schema.
fn model(schema: &str) -> openapi::Model {
    let text = format!(
        r##"{{"openapi": "3.1.0", "info": {{"title": "t", "version": "1"}}, "paths": {{"/": {{
          "get": {{"responses": {{"200": {{"description": "d", "content": {{
            "application/json": {{"schema": {schema}}}}}}}}}}}}}}},
          "components": {{"schemas": {{
            "Cat": {{"type": "object", "required": ["meow", "name"],
                     "properties": {{"name": {{"type": "string"}}, "meow": {{"type": "boolean"}}}}}},
            "Dog": {{"type": "object", "required": ["bark"],
                     "properties": {{"name": {{"type": "string"}}, "bark": {{"type": "boolean"}}}}}},
            "Tree": {{"type": "object", "properties": {{
                     "children": {{"type": "array", "items": {{"$ref": "#/components/schemas/Tree"}}}}}}}}
          }}}}}}"##
    );
    let source = Source { name: "api.json", bytes: text.as_bytes() };
    let (model, diagnostics) = openapi::parse(source, &Limits::default()).unwrap();
    assert!(diagnostics.is_empty(), "{schema}: {diagnostics:?}");
    model
}

fn judge(schema: &str, value: &str, side: Side, extent: Extent) -> Findings {
    let model = model(schema);
    let id = model.operations()[0].responses[0].content[0].schema;
    let value = Json::parse(value.as_bytes()).unwrap();
    Fit::new(&model).judge(id, value.node(), side, extent)
}

/// The paths of what a response with this example would not be.
fn misfits(schema: &str, value: &str) -> Vec<String> {
    let findings = judge(schema, value, Side::Response, Extent::Part);
    assert_eq!(findings.undecided, None);
    findings.misfits.into_iter().map(|one| one.path).collect()
}

const PERSON: &str = r#"{"type": "object", "required": ["id", "name"], "properties": {
    "id": {"type": "integer", "format": "int32"}, "name": {"type": ["string", "null"]},
    "tags": {"type": "array", "items": {"type": "object", "properties": {"k": {}}}}}}"#;

#[test]
fn an_example_may_leave_out_what_is_required_and_must_be_declared() {
    assert_eq!(misfits(PERSON, r#"{"id": 1}"#), [""; 0]);
    assert_eq!(misfits(PERSON, r#"{"nam": 1}"#), ["$.nam"]);
    assert_eq!(misfits(PERSON, r#"{"tags": [{"k": 1}, {"x": 1}]}"#), ["$.tags[1].x"]);
    assert_eq!(misfits(PERSON, r#"{"id": "1", "name": null}"#), ["$.id"]);
    let whole = judge(PERSON, r#"{"id": 1, "more": 1}"#, Side::Request, Extent::Whole);
    assert_eq!(whole.misfits.len(), 1, "a request needs the name, and may hold more");
}

#[test]
fn objects_are_closed_however_they_are_typed() {
    for schema in [
        r#"{"properties": {"a": {}}}"#,
        r#"{"type": ["object", "null"], "properties": {"a": {}}}"#,
        r#"{"anyOf": [{"type": "null"}, {"type": "object", "properties": {"a": {}}}]}"#,
        r#"{"allOf": [{"properties": {"a": {}}}, {"properties": {"c": {}}}]}"#,
    ] {
        assert_eq!(misfits(schema, r#"{"a": 1}"#), [""; 0], "{schema}");
        assert_eq!(misfits(schema, r#"{"b": 1}"#), ["$.b"], "{schema}");
    }
}

#[test]
fn objects_that_say_so_are_open() {
    for schema in [
        r#"{"type": "object"}"#,
        "{}",
        r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": true}"#,
        r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
        r#"{"type": "object", "patternProperties": {"^b": {}}}"#,
    ] {
        assert_eq!(misfits(schema, r#"{"b": 1}"#), [""; 0], "{schema}");
    }
    let map = r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#;
    assert_eq!(misfits(map, r#"{"b": "x"}"#), ["$.b"]);
}

#[test]
fn one_variant_is_enough_and_variants_are_not_mixed() {
    let one_of = r##"{"oneOf": [{"$ref": "#/components/schemas/Cat"},
                                {"$ref": "#/components/schemas/Dog"}]}"##;
    assert_eq!(misfits(one_of, r#"{"name": "x"}"#), [""; 0]);
    assert_eq!(misfits(one_of, r#"{"name": "x", "bark": true}"#), [""; 0]);
    assert_eq!(misfits(one_of, r#"{"bark": 1}"#), ["$.bark"]);
    assert_eq!(misfits(one_of, r#"{"meow": true, "bark": true}"#), ["$.bark"]);
    let any_of = one_of.replace("oneOf", "anyOf");
    assert_eq!(misfits(&any_of, r#"{"meow": true, "bark": true}"#), [""; 0]);
}

#[test]
fn a_discriminator_names_the_variant() {
    let schema = r##"{"oneOf": [
        {"type": "object", "properties": {"kind": {"type": "string"}, "a": {}}},
        {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "name", "mapping": {"rex": "#/components/schemas/Dog"}}}"##;
    assert_eq!(misfits(schema, r#"{"name": "rex", "bark": true}"#), [""; 0]);
    assert_eq!(misfits(schema, r#"{"name": "rex", "a": 1}"#), ["$.a"]);
    assert_eq!(misfits(schema, r#"{"name": "tom"}"#), ["$"]);
}

#[test]
fn falsy_values_are_values() {
    for value in ["0", "false", "null", "\"\""] {
        assert_eq!(misfits(r#"{"type": "array"}"#, value), ["$"], "{value}");
    }
}

#[test]
fn what_only_clients_send_is_never_received() {
    let schema = r#"{"type": "object", "required": ["secret", "id"], "properties": {
        "secret": {"type": "string", "writeOnly": true}, "id": {"type": "integer", "readOnly": true}}}"#;
    assert_eq!(misfits(schema, r#"{"secret": "x"}"#), ["$.secret"]);
    let request = judge(schema, r#"{"secret": "x"}"#, Side::Request, Extent::Whole);
    assert!(request.fits(), "{request:?}");
}

#[test]
fn numbers_are_judged_by_every_digit() {
    let long = r#"{"type": "integer", "format": "int64"}"#;
    assert_eq!(misfits(long, "9223372036854775807"), [""; 0]);
    assert_eq!(misfits(long, "9223372036854775808"), ["$"]);
    assert_eq!(misfits(long, "1.0"), [""; 0]);
    assert_eq!(misfits(long, "1.5"), ["$"]);
}

#[test]
fn cycles_end_with_the_value() {
    let tree = r##"{"$ref": "#/components/schemas/Tree"}"##;
    assert_eq!(
        misfits(tree, r#"{"children": [{"children": [{"x": 1}]}]}"#),
        ["$.children[0].children[0].x"]
    );
}

#[test]
fn what_cannot_be_decided_is_said() {
    let hard = r#"{"type": "string", "pattern": "^(a|a)*(?=b)\\1$"}"#;
    let value = format!("\"{}\"", "a".repeat(300));
    let findings = judge(hard, &value, Side::Response, Extent::Part);
    assert!(findings.undecided.is_some() && findings.misfits.is_empty());
}

fn any_schema() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("{}".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        Just(r#"{"type": "string", "minLength": 1, "pattern": "^[ab]"}"#.to_owned()),
        Just(r#"{"type": "integer", "minimum": 0, "multipleOf": 2}"#.to_owned()),
        Just(r#"{"type": ["number", "null"], "exclusiveMaximum": 2.5}"#.to_owned()),
        Just(r#"{"enum": [1, "a", null, [1], {"a": 1}]}"#.to_owned()),
        Just(r#"{"type": "boolean"}"#.to_owned()),
    ];
    leaf.prop_recursive(3, 24, 3, |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            two.clone().prop_map(|(a, b)| format!(
                r#"{{"type": "object", "properties": {{"a": {a}, "b": {b}}}, "required": ["a"]}}"#
            )),
            two.clone().prop_map(|(a, b)| format!(
                r#"{{"properties": {{"a": {a}}}, "additionalProperties": {b}, "maxProperties": 2}}"#
            )),
            two.clone().prop_map(|(a, b)| format!(
                r#"{{"patternProperties": {{"^b": {a}}}, "dependentSchemas": {{"a": {b}}}}}"#
            )),
            two.clone().prop_map(|(a, b)| format!(
                r#"{{"type": "array", "prefixItems": [{a}], "items": {b}, "maxItems": 2}}"#
            )),
            two.clone().prop_map(|(a, b)| format!(r#"{{"allOf": [{a}, {b}]}}"#)),
            two.clone().prop_map(|(a, b)| format!(r#"{{"anyOf": [{a}, {b}]}}"#)),
            two.clone().prop_map(|(a, b)| format!(r#"{{"oneOf": [{a}, {b}]}}"#)),
            two.prop_map(|(a, b)| format!(r#"{{"if": {a}, "then": {b}, "else": {{}}}}"#)),
            inner.clone().prop_map(|a| format!(r#"{{"not": {a}}}"#)),
            inner.clone().prop_map(|a| format!(
                r#"{{"contains": {a}, "minContains": 1, "uniqueItems": true}}"#
            )),
            inner.prop_map(|a| format!(
                r#"{{"properties": {{"a": {{}}}}, "unevaluatedProperties": {a}}}"#
            )),
        ]
    })
}

fn any_value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null"),
        Just("true"),
        Just("0"),
        Just("2"),
        Just("3"),
        Just("2.0"),
        Just("1.5"),
        Just("\"\""),
        Just("\"a\""),
        Just("\"c\""),
        Just("1"),
    ];
    leaf.prop_map(str::to_owned).prop_recursive(2, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::btree_map("[abc]", inner, 0..3).prop_map(|entries| {
                let entries: Vec<_> =
                    entries.iter().map(|(key, value)| format!("{key:?}:{value}")).collect();
                format!("{{{}}}", entries.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whole_values_are_judged_as_an_independent_validator_judges_them(
        schema in any_schema(),
        values in prop::collection::vec(any_value(), 8),
    ) {
        let validator = jsonschema::draft202012::new(&serde_json::from_str(&schema).unwrap()).unwrap();
        for value in values {
            let ours = judge(&schema, &value, Side::Both, Extent::Whole);
            if ours.undecided.is_none() {
                let theirs = validator.is_valid(&serde_json::from_str(&value).unwrap());
                prop_assert_eq!(ours.fits(), theirs, "{} of {}: {:?}", value, schema, ours);
            }
        }
    }

    #[test]
    fn a_part_of_an_admitted_value_is_admitted(schema in any_schema(), value in any_value()) {
        // Only where every key is declared: patterns and additional properties are.
        if judge(&schema, &value, Side::Both, Extent::Whole).fits() {
            let part = judge(&schema, &value, Side::Both, Extent::Part);
            prop_assert!(
                part.misfits.iter().all(|one| one.message.contains("not declared")),
                "{} of {}: {:?}", value, schema, part
            );
        }
    }
}
