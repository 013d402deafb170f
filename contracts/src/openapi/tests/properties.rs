//! Laws over generated documents.

use super::{diff, read, tell};
use crate::openapi::change::{Fact, OperationEdit, SchemaEdit};
use crate::openapi::{Model, meaning};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!({})),
        Just(json!({"type": "string"})),
        Just(json!({"type": ["string", "null"], "maxLength": 5})),
        Just(json!({"type": "integer", "minimum": 1, "format": "int32"})),
        Just(json!({"enum": ["x", "y", 1]})),
        Just(json!({"const": null})),
        Just(json!({"type": "number", "exclusiveMaximum": 3.5, "readOnly": true})),
        Just(json!(false)),
        (0..4_usize)
            .prop_map(|index| json!({"$ref": format!("#/components/schemas/{}", NAMES[index])})),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            (object(inner.clone()), prop::collection::vec(0..4_usize, 0..3)).prop_map(
                |(properties, required)| {
                    let required: Vec<_> = required.into_iter().map(|index| NAMES[index]).collect();
                    json!({"type": "object", "properties": properties, "required": required})
                }
            ),
            inner.clone().prop_map(|items| json!({"type": "array", "items": items})),
            inner.clone().prop_map(|rest| json!({"additionalProperties": rest})),
            inner.clone().prop_map(|not| json!({"not": not})),
            list(inner.clone()).prop_map(|all| json!({"allOf": all})),
            list(inner.clone()).prop_map(|any| json!({"anyOf": any})),
            list(inner.clone()).prop_map(|one| json!({"oneOf": one})),
            (inner.clone(), inner).prop_map(|(a, b)| json!({"if": a, "then": b, "minLength": 2})),
        ]
    })
}

fn list(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(inner, 1..4)
}

fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map(prop::sample::select(&NAMES), inner, 0..4)
        .prop_map(|all| all.into_iter().map(|(name, one)| (name.to_owned(), one)).collect())
}

fn document() -> impl Strategy<Value = Value> {
    let body = || schema().prop_map(|schema| json!({"application/json": {"schema": schema}}));
    (prop::collection::vec(schema(), 4), body(), body(), any::<bool>(), any::<bool>()).prop_map(
        |(components, sent, received, required, other)| {
            let schemas: Map<String, Value> =
                NAMES.iter().map(ToString::to_string).zip(components).collect();
            let mut paths = json!({"/a": {"post": {
                "requestBody": {"required": required, "content": sent},
                "responses": {"200": {"description": "A", "content": received}},
            }}});
            if other {
                paths["/b"] = json!({"get": {"responses": {"204": {"description": "B"}}}});
            }
            json!({
                "openapi": "3.1.0",
                "info": {"title": "T", "version": "1"},
                "paths": paths,
                "components": {"schemas": schemas},
            })
        },
    )
}

fn model(document: &Value) -> Model {
    read(&document.to_string()).0
}

/// The same document with the order of lists that have none turned around, and every reference
/// to a component led over another one.
fn rewritten(value: &Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.iter().map(rewritten).collect()),
        Value::Object(entries) => {
            let mut entries: Map<String, Value> = entries
                .iter()
                .map(|(key, value)| {
                    let mut value = rewritten(value);
                    if ["anyOf", "oneOf", "allOf", "enum", "required"].contains(&key.as_str())
                        && let Value::Array(items) = &mut value
                    {
                        items.reverse();
                    }
                    if key == "$ref" {
                        value =
                            value.as_str().unwrap().replace("schemas/", "schemas/alias-").into();
                    }
                    (key.clone(), value)
                })
                .collect();
            if let Some(Value::Object(schemas)) = entries.get_mut("schemas") {
                for name in NAMES {
                    let target = json!({"$ref": format!("#/components/schemas/{name}"), "description": "Alias."});
                    schemas.insert(format!("alias-{name}"), target);
                }
            }
            Value::Object(entries)
        }
        other => other.clone(),
    }
}

fn has_errors(document: &Value) -> bool {
    read(&document.to_string()).1.iter().any(|one| one.severity == crate::text::Severity::Error)
}

