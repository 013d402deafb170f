//! Documents that are built to be slow or deep: read in bounded time, without a crash.

use super::{diff, model, read, request, request_with};
use crate::openapi::meaning;
use std::fmt::Write as _;

/// Reads, hashes and compares a document with an edited copy.
fn survive(document: &str, edited: &str) {
    let (old, _) = read(document);
    let (new, _) = read(edited);
    let _ = (meaning(&old), meaning(&new), diff(&old, &new), diff(&new, &old));
    assert!(diff(&old, &old).is_empty());
}

#[test]
fn long_chains_of_references() {
    let mut chain = String::new();
    for number in 0..20_000 {
        let _ = writeln!(chain, "S{number}: {{$ref: '#/components/schemas/S{}'}}", number + 1);
    }
    let document = |last: &str| {
        request_with("$ref: '#/components/schemas/S0'", &format!("{chain}S20000: {{type: {last}}}"))
    };
    survive(&document("string"), &document("integer"));
    assert_eq!(super::told(&document("string"), &document("integer")).len(), 1);
}

#[test]
fn long_chains_of_all_of_and_of_properties() {
    for link in [
        "{allOf: [{$ref: NEXT}]}",
        "{allOf: [{$ref: NEXT}], maxLength: 3}",
        "{properties: {a: {$ref: NEXT}}}",
        "{oneOf: [{type: 'null'}, {$ref: NEXT}]}",
    ] {
        let mut chain = String::new();
        for number in 0..1_000 {
            let next = format!("'#/components/schemas/S{}'", number + 1);
            let _ = writeln!(chain, "S{number}: {}", link.replace("NEXT", &next));
        }
        let document = |last: &str| {
            request_with(
                "$ref: '#/components/schemas/S0'",
                &format!("{chain}S1000: {{type: {last}}}"),
            )
        };
        survive(&document("string"), &document("integer"));
    }
}

#[test]
fn a_ring_of_schemas_with_one_that_differs() {
    let ring = |kind: &str| {
        let mut ring = String::new();
        for number in 0..2_000 {
            let kind = if number == 77 { kind } else { "object" };
            let next = (number + 1) % 2_000;
            let _ = writeln!(
                ring,
                "S{number}: {{type: [{kind}, object], properties: {{a: {{$ref: '#/components/schemas/S{next}'}}}}}}"
            );
        }
        request_with("$ref: '#/components/schemas/S0'", &ring)
    };
    survive(&ring("string"), &ring("integer"));
    assert_eq!(super::told(&ring("string"), &ring("integer")).len(), 1);
}

#[test]
fn conjunctions_that_contain_themselves() {
    let document = |kind: &str| {
        request_with(
            "$ref: '#/components/schemas/A'",
            &format!("
A: {{allOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/A'}}]}}
B: {{allOf: [{{$ref: '#/components/schemas/A'}}, {{type: {kind}}}], not: {{$ref: '#/components/schemas/A'}}}}
"),
        )
    };
    survive(&document("string"), &document("integer"));
}

#[test]
fn conjunctions_that_multiply() {
    // Each level is the conjunction of two different walks through the same schemas.
    let mut schemas = String::new();
    for number in 0..40 {
        let next =
            |step: usize| format!("{{$ref: '#/components/schemas/S{}'}}", (number + step) % 40);
        let _ = writeln!(
            schemas,
            "S{number}: {{allOf: [{{properties: {{a: {}, b: {}}}}}, {{properties: {{a: {}, b: {}}}}}]}}",
            next(1),
            next(7),
            next(3),
            next(11)
        );
    }
    let document = |kind: &str| {
        request_with("$ref: '#/components/schemas/S0'", &format!("{schemas}X: {{type: {kind}}}"))
    };
    survive(&document("string"), &document("integer"));
}

#[test]
fn wide_choices_and_many_parameters() {
    let choice = |kind: &str| {
        let mut list = String::from("oneOf:\n");
        for number in 0..400 {
            let _ =
                writeln!(list, "  - {{type: object, properties: {{a{number}: {{type: {kind}}}}}}}");
        }
        request(&list)
    };
    survive(&choice("string"), &choice("integer"));
    let mut shared = String::from("openapi: 3.1.0\npaths:\n");
    for number in 0..300 {
        let _ = writeln!(shared, "  /p{number}: {{$ref: '#/components/pathItems/P'}}");
    }
    shared.push_str(
        "components:\n  pathItems:\n    P:\n      get: {responses: {}}\n      parameters:\n",
    );
    for number in 0..300 {
        let _ =
            writeln!(shared, "        - {{name: q{number}, in: query, schema: {{type: string}}}}");
    }
    survive(&shared, &shared.replace("q7,", "q7x,"));
}

#[test]
fn deep_documents_are_read_up_to_the_limit() {
    let deep = |levels: usize| {
        format!("{}{{type: string}}{}", "{items: ".repeat(levels), "}".repeat(levels))
    };
    survive(&request(&deep(200)), &request(&deep(201)));
    let source = |text: &str| {
        super::parse(
            crate::kind::Source { name: "api.json", bytes: text.as_bytes() },
            &crate::text::Limits::default(),
        )
        .is_err()
    };
    assert!(source(&"[".repeat(100_000)));
}

#[test]
fn any_json_in_any_place_is_survived() {
    for junk in ["null", "7", "[]", "[7]", "''", "{}", "true", "{a: b}", "{$ref: 7}", "{$ref: '#'}"]
    {
        let places = [
            format!("openapi: 3.1.0\npaths: {junk}"),
            format!("openapi: 3.1.0\npaths: {{/a: {junk}}}"),
            format!(
                "openapi: 3.1.0\npaths: {{/a: {{get: {junk}, parameters: {junk}, servers: {junk}}}}}"
            ),
            format!(
                "openapi: 3.0.0\npaths: {{/a: {{get: {{responses: {junk}, parameters: [{junk}], requestBody: {junk}, callbacks: {junk}, security: {junk}, tags: {junk}}}}}}}"
            ),
            format!(
                "openapi: 3.0.0\npaths: {{/a: {{get: {{responses: {{200: {junk}, 201: {{headers: {junk}, content: {junk}, links: {junk}}}}}, security: [{junk}]}}}}}}\ncomponents: {{schemas: {junk}, securitySchemes: {{a: {junk}}}}}"
            ),
        ];
        for document in &places {
            survive(document, "openapi: 3.1.0\npaths: {}");
        }
        for key in [
            "type",
            "enum",
            "const",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "properties",
            "items",
            "prefixItems",
            "required",
            "additionalProperties",
            "patternProperties",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "pattern",
            "format",
            "discriminator",
            "default",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedProperties",
            "x-extensible-enum",
            "readOnly",
            "x-sunset",
            "multipleOf",
            "contains",
            "nullable",
            "$ref",
        ] {
            survive(&request(&format!("{key}: {junk}")), &request("type: string"));
        }
    }
    let _ = model;
}
