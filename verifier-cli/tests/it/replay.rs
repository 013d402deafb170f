//! `handfast replay --contract FILE` against providers that behave and misbehave.

use crate::provider::{Answer, Provider};
use crate::session::{Ran, Session};
use std::time::Duration;

/// A recording with these interactions, each `{"description", "request", "response"}`.
fn recording(interactions: &str) -> String {
    format!(
        r#"{{"handfast": "recording/1", "consumer": "checkout", "provider": "orders",
 "interactions": [{interactions}]}}"#
    )
}

/// An interaction that asks for `path` and expects an order.
fn order(path: &str) -> String {
    format!(
        r#"{{"description": "order at {path}",
  "request": {{"method": "GET", "path": "{path}", "headers": {{"Accept": "application/json"}}}},
  "response": {{"status": 200, "headers": {{"Content-Type": "application/json"}},
    "body": {{"json": {{"id": 7, "status": "open"}}}}, "compare": "equal"}}}}"#
    )
}

const GOOD: &str = r#"{"id": 7, "status": "open"}"#;

fn replay(provider: &Provider, contract: &str, more: &[&str]) -> Ran {
    let session = Session::new().file("contract.json", contract).hide(provider.url(), "[PROVIDER]");
    let url = provider.url();
    let args = ["replay", "--contract", "contract.json", "--base-url", &url];
    session.run(&[&args[..], more].concat())
}

#[test]
fn a_provider_that_answers_as_recorded_passes() {
    let provider = Provider::start(|_| Provider::json(GOOD));
    let contract = recording(&[order("/orders/7"), order("/orders/8")].join(","));
    let ran = replay(&provider, &contract, &[]);
    assert_eq!(ran.code, 0, "{ran}");
    insta::assert_snapshot!(ran);
    let connections: Vec<_> = provider.seen().iter().map(|one| one.connection).collect();
    assert_eq!(connections, [1, 1], "one connection is kept alive");
}

