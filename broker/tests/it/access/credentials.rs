//! Tokens at the door.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use handfast_broker::store::Db;
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{Page, Scope, Token};

on_both_databases!(
    a_token_is_shown_as_bearer_or_as_basic_password,
    a_typo_is_refused_without_asking_the_database,
    an_unknown_token_is_refused,
    the_last_use_is_noted_every_five_minutes,
);

async fn a_token_is_shown_as_bearer_or_as_basic_password(db: Db) {
    let broker = Broker::reachable(db);
    let secret = broker.token(&[Scope::Read]).await;
    broker.get("/api/whoami").token(&secret).answer().await.is(200);
    let basic = format!("Basic {}", STANDARD.encode(format!("anybody:{secret}")));
    broker.get("/api/whoami").header("authorization", &basic).answer().await.is(200);
    let digest = broker.get("/api/whoami").header("authorization", "Digest x").answer().await;
    assert_eq!(digest.is(401).problem(), "unauthenticated");
}

async fn a_typo_is_refused_without_asking_the_database(db: Db) {
    let broker = Broker::reachable(db);
    let secret = broker.token(&[Scope::Read]).await;
    broker.app.db.close().await;
    let typo = format!("{}x", &secret[..secret.len() - 1]);
    let typo = if typo == secret { format!("{}y", &secret[..secret.len() - 1]) } else { typo };
    let answer = broker.get("/api/whoami").token(&typo).answer().await.is(401);
    assert!(answer.json()["detail"].as_str().unwrap().contains("mistyped"));
    broker.get("/api/whoami").token(&secret).answer().await.is(503);
}

async fn an_unknown_token_is_refused(db: Db) {
    use handfast_broker::access::secret::{Secret, SecretKind};
    let broker = Broker::on(db);
    let stranger = Secret::generate(SecretKind::Token).unwrap();
    let answer = broker.get("/api/whoami").token(stranger.reveal()).answer().await.is(401);
    assert!(answer.json()["detail"].as_str().unwrap().contains("not known"));
}

async fn last_use(broker: &Broker) -> Option<Timestamp> {
    let list: Page<Token> = broker.get("/api/tokens").answer().await.is(200).read();
    list.items[0].last_used_at
}

async fn the_last_use_is_noted_every_five_minutes(db: Db) {
    let broker = Broker::on(db);
    let secret = broker.token(&[Scope::Read]).await;
    assert_eq!(last_use(&broker).await, None);
    broker.get("/api/whoami").token(&secret).answer().await.is(200);
    let first = last_use(&broker).await.unwrap();
    broker.clock.forward_minutes(4);
    broker.get("/api/whoami").token(&secret).answer().await.is(200);
    assert_eq!(last_use(&broker).await, Some(first));
    broker.clock.forward_minutes(1);
    broker.get("/api/whoami").token(&secret).answer().await.is(200);
    assert_eq!(last_use(&broker).await, Some(first.plus_seconds(300)));
}
