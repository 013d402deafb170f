//! Which version another is compared with.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, api, publication};
use handfast_broker::actions;
use handfast_broker::store::Db;
use handfast_contracts::wire::{DiffQuery, PublishedContract};

on_both_databases!(
    on_a_branch_it_is_the_version_before,
    a_new_branch_begins_at_the_main_branch,
    a_hotfix_is_compared_with_its_release_line,
    filling_in_the_past_neither_moves_the_head_nor_the_order,
    without_a_branch_it_is_the_highest_lower_release,
    numbers_that_are_no_versions_follow_the_order_of_their_branch,
    versions_without_the_contract_do_not_count,
);

/// Publishes another API each time and answers the baseline.
async fn publish(stand: &Stand, version: &str, branch: Option<&str>) -> Option<String> {
    let path = format!("/{version}");
    publish_contract(stand, version, branch, api(&[&path])).await
}

async fn publish_contract(
    stand: &Stand,
    version: &str,
    branch: Option<&str>,
    contract: PublishedContract,
) -> Option<String> {
    let body = publication("orders", version, branch, vec![contract]);
    let published = stand.publish(&body).await.unwrap().contracts.remove(0);
    assert_eq!(published.report.is_some(), published.baseline.is_some());
    published.baseline.map(|number| number.to_string())
}

async fn on_a_branch_it_is_the_version_before(db: Db) {
    let stand = Stand::on(db);
    assert_eq!(publish(&stand, "1.0.0", Some("main")).await, None);
    assert_eq!(publish(&stand, "1.1.0", Some("main")).await.as_deref(), Some("1.0.0"));
    publish(&stand, "1.2.0-next", Some("next")).await;
    assert_eq!(publish(&stand, "1.2.0", Some("main")).await.as_deref(), Some("1.1.0"));
}

async fn a_new_branch_begins_at_the_main_branch(db: Db) {
    let stand = Stand::on(db);
    publish(&stand, "1.0.0", Some("main")).await;
    publish(&stand, "1.1.0", Some("main")).await;
    assert_eq!(publish(&stand, "1.2.0-a.1", Some("a")).await.as_deref(), Some("1.1.0"));
    publish(&stand, "1.2.0-b.1", Some("b")).await;
    assert_eq!(publish(&stand, "1.2.0-a.2", Some("a")).await.as_deref(), Some("1.2.0-a.1"));
}

async fn a_hotfix_is_compared_with_its_release_line(db: Db) {
    let stand = Stand::on(db);
    for version in ["1.3.0", "1.4.0", "2.0.0"] {
        publish(&stand, version, Some("main")).await;
    }
    assert_eq!(publish(&stand, "1.4.1", Some("release/1.4")).await.as_deref(), Some("1.4.0"));
    assert_eq!(publish(&stand, "1.4.2", Some("release/1.4")).await.as_deref(), Some("1.4.1"));
    assert_eq!(publish(&stand, "2.0.1", Some("main")).await.as_deref(), Some("2.0.0"));
    // A hotfix from the main branch itself.
    assert_eq!(publish(&stand, "1.3.1", Some("main")).await.as_deref(), Some("1.3.0"));
}

async fn filling_in_the_past_neither_moves_the_head_nor_the_order(db: Db) {
    let stand = Stand::on(db);
    publish(&stand, "1.0.0", Some("main")).await;
    publish(&stand, "1.2.0", Some("main")).await;
    assert_eq!(publish(&stand, "1.1.0", Some("main")).await.as_deref(), Some("1.0.0"));
    assert_eq!(publish(&stand, "0.9.0", Some("main")).await, None, "it is the first");
    let service = actions::get_service(&stand.app, &"orders".parse().unwrap()).await.unwrap();
    assert_eq!(service.main_head.unwrap().as_str(), "1.2.0");
    assert_eq!(publish(&stand, "1.3.0", Some("main")).await.as_deref(), Some("1.2.0"));
    let query = DiffQuery {
        service: "orders".parse().unwrap(),
        from: None,
        to: Some("1.2.0".parse().unwrap()),
        kind: None,
        name: Default::default(),
    };
    let difference = actions::diff(&stand.app, &query).await.unwrap();
    assert_eq!(difference.from.unwrap().as_str(), "1.1.0", "asked again, the past is known");
}

async fn without_a_branch_it_is_the_highest_lower_release(db: Db) {
    let stand = Stand::on(db);
    publish(&stand, "1.9.0", None).await;
    publish(&stand, "1.10.0", None).await;
    publish(&stand, "1.11.0-rc.1", None).await;
    assert_eq!(publish(&stand, "1.11.0", None).await.as_deref(), Some("1.10.0"));
    assert_eq!(publish(&stand, "1.9.1", None).await.as_deref(), Some("1.9.0"));
    assert_eq!(publish(&stand, "abc", None).await.as_deref(), Some("1.9.1"), "the newest known");
}

async fn numbers_that_are_no_versions_follow_the_order_of_their_branch(db: Db) {
    let stand = Stand::on(db);
    publish(&stand, "f00", Some("main")).await;
    publish(&stand, "a11", Some("main")).await;
    assert_eq!(publish(&stand, "b22", Some("topic")).await.as_deref(), Some("a11"));
    publish(&stand, "c33", Some("main")).await;
    assert_eq!(publish(&stand, "d44", Some("topic")).await.as_deref(), Some("b22"));
    assert_eq!(publish(&stand, "e55", Some("main")).await.as_deref(), Some("c33"));
}

async fn versions_without_the_contract_do_not_count(db: Db) {
    let stand = Stand::on(db);
    publish(&stand, "1.0.0", Some("main")).await;
    let admin = crate::support::stand::named("admin", api(&["/admin"]));
    publish_contract(&stand, "1.1.0", Some("main"), admin).await;
    assert_eq!(publish(&stand, "1.2.0", Some("main")).await.as_deref(), Some("1.0.0"));
}
