//! What is compatible and what is not.

use super::*;
use crate::kind::Source;
use crate::text::Limits;

const API: &str = r##"
openapi: 3.0.3
info: {title: shop, version: 1.0.0}
servers: [{url: https://shop.test/v1}]
security: [{token: []}]
paths:
  /orders/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: full, in: query, schema: {type: boolean}}
        - {name: page, in: query, required: true, schema: {type: integer, maximum: 9}}
        - {name: X-Trace, in: header, schema: {type: string, enum: [on, "off"]}}
        - {name: session, in: cookie, required: true, schema: {type: string}}
      responses:
        "200":
          description: found
          headers: {X-Count: {schema: {type: integer}}}
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
        4XX: {description: refused}
  /orders/latest:
    get:
      security: []
      responses:
        "200": {description: the latest}
  /orders:
    post:
      security: [{token: [], key: []}, {basic: []}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
      responses:
        "201": {description: made}
        default: {description: else, content: {application/problem+json: {schema: {type: object}}}}
    put:
      security: []
      requestBody:
        content: {application/x-www-form-urlencoded: {schema: {type: object, required: [n],
          properties: {n: {type: integer}, tags: {type: array, items: {type: string}}}}}}
      responses: {"204": {description: put}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
    basic: {type: http, scheme: basic}
    key: {type: apiKey, in: header, name: X-Key}
  schemas:
    Order:
      type: object
      required: [id, items]
      properties:
        id: {type: integer, readOnly: true}
        note: {type: string, nullable: true}
        items: {type: array, items: {type: object, properties: {sku: {type: string}}}}
"##;

fn provider() -> openapi::Model {
    let source = Source { name: "api.yaml", bytes: API.as_bytes() };
    let (model, diagnostics) = openapi::parse(source, &Limits::default()).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    model
}

fn consumer(interactions: &str) -> interactions::Model {
    let text = format!(
        r#"{{"consumer": {{"name": "web"}}, "provider": {{"name": "shop"}},
            "interactions": [{interactions}],
            "metadata": {{"pactSpecification": {{"version": "3.0.0"}}}}}}"#
    );
    let source = Source { name: "web.json", bytes: text.as_bytes() };
    interactions::parse(source, &Limits::default()).unwrap().0
}

fn compared(request: &str, response: &str) -> Comparison {
    let one = format!(
        r#"{{"description": "one", "request": {{{request}}}, "response": {{{response}}}}}"#
    );
    compare(&consumer(&one), &provider())
}

fn codes(request: &str, response: &str) -> Vec<String> {
    let comparison = compared(request, response);
    let verdict = comparison.verdict;
    let codes: Vec<_> = comparison.mismatches.into_iter().map(|one| one.code).collect();
    let fitting = if codes.is_empty() {
        ComparisonVerdict::Compatible
    } else {
        ComparisonVerdict::Incompatible
    };
    assert_eq!(verdict, fitting);
    codes
}

/// A request that is right in all parts.
const GET: &str = r#""method": "GET", "path": "/v1/orders/7", "query": {"page": ["1"]},
    "headers": {"Authorization": "Bearer x", "Cookie": "a=b; session=s"}"#;
const OK: &str = r#""status": 200, "headers": {"Content-Type": "application/json", "X-Count": "3"},
    "body": {"id": 7, "items": [{"sku": "a"}]}"#;

#[test]
fn what_the_provider_promises_is_compatible() {
    assert_eq!(codes(GET, OK), [""; 0]);
    let without_gateway = GET.replace("/v1/", "/");
    assert_eq!(codes(&without_gateway, OK), [""; 0]);
}

#[test]
fn paths_and_methods_lead_to_operations() {
    assert_eq!(codes(&GET.replace("orders/7", "order/7"), OK), ["request-path-unknown"]);
    assert_eq!(codes(&GET.replace("orders/7", "orders/seven"), OK), ["request-path-incompatible"]);
    assert_eq!(codes(&GET.replace("GET", "DELETE"), OK), ["request-method-unknown"]);
    let latest = r#""method": "GET", "path": "/v1/orders/latest""#;
    assert_eq!(codes(latest, r#""status": 200"#), [""; 0]);
    let slash = compared(r#""method": "GET", "path": "/v1/orders/latest/""#, OK);
    assert!(slash.mismatches[0].message.contains("slash"), "{:?}", slash.mismatches);
}

#[test]
fn parameters_are_sent_and_have_values_of_their_schemas() {
    for (from, to, code) in [
        (r#""page": ["1"]"#, "", "request-query-missing"),
        (r#"["1"]"#, r#"["10"]"#, "request-query-incompatible"),
        (r#""page""#, r#""full": "maybe", "page""#, "request-query-incompatible"),
        ("session=s", "x=y", "request-header-missing"),
        (r#""Cookie""#, r#""x-trace": "maybe", "Cookie""#, "request-header-incompatible"),
    ] {
        assert_eq!(codes(&GET.replace(from, to), OK), [code], "{to}");
    }
    let more = GET.replace(r#""page""#, r#""other": "1", "page""#);
    let comparison = compared(&more, OK);
    assert_eq!(comparison.verdict, ComparisonVerdict::Compatible);
    assert_eq!(comparison.diagnostics[0].code, "request-query-undeclared");
}

#[test]
fn every_scheme_of_one_alternative_must_be_met() {
    let post = |headers: &str| {
        let request = format!(
            r#""method": "POST", "path": "/orders", "headers": {{{headers}}}, "body": {{"items": []}}"#
        );
        codes(&request, r#""status": 201"#)
    };
    assert_eq!(post(r#""Authorization": "bearer x", "x-key": "k""#), [""; 0]);
    assert_eq!(post(r#""Authorization": "Basic x""#), [""; 0]);
    assert_eq!(post(r#""Authorization": "Bearer x""#), ["request-security-missing"]);
    assert_eq!(post(""), ["request-security-missing"]);
}

#[test]
fn request_bodies_are_judged_as_a_whole() {
    let post = |rest: &str| {
        let request = format!(r#""method": "POST", "path": "/orders" {rest}"#);
        let answer = r#""status": 201"#;
        let mut codes = codes(&request, answer);
        codes.retain(|code| code != "request-security-missing");
        codes
    };
    assert_eq!(post(r#", "body": {"items": [], "note": null}"#), [""; 0]);
    assert_eq!(post(r#", "body": {"note": "x"}"#), ["request-body-incompatible"]);
    assert_eq!(post(""), ["request-body-missing"]);
    let text = r#", "headers": {"Content-Type": "text/plain"}, "body": "x""#;
    assert_eq!(post(text), ["request-media-type-unknown"]);
}

#[test]
fn forms_are_judged_by_their_fields() {
    let put = |form: &str| {
        codes(
            &format!(
                r#""method": "PUT", "path": "/orders", "body": "{form}",
                   "headers": {{"Content-Type": "application/x-www-form-urlencoded"}}"#
            ),
            r#""status": 204"#,
        )
    };
    assert_eq!(put("n=1&tags=a&tags=b"), [""; 0]);
    assert_eq!(put("n=x"), ["request-body-incompatible"]);
    assert_eq!(put("tags=a"), ["request-body-incompatible"]);
}

#[test]
fn responses_must_be_promised_down_to_every_key() {
    for (from, to, code) in [
        ("200", "202", "response-status-unknown"),
        ("application/json", "text/csv", "response-media-type-unknown"),
        ("X-Count", "X-Total", "response-header-unknown"),
        (r#""3""#, r#""three""#, "response-header-incompatible"),
        ("sku", "skew", "response-body-incompatible"),
        (r#""id": 7"#, r#""id": null"#, "response-body-incompatible"),
    ] {
        assert_eq!(codes(GET, &OK.replace(from, to)), [code], "{to}");
    }
    let latest = r#""method": "GET", "path": "/orders/latest""#;
    assert_eq!(codes(latest, r#""status": 200, "body": {"a": 1}"#), ["response-body-unknown"]);
}

#[test]
fn who_expects_to_be_refused_may_break_the_contract() {
    let wrong = r#""method": "GET", "path": "/orders/seven""#;
    assert_eq!(codes(wrong, r#""status": 404"#), [""; 0]);
    assert_eq!(codes(wrong, r#""status": 500"#), ["response-status-unknown"]);
}

#[test]
fn a_mismatch_names_both_places() {
    let comparison = compared(GET, &OK.replace("sku", "skew"));
    let one = &comparison.mismatches[0];
    assert_eq!(one.area, Area::ResponseBody);
    let consumer = one.consumer.as_ref().unwrap();
    assert_eq!(consumer.file, "web.json");
    assert!(consumer.pointer.ends_with("/response/body/items/0/skew"), "{}", consumer.pointer);
    let provider = one.provider.as_ref().unwrap();
    assert_eq!(provider.file, "api.yaml");
    assert_eq!(provider.pointer, "/components/schemas/Order/properties/items/items");
}

#[test]
fn messages_alone_are_undecided() {
    let message = r#"{"type": "Asynchronous/Messages", "description": "m"}"#;
    let alone = compare(&consumer(message), &provider());
    assert_eq!(alone.verdict, ComparisonVerdict::Undecided);
    assert_eq!(alone.diagnostics[0].code, "message-not-compared");
    let both =
        format!(r#"{message}, {{"description": "d", "request": {{{GET}}}, "response": {{{OK}}}}}"#);
    assert_eq!(compare(&consumer(&both), &provider()).verdict, ComparisonVerdict::Compatible);
}

fn places(request: &str, response: &str) -> Vec<String> {
    let one = format!(
        r#"{{"description": "one", "request": {{{request}}}, "response": {{{response}}}}}"#
    );
    uses(&consumer(&one), &provider()).iter().map(ToString::to_string).collect()
}

#[test]
fn uses_are_the_places_that_are_touched() {
    assert_eq!(
        places(GET, OK),
        [
            "GET /v1/orders/{}",
            "GET /v1/orders/{} > cookie session",
            "GET /v1/orders/{} > path 1",
            "GET /v1/orders/{} > query page",
            "GET /v1/orders/{} > response 200",
            "GET /v1/orders/{} > response 200 application/json",
            "GET /v1/orders/{} > response 200 application/json > id",
            "GET /v1/orders/{} > response 200 application/json > items",
            "GET /v1/orders/{} > response 200 application/json > items[]",
            "GET /v1/orders/{} > response 200 application/json > items[].sku",
            "GET /v1/orders/{} > response 200 header x-count",
        ]
    );
}

#[test]
fn what_a_request_must_hold_is_touched_by_who_sends_it() {
    let post = r#""method": "POST", "path": "/orders", "body": {"note": "x"}"#;
    assert_eq!(
        places(post, r#""status": 201"#),
        [
            "POST /v1/orders",
            "POST /v1/orders > request",
            "POST /v1/orders > request application/json",
            "POST /v1/orders > request application/json > id",
            "POST /v1/orders > request application/json > items",
            "POST /v1/orders > request application/json > note",
            "POST /v1/orders > response 201",
        ]
    );
}
