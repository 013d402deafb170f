//! What is reported when a document is not as it should be, and what is read nevertheless.

use super::{Severity, paths, read, request, request_3_0};

/// Severity, code and pointer of each diagnostic.
fn reported(document: &str) -> Vec<(Severity, String, String)> {
    let (_, diagnostics) = read(document);
    diagnostics.into_iter().map(|one| (one.severity, one.code, one.location.pointer)).collect()
}

fn error(code: &str, pointer: &str) -> Vec<(Severity, String, String)> {
    vec![(Severity::Error, code.to_owned(), pointer.to_owned())]
}

fn warning(code: &str, pointer: &str) -> Vec<(Severity, String, String)> {
    vec![(Severity::Warning, code.to_owned(), pointer.to_owned())]
}

#[test]
fn a_version_that_cannot_be_read_is_an_error_at_its_key() {
    let (model, diagnostics) = read("info: {title: T}\nswagger: '2.0'\npaths: {}\n");
    assert_eq!(
        diagnostics[0].to_string(),
        "api:2:1: error: version \"2.0\" cannot be read; write the document in OpenAPI 3.0 or 3.1 [unsupported-version]"
    );
    assert!(model.operations().is_empty());
    assert_eq!(reported("openapi: 3.2.0\npaths: {}"), error("unsupported-version", "/openapi"));
    assert_eq!(reported("openapi: 4\npaths: {}"), error("unsupported-version", "/openapi"));
    assert_eq!(reported("paths: {}"), error("missing-version", ""));
}

#[test]
fn wrong_shapes_are_errors_at_their_place() {
    assert_eq!(reported("openapi: 3.1.0\npaths: [a]"), error("wrong-shape", "/paths"));
    assert_eq!(reported(&paths("/a: 7")), error("wrong-shape", "/paths/~1a"));
    assert_eq!(reported(&paths("/a: {get: x}")), error("wrong-shape", "/paths/~1a/get"));
    assert_eq!(
        reported(&paths("/a: {get: {parameters: [{in: query}], responses: {}}}")),
        error("wrong-shape", "/paths/~1a/get/parameters/0")
    );
    assert_eq!(
        reported(&paths("/a: {get: {parameters: [{name: a, in: body}], responses: {}}}")),
        error("wrong-shape", "/paths/~1a/get/parameters/0")
    );
}

#[test]
fn references_lead_within_the_document() {
    let schema = "/paths/~1things/post/requestBody/content/application~1json/schema/$ref";
    let reference = |target: &str| reported(&request(&format!("$ref: '{target}'")));
    assert_eq!(reference("other.yaml#/X"), error("external-reference", schema));
    assert_eq!(reference("#/components/schemas/X"), error("unresolved-reference", schema));
    assert_eq!(reference("#nowhere"), error("unresolved-reference", schema));
    assert_eq!(
        reference("#/paths/~1things/post/requestBody/content/application~1json/schema"),
        error("reference-cycle", schema)
    );
    assert_eq!(
        reported(&paths("/a: {get: {parameters: [{$ref: 'p.yaml'}], responses: {}}}")),
        error("external-reference", "/paths/~1a/get/parameters/0/$ref")
    );
}

