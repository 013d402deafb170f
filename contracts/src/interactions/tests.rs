//! Reading documents of every format, and what they mean.

use super::body::{Body, Data};
use super::matching_rules::{Fallback, Matcher};
use super::model::{Kind, Model, Request, Response, SourceFormat};
use super::*;
use crate::text::Severity;

fn read_all(name: &str, text: &str) -> (Model, Vec<Diagnostic>) {
    parse(Source { name, bytes: text.as_bytes() }, &Limits::default()).unwrap()
}

fn read(text: &str) -> Model {
    let (model, diagnostics) = read_all("a.json", text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    model
}

fn codes(text: &str) -> Vec<String> {
    read_all("a.json", text).1.into_iter().map(|one| one.code).collect()
}

fn http(model: &Model, index: usize) -> (&Request, &Response) {
    match &model.interactions[index].kind {
        Kind::Http { request, response } => (request, response),
        Kind::Message(_) => panic!("a message"),
    }
}

const V2: &str = r#"{
  "consumer": {"name": "web"}, "provider": {"name": "orders"},
  "interactions": [{
    "description": "an order", "providerState": "order 7 exists",
    "request": {"method": "get", "path": "/orders/7", "query": "a=1&b=x&a=2",
      "headers": {"Accept": "application/json"}},
    "response": {"status": 200, "headers": {"Content-Type": "application/json"},
      "body": {"id": 7, "tags": ["x"]},
      "matchingRules": {"$.body.id": {"match": "type"}, "$.body.tags": {"min": 1}}}
  }],
  "metadata": {"pactSpecificationVersion": "2.0.0"}
}"#;

const V3: &str = r#"{
  "provider": {"name": "orders"}, "consumer": {"name": "web"},
  "interactions": [{
    "_id": "77", "description": "an order", "providerStates": [{"name": "order 7 exists"}],
    "request": {"method": "GET", "path": "/orders/7", "query": {"b": ["x"], "a": ["1", "2"]},
      "headers": {"accept": "application/json"}},
    "response": {"status": 200, "headers": {"Content-Type": "application/json"},
      "body": {"tags": ["x"], "id": 7.0},
      "matchingRules": {"body": {
        "$.tags": {"matchers": [{"match": "type", "min": 1}], "combine": "AND"},
        "$.id": {"matchers": [{"match": "type"}]}}}}
  }],
  "metadata": {"pact-specification": {"version": "3.0.0"}}
}"#;

const V4: &str = r#"{
  "consumer": {"name": "web"}, "provider": {"name": "orders"},
  "interactions": [{
    "type": "Synchronous/HTTP", "key": "k1", "comments": {"text": ["why"]},
    "description": "an order", "providerStates": [{"name": "order 7 exists", "params": {}}],
    "request": {"method": "GET", "path": "/orders/7", "query": {"a": ["1", "2"], "b": ["x"]},
      "headers": {"Accept": ["application/json"]}},
    "response": {"status": 200, "headers": {"Content-Type": ["application/json"]},
      "body": {"content": {"id": 7, "tags": ["x"]}, "contentType": "application/json",
        "encoded": false},
      "matchingRules": {"body": {
        "$.id": {"matchers": [{"match": "type"}]},
        "$.tags": {"matchers": [{"match": "type", "min": 1}]}}}}
  }],
  "metadata": {"pactSpecification": {"version": "4.0"}}
}"#;

#[test]
fn three_versions_of_pact_that_say_the_same_have_one_meaning() {
    let models = [read(V2), read(V3), read(V4)];
    assert_eq!(meaning(&models[0]), meaning(&models[1]));
    assert_eq!(meaning(&models[1]), meaning(&models[2]));
    assert_eq!(models[0].named_parties(), (Some("web"), Some("orders")));
    assert_eq!(models[1].interactions[0].key.as_deref(), Some("77"));
    assert_eq!(models[2].interactions[0].key.as_deref(), Some("k1"));
}

#[test]
fn another_value_rule_or_state_has_another_meaning() {
    let old = meaning(&read(V3));
    for (from, to) in [("7.0", "8"), ("\"min\": 1", "\"min\": 2"), ("order 7 e", "order 8 e")] {
        assert_ne!(old, meaning(&read(&V3.replace(from, to))), "{to}");
    }
}