/// The fact that says the opposite, where one exists by name.
fn mirror(fact: &Fact) -> Option<String> {
    let edit = match fact {
        Fact::Operation { edit: OperationEdit::Added, .. } => "Removed".to_owned(),
        Fact::Operation { edit: OperationEdit::Removed { .. }, .. } => "Added".to_owned(),
        Fact::Schema(schema) => match &schema.edit {
            SchemaEdit::PropertyAdded { property, .. } => format!("PropertyRemoved {property}"),
            SchemaEdit::PropertyRemoved { property, .. } => format!("PropertyAdded {property}"),
            SchemaEdit::BecameNullable => "BecameNotNullable".to_owned(),
            SchemaEdit::BecameNotNullable => "BecameNullable".to_owned(),
            SchemaEdit::AdditionalNarrowed => "AdditionalWidened".to_owned(),
            SchemaEdit::AdditionalWidened => "AdditionalNarrowed".to_owned(),
            _ => return None,
        },
        _ => return None,
    };
    Some(edit)
}

fn own(fact: &Fact) -> Option<String> {
    let edit = match fact {
        Fact::Operation { edit: OperationEdit::Added, .. } => "Added".to_owned(),
        Fact::Operation { edit: OperationEdit::Removed { .. }, .. } => "Removed".to_owned(),
        Fact::Schema(schema) => match &schema.edit {
            SchemaEdit::PropertyAdded { property, .. } => format!("PropertyAdded {property}"),
            SchemaEdit::PropertyRemoved { property, .. } => format!("PropertyRemoved {property}"),
            SchemaEdit::BecameNullable => "BecameNullable".to_owned(),
            SchemaEdit::BecameNotNullable => "BecameNotNullable".to_owned(),
            SchemaEdit::AdditionalNarrowed => "AdditionalNarrowed".to_owned(),
            SchemaEdit::AdditionalWidened => "AdditionalWidened".to_owned(),
            _ => return None,
        },
        _ => return None,
    };
    Some(edit)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nothing_changes_from_a_document_to_itself(document in document()) {
        let (one, other) = (model(&document), model(&document));
        prop_assert_eq!(diff(&one, &other), vec![]);
        prop_assert_eq!(meaning(&one), meaning(&other));
    }

    #[test]
    fn other_words_for_the_same_are_no_change(document in document()) {
        prop_assume!(!has_errors(&document));
        let (one, other) = (model(&document), model(&rewritten(&document)));
        let told: Vec<_> = diff(&one, &other).iter().map(tell).collect();
        prop_assert_eq!(told, Vec::<String>::new());
    }

    #[test]
    fn the_way_back_mirrors_the_way_there(old in document(), new in document()) {
        let (old, new) = (model(&old), model(&new));
        let (there, back) = (diff(&old, &new), diff(&new, &old));
        let mut wanted: Vec<_> = there.iter().filter_map(|one| Some((mirror(&one.fact)?, one.uses.clone()))).collect();
        let mut found: Vec<_> = back.iter().filter_map(|one| Some((own(&one.fact)?, one.uses.clone()))).collect();
        wanted.sort();
        found.sort();
        prop_assert_eq!(wanted, found);
    }

    #[test]
    fn another_meaning_is_never_silent(old in document(), new in document()) {
        let (old, new) = (model(&old), model(&new));
        let changed = !diff(&old, &new).is_empty();
        // The other way round does not hold: a cycle may be written in ways that only the
        // comparison recognises.
        prop_assert!(changed || meaning(&old) == meaning(&new) || classes_differ_by_cycles(&old, &new));
    }

    #[test]
    fn the_same_two_documents_give_the_same_changes(old in document(), new in document()) {
        let (one, two) = ((model(&old), model(&new)), (model(&old), model(&new)));
        prop_assert_eq!(diff(&one.0, &one.1), diff(&two.0, &two.1));
    }
}

/// Whether some schema leads to itself.
fn classes_differ_by_cycles(old: &Model, new: &Model) -> bool {
    [old, new].into_iter().any(|model| crate::openapi::meaning::has_cycles(&model.schemas))
}
