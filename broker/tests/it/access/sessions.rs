//! Sessions of browsers.

use crate::support::broker::{Answer, Broker};
use crate::support::on_both_databases;
use handfast_broker::access::secret::Secret;
use handfast_broker::actions;
use handfast_broker::store::Db;
use handfast_contracts::wire::{CreatedToken, Scope, WhoAmI};
use http::Method;
use serde_json::json;

on_both_databases!(
    a_session_acts_as_its_token,
    a_session_ends_after_twelve_idle_hours,
    a_session_ends_after_seven_days_however_busy,
    signing_out_ends_a_session,
    revoking_the_token_ends_its_sessions,
    only_a_working_token_signs_in,
);

async fn sign_in(broker: &Broker, token: &str) -> Secret {
    actions::sign_in::sign_in(&broker.app, token, "r".to_owned()).await.unwrap()
}

async fn whoami(broker: &Broker, session: &Secret) -> Answer {
    let cookie = format!("handfast_session={}", session.reveal());
    broker.get("/api/whoami").header("cookie", &cookie).answer().await
}

async fn a_session_acts_as_its_token(db: Db) {
    let broker = Broker::reachable(db);
    let session = sign_in(&broker, &broker.token(&[Scope::Verify]).await).await;
    let me: WhoAmI = whoami(&broker, &session).await.is(200).read();
    assert_eq!((me.actor.as_str(), me.scopes), ("somebody", vec![Scope::Verify]));
}

async fn a_session_ends_after_twelve_idle_hours(db: Db) {
    let broker = Broker::reachable(db);
    let session = sign_in(&broker, &broker.token(&[Scope::Read]).await).await;
    for _ in 0..3 {
        broker.clock.forward_minutes(11 * 60);
        whoami(&broker, &session).await.is(200);
    }
    broker.clock.forward_minutes(12 * 60);
    whoami(&broker, &session).await.is(401);
}

async fn a_session_ends_after_seven_days_however_busy(db: Db) {
    let broker = Broker::reachable(db);
    let session = sign_in(&broker, &broker.token(&[Scope::Read]).await).await;
    for _ in 0..20 {
        broker.clock.forward_minutes(8 * 60);
        whoami(&broker, &session).await.is(200);
    }
    broker.clock.forward_minutes(8 * 60);
    whoami(&broker, &session).await.is(401);
}

async fn signing_out_ends_a_session(db: Db) {
    let broker = Broker::reachable(db);
    let token = broker.token(&[Scope::Read]).await;
    let (one, other) = (sign_in(&broker, &token).await, sign_in(&broker, &token).await);
    actions::sign_in::sign_out(&broker.app, &one).await.unwrap();
    whoami(&broker, &one).await.is(401);
    whoami(&broker, &other).await.is(200);
}

async fn revoking_the_token_ends_its_sessions(db: Db) {
    let broker = Broker::on(db);
    let new = json!({ "actor": "ann", "scopes": ["read"] });
    let made: CreatedToken = broker.post("/api/tokens", &new).answer().await.is(201).read();
    let session = sign_in(&broker, &made.secret).await;
    let me: WhoAmI = whoami(&broker, &session).await.is(200).read();
    assert_eq!(me.actor.as_str(), "ann");
    let path = format!("/api/tokens/{}", made.token.id);
    broker.ask(Method::DELETE, &path).answer().await.is(200);
    let cookie = format!("handfast_session={}", session.reveal());
    let ask = broker.get("/api/whoami").header("cookie", &cookie).from("192.0.2.7");
    ask.answer().await.is(401);
}

async fn only_a_working_token_signs_in(db: Db) {
    let broker = Broker::reachable(db);
    let token = broker.token(&[Scope::Read]).await;
    for wrong in ["", "hello", &token[1..]] {
        let refused = actions::sign_in::sign_in(&broker.app, wrong, "r".to_owned()).await;
        assert_eq!(refused.unwrap_err().slug(), "unauthenticated");
    }
    broker.clock.forward_days(91);
    let refused = actions::sign_in::sign_in(&broker.app, &token, "r".to_owned()).await;
    assert!(refused.unwrap_err().detail().contains("expired"));
}
