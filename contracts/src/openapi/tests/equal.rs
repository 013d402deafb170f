//! Documents that say the same in other words: nothing changed, and they mean the same.

use super::{diff, model, paths, request, request_3_0, request_3_0_with, request_with, tell};
use crate::openapi::meaning;

/// Nothing changed in either direction.
fn no_change(one: &str, other: &str) {
    let (one_model, other_model) = (model(one), model(other));
    for (old, new) in [(&one_model, &other_model), (&other_model, &one_model)] {
        let told: Vec<_> = diff(old, new).iter().map(tell).collect();
        assert!(told.is_empty(), "{told:#?}\n{one}\n---\n{other}");
    }
}

/// Nothing changed, and the two have one meaning.
fn same(one: &str, other: &str) {
    no_change(one, other);
    assert_eq!(meaning(&model(one)), meaning(&model(other)), "{one}\n---\n{other}");
}

const ORDER: &str = "
type: object
required: [id]
properties:
  id: {type: integer}
  note: {type: string, maxLength: 10}
";

#[test]
fn a_schema_split_over_all_of_is_the_same_schema() {
    let split = "
allOf:
  - {type: object, required: [id], properties: {id: {type: integer}}}
  - {type: object, properties: {note: {type: string}}}
  - {properties: {note: {maxLength: 10}}}
";
    same(&request(ORDER), &request(split));
    same(&request_3_0(ORDER), &request_3_0(split));
}

#[test]
fn a_component_may_be_renamed_and_written_in_place() {
    let one =
        request_with("$ref: '#/components/schemas/Order'", &format!("Order:{}", nested(ORDER)));
    let other = request_with(
        "$ref: '#/components/schemas/Bestellung'",
        &format!("Bestellung:{}", nested(ORDER)),
    );
    same(&one, &other);
    same(&one, &request(ORDER));
}

fn nested(schema: &str) -> String {
    schema.replace('\n', "\n  ")
}

#[test]
fn one_schema_in_all_of_is_that_schema() {
    let order = format!("Order:{}", nested(ORDER));
    let plain = request_3_0_with("$ref: '#/components/schemas/Order'", &order);
    let wrapped = "description: The order.\nallOf: [{$ref: '#/components/schemas/Order'}]";
    same(&plain, &request_3_0_with(wrapped, &order));
    same(&plain, &request_3_0_with("oneOf: [{$ref: '#/components/schemas/Order'}]", &order));
}

#[test]
fn words_beside_a_reference_do_not_make_another_schema() {
    let order = format!("Order:{}", nested(ORDER));
    let plain = "$ref: '#/components/schemas/Order'";
    let described = "$ref: '#/components/schemas/Order'\ndescription: The order.\nx-y: 1";
    same(&request_with(plain, &order), &request_with(described, &order));
}

#[test]
fn a_parameter_may_stand_at_the_path_and_be_called_otherwise_there() {
    let at_operation = paths(
        "
/a/{id}/b/{kind}:
  get:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
      - {name: kind, in: path, required: true, schema: {type: string}}
    responses: {}
",
    );
    let at_path = paths(
        "
/a/{number}/b/{sort}:
  parameters:
    - {name: sort, in: path, required: true, schema: {type: string}}
    - {name: number, in: path, required: true, schema: {type: integer}}
  get:
    responses: {}
",
    );
    same(&at_operation, &at_path);
}