#[test]
fn pointers_are_percent_decoded_and_anchors_are_names() {
    let document = paths("
/a/{x}:
  parameters: [{name: x, in: path, required: true, schema: {$anchor: ex, type: integer}}]
  get:
    responses:
      200: {description: A, content: {application/json: {schema: {$ref: '#/paths/~1a~1%7Bx%7D/parameters/0/schema'}}}}
      201: {description: A, content: {application/json: {schema: {$ref: '#ex'}}}}
");
    let (model, diagnostics) = read(&document);
    assert_eq!(diagnostics, []);
    let operation = &model.operations()[0];
    for response in &operation.responses {
        assert_eq!(response.content[0].schema, operation.parameters[0].schema);
    }
}

#[test]
fn siblings_of_a_reference_count_from_3_1_on() {
    let schema = "$ref: '#/components/schemas/A'\nmaxLength: 3";
    let component = "A: {type: string}";
    let old = super::request_3_0_with(schema, component);
    let pointer = "/paths/~1things/post/requestBody/content/application~1json/schema";
    assert_eq!(
        reported(&old),
        [(Severity::Info, "ignored-beside-reference".to_owned(), pointer.to_owned())]
    );
    assert_eq!(
        super::told(&old, &super::request_with(schema, component)),
        [
            r#"BoundChanged { keyword: "maxLength", old: None, new: Some("3"), effect: Narrowed } | POST /things > request application/json"#
        ]
    );
}

#[test]
fn odd_keywords_are_warned_about_and_passed_over() {
    let pointer = "/paths/~1things/post/requestBody/content/application~1json/schema";
    let at = |key: &str| format!("{pointer}/{key}");
    assert_eq!(
        reported(&request("type: string\nmaxLength: x")),
        warning("odd-shape", &at("maxLength"))
    );
    assert_eq!(reported(&request("type: strnig")), warning("odd-shape", &at("type")));
    assert_eq!(reported(&request_3_0("const: 1")), warning("newer-keyword", &at("const")));
    assert_eq!(
        reported(&request("type: string\nminimun: 3")),
        [(Severity::Info, "unknown-keyword".to_owned(), at("minimun"))]
    );
}

#[test]
fn parameters_of_the_path_are_all_there() {
    let document = paths(
        "/a/{x}: {get: {responses: {}, parameters: [{name: y, in: path, required: true, schema: {}}]}}",
    );
    let (model, _) = read(&document);
    assert_eq!(model.operations()[0].parameters.len(), 1);
    let codes: Vec<_> = reported(&document).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(codes, ["unused-parameter", "undeclared-parameter"]);
}

#[test]
fn a_path_item_may_refer_to_another_and_add_to_it() {
    let document = paths(
        "
/a: {get: {operationId: a, responses: {}}}
/b: {$ref: '#/paths/~1a', post: {responses: {}}}
",
    );
    let (model, diagnostics) = read(&document);
    assert_eq!(diagnostics, []);
    let places: Vec<_> = model.operations().iter().map(|one| one.place().to_string()).collect();
    assert_eq!(places, ["GET /a", "GET /b", "POST /b"]);
}

#[test]
fn requests_are_routed_the_most_concrete_path_first() {
    let document = format!(
        "{}servers: [{{url: /v1}}]\n",
        paths(
            "
/pets/{id}: {get: {responses: {}, parameters: [{name: id, in: path, required: true, schema: {}}]}}
/pets/mine: {get: {responses: {}}, post: {responses: {}}}
"
        )
    );
    let model = super::model(&document);
    let routed = |method: &str, path: &str| -> Vec<String> {
        model.route(method, path).iter().map(|one| one.operation.path.to_string()).collect()
    };
    assert_eq!(routed("get", "/v1/pets/mine"), ["/pets/mine", "/pets/{id}"]);
    assert_eq!(routed("POST", "/v1/pets/mine"), ["/pets/mine"]);
    assert_eq!(routed("GET", "/pets/mine"), [""; 0]);
    assert_eq!(model.routes("/v1/pets/7").len(), 1);
    assert_eq!(model.routes("/v1/pets/7")[0].values, ["7"]);
}

#[test]
fn schemas_are_lowered_to_plain_json_schema() {
    let schema = "
type: object
required: [id, name, next]
properties:
  id: {type: integer, readOnly: true}
  name: {type: [string, 'null'], minLength: 1}
  next: {$ref: '#/components/schemas/Node'}
additionalProperties: false
";
    let component = format!("Node:{}", schema.replace('\n', "\n  "));
    let model = super::model(&super::request_with("$ref: '#/components/schemas/Node'", &component));
    let root = model.operations()[0].request.as_ref().unwrap().content[0].schema;
    let sent =
        jsonschema::validator_for(&model.schema_json(root, crate::rule::Side::Request)).unwrap();
    let received =
        jsonschema::validator_for(&model.schema_json(root, crate::rule::Side::Response)).unwrap();
    let node = |id: bool| {
        let inner = serde_json::json!({"name": null, "next": 3});
        let mut value = serde_json::json!({"name": "a", "next": inner});
        if id {
            value["id"] = 1.into();
        }
        value
    };
    assert!(!sent.is_valid(&node(false)), "next must be an object");
    let recursive = |id: bool| {
        let schema = "{}";
        let _ = schema;
        let mut value = node(id);
        value.as_object_mut().unwrap().remove("next");
        value
    };
    assert!(!sent.is_valid(&recursive(false)), "next is required");
    assert!(!received.is_valid(&recursive(true)));
}
