//! Contracts of versions over the API.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use crate::support::shop::{openapi, publication};
use handfast_broker::store::Db;
use handfast_contracts::hash::Blob;
use handfast_contracts::wire::StoredContract;

on_both_databases!(
    a_contract_is_shown_with_its_hashes,
    a_document_comes_back_byte_for_byte_and_harmless,
    what_is_unknown_is_not_found,
);

const CONTRACT: &str = "/api/services/shop%2Forders/versions/1.0.0/contracts/openapi/default";

async fn a_contract_is_shown_with_its_hashes(db: Db) {
    let broker = Broker::on(db);
    let document = openapi("1.0.0", &[]);
    let published = broker.publish(&publication("1.0.0", &document)).await;
    let shown: StoredContract = broker.get(CONTRACT).answer().await.is(200).read();
    assert_eq!(shown.blob, Blob::of(document.as_bytes()));
    assert_eq!(shown.meaning, published.contracts[0].meaning);
    assert_eq!(shown.bytes, document.len() as u64);
}

async fn a_document_comes_back_byte_for_byte_and_harmless(db: Db) {
    let broker = Broker::on(db);
    let document = openapi("1.0.0", &[]).replace("\"ok\"", "\"<script>ok</script>\"") + "  \n";
    broker.publish(&publication("1.0.0", &document)).await;
    let answer = broker.get(&format!("{CONTRACT}/content")).answer().await.is(200);
    assert_eq!(answer.bytes, document.as_bytes());
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"orders.json\"");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let policy = answer.header("content-security-policy");
    assert_eq!(policy, "default-src 'none'; sandbox; frame-ancestors 'none'");
    assert_eq!(answer.header("etag"), format!("\"{}\"", Blob::of(document.as_bytes())));
}

async fn what_is_unknown_is_not_found(db: Db) {
    let broker = Broker::on(db);
    broker.publish(&publication("1.0.0", &openapi("1.0.0", &[]))).await;
    broker.get(&CONTRACT.replace("openapi", "interactions")).answer().await.is(404);
    broker.get(&CONTRACT.replace("1.0.0", "9")).answer().await.is(404);
    let unknown = broker.get(&CONTRACT.replace("openapi", "wsdl")).answer().await.is(400).json();
    assert_eq!(unknown["fields"][0]["field"], "kind");
    assert!(unknown["detail"].as_str().unwrap().contains("known are openapi"), "{unknown:#}");
}
