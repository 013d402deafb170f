//! Environments and what is live in them, over the API.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use handfast_broker::store::Db;
use handfast_contracts::wire::{Deployment, Environment, LiveAs, Page};
use serde_json::json;

on_both_databases!(
    environments_are_listed_in_the_order_of_promotion,
    a_deployment_replaces_and_an_undeployment_ends,
    a_release_stands_beside_others_until_its_support_ends,
    what_is_unknown_is_not_found,
);

async fn environments_are_listed_in_the_order_of_promotion(db: Db) {
    let broker = Broker::on(db);
    for (name, order) in [("production", 3), ("test%2Feu", 1), ("staging", 2)] {
        let body = json!({ "order": order, "production": name == "production" });
        broker.put(&format!("/api/environments/{name}"), &body).answer().await.is(200);
    }
    let mut names = Vec::new();
    let mut path = "/api/environments?limit=2".to_owned();
    loop {
        let page: Page<Environment> = broker.get(&path).answer().await.is(200).read();
        names.extend(page.items.into_iter().map(|one| one.name.to_string()));
        let Some(next) = page.next else { break };
        path = format!("/api/environments?limit=2&cursor={next}");
    }
    assert_eq!(names, ["test/eu", "staging", "production"]);
    let shown: Environment =
        broker.get("/api/environments/production").answer().await.is(200).read();
    assert!(shown.settings.production);
}

async fn versions(broker: &Broker) {
    broker.put("/api/environments/test", &json!({})).answer().await.is(200);
    for version in ["1", "2"] {
        let path = format!("/api/services/web/versions/{version}");
        broker.put(&path, &json!({})).answer().await.is(200);
    }
}

async fn live(broker: &Broker) -> Vec<String> {
    let page: Page<Deployment> =
        broker.get("/api/environments/test/live").answer().await.is(200).read();
    page.items.into_iter().map(|one| format!("{} {}", one.service, one.version)).collect()
}

async fn a_deployment_replaces_and_an_undeployment_ends(db: Db) {
    let broker = Broker::on(db);
    versions(&broker).await;
    for version in ["1", "2"] {
        let body = json!({ "service": "web", "version": version, "environment": "test" });
        let done: Deployment = broker.post("/api/deployments", &body).answer().await.is(200).read();
        assert_eq!((done.live_as, done.to), (LiveAs::Deployment, None));
        broker.clock.forward_minutes(1);
    }
    assert_eq!(live(&broker).await, ["web 2"]);
    let all = "/api/deployments?service=web&environment=test";
    let all: Page<Deployment> = broker.get(all).answer().await.is(200).read();
    assert_eq!(all.items.len(), 2);
    let body = json!({ "service": "web", "environment": "test" });
    let ended: Deployment = broker.post("/api/undeployments", &body).answer().await.is(200).read();
    assert_eq!(ended.version.as_str(), "2");
    assert!(live(&broker).await.is_empty());
    broker.post("/api/undeployments", &body).answer().await.is(404);
}

async fn a_release_stands_beside_others_until_its_support_ends(db: Db) {
    let broker = Broker::on(db);
    versions(&broker).await;
    let release = |version, until: Option<&str>| json!({ "service": "web", "version": version, "environment": "test", "supported_until": until });
    broker.post("/api/releases", &release("1", None)).answer().await.is(200);
    let soon = release("2", Some("2026-01-02T00:00:00Z"));
    broker.post("/api/releases", &soon).answer().await.is(200);
    assert_eq!(live(&broker).await.len(), 2);
    broker.clock.forward_days(2);
    assert_eq!(live(&broker).await, ["web 1"]);
    let body = json!({ "service": "web", "version": "1", "environment": "test" });
    broker.post("/api/support-ended", &body).answer().await.is(200);
    assert!(live(&broker).await.is_empty());
    let past = release("1", Some("2026-01-01T00:00:00Z"));
    let answer = broker.post("/api/releases", &past).answer().await.is(400).json();
    assert_eq!(answer["fields"][0]["field"], "supported_until");
}

async fn what_is_unknown_is_not_found(db: Db) {
    let broker = Broker::on(db);
    versions(&broker).await;
    broker.get("/api/environments/tset").answer().await.is(404);
    broker.get("/api/environments/tset/live").answer().await.is(404);
    for (service, version, environment) in
        [("webb", "1", "test"), ("web", "9", "test"), ("web", "1", "prod")]
    {
        let body = json!({ "service": service, "version": version, "environment": environment });
        for path in ["/api/deployments", "/api/releases", "/api/support-ended"] {
            broker.post(path, &body).answer().await.is(404);
        }
    }
}
