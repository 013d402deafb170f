//! `broker/openapi.json` is what the broker serves.

use crate::support::broker::Broker;
use crate::support::database;
use handfast_broker::router;
use serde_json::Value;
use std::path::Path;

#[test]
fn the_checked_in_document_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let current = router::document_text().unwrap();
    if std::env::var_os("HANDFAST_BLESS").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let checked_in = std::fs::read_to_string(&path).unwrap();
    assert!(
        checked_in == current,
        "broker/openapi.json is stale; run `cargo xtask check --fix`, or \
         `HANDFAST_BLESS=1 cargo test -p handfast-broker the_checked_in_document_is_fresh`, and \
         read the difference"
    );
}

#[tokio::test]
async fn the_served_document_is_the_checked_in_one() {
    let broker = Broker::on(database::sqlite().await);
    let served = broker.get("/api/openapi.json").answer().await.is(200);
    assert_eq!(String::from_utf8_lossy(&served.bytes), router::document_text().unwrap());
}

#[test]
fn every_operation_has_an_own_id_a_summary_and_described_problems() {
    let document: Value = serde_json::to_value(router::document()).unwrap();
    let mut ids = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let summary = operation["summary"].as_str().unwrap_or_default();
            assert!(!summary.is_empty(), "{method} {path} has no summary");
            assert!(operation["responses"].get("500").is_some(), "{method} {path}");
            ids.push(operation["operationId"].as_str().unwrap().to_owned());
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "operation ids repeat");
}

#[test]
fn every_property_is_explained() {
    let document: Value = serde_json::to_value(router::document()).unwrap();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        let properties = schema["properties"].as_object();
        for (property, schema) in properties.into_iter().flatten() {
            let explained = schema.get("description").is_some()
                || schema.get("$ref").is_some()
                || schema.get("oneOf").is_some();
            assert!(explained, "{name}.{property} has no description");
        }
    }
}
