//! Verifications and comparisons over the API.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use handfast_broker::store::Db;
use handfast_contracts::wire::{Page, StoredComparison, Verification, VerificationSet};

on_both_databases!(
    a_provider_asks_what_to_verify_and_posts_what_it_found,
    a_comparison_is_computed_when_asked,
    wrong_questions_are_refused,
);

async fn a_provider_asks_what_to_verify_and_posts_what_it_found(db: Db) {
    let broker = Broker::on(db);
    broker.open_shop().await;
    let path = "/api/verification-set?provider=shop%2Forders&select=live,main-branch";
    let set: VerificationSet = broker.get(path).answer().await.is(200).read();
    assert_eq!((set.contracts.len(), set.contracts[0].consumer.as_str()), (1, "web"));
    let first = broker.verify("1.0.0").await;
    assert_eq!((first.stored, first.replayed), (1, false));
    let again = broker.verify("1.0.0").await;
    assert_eq!((again.stored, again.replayed), (0, true));
    let list = "/api/verifications?provider=shop%2Forders&version=1.0.0";
    let list: Page<Verification> = broker.get(list).answer().await.is(200).read();
    assert_eq!(list.items.len(), 1);
}

async fn a_comparison_is_computed_when_asked(db: Db) {
    let broker = Broker::on(db);
    broker.open_shop().await;
    let path = "/api/comparisons?consumer=web&consumer_version=1&provider=shop%2Forders\
                &provider_version=1.0.0";
    let page: Page<StoredComparison> = broker.get(path).answer().await.is(200).read();
    let comparison = page.items[0].comparison.as_ref().unwrap();
    assert!(comparison.mismatches.is_empty(), "{comparison:#?}");
}

async fn wrong_questions_are_refused(db: Db) {
    let broker = Broker::on(db);
    let path = "/api/verification-set?provider=orders&select=everything";
    let answer = broker.get(path).answer().await.is(400).json();
    assert_eq!(answer["fields"][0]["field"], "select");
    broker.get("/api/verification-set?provider=orders").answer().await.is(404);
    let answer = broker.get("/api/comparisons?consumer=web").answer().await.is(400).json();
    assert_eq!(answer["fields"][0]["field"], "consumer_version");
    broker.get("/api/verifications?meaning=xyz").answer().await.is(400);
}
