//! Lists come in pages.

use crate::support::on_both_databases;
use crate::support::stand::Stand;
use handfast_broker::actions;
use handfast_broker::store::Db;
use handfast_contracts::wire::{
    DeploymentsQuery, EventsQuery, Limit, Paging, VerificationsQuery, VersionsQuery,
};

on_both_databases!(
    services_are_sorted_by_the_bytes_of_their_names,
    pages_follow_each_other_without_gap_or_repetition,
    versions_are_listed_by_branch,
    a_cursor_of_somewhere_else_is_refused,
);

async fn services_are_sorted_by_the_bytes_of_their_names(db: Db) {
    let stand = Stand::on(db);
    for name in ["zebra", "Apple", "apple", "über", "a/b", "a-b"] {
        stand.publish_api(name, "1", &["/"]).await;
    }
    let mut names = Vec::new();
    let mut paging = Paging { cursor: None, limit: Limit::new(2).unwrap() };
    loop {
        let page = actions::list_services(&stand.app, &paging).await.unwrap();
        names.extend(page.items.iter().map(|service| service.name.to_string()));
        match page.next {
            Some(next) => paging.cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(names, ["Apple", "a-b", "a/b", "apple", "zebra", "über"]);
}

async fn pages_follow_each_other_without_gap_or_repetition(db: Db) {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    for number in 0..7 {
        let version = format!("1.{number}.0");
        stand.publish_api("orders", &version, &["/orders"]).await;
        stand.deploy("orders", &version, "production").await;
    }
    let limit = Limit::new(3).unwrap();
    let service = "orders".parse().unwrap();
    let mut query = VersionsQuery { limit, ..Default::default() };
    let mut ordinals = Vec::new();
    loop {
        let page = actions::list_versions(&stand.app, &service, &query).await.unwrap();
        ordinals.extend(page.items.iter().map(|version| version.ordinal));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    assert_eq!(ordinals, [7, 6, 5, 4, 3, 2, 1]);

    let mut query = DeploymentsQuery { limit, service: Some(service), ..Default::default() };
    let mut versions = Vec::new();
    loop {
        let page = actions::list_deployments(&stand.app, &query).await.unwrap();
        versions.extend(page.items.iter().map(|one| one.version.to_string()));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    assert_eq!(versions.len(), 7);
    assert_eq!((versions[0].as_str(), versions[6].as_str()), ("1.6.0", "1.0.0"));

    let query = EventsQuery {
        resource: Some("services/orders/in/production".to_owned()),
        cursor: None,
        limit: Limit::MAX,
    };
    let events = actions::list_events(&stand.app, &query).await.unwrap();
    assert_eq!(events.items.len(), 7);
    assert!(events.items.iter().all(|event| event.action == "deploy"));
}

async fn versions_are_listed_by_branch(db: Db) {
    let stand = Stand::on(db);
    stand.publish_api("orders", "1.0.0", &["/orders"]).await;
    let topic = Some("topic");
    let body = crate::support::stand::publication("orders", "1.1.0-a", topic, Vec::new());
    stand.publish(&body).await.unwrap();
    let query = VersionsQuery { branch: Some("topic".parse().unwrap()), ..Default::default() };
    let page = actions::list_versions(&stand.app, &body.service, &query).await.unwrap();
    assert_eq!(page.items.len(), 1);
    assert_eq!(page.items[0].version.as_str(), "1.1.0-a");
}

async fn a_cursor_of_somewhere_else_is_refused(db: Db) {
    let stand = Stand::on(db);
    let cursor = Some("bm90IGEgbnVtYmVy".to_owned());
    let query = VerificationsQuery { cursor, ..Default::default() };
    let problem = actions::list_verifications(&stand.app, &query).await.unwrap_err();
    assert_eq!(problem.slug(), "invalid");
}
