//! What matches and what does not. Expectations are written as a Pact file writes them.

use super::super::case::{self, Part};
use super::super::model::PactVersion;
use super::super::recording;
use super::*;
use crate::interactions::{self, Kind};
use crate::kind::Source;
use crate::text::Limits;
use proptest::prelude::*;

fn compare(part: Part, expected: &str, actual: &str) -> Vec<Mismatch> {
    let source = |text: &'static str| Source { name: "case.json", bytes: text.as_bytes() };
    let source = |text: &str| source(String::leak(text.to_owned()));
    let version = PactVersion::V3;
    let answer = case::compare(source(expected), source(actual), part, version, &Limits::default());
    answer.unwrap().mismatches
}

/// The paths of what differs between two JSON bodies under these rules for bodies.
fn differs(expected: &str, rules: &str, actual: &str) -> Vec<String> {
    let json = r#""headers": {"Content-Type": "application/json"}"#;
    let expected =
        format!("{{{json}, \"body\": {expected}, \"matchingRules\": {{\"body\": {rules}}}}}");
    let actual = format!("{{{json}, \"body\": {actual}}}");
    compare(Part::Response, &expected, &actual).into_iter().map(|one| one.path).collect()
}

fn rule(path: &str, matcher: &str) -> String {
    format!("{{\"{path}\": {{\"matchers\": [{matcher}]}}}}")
}

/// The answer to a recorded exchange, compared by shape.
fn shape(expected: &str, actual: ActualResponse) -> Vec<String> {
    let text = format!(
        "{{\"handfast\": \"recording/1\", \"interactions\": [{{\"request\": {{}}, \"response\": \
         {expected}}}]}}"
    );
    let source = Source { name: "r.json", bytes: text.as_bytes() };
    let (model, diagnostics) = interactions::parse(source, &Limits::default()).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let Kind::Http { response, .. } = &model.interactions[0].kind else { panic!() };
    match_response(response, &actual)
        .into_iter()
        .map(|one| format!("{:?} {}", one.area, one.path))
        .collect()
}

fn json_answer(body: &str) -> ActualResponse {
    ActualResponse {
        status: 200,
        headers: [("content-type", "application/json; charset=utf-8")].into_iter().collect(),
        body: Some(body.as_bytes().to_vec()),
    }
}

#[test]
fn numbers_are_equal_by_value_and_to_the_last_digit() {
    for (expected, actual) in [("1", "1.0"), ("1.0", "1"), ("100", "1e2"), ("0", "-0.0")] {
        assert!(differs(expected, "{}", actual).is_empty(), "{expected} {actual}");
    }
    assert_eq!(differs("9007199254740993", "{}", "9007199254740992"), ["$"]);
    assert_eq!(differs("4", "{}", "\"4\""), ["$"]);
}

