//! What operators and their machines ask.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use handfast_broker::store::Db;

on_both_databases!(
    a_broker_is_ready_until_it_is_about_to_stop,
    a_broker_without_its_database_lives_and_is_not_ready,
    metrics_count_requests_by_route,
);

async fn a_broker_is_ready_until_it_is_about_to_stop(db: Db) {
    let broker = Broker::reachable(db);
    assert_eq!(broker.get("/health/live").answer().await.is(200).json()["state"], "live");
    assert_eq!(broker.get("/health/ready").answer().await.is(200).json()["state"], "ready");
    broker.app.lifecycle.drain();
    assert_eq!(broker.get("/health/ready").answer().await.is(503).json()["state"], "draining");
    broker.get("/health/live").answer().await.is(200);
}

async fn a_broker_without_its_database_lives_and_is_not_ready(db: Db) {
    let broker = Broker::on(db);
    broker.app.db.close().await;
    broker.get("/health/live").answer().await.is(200);
    let answer = broker.get("/health/ready").answer().await.is(503);
    assert_eq!(answer.json()["state"], "database-unreachable");
}

async fn metrics_count_requests_by_route(db: Db) {
    let broker = Broker::on(db);
    broker.get("/api/rules/no-such-rule").answer().await.is(404);
    let text = broker.get("/metrics").answer().await.is(200);
    let text = String::from_utf8_lossy(&text.bytes).into_owned();
    let counted =
        "handfast_http_requests_total{method=\"GET\",path=\"/api/rules/{id}\",status=\"404\"}";
    assert!(text.contains(counted), "{text}");
    assert!(text.contains("handfast_http_request_duration_seconds_bucket"), "{text}");
    assert!(!text.contains("no-such-rule"), "{text}");
}
