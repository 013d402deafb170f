//! Does an answer keep the broker's own contract? Judged by a JSON Schema validator that shares
//! no code with ours.

use super::broker::Answer;
use handfast_broker::router;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::sync::OnceLock;

/// The OpenAPI document that the broker serves.
pub(crate) fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::to_value(router::document()).unwrap())
}

/// Panics where `answer` to `method path` is not described by the document. Pages have none.
#[track_caller]
pub(crate) fn check(method: &Method, path: &str, answer: &Answer) {
    let described = document()["paths"].as_object().unwrap();
    let known = described.iter().find(|(template, _)| fits(template, path));
    let Some((template, item)) = known else {
        if router::entries().iter().any(|page| fits(&page.path, path)) {
            return;
        }
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} is not described");
        return check_problem(answer);
    };
    let Some(operation) = item.get(method.as_str().to_lowercase()) else {
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} is not described");
        return check_problem(answer);
    };
    let place = format!("{method} {template} {}", answer.status.as_u16());
    let response = operation["responses"].get(answer.status.as_str());
    let response = response.unwrap_or_else(|| panic!("{place} is not described: {answer:?}"));
    let Some(content) = response.get("content").and_then(Value::as_object) else {
        return assert!(answer.bytes.is_empty(), "{place} has a body that is not described");
    };
    let found = answer.header("content-type").split(';').next().unwrap();
    let media = content.get(found);
    let media = media.unwrap_or_else(|| panic!("{place} with {found:?} is not described"));
    if found.ends_with("json") {
        validate(&media["schema"], &answer.json(), &place);
    }
}

fn check_problem(answer: &Answer) {
    assert_eq!(answer.header("content-type"), "application/problem+json");
    validate(&json!({ "$ref": "#/components/schemas/ProblemBody" }), &answer.json(), "a problem");
}

fn fits(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(noun), Some(_)) if noun.starts_with('{') => {}
            (Some(word), Some(found)) if word == found => {}
            _ => return false,
        }
    }
}

#[track_caller]
fn validate(schema: &Value, instance: &Value, place: &str) {
    let mut schema = schema.clone();
    schema["components"] = document()["components"].clone();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{place} breaks the contract:\n{}\n{instance:#}", errors.join("\n"));
}