#[test]
fn a_wrong_answer_fails_and_says_what_differs() {
    let provider = Provider::start(|_| Provider::json(r#"{"id": 7, "status": "closed"}"#));
    let contract = recording(&order("/orders/7"));
    let ran = replay(&provider, &contract, &[]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran);
    let markdown = replay(&provider, &contract, &["--format", "markdown"]);
    insta::assert_snapshot!(markdown);
    let json = replay(&provider, &contract, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["verdict"], "failed");
    assert_eq!(json["contracts"][0]["interactions"][0]["outcome"], "fail");
    assert_eq!(json["contracts"][0]["interactions"][0]["location"]["line"], 2);
}

#[test]
fn a_redirect_is_an_answer_and_is_not_followed() {
    let provider = Provider::start(|_| {
        Provider::raw("HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n")
    });
    let ran = replay(&provider, &recording(&order("/orders/7")), &[]);
    assert_eq!(ran.code, 1);
    assert_eq!(provider.seen().len(), 1);
    insta::assert_snapshot!(ran);
}

#[test]
fn a_provider_without_a_usable_answer_is_an_error_with_its_reason() {
    let provider = Provider::start(|request| match request.target.as_str() {
        "/slow" => Answer::Slow(Duration::from_secs(5)),
        "/closes" => Answer::Close(Vec::new()),
        "/garbage" => Answer::Close(b"\x00\x01 what is HTTP?\r\n\r\n".to_vec()),
        "/half" => Answer::Close(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\"".to_vec()),
        "/gzip" => Provider::raw(
            "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nnope",
        ),
        _ => Provider::json(GOOD),
    });
    let paths = ["/slow", "/closes", "/garbage", "/half", "/gzip", "/good"];
    let ran = replay(&provider, &recording(&paths.map(order).join(",")), &["--timeout", "0.3"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran);
}

#[test]
fn a_provider_that_is_down_is_not_asked_for_ever() {
    let session = Session::new()
        .file("contract.json", recording(&["/1", "/2", "/3", "/4", "/5"].map(order).join(",")));
    let base = ["replay", "--contract", "contract.json", "--base-url", "http://127.0.0.1:9"];
    let ran = session.run(&base);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran);
}

#[test]
fn paths_go_out_byte_for_byte() {
    let provider = Provider::start(|_| Provider::json(GOOD));
    let paths = ["/a%2Fb;v=1", "/a/../b/./c", "//x//", "/%7e%7E", "/a:b@c!$&'()*+,=", "/q%3Fx"];
    let ran = replay(&provider, &recording(&paths.map(order).join(",")), &[]);
    assert_eq!(ran.code, 0, "{ran}");
    let targets: Vec<_> = provider.seen().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, paths);
}

#[test]
fn a_path_of_the_base_address_stands_before_every_path() {
    let provider = Provider::start(|_| Provider::json(GOOD));
    let contract = recording(&order("/orders/7"));
    let session = Session::new().file("contract.json", contract);
    let url = format!("{}/v1/", provider.url());
    session.run(&["replay", "--contract", "contract.json", "--base-url", &url]);
    assert_eq!(provider.seen()[0].target, "/v1/orders/7");
}

#[test]
fn headers_are_replaced_and_those_of_the_recorded_connection_left_out() {
    let provider = Provider::start(|_| Provider::json(GOOD));
    let contract = recording(
        r#"{"description": "create", "request": {"method": "POST", "path": "/orders",
  "query": "dry=1&tag=a%20b", "headers": {"Host": "recorded", "Authorization": "recorded",
  "Connection": "close", "Accept-Encoding": "br, gzip", "X-Trace": ["a", "b"],
  "Content-Type": "application/json"}, "body": {"json": {"n": 1.0}}},
  "response": {"status": 200}}"#,
    );
    let ran = replay(&provider, &contract, &["--header", "authorization: live"]);
    assert_eq!(ran.code, 0, "{ran}");
    let request = provider.seen().remove(0);
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/orders?dry=1&tag=a%20b")
    );
    assert_eq!(String::from_utf8(request.body.clone()).unwrap(), r#"{"n":1.0}"#);
    assert_eq!(request.header("authorization"), Some("live"));
    assert_eq!(request.header("accept-encoding"), Some("gzip"));
    assert_eq!(request.header("connection"), None);
    assert!(request.header("host").unwrap().starts_with("127.0.0.1:"));
    let traces = request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("x-trace"));
    assert_eq!(traces.map(|(_, value)| value.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn provider_states_are_set_up_before_their_interaction() {
    let provider = Provider::start(|request| match request.target.as_str() {
        "/states" if request.body.windows(6).any(|part| part == b"broken") => {
            Provider::answer("500 Internal Server Error", "text/plain", "no")
        }
        _ => Provider::json(GOOD),
    });
    let state = |name: &str| {
        let interaction = order(&format!("/orders/{name}"));
        let states =
            format!(r#""states": [{{"name": "{name}", "params": {{"id": 7}}}}], "request""#);
        interaction.replacen("\"request\"", &states, 1)
    };
    let contract = recording(&[state("exists"), state("broken")].join(","));
    let states = format!("{}/states", provider.url());
    let ran = replay(&provider, &contract, &["--state-change-url", &states]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran);
    let seen = provider.seen();
    let targets: Vec<_> = seen.iter().map(|one| one.target.as_str()).collect();
    assert_eq!(targets, ["/states", "/orders/exists", "/states"], "a broken state is not replayed");
    let body: serde_json::Value = serde_json::from_slice(&seen[0].body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({"action": "setup", "consumer": "checkout", "state": "exists", "params": {"id": 7}})
    );
    let without = replay(&provider, &contract, &[]);
    assert!(without.stderr.contains("--state-change-url"), "{without}");
}

#[test]
fn what_cannot_be_replayed_is_refused() {
    let session = Session::new()
        .file("openapi.yaml", "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {}\n");
    let args = ["replay", "--base-url", "http://127.0.0.1:9", "--contract"];
    let runs = [
        session.run(&[&args[..], &["openapi.yaml"]].concat()),
        session.run(&[&args[..], &["missing.json"]].concat()),
        session.run(&["replay", "--base-url", "orders", "--contract", "openapi.yaml"]),
    ];
    assert!(runs.iter().all(|ran| ran.code == 2));
    insta::assert_snapshot!(crate::session::all(runs));
}
