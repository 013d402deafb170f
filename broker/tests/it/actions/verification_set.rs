//! What a provider version must satisfy.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, publication, uses};
use handfast_broker::actions;
use handfast_broker::store::Db;
use handfast_contracts::wire::{Choice, ToVerify, VerificationSet, VerificationSetQuery};

on_both_databases!(
    each_meaning_is_verified_once_with_every_reason,
    heads_and_matching_branches_are_chosen,
    what_is_new_to_a_branch_is_pending_until_it_is_satisfied_or_live,
    what_is_no_longer_said_is_not_verified,
    selectors_leave_out,
);

/// `web`'s contracts as `version: reasons`.
fn described(set: &VerificationSet) -> Vec<String> {
    let one = |to: &ToVerify| {
        let because = |choice: &Choice| match choice {
            Choice::Live { version, environment } => format!("{version} live in {environment}"),
            Choice::MainBranch { version } => format!("{version} main"),
            Choice::MatchingBranch { version, branch } => format!("{version} on {branch}"),
        };
        let chosen: Vec<_> = to.chosen.iter().map(because).collect();
        format!("{} {}: {}", to.consumer, to.consumer_version, chosen.join(", "))
    };
    let mut all: Vec<_> = set.contracts.iter().map(one).collect();
    all.sort();
    all
}

async fn publish(stand: &Stand, version: &str, branch: &str, paths: &[&str]) {
    let body = publication("web", version, Some(branch), vec![uses("orders", paths)]);
    stand.publish(&body).await.unwrap();
}

async fn shop(db: Db) -> Stand {
    let stand = Stand::on(db);
    stand.environment("test", 1).await;
    stand.environment("production", 2).await;
    stand.publish_api("orders", "1.0.0", &["/a", "/b"]).await;
    stand
}

async fn each_meaning_is_verified_once_with_every_reason(db: Db) {
    let stand = shop(db).await;
    publish(&stand, "1", "main", &["/a"]).await;
    publish(&stand, "2", "main", &["/a"]).await;
    stand.deploy("web", "1", "production").await;
    stand.deploy("web", "2", "test").await;
    let set = stand.verification_set("orders", Some("main")).await;
    assert_eq!(described(&set), ["web 2: 2 live in test, 1 live in production, 2 main, 2 on main"]);
    let document: serde_json::Value = serde_json::from_str(&set.contracts[0].content).unwrap();
    assert_eq!(document["interactions"][0]["request"]["path"], "/a");
}

async fn heads_and_matching_branches_are_chosen(db: Db) {
    let stand = shop(db).await;
    publish(&stand, "1", "main", &["/a"]).await;
    publish(&stand, "2", "topic", &["/b"]).await;
    let set = stand.verification_set("orders", Some("topic")).await;
    assert_eq!(described(&set), ["web 1: 1 main", "web 2: 2 on topic"]);
    let set = stand.verification_set("orders", Some("other")).await;
    assert_eq!(described(&set), ["web 1: 1 main"]);
    let set = stand.verification_set("orders", None).await;
    assert_eq!(described(&set), ["web 1: 1 main"]);
}

async fn what_is_new_to_a_branch_is_pending_until_it_is_satisfied_or_live(db: Db) {
    let stand = shop(db).await;
    publish(&stand, "1", "main", &["/a"]).await;
    let pending =
        async || stand.verification_set("orders", Some("main")).await.contracts[0].pending;
    assert!(pending().await, "never satisfied");
    stand.verify(("orders", "1.0.0"), "run-1", false).await;
    assert!(pending().await, "a failure does not satisfy");
    stand.verify(("orders", "1.0.0"), "run-2", true).await;
    assert!(!pending().await, "once satisfied it must stay so");
    let other = stand.verification_set("orders", Some("topic")).await;
    assert!(other.contracts[0].pending, "not by this branch");
    stand.deploy("web", "1", "production").await;
    let other = stand.verification_set("orders", Some("topic")).await;
    assert!(!other.contracts[0].pending, "a live consumer needs it");
}

async fn what_is_no_longer_said_is_not_verified(db: Db) {
    let stand = shop(db).await;
    publish(&stand, "1", "main", &["/a"]).await;
    let nothing = publication("web", "2", Some("main"), Vec::new());
    stand.publish(&nothing).await.unwrap();
    assert_eq!(stand.verification_set("orders", None).await.contracts, []);
}

async fn selectors_leave_out(db: Db) {
    let stand = shop(db).await;
    publish(&stand, "1", "main", &["/a"]).await;
    publish(&stand, "2", "main", &["/b"]).await;
    stand.deploy("web", "1", "production").await;
    let query = VerificationSetQuery {
        provider: "orders".parse().unwrap(),
        version: Some("1.0.0".parse().unwrap()),
        branch: None,
        select: "live".parse().unwrap(),
    };
    let set = actions::verification_set(&stand.app, &query).await.unwrap();
    assert_eq!(described(&set), ["web 1: 1 live in production"]);
}
