//! Pages of other sites cannot act through somebody's browser.

use crate::support::broker::Broker;
use crate::support::database;
use handfast_broker::actions;
use handfast_contracts::wire::Scope;
use serde_json::{Value, json};

fn new_token() -> Value {
    json!({ "actor": "ci", "scopes": ["read"] })
}

#[tokio::test]
async fn a_foreign_page_cannot_use_the_open_administrator() {
    let broker = Broker::on(database::sqlite().await);
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://localhost:3000"),
    ] {
        let ask = broker.post("/api/tokens", &new_token()).header(name, value);
        let answer = ask.answer().await.is(403);
        assert!(answer.json()["detail"].as_str().unwrap().contains("another site"), "{name}");
    }
}

#[tokio::test]
async fn our_pages_and_programs_can() {
    let broker = Broker::on(database::sqlite().await);
    broker.post("/api/tokens", &new_token()).answer().await.is(201);
    let ask = broker.post("/api/tokens", &new_token()).header("sec-fetch-site", "same-origin");
    ask.answer().await.is(201);
    let ask = broker.post("/api/tokens", &new_token()).header("origin", "http://localhost:9292");
    ask.answer().await.is(201);
}

#[tokio::test]
async fn a_session_changes_something_only_for_our_pages() {
    let broker = Broker::reachable(database::sqlite().await);
    let secret = broker.token(&[Scope::Admin]).await;
    let session = actions::sign_in::sign_in(&broker.app, &secret, "r".to_owned()).await.unwrap();
    let cookie = format!("handfast_session={}", session.reveal());
    let ask = || broker.post("/api/tokens", &new_token()).header("cookie", &cookie);
    ask().answer().await.is(403);
    ask().header("sec-fetch-site", "cross-site").answer().await.is(403);
    ask().header("origin", "https://evil.example").answer().await.is(403);
    ask().header("sec-fetch-site", "same-origin").answer().await.is(201);
    broker.get("/api/whoami").header("cookie", &cookie).answer().await.is(200);
}

#[tokio::test]
async fn a_token_speaks_for_itself() {
    let broker = Broker::reachable(database::sqlite().await);
    let secret = broker.token(&[Scope::Admin]).await;
    let ask = broker.post("/api/tokens", &new_token()).token(&secret);
    ask.header("origin", "https://tool.example").answer().await.is(201);
}