#[test]
fn responses_may_hold_more_keys_and_requests_may_not() {
    let (small, large) = (r#"{"body": {"a": 1}}"#, r#"{"body": {"a": 1, "b": 2}}"#);
    assert!(compare(Part::Response, small, large).is_empty());
    assert_eq!(compare(Part::Request, small, large)[0].path, "$.b");
    assert_eq!(compare(Part::Response, large, small)[0].path, "$.b");
}

#[test]
fn without_a_rule_arrays_have_the_same_items_in_the_same_order() {
    assert!(differs("[1, 2]", "{}", "[1, 2]").is_empty());
    assert_eq!(differs("[1, 2]", "{}", "[2, 1]"), ["$[0]", "$[1]"]);
    assert_eq!(differs("[1]", "{}", "[1, 2]"), ["$"]);
}

#[test]
fn a_type_holds_for_everything_below_and_a_nearer_rule_is_stronger() {
    let types = rule("$", r#"{"match": "type"}"#);
    assert!(differs(r#"{"a": {"b": [1]}}"#, &types, r#"{"a": {"b": [7, 8]}}"#).is_empty());
    assert_eq!(differs(r#"{"a": {"b": 1}}"#, &types, r#"{"a": {"b": "1"}}"#), ["$.a.b"]);

    let stronger = r#"{"$": {"matchers": [{"match": "type"}]},
                       "$.a": {"matchers": [{"match": "equality"}]}}"#;
    assert_eq!(differs(r#"{"a": {"b": 1}}"#, stronger, r#"{"a": {"b": 2}}"#), ["$.a.b"]);
}

#[test]
fn bounds_hold_for_the_array_itself_and_not_for_those_within() {
    let bounds = rule("$.a", r#"{"match": "type", "min": 2, "max": 3}"#);
    let expected = r#"{"a": [[1]]}"#;
    assert!(differs(expected, &bounds, r#"{"a": [[1], []]}"#).is_empty());
    assert_eq!(differs(expected, &bounds, r#"{"a": [[1]]}"#), ["$.a"]);
    assert_eq!(differs(expected, &bounds, r#"{"a": [[], [], [], []]}"#), ["$.a"]);
}

#[test]
fn each_matcher_says_what_it_admits() {
    for (matcher, good, bad) in [
        (r#"{"match": "integer"}"#, "7", "7.0"),
        (r#"{"match": "decimal"}"#, "7.5", "7"),
        (r#"{"match": "number"}"#, "1e3", "\"1\""),
        (r#"{"match": "boolean"}"#, "false", "\"false\""),
        (r#"{"match": "null"}"#, "null", "0"),
        (r#"{"match": "include", "value": "ell"}"#, "\"hello\"", "\"world\""),
        (r#"{"match": "regex", "regex": "^\\d+$"}"#, "\"12\"", "\"1x\""),
        (r#"{"match": "date", "format": "dd.MM.yyyy"}"#, "\"29.02.2024\"", "\"30.02.2024\""),
        (r#"{"match": "datetime"}"#, "\"2024-02-29T01:02:03Z\"", "\"yesterday\""),
        (r#"{"match": "time", "format": "HH:mm"}"#, "\"23:59\"", "\"24:00\""),
        (r#"{"match": "semver"}"#, "\"1.2.3-a\"", "\"1.2\""),
        (r#"{"match": "notEmpty"}"#, "\"x\"", "\"\""),
    ] {
        let rules = rule("$.a", matcher);
        let value = |value: &str| format!("{{\"a\": {value}}}");
        let found = differs(&value("\"x\""), &rules, &value(good));
        assert!(found.is_empty(), "{matcher} {good}: {found:?}");
        assert_eq!(differs(&value("\"x\""), &rules, &value(bad)), ["$.a"], "{matcher} {bad}");
    }
}

#[test]
fn matchers_of_one_place_are_all_met_or_one_of_them() {
    let both = r#"{"$.a": {"combine": "AND", "matchers":
        [{"match": "type"}, {"match": "include", "value": "x"}]}}"#;
    assert!(differs(r#"{"a": "x"}"#, both, r#"{"a": "yx"}"#).is_empty());
    assert_eq!(differs(r#"{"a": "x"}"#, both, r#"{"a": "y"}"#), ["$.a"]);
    let either =
        r#"{"$.a": {"combine": "OR", "matchers": [{"match": "type"}, {"match": "null"}]}}"#;
    assert!(differs(r#"{"a": {"b": 1}}"#, either, r#"{"a": null}"#).is_empty());
    assert_eq!(differs(r#"{"a": {"b": 1}}"#, either, r#"{"a": {"b": "1"}}"#), ["$.a.b"]);
    assert_eq!(differs(r#"{"a": {"b": 1}}"#, either, r#"{"a": 1}"#), ["$.a"]);
}

#[test]
fn an_array_must_contain_every_variant_in_any_order() {
    let contains = rule(
        "$.a",
        r#"{"match": "arrayContains", "variants": [
             {"index": 0, "rules": {"$.id": {"matchers": [{"match": "integer"}]}}},
             {"index": 1, "rules": {}}]}"#,
    );
    let expected = r#"{"a": [{"id": 1}, {"name": "x"}]}"#;
    assert!(differs(expected, &contains, r#"{"a": [7, {"name": "x"}, {"id": 9}]}"#).is_empty());
    assert_eq!(differs(expected, &contains, r#"{"a": [{"name": "x"}]}"#), ["$.a"]);
    assert_eq!(differs(expected, &contains, r#"{"a": ["bla"]}"#), ["$.a", "$.a"]);
}

#[test]
fn keys_and_values_may_have_rules_of_their_own() {
    let each = rule(
        "$.a",
        r#"{"match": "eachKey", "rules": [{"match": "regex", "regex": "^k\\d$"}]},
           {"match": "eachValue", "rules": [{"match": "integer"}]}"#,
    );
    assert!(differs(r#"{"a": {"k1": 1}}"#, &each, r#"{"a": {"k2": 2, "k3": 3}}"#).is_empty());
    let wrong = r#"{"a": {"x": 2, "k3": "3"}}"#;
    assert_eq!(differs(r#"{"a": {"k1": 1}}"#, &each, wrong), ["$.a.x", "$.a.k3"]);
    let values = rule("$.a", r#"{"match": "values"}"#);
    assert!(differs(r#"{"a": {"x": 1}}"#, &values, r#"{"a": {"y": 1}}"#).is_empty());
    assert_eq!(differs(r#"{"a": {"x": 1}}"#, &values, r#"{"a": {"y": 2}}"#), ["$.a.y"]);
}

#[test]
fn what_cannot_be_decided_is_no_match() {
    for matcher in [
        r#"{"match": "telepathy"}"#,
        r#"{"match": "regex", "regex": "("}"#,
        r#"{"match": "regex", "regex": "^(a|a)*(?=b)\\1$"}"#,
        r#"{"match": "date", "format": "[yyyy]"}"#,
    ] {
        let long = format!("\"{}\"", "a".repeat(300));
        let expected = format!(
            "{{\"body\": {{\"a\": \"a\"}}, \"matchingRules\": {{\"body\": {}}}}}",
            rule("$.a", matcher)
        );
        let found = compare(Part::Response, &expected, &format!("{{\"body\": {{\"a\": {long}}}}}"));
        assert_eq!(found.len(), 1, "{matcher}");
        assert_eq!(found[0].certainty, Certainty::Undecided, "{matcher}");
    }
}

#[test]
fn headers_are_compared_as_what_they_are() {
    let differ = |expected: &str, actual: &str| {
        let headers = |text: &str| format!("{{\"headers\": {text}}}");
        compare(Part::Response, &headers(expected), &headers(actual)).len()
    };
    let same = [
        (
            r#"{"Content-Type": "Application/JSON;charset=utf-8"}"#,
            r#"{"content-type": "application/json; q=1; Charset=\"UTF-8\""}"#,
        ),
        (r#"{"X-List": "a, b"}"#, r#"{"X-List": ["a", "b"]}"#),
        (r#"{"Vary": "a,b"}"#, r#"{"Vary": "a,  b"}"#),
        (
            r#"{"Set-Cookie": "b=2; Path=/"}"#,
            r#"{"Set-Cookie": ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2; path=/; Secure"]}"#,
        ),
    ];
    for (expected, actual) in same {
        assert_eq!(differ(expected, actual), 0, "{expected} {actual}");
    }
    let other = [
        (r#"{"Content-Type": "a/b;charset=x"}"#, r#"{"Content-Type": "a/b"}"#),
        (r#"{"X-A": "Wed, 1"}"#, r#"{"X-A": "wed, 1"}"#),
        (r#"{"Vary": "a, b"}"#, r#"{"Vary": "b, a"}"#),
        (r#"{"Set-Cookie": "b=2"}"#, r#"{"Set-Cookie": "b=3"}"#),
        (r#"{"X-A": "1"}"#, "{}"),
    ];
    for (expected, actual) in other {
        assert_ne!(differ(expected, actual), 0, "{expected} {actual}");
    }
}

#[test]
fn requests_are_compared_by_what_their_parts_mean() {
    let differ = |expected: &str, actual: &str| {
        compare(Part::Request, expected, actual).into_iter().map(|one| one.area).collect::<Vec<_>>()
    };
    let request = r#"{"method": "GET", "path": "/a%7eb", "query": "x=1&y=2&x=3"}"#;
    let same = r#"{"method": "get", "path": "/a~b", "query": {"y": ["2"], "x": ["1", "3"]}}"#;
    assert_eq!(differ(request, same), []);
    let other = r#"{"method": "PUT", "path": "/a", "query": "x=3&x=1&z=1"}"#;
    let areas = [Area::Method, Area::Path, Area::Query, Area::Query, Area::Query, Area::Query];
    assert_eq!(differ(request, other), areas);
}

#[test]
fn forms_and_parts_are_compared_by_name() {
    let form = |body: &str| {
        let kind = "application/x-www-form-urlencoded";
        format!("{{\"headers\": {{\"Content-Type\": \"{kind}\"}}, \"body\": \"{body}\"}}")
    };
    assert!(compare(Part::Request, &form("a=1&b=x+y"), &form("b=x%20y&a=1")).is_empty());
    assert_eq!(compare(Part::Request, &form("a=1"), &form("a=2&c=3")).len(), 2);

    let parts = |boundary: &str, value: &str| {
        format!(
            "{{\"headers\": {{\"Content-Type\": \"multipart/form-data; boundary={boundary}\"}}, \
             \"body\": \"--{boundary}\\r\\nContent-Disposition: form-data; name=\\\"n\\\"\\r\\n\
             \\r\\n{value}\\r\\n--{boundary}--\\r\\n\"}}"
        )
    };
    let header = |found: Vec<Mismatch>| {
        found.into_iter().filter(|one| one.area == Area::RequestBody).collect::<Vec<_>>()
    };
    assert_eq!(header(compare(Part::Request, &parts("x", "1"), &parts("y", "1"))), []);
    assert_eq!(header(compare(Part::Request, &parts("x", "1"), &parts("y", "2")))[0].path, "$.n");
}

#[test]
fn the_order_of_attributes_and_the_names_of_prefixes_do_not_matter_in_xml() {
    let xml = |body: &str| {
        format!("{{\"headers\": {{\"Content-Type\": \"text/xml\"}}, \"body\": \"{body}\"}}")
    };
    let expected = xml("<a xmlns:x='u' p='1' q='2'><x:b>t</x:b></a>");
    let same = xml("<a q='2' p='1'>\\n  <b xmlns='u'> t </b>\\n</a>");
    assert!(compare(Part::Response, &expected, &same).is_empty());
    let other = xml("<a q='2' p='3'><b>t</b></a>");
    let paths: Vec<_> =
        compare(Part::Response, &expected, &other).into_iter().map(|one| one.path).collect();
    assert_eq!(paths, ["$.a['@p']", "$.a.b"]);
}

#[test]
fn recorded_traffic_is_compared_by_shape() {
    let expected = r#"{"status": 200, "headers": {"Date": "now", "Content-Type": "application/json"},
        "body": {"json": {"id": 1, "tags": ["a", 1], "note": null}}}"#;
    let shape = |body: &str| shape(expected, json_answer(body));
    assert!(shape(r#"{"id": 2.5, "tags": [2, "b", 3], "note": {"x": 1}, "more": 1}"#).is_empty());
    assert!(shape("\u{feff}{\"id\": 2, \"tags\": [], \"note\": \"\"}").is_empty());
    assert_eq!(
        shape(r#"{"id": "2", "tags": [true]}"#),
        ["ResponseBody $.note", "ResponseBody $.id", "ResponseBody $.tags[0]"]
    );
    assert_eq!(shape(""), ["ResponseBody $"]);
}

#[test]
fn of_recorded_headers_the_type_of_the_body_and_presence_are_compared() {
    let expected = r#"{"status": 200, "headers": {"Content-Type": "application/json", "X-Page": "1",
        "ETag": "x", "Set-Cookie": "s=1"}, "body": {"json": {}}}"#;
    let answer = |name: &str, value: &str| ActualResponse {
        status: 200,
        headers: [("Content-Type", "application/vnd.shop+json"), (name, value), ("X-Page", "2")]
            .into_iter()
            .collect(),
        body: Some(b"{}".to_vec()),
    };
    assert!(shape(expected, answer("Set-Cookie", "s=2; Secure")).is_empty());
    assert_eq!(shape(expected, answer("Set-Cookie", "t=2")), ["ResponseHeader Set-Cookie"]);
}

/// A JSON text of some value.
fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        (-1e9..1e9).prop_map(|value: f64| value.to_string()),
        "[a-z]{0,4}".prop_map(|value| format!("{value:?}")),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::btree_map("[a-d]{1,2}", inner, 0..5).prop_map(|entries| {
                let entries: Vec<_> =
                    entries.iter().map(|(key, value)| format!("{key:?}:{value}")).collect();
                format!("{{{}}}", entries.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn an_answer_equal_to_the_expected_one_always_matches(
        body in any_json(),
        path in r"\$(\.[a-d]|\[\*\]|\.\*|\[0\]){0,3}",
        matcher in prop_oneof![
            Just(r#"{"match": "type"}"#),
            Just(r#"{"match": "equality"}"#),
            Just(r#"{"match": "values"}"#),
        ],
    ) {
        let rules = rule(&path, matcher);
        prop_assert_eq!(differs(&body, &rules, &body), Vec::<String>::new());
        let expected = format!("{{\"status\": 200, \"body\": {{\"json\": {body}}}}}");
        if body != "null" {
            prop_assert_eq!(shape(&expected, json_answer(&body)), Vec::<String>::new());
        }
    }

    #[test]
    fn mutated_documents_are_read_and_matched_without_panic(
        at in 0..700_usize,
        with in prop_oneof![
            any::<u8>().prop_map(|byte| vec![byte]),
            Just(b"[".to_vec()), Just(b"null".to_vec()), Just(b"-1".to_vec()),
            Just(b"1e999999".to_vec()), Just(b"\"$[\"".to_vec()), Just(Vec::new()),
        ],
        length in 0..12_usize,
    ) {
        let mut bytes = DOCUMENT.as_bytes().to_vec();
        let at = at.min(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, with);
        let source = Source { name: "p.json", bytes: &bytes };
        if let Ok((model, _)) = interactions::parse(source, &Limits::default()) {
            let _ = interactions::meaning(&model);
            let _ = recording::write(&model);
            for interaction in &model.interactions {
                if let Kind::Http { request, response } = &interaction.kind {
                    let _ = match_request(request, &request.clone().into());
                    let _ = match_response(response, &response.clone().into());
                }
            }
        }
    }
}

const DOCUMENT: &str = r#"{"consumer": {"name": "a"}, "provider": {"name": "b"}, "interactions": [
  {"description": "d", "providerStates": [{"name": "s", "params": {"p": 1}}],
   "request": {"method": "POST", "path": "/a", "query": {"q": ["1"]},
     "headers": {"Content-Type": "application/json"}, "body": {"x": [1, {"y": null}]},
     "matchingRules": {"body": {"$.x[*]": {"matchers": [{"match": "regex", "regex": "a+"}]}},
       "query": {"q": {"matchers": [{"match": "integer"}]}}, "path": {"matchers": []}}},
   "response": {"status": 200, "headers": {"Content-Type": "text/xml"}, "body": "<a b='1'>c</a>",
     "matchingRules": {"$.body.a": {"match": "type", "min": 1}, "$.headers.X[0]": {"regex": "."}}}}],
  "metadata": {"pactSpecification": {"version": "3.0.0"}}}"#;
