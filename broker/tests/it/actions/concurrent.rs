//! Many who publish at once.

use crate::support::on_both_databases;
use crate::support::stand::{Stand, api, publication};
use handfast_broker::actions;
use handfast_broker::problem::Problem;
use handfast_broker::store::Db;
use handfast_contracts::wire::{Limit, Publication, PublishOutcome, Published, VersionsQuery};

on_both_databases!(
    the_same_content_at_once_is_created_once,
    different_contents_at_once_are_created_once_and_refused,
    versions_at_once_are_numbered_without_a_gap,
    crossing_dependencies_do_not_hang,
);

async fn at_once(stand: &Stand, bodies: Vec<Publication>) -> Vec<Result<Published, Problem>> {
    let tasks: Vec<_> = bodies
        .into_iter()
        .map(|body| {
            let (app, caller) = (stand.app.clone(), stand.caller.clone());
            tokio::spawn(async move { actions::publish(&app, &caller, &body).await })
        })
        .collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}

async fn the_same_content_at_once_is_created_once(db: Db) {
    let stand = Stand::on(db);
    let body = publication("orders", "1.0.0", Some("main"), vec![api(&["/orders"])]);
    let results = at_once(&stand, vec![body; 16]).await;
    let outcomes: Vec<_> =
        results.into_iter().map(|result| result.unwrap().contracts[0].outcome).collect();
    let created = outcomes.iter().filter(|one| **one == PublishOutcome::Created).count();
    let replayed = outcomes.iter().filter(|one| **one == PublishOutcome::Replayed).count();
    assert_eq!((created, replayed), (1, 15));
}

async fn different_contents_at_once_are_created_once_and_refused(db: Db) {
    let stand = Stand::on(db);
    let body = |number: usize| {
        let path = format!("/{number}");
        publication("orders", "1.0.0", Some("main"), vec![api(&[&path])])
    };
    let results = at_once(&stand, (0..16).map(body).collect()).await;
    let created = results.iter().filter(|result| result.is_ok()).count();
    let refused = results
        .iter()
        .filter(|result| matches!(result, Err(Problem::Conflict { report: Some(_), .. })))
        .count();
    assert_eq!((created, refused), (1, 15), "{results:?}");
}

async fn versions_at_once_are_numbered_without_a_gap(db: Db) {
    let stand = Stand::on(db);
    let body = |number: usize| {
        let path = format!("/{number}");
        let contracts = vec![api(&[&path])];
        publication("orders", &format!("1.{number}.0"), Some("main"), contracts)
    };
    for result in at_once(&stand, (0..32).map(body).collect()).await {
        result.unwrap();
    }
    let query = VersionsQuery { limit: Limit::MAX, ..Default::default() };
    let service = "orders".parse().unwrap();
    let versions = actions::list_versions(&stand.app, &service, &query).await.unwrap();
    let ordinals: Vec<_> = versions.items.iter().map(|version| version.ordinal).collect();
    assert_eq!(ordinals, (1..=32).rev().collect::<Vec<_>>());
    let service = actions::get_service(&stand.app, &service).await.unwrap();
    assert_eq!(service.main_head.unwrap().as_str(), "1.31.0", "whoever came last");
}

async fn crossing_dependencies_do_not_hang(db: Db) {
    use crate::support::stand::uses;
    let stand = Stand::on(db);
    let body = |number: usize| {
        let (ours, theirs) = if number.is_multiple_of(2) { ("a", "b") } else { ("b", "a") };
        let path = format!("/{number}");
        publication(ours, &format!("1.{number}.0"), None, vec![uses(theirs, &[&path])])
    };
    for result in at_once(&stand, (0..20).map(body).collect()).await {
        result.unwrap();
    }
}
