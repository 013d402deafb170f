//! Tokens over the API.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use handfast_broker::store::Db;
use handfast_contracts::wire::{CreatedToken, Page, Scope, Token, WhoAmI};
use http::Method;
use serde_json::json;

on_both_databases!(
    a_token_is_shown_once_and_listed_without_its_secret,
    a_list_of_tokens_has_pages,
    a_token_lives_ninety_days_and_never_more_than_a_year,
    a_token_without_a_scope_is_refused,
    revoking_is_for_good_and_again_changes_nothing,
);

async fn a_token_is_shown_once_and_listed_without_its_secret(db: Db) {
    let broker = Broker::on(db);
    let new = json!({
        "actor": "ci/orders", "scopes": ["deploy", "publish", "deploy"], "services": ["orders, inc"]
    });
    let made = broker.post("/api/tokens", &new).answer().await.is(201);
    let made: CreatedToken = made.read();
    assert_eq!(made.token.scopes, [Scope::Publish, Scope::Deploy]);
    let list = broker.get("/api/tokens").answer().await.is(200);
    assert!(!String::from_utf8_lossy(&list.bytes).contains(&made.secret));
    let list: Page<Token> = list.read();
    assert_eq!(list.items, [made.token]);
    let me = broker.get("/api/whoami").token(&made.secret).answer().await.is(200);
    assert_eq!(me.read::<WhoAmI>().actor.as_str(), "ci/orders");
}

async fn a_list_of_tokens_has_pages(db: Db) {
    let broker = Broker::on(db);
    for _ in 0..5 {
        broker.token(&[Scope::Read]).await;
    }
    let mut sizes = Vec::new();
    let mut path = "/api/tokens?limit=2".to_owned();
    loop {
        let page: Page<Token> = broker.get(&path).answer().await.is(200).read();
        sizes.push(page.items.len());
        let Some(next) = page.next else { break };
        path = format!("/api/tokens?limit=2&cursor={next}");
    }
    assert_eq!(sizes, [2, 2, 1]);
}

async fn a_token_lives_ninety_days_and_never_more_than_a_year(db: Db) {
    let broker = Broker::on(db);
    let secret = broker.token(&[Scope::Read]).await;
    broker.clock.forward_days(89);
    broker.get("/api/whoami").token(&secret).answer().await.is(200);
    broker.clock.forward_days(1);
    let answer = broker.get("/api/whoami").token(&secret).answer().await.is(401);
    assert!(answer.json()["detail"].as_str().unwrap().contains("expired"));
    for (expires, status) in [
        ("2026-03-31T00:00:00Z", 400),
        ("2027-04-01T00:00:00Z", 201),
        ("2027-05-01T00:00:00Z", 400),
    ] {
        let new = json!({ "actor": "ci", "scopes": ["read"], "expires_at": expires });
        let answer = broker.post("/api/tokens", &new).answer().await.is(status);
        if status == 400 {
            assert_eq!(answer.json()["fields"][0]["field"], "expires_at");
        }
    }
}

async fn a_token_without_a_scope_is_refused(db: Db) {
    let broker = Broker::on(db);
    let new = json!({ "actor": "ci", "scopes": [] });
    let answer = broker.post("/api/tokens", &new).answer().await.is(400);
    assert_eq!(answer.json()["fields"][0]["field"], "scopes");
}

async fn revoking_is_for_good_and_again_changes_nothing(db: Db) {
    let broker = Broker::on(db);
    let new = json!({ "actor": "ci", "scopes": ["read"] });
    let made: CreatedToken = broker.post("/api/tokens", &new).answer().await.is(201).read();
    let path = format!("/api/tokens/{}", made.token.id);
    let revoked = broker.ask(Method::DELETE, &path).answer().await.is(200).read::<Token>();
    assert!(revoked.revoked_at.is_some());
    let answer = broker.get("/api/whoami").token(&made.secret).answer().await.is(401);
    assert!(answer.json()["detail"].as_str().unwrap().contains("revoked"));
    broker.clock.forward_days(1);
    let again = broker.ask(Method::DELETE, &path).answer().await.is(200).read::<Token>();
    assert_eq!(again, revoked);
    broker.ask(Method::DELETE, "/api/tokens/none").answer().await.is(404);
}