#[test]
fn absent_empty_and_null_bodies_stay_apart() {
    let pact = |body: &str| {
        let text = format!(
            r#"{{"consumer": {{"name": "a"}}, "provider": {{"name": "b"}}, "interactions": [
              {{"description": "x", "request": {{"method": "GET", "path": "/"}},
               "response": {{"status": 200 {body}}}}}]}}"#
        );
        let model = read(&text);
        http(&model, 0).1.body.clone()
    };
    assert_eq!(pact(""), Body::Missing);
    assert_eq!(pact(r#", "body": """#), Body::Empty);
    assert_eq!(pact(r#", "body": null"#), Body::Null);
    let Body::Present(content) = pact(r#", "body": 0"#) else { panic!() };
    assert!(matches!(content.data, Data::Json(_)));
}

#[test]
fn a_body_of_version_4_is_decoded() {
    let model = read(&V4.replace(
        r#"{"content": {"id": 7, "tags": ["x"]}, "contentType": "application/json",
        "encoded": false}"#,
        r#"{"content": "iVBOR/8=", "contentType": "image/png", "encoded": "base64"}"#,
    ));
    let content = http(&model, 0).1.body.content().unwrap();
    assert_eq!(content.data, Data::Binary(vec![0x89, 0x50, 0x4e, 0x47, 0xff]));
    assert_eq!(content.media_type.as_ref().unwrap().essence(), "image/png");
}

#[test]
fn messages_are_kept_as_messages() {
    let model = read(
        r#"{"consumer": {"name": "a"}, "provider": {"name": "b"},
           "messages": [{"description": "m", "contents": {"id": 1},
             "metaData": {"contentType": "application/json"},
             "matchingRules": {"body": {"$.id": {"matchers": [{"match": "integer"}]}}}}],
           "metadata": {"pactSpecification": {"version": "3.0.0"}}}"#,
    );
    let Kind::Message(message) = &model.interactions[0].kind else { panic!() };
    assert_eq!(message.parts[0].rules.body[0].1.all, [Matcher::Integer]);
}

#[test]
fn what_is_not_known_is_said_with_its_place() {
    let unknown = V3.replace(r#"{"match": "type"}"#, r#"{"match": "telepathy"}"#);
    let (model, diagnostics) = read_all("a.json", &unknown);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "matcher-unknown");
    assert_eq!(diagnostics[0].severity, Severity::Warning);
    assert_eq!(diagnostics[0].location.line, 11);
    let rules = &http(&model, 0).1.rules.body;
    assert!(matches!(rules[0].1.all[0], Matcher::Unknown { .. }));

    assert_eq!(codes(&V3.replace("3.0.0", "9")), ["pact-version-unknown"]);
    assert_eq!(codes(&V3.replace("\"status\": 200", "\"status\": \"ok\"")), ["status-invalid"]);
    assert_eq!(codes(&V3.replace("\"response\"", "\"reply\"")), ["response-missing"]);
    assert_eq!(codes(&V3.replace("\"$.tags\"", "\"$..tags\"")), ["matching-rule-misplaced"]);
    assert_eq!(codes("{\"a\": 1}"), ["format-unknown"]);
}

#[test]
fn an_http_archive_becomes_interactions_compared_by_shape() {
    let har = "\u{feff}{\"log\": {\"version\": \"1.3\", \"creator\": \"somebody\", \"entries\": [
      {\"request\": {\"method\": \"POST\", \"url\": \"https://shop.test/cart/1?x=%20a#top\",
         \"headers\": [{\"name\": \":authority\", \"value\": \"shop.test\"}],
         \"postData\": {\"mimeType\": \"application/x-www-form-urlencoded\",
           \"params\": [{\"name\": \"q\", \"value\": \"a b\"}]}},
       \"response\": {\"status\": 201, \"headers\": [{\"name\": \"X-A\", \"value\": \"1\"}],
         \"content\": {\"mimeType\": \"application/json\", \"encoding\": \"base64\",
           \"text\": \"eyJpZCI6MX0=\"}}},
      {\"request\": {\"method\": \"GET\", \"url\": \"https://shop.test/\"}},
      {\"request\": {\"method\": \"GET\", \"url\": \"https://shop.test\"},
       \"response\": {\"status\": 0}}]}}";
    let (model, diagnostics) = read_all("a.har", har);
    assert_eq!(model.format, SourceFormat::Har);
    assert_eq!(diagnostics.len(), 2);
    assert!(diagnostics.iter().all(|one| one.code == "response-missing"));
    let (request, response) = http(&model, 0);
    assert_eq!((request.path.as_str(), request.query.values("x")), ("/cart/1", vec![" a"]));
    assert!(request.headers.is_empty());
    assert_eq!(request.body.to_bytes().unwrap(), b"q=a%20b");
    assert_eq!(response.body.to_bytes().unwrap(), b"{\"id\":1}");
    assert_eq!(response.rules.fallback, Fallback::Shape);
}

#[test]
fn a_recording_is_read_as_it_was_written() {
    for source in [V2, V3, V4] {
        let model = read(source);
        let text = recording::write(&model);
        let again = read(&text);
        assert_eq!(again.format, SourceFormat::Recording);
        assert_eq!(meaning(&again), meaning(&model), "{text}");
        assert_eq!(recording::write(&again), text);
    }
}

#[test]
fn documents_are_recognised_by_their_keys() {
    for text in [V2, V3, V4, "{\"handfast\": \"recording/1\"}", "{\"log\": {\"entries\": []}}"] {
        assert!(looks_like("a", text.as_bytes()), "{text}");
    }
    assert!(!looks_like("a", b"{\"openapi\": \"3.0.0\"}"));
    assert!(!looks_like("a", b"\xff\xfe{"));
}
