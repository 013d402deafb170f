//! Publishing over the API.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use crate::support::shop::{openapi, publication};
use handfast_broker::store::Db;
use handfast_contracts::hash::Blob;
use handfast_contracts::wire::{Difference, KnownAnswer, PublishOutcome, Published};
use serde_json::json;

on_both_databases!(
    publishing_again_stores_nothing_new,
    another_meaning_for_the_same_version_is_a_conflict_with_the_difference,
    a_document_that_is_stored_need_not_be_sent,
    a_document_with_errors_is_refused_with_their_places,
    a_dry_run_stores_nothing,
    a_difference_is_shown_against_a_version_or_the_baseline,
);

async fn publishing_again_stores_nothing_new(db: Db) {
    let broker = Broker::on(db);
    let body = publication("1.0.0", &openapi("1.0.0", &[]));
    let first = broker.publish(&body).await;
    assert_eq!(first.contracts[0].outcome, PublishOutcome::Created);
    let again: Published = broker.post("/api/publish", &body).answer().await.is(200).read();
    assert_eq!(again.contracts[0].outcome, PublishOutcome::Replayed);
}

async fn another_meaning_for_the_same_version_is_a_conflict_with_the_difference(db: Db) {
    let broker = Broker::on(db);
    broker.publish(&publication("1.0.0", &openapi("1.0.0", &[]))).await;
    let other = publication("1.0.0", &openapi("1.0.0", &["tenant"]));
    let answer = broker.post("/api/publish", &other).answer().await.is(409);
    assert_eq!(answer.problem(), "conflict");
    let problem = answer.json();
    assert!(!problem["hints"].as_array().unwrap().is_empty(), "{problem:#}");
    assert_eq!(problem["report"]["new"]["version"], "1.0.0", "{problem:#}");
}

async fn a_document_that_is_stored_need_not_be_sent(db: Db) {
    let broker = Broker::on(db);
    let document = openapi("1.0.0", &[]);
    let blob = Blob::of(document.as_bytes());
    let question = json!({ "blobs": [blob] });
    let ask = || broker.post("/api/contents/known", &question).answer();
    assert_eq!(ask().await.is(200).read::<KnownAnswer>().known, []);
    let mut by_hash = publication("1.0.1", &document);
    by_hash["contracts"][0]["content"] = json!({ "blob": blob });
    let answer = broker.post("/api/publish", &by_hash).answer().await.is(409);
    assert_eq!(answer.problem(), "content-needed");
    assert_eq!(answer.json()["fields"][0]["field"], blob.to_string());
    broker.publish(&publication("1.0.0", &document)).await;
    assert_eq!(ask().await.is(200).read::<KnownAnswer>().known, [blob]);
    broker.publish(&by_hash).await;
}

async fn a_document_with_errors_is_refused_with_their_places(db: Db) {
    let broker = Broker::on(db);
    let broken = publication("1.0.0", "{\n  \"openapi\": \"3.0.3\",\n  \"paths\": [\n}");
    let problem = broker.post("/api/publish", &broken).answer().await.is(400).json();
    let place = &problem["diagnostics"][0]["location"];
    assert_eq!(place["file"], "api/orders.json", "{problem:#}");
    assert!(place["line"].as_u64().unwrap() >= 2, "{problem:#}");
    broker.get("/api/services/shop%2Forders").answer().await.is(404);
}

async fn a_dry_run_stores_nothing(db: Db) {
    let broker = Broker::on(db);
    let mut body = publication("1.0.0", &openapi("1.0.0", &[]));
    body["dry_run"] = json!(true);
    let answer: Published = broker.post("/api/publish", &body).answer().await.is(200).read();
    assert_eq!((answer.at, answer.contracts[0].outcome), (None, PublishOutcome::Created));
    broker.get("/api/services/shop%2Forders").answer().await.is(404);
}

async fn a_difference_is_shown_against_a_version_or_the_baseline(db: Db) {
    let broker = Broker::on(db);
    broker.publish(&publication("1.0.0", &openapi("1.0.0", &[]))).await;
    broker.publish(&publication("2.0.0", &openapi("2.0.0", &["tenant"]))).await;
    for query in ["from=1.0.0&to=2.0.0&kind=openapi&name=default", "to=2.0.0"] {
        let path = format!("/api/diff?service=shop%2Forders&{query}");
        let found: Difference = broker.get(&path).answer().await.is(200).read();
        assert_eq!(found.from.unwrap().as_str(), "1.0.0", "{query}");
        let versions = found.report.map(|report| (report.old.version, report.new.version));
        assert_eq!(versions, Some((Some("1.0.0".to_owned()), Some("2.0.0".to_owned()))));
    }
    let path = "/api/diff?service=shop%2Forders&to=1.0.0";
    let first: Difference = broker.get(path).answer().await.is(200).read();
    assert_eq!((first.from, first.report), (None, None));
    broker.get("/api/diff?service=shop%2Forders&to=9").answer().await.is(404);
    broker.get("/api/diff?service=shop%2Forders&to=1.0.0&kind=none").answer().await.is(400);
}