#[test]
fn explicit_defaults_are_no_change() {
    let terse = paths(
        "
/a:
  post:
    parameters:
      - {name: q, in: query, schema: {type: array, items: {type: string}}}
      - {name: X-H, in: header, schema: {type: string}}
    requestBody:
      content:
        application/json:
          schema: {type: object, properties: {a: {type: string}}}
    responses: {}
",
    );
    let explicit = paths("
/a:
  servers: [{url: 'https://api.example.com/'}]
  post:
    deprecated: false
    security: []
    tags: []
    parameters:
      - {name: q, in: query, required: false, style: form, explode: true, allowReserved: false, allowEmptyValue: false, deprecated: false, schema: {type: array, items: {type: string}, minItems: 0, uniqueItems: false}}
      - {name: x-h, in: header, style: simple, explode: false, schema: {type: string, minLength: 0}}
      - {name: Accept, in: header, schema: {type: string}}
    requestBody:
      required: false
      content:
        application/json; charset=utf-8:
          schema:
            type: object
            properties: {a: {type: string, readOnly: false}}
            additionalProperties: true
            required: []
            minProperties: 0
    responses: {}
");
    same(&terse, &explicit);
}

#[test]
fn nullable_of_3_0_is_the_type_null_of_3_1() {
    let old = request_3_0("type: string\nnullable: true");
    same(&old, &request("type: [string, 'null']"));
    same(&old, &request("anyOf: [{type: string}, {type: 'null'}]"));
    same(&old, &request("oneOf: [{type: 'null'}, {type: string}]"));
    let listed = request_3_0("type: string\nnullable: true\nenum: [a, null]");
    same(&listed, &request("enum: [null, a]"));
    same(&listed, &request("anyOf: [{type: string, enum: [a]}, {type: 'null'}]"));
}

#[test]
fn nullable_says_nothing_without_a_type_and_an_enum_must_list_null_itself() {
    same(&request_3_0("minLength: 1\nnullable: true"), &request_3_0("minLength: 1"));
    same(&request_3_0("type: string\nenum: [a]\nnullable: true"), &request_3_0("enum: [a]"));
}

#[test]
fn an_optional_component_is_the_component_or_null() {
    let order = format!("Order:{}", nested(ORDER));
    let any_of = "anyOf: [{$ref: '#/components/schemas/Order'}, {type: 'null'}]\ntitle: Order?";
    let inline = ORDER.replace("type: object", "type: [object, 'null']");
    same(&request_with(any_of, &order), &request(&inline));
}

#[test]
fn exclusive_bounds_of_both_versions_are_one() {
    let old = request_3_0(
        "type: number\nminimum: 0\nexclusiveMinimum: true\nmaximum: 9\nexclusiveMaximum: false",
    );
    same(&old, &request("type: number\nexclusiveMinimum: 0\nmaximum: 9.0"));
    same(&request("type: integer\nminimum: 1"), &request("type: integer\nexclusiveMinimum: 0"));
}

#[test]
fn a_const_is_a_list_of_one_value() {
    same(&request("const: a"), &request("type: string\nenum: [a]"));
    same(&request("const: 1"), &request("enum: [1.0]"));
}

#[test]
fn a_choice_of_values_is_a_list_of_values() {
    let annotated = "oneOf: [{const: a, title: First}, {const: b, description: Second}]";
    same(&request(annotated), &request("type: string\nenum: [b, a]"));
    let types = "anyOf: [{type: string}, {type: integer}]";
    same(&request(types), &request("type: [integer, string]"));
}

#[test]
fn order_has_no_meaning() {
    let one = "
oneOf:
  - {type: object, required: [a, b], properties: {a: {enum: [x, y]}, b: {type: string}}}
  - {type: array, items: {type: string}}
";
    let other = "
oneOf:
  - {items: {type: string}, type: array}
  - {properties: {b: {type: string}, a: {enum: [y, x]}}, required: [b, a], type: object}
";
    same(&request(one), &request(other));
}

#[test]
fn what_listed_values_imply_is_nothing_new() {
    let plain = "type: string\nenum: [a, bb]";
    same(&request(plain), &request("type: string\nenum: [a, bb]\nmaxLength: 2\nminLength: 1"));
    same(&request("enum: [1, 2, 9]\nmaximum: 5"), &request("enum: [1, 2]"));
}

#[test]
fn what_cannot_apply_to_a_type_says_nothing() {
    same(
        &request("type: string\nmaximum: 5\nmaxItems: 2\nproperties: {a: {}}"),
        &request("type: string"),
    );
}

#[test]
fn nothing_unevaluated_is_nothing_additional_where_all_properties_are_known() {
    let unevaluated = "
allOf: [{$ref: '#/components/schemas/Base'}]
properties: {b: {type: string}}
unevaluatedProperties: false
";
    let base = "Base: {properties: {a: {type: string}}}";
    let plain = "properties: {a: {type: string}, b: {type: string}}\nadditionalProperties: false";
    same(&request_with(unevaluated, base), &request_with(plain, base));
}

#[test]
fn a_recursive_schema_may_be_unrolled_by_a_step() {
    let tree = "Tree: {type: object, properties: {kids: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}";
    let unrolled = "type: object\nproperties: {kids: {type: array, items: {$ref: '#/components/schemas/Tree'}}}";
    same(&request_with("$ref: '#/components/schemas/Tree'", tree), &request_with(unrolled, tree));
}

#[test]
fn two_names_for_one_recursion_are_one() {
    let one = "A: {properties: {next: {$ref: '#/components/schemas/A'}}}";
    let two = "
A: {properties: {next: {$ref: '#/components/schemas/B'}}}
B: {properties: {next: {$ref: '#/components/schemas/A'}}}
";
    let root = "$ref: '#/components/schemas/A'";
    no_change(&request_with(root, one), &request_with(root, two));
}

#[test]
fn a_prefix_may_move_between_server_and_paths() {
    let in_server = "
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: 'https://api.example.com/{stage}', variables: {stage: {default: v1}}}]
paths: {/a: {get: {responses: {}}}}
";
    let in_path = "
openapi: 3.1.0
info: {title: T, version: '2'}
servers: [{url: 'http://localhost:8080'}]
paths: {/v1/a: {get: {responses: {}}}}
";
    no_change(in_server, in_path);
}

#[test]
fn json_and_yaml_are_the_same_document() {
    let json = r#"{"paths": {"/a": {"get": {"responses": {"200": {"description": "A"}}, "operationId": "a"}}},
                   "openapi": "3.1.0", "info": {"version": "2.0.0", "title": "U"}}"#;
    same(json, &paths("/a: {get: {operationId: a, responses: {200: {description: B}}}}"));
}

#[test]
fn a_security_scheme_may_be_renamed() {
    let document = |name: &str| {
        format!(
            "openapi: 3.1.0
info: {{title: T, version: '1'}}
security: [{{{name}: []}}]
paths: {{/a: {{get: {{responses: {{}}}}}}}}
components: {{securitySchemes: {{{name}: {{type: apiKey, in: header, name: X-Key}}}}}}
"
        )
    };
    same(&document("key"), &document("token"));
}

#[test]
fn a_shared_response_may_be_written_in_place() {
    let shared = "
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {/a: {get: {responses: {200: {$ref: '#/components/responses/Ok'}}}}}
components: {responses: {Ok: {description: ok, headers: {X-Count: {schema: {type: integer}}}}}}
";
    same(
        shared,
        &paths(
            "/a: {get: {responses: {200: {description: x, headers: {x-count: {schema: {type: integer}}}}}}}",
        ),
    );
}
