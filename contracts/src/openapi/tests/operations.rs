//! Edits outside schemas, each as the one fact that names it.

use super::{paths, told};

fn operation(text: &str) -> String {
    paths(
        &format!("/a/{{id}}:\n  post: {{{text}}}")
            .replace("post: {", "post: {x-pad: 1, ")
            .replace("/a/{id}:", "/a:"),
    )
}

fn facts(old: &str, new: &str) -> Vec<String> {
    told(&operation(old), &operation(new))
}

#[test]
fn operations_come_and_go() {
    let one = paths("/a: {get: {responses: {}}}");
    let two = paths(
        "/a/{x}: {get: {responses: {}, deprecated: true, x-sunset: '2030-01-01', parameters: [{name: x, in: path, required: true, schema: {}}]}}\n/a: {get: {responses: {}}}",
    );
    assert_eq!(told(&one, &two), ["Added | GET /a/{}"]);
    assert_eq!(
        told(&two, &one),
        [r#"Removed { announced: Sunset("2030-01-01"), stability: Stable } | GET /a/{}"#]
    );
}

#[test]
fn whole_operations() {
    assert_eq!(
        facts(
            "responses: {}, operationId: a, tags: [x, y]",
            "responses: {}, tags: [y, z], deprecated: true"
        ),
        [
            r#"IdChanged { old: Some("a"), new: None } | POST /a"#,
            r#"TagsChanged { added: ["z"], removed: ["x"] } | POST /a"#,
            "Deprecated { sunset: None } | POST /a",
        ]
    );
    assert_eq!(
        facts("responses: {}, x-stability-level: beta", "responses: {}, x-stability-level: alpha"),
        ["StabilityChanged { old: Beta, new: Alpha } | POST /a"]
    );
}

#[test]
fn a_server_is_one_edit_of_all_operations() {
    let served = |servers: &str| {
        format!(
            "{}servers: [{servers}]\n",
            paths("/a: {get: {responses: {}}}\n/b: {get: {responses: {}}}")
        )
    };
    assert_eq!(
        told(&served("{url: /v1}"), &served("{url: /v2}")),
        [
            r#"BasePathRemoved { base: "/v1" } | GET /v2/a, GET /v2/b"#,
            r#"BasePathAdded { base: "/v2" } | GET /v2/a, GET /v2/b"#,
        ]
    );
    assert_eq!(
        told(
            &served("{url: 'https://x.com/v1'}"),
            &served("{url: 'http://y.org/v1'}, {url: /v1/}")
        ),
        [""; 0]
    );
}

#[test]
fn parameters() {
    let with = |parameters: &str| format!("responses: {{}}, parameters: [{parameters}]");
    let fact = |old: &str, new: &str| facts(&with(old), &with(new));
    assert_eq!(
        fact("", "{name: q, in: query, required: true, schema: {default: 1}}"),
        ["query q: Added { required: true, has_default: true } | POST /a > query q"]
    );
    assert_eq!(
        fact("{name: q, in: cookie, deprecated: true, schema: {}}", ""),
        ["cookie q: Removed { required: false, announced: Deprecated } | POST /a > cookie q"]
    );
    assert_eq!(
        fact(
            "{name: Q, in: header, schema: {}}",
            "{name: q, in: header, required: true, schema: {}}"
        ),
        ["header q: BecameRequired { has_default: false } | POST /a > header q"]
    );
    assert_eq!(
        fact(
            "{name: q, in: query, schema: {type: array}}",
            "{name: q, in: query, explode: false, schema: {type: array}}"
        ),
        [
            r#"query q: SerializationChanged { what: "explode", old: "true", new: "false" } | POST /a > query q"#
        ]
    );
    assert_eq!(
        fact(
            "{name: q, in: query, schema: {type: string}}",
            "{name: q, in: query, explode: false, schema: {type: string}}"
        ),
        [""; 0]
    );
    assert_eq!(
        fact(
            "{name: q, in: query, schema: {type: string}}",
            "{name: q, in: query, content: {application/json: {schema: {type: string}}}}"
        ),
        [
            r#"query q: SerializationChanged { what: "content", old: "form", new: "application/json" } | POST /a > query q"#
        ]
    );
}

#[test]
fn request_bodies() {
    let with = |body: &str| format!("responses: {{}}, requestBody: {{{body}}}");
    let json = "content: {application/json: {schema: {}}}";
    assert_eq!(
        facts("responses: {}", &with(json)),
        ["Added { required: false } | POST /a > request"]
    );
    assert_eq!(facts(&with(json), "responses: {}"), ["Removed | POST /a > request"]);
    assert_eq!(
        facts(&with(json), &with(&format!("{json}, required: true"))),
        ["BecameRequired | POST /a > request"]
    );
    assert_eq!(
        facts(&with("content: {'*/*': {schema: {}}}"), &with(json)),
        [r#"MediaTypeRemoved { media_type: "*/*" } | POST /a > request */*"#]
    );
    assert_eq!(
        facts(
            &with("content: {multipart/form-data: {schema: {}}}"),
            &with(
                "content: {multipart/form-data: {schema: {}, encoding: {f: {contentType: image/png}}}}"
            ),
        ),
        [
            r#"EncodingChanged { media_type: "multipart/form-data", property: "f" } | POST /a > request multipart/form-data"#
        ]
    );
}

#[test]
fn responses() {
    let with = |responses: &str| format!("responses: {{{responses}}}");
    let fact = |old: &str, new: &str| facts(&with(old), &with(new));
    assert_eq!(
        fact("200: {description: a}", "200: {description: a}, 404: {description: b}"),
        ["404: Added { success: false } | POST /a > response 404"]
    );
    assert_eq!(
        fact("200: {description: a}, 204: {description: b}", "200: {description: a}"),
        ["204: Removed { success: true } | POST /a > response 204"]
    );
    assert_eq!(fact("2XX: {description: a}", "200: {description: a}"), [""; 0]);
    assert_eq!(
        fact(
            "200: {description: a}, default: {description: e}",
            "200: {description: a}, 404: {description: e}"
        ),
        ["default: Removed { success: false } | POST /a > response default"]
    );
    assert_eq!(
        fact(
            "default: {description: a, content: {application/json: {schema: {type: string}}}}",
            "default: {description: e, content: {application/json: {schema: {type: string}}}}, 200: {description: a, content: {application/json: {schema: {type: integer}}}}"
        ),
        [
            r#"TypesChanged { added: ["integer"], removed: ["string"], old: "string", new: "integer" } | POST /a > response 200 application/json"#
        ]
    );
    assert_eq!(
        fact(
            "200: {description: a, headers: {A: {schema: {}}, B: {required: true, schema: {}}}}",
            "200: {description: a, headers: {a: {required: true, schema: {}}}}"
        ),
        [
            r#"200: HeaderBecameRequired { name: "a" } | POST /a > response 200 header a"#,
            r#"200: HeaderRemoved { name: "b", required: true } | POST /a > response 200 header b"#,
        ]
    );
    assert_eq!(
        fact(
            "200: {description: a, links: {next: {operationId: x, description: y}}}",
            "200: {description: a, links: {next: {operationId: z}}}"
        ),
        [r#"200: LinkChanged { name: "next" } | POST /a > response 200"#]
    );
}

fn secured(requirements: &str) -> String {
    format!(
        "{}security: [{requirements}]
components:
  securitySchemes:
    key: {{type: apiKey, in: header, name: X-Key}}
    oauth: {{type: oauth2, flows: {{implicit: {{authorizationUrl: 'https://a', scopes: {{}}}}}}}}
",
        paths("/a: {get: {responses: {}}}\n/b: {get: {responses: {}}}")
    )
}

#[test]
fn security_is_compared_by_implication() {
    let fact = |old: &str, new: &str| {
        let both = told(&secured(old), &secured(new));
        both.iter().map(|fact| fact.replace(" | GET /a, GET /b", "")).collect::<Vec<_>>()
    };
    assert_eq!(fact("", "key: []"), ["Required"]);
    assert_eq!(fact("key: []", "{key: []}, {}"), ["Dropped"]);
    assert_eq!(
        fact("{key: []}, {oauth: [r]}", "{oauth: [r]}"),
        [r#"AlternativeRemoved { alternative: "key" }"#]
    );
    assert_eq!(
        fact("{oauth: [r]}", "{oauth: [w, r]}"),
        [r#"ScopeAdded { alternative: "oauth", scope: "w" }"#]
    );
    assert_eq!(
        fact("{oauth: [r, w]}", "{oauth: [r]}"),
        [r#"ScopeRemoved { alternative: "oauth", scope: "w" }"#]
    );
    assert_eq!(
        fact("{key: []}", "{key: [], oauth: [r]}"),
        [r#"AlternativeRemoved { alternative: "key" }"#,]
    );
    assert_eq!(fact("{key: []}", "{key: []}, {key: [], oauth: []}"), [""; 0]);
}

#[test]
fn a_scheme_is_one_edit_of_all_operations_that_require_it() {
    let old = secured("key: []");
    assert_eq!(
        told(&old, &old.replace("X-Key", "X-Api-Key")),
        [r#"key: WireChanged { what: "name", old: "x-key", new: "x-api-key" } | GET /a, GET /b"#]
    );
    let old = secured("oauth: []");
    assert_eq!(
        told(&old, &old.replace("https://a", "https://b")),
        [
            r#"oauth: AddressChanged { what: "authorizationUrl", old: "https://a", new: "https://b" } | GET /a, GET /b"#
        ]
    );
}

#[test]
fn two_paths_that_differ_in_names_only_keep_apart() {
    let twins = |kind: &str| {
        format!("openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /f/{{id}}: {{get: {{operationId: byId, responses: {{}}, parameters: [{{name: id, in: path, required: true, schema: {{type: integer}}}}]}}}}
  /f/{{name}}: {{get: {{operationId: byName, responses: {{}}, parameters: [{{name: name, in: path, required: true, schema: {{type: {kind}}}}}]}}}}
")
    };
    assert_eq!(
        told(&twins("string"), &twins("boolean")),
        [
            r#"TypesChanged { added: ["boolean"], removed: ["string"], old: "string", new: "boolean" } | GET /f/{} > path 1"#
        ]
    );
}
