//! Trying a publication out.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, api, publication};
use handfast_broker::actions;
use handfast_broker::problem::Problem;
use handfast_broker::store::Db;
use handfast_contracts::wire::{EventsQuery, Publication, PublishOutcome};

on_both_databases!(
    trying_out_answers_like_publishing_and_stores_nothing,
    trying_out_finds_conflicts,
    an_unknown_service_can_be_tried_out,
);

async fn shop(db: Db) -> Stand {
    let stand = Stand::on(db);
    stand.environment("production", 1).await;
    stand.publish_api("orders", "1.0.0", &["/orders"]).await;
    stand.publish_uses(("web", "1"), "orders", &["/orders"]).await;
    stand.deploy("orders", "1.0.0", "production").await;
    stand.deploy("web", "1", "production").await;
    stand
}

async fn trying_out_answers_like_publishing_and_stores_nothing(db: Db) {
    let stand = shop(db).await;
    let contracts = vec![api(&["/orders", "/new"])];
    let body = publication("orders", "1.1.0", Some("main"), contracts);
    let events = async || {
        actions::list_events(&stand.app, &EventsQuery::default()).await.unwrap().items.len()
    };
    let before = events().await;
    let tried = Publication { dry_run: true, ..body.clone() };
    let mut tried = stand.publish(&tried).await.unwrap();
    assert_eq!(tried.at, None);
    assert_eq!(events().await, before);
    let gone = actions::get_version(&stand.app, &body.service, &body.version).await;
    assert_eq!(gone.unwrap_err().slug(), "not-found");

    let published = stand.publish(&body).await.unwrap();
    tried.at = published.at;
    assert_eq!(tried, published);
    assert_eq!(published.gates.len(), 1);
    assert_eq!(published.gates[0].environment.as_str(), "production");
    assert_eq!(published.contracts[0].comparisons.len(), 1);
    assert_eq!(published.contracts[0].baseline.as_ref().unwrap().as_str(), "1.0.0");
    assert_eq!(
        published.contracts[0].diff_url.as_deref(),
        Some("/services/orders/diff?from=1.0.0&to=1.1.0&kind=openapi&name=default")
    );
}

async fn trying_out_finds_conflicts(db: Db) {
    let stand = shop(db).await;
    let mut body = publication("orders", "1.0.0", Some("main"), vec![api(&["/other"])]);
    body.dry_run = true;
    assert!(matches!(stand.publish(&body).await, Err(Problem::Conflict { .. })));
    body.contracts = vec![api(&["/orders"])];
    let replayed = stand.publish(&body).await.unwrap();
    assert_eq!(replayed.contracts[0].outcome, PublishOutcome::Replayed);
}

async fn an_unknown_service_can_be_tried_out(db: Db) {
    let stand = Stand::on(db);
    let mut body = publication("new", "1", None, vec![api(&["/"])]);
    body.dry_run = true;
    let tried = stand.publish(&body).await.unwrap();
    assert_eq!(tried.contracts[0].outcome, PublishOutcome::Created);
    assert_eq!(tried.contracts[0].baseline, None);
}
