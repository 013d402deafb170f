//! Without a token, only whoever sits at the broker's own machine may do anything.

use crate::support::broker::{Ask, Broker};
use crate::support::database;
use handfast_broker::config::Settings;

async fn broker() -> Broker {
    Broker::on(database::sqlite().await)
}

async fn status(ask: Ask<'_>) -> u16 {
    ask.answer().await.status.as_u16()
}

#[tokio::test]
async fn whoever_sits_at_the_machine_administers() {
    let broker = broker().await;
    let answer = broker.get("/api/whoami").answer().await.is(200);
    assert_eq!(
        (&answer.json()["actor"], &answer.json()["scopes"][0]),
        (&"local".into(), &"admin".into())
    );
}

#[tokio::test]
async fn somebody_elsewhere_does_not() {
    let broker = broker().await;
    let answer = broker.get("/api/whoami").from("192.0.2.7").answer().await.is(401);
    assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"handfast\"");
    assert!(answer.json()["hints"][0].as_str().unwrap().contains("HANDFAST_TOKEN"));
}

#[tokio::test]
async fn a_foreign_name_that_leads_to_this_machine_opens_nothing() {
    let broker = broker().await;
    for host in ["evil.example", "evil.example:9292", "localhost.evil.example"] {
        assert_eq!(status(broker.get("/api/whoami").header("host", host)).await, 401, "{host}");
    }
    assert_eq!(status(broker.get("/api/whoami").without("host")).await, 401);
}

#[tokio::test]
async fn what_a_proxy_forwards_is_not_local() {
    let broker = broker().await;
    for header in ["x-forwarded-for", "x-forwarded-host", "forwarded", "x-real-ip", "via"] {
        let ask = broker.get("/api/whoami").header(header, "127.0.0.1");
        assert_eq!(status(ask).await, 401, "{header}");
    }
}

#[tokio::test]
async fn a_broker_that_others_can_reach_has_no_open_administrator() {
    let broker = Broker::reachable(database::sqlite().await);
    assert_eq!(status(broker.get("/api/whoami")).await, 401);
    assert_eq!(status(broker.get("/health/ready")).await, 200);
}

#[tokio::test]
async fn the_secret_of_the_administrators_file_opens_everything() {
    use handfast_broker::access::secret::SecretHash;
    let secret = "0123456789abcdef0123456789abcdef";
    let admin_token = Some(SecretHash::of(secret));
    let settings = Settings { admin_token, ..Settings::default() };
    let broker = Broker::with(database::sqlite().await, settings);
    let ask = broker.get("/api/tokens").from("192.0.2.7").token(secret);
    assert_eq!(status(ask).await, 200);
    let ask = broker.get("/api/tokens").from("192.0.2.7").token(&secret.replace('f', "0"));
    assert_eq!(status(ask).await, 401);
}
