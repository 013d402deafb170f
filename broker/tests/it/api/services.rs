//! Services and versions over the API.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use handfast_broker::store::Db;
use handfast_contracts::wire::{Audience, Page, Service, ServiceVersion};
use serde_json::json;

on_both_databases!(
    a_service_is_set_and_shown,
    a_name_may_hold_slashes_spaces_and_letters_of_any_script,
    versions_are_listed_newest_first_by_page_and_branch,
    what_is_unknown_is_named_with_what_is_near,
    a_name_that_is_none_is_refused,
);

async fn a_service_is_set_and_shown(db: Db) {
    let broker = Broker::on(db);
    let settings = json!({ "owner": "shop", "contact": "#shop", "audience": "registered" });
    let put: Service = broker.put("/api/services/orders", &settings).answer().await.is(200).read();
    assert_eq!(put.settings.audience, Audience::Registered);
    let shown: Service = broker.get("/api/services/orders").answer().await.is(200).read();
    assert_eq!(shown, put);
    let list: Page<Service> = broker.get("/api/services").answer().await.is(200).read();
    assert_eq!(list.items, [put]);
}

async fn a_name_may_hold_slashes_spaces_and_letters_of_any_script(db: Db) {
    let broker = Broker::on(db);
    let path = "/api/services/shop%2Forders%20%C3%BC/versions/feature%2F1.0%2B7";
    let settings = json!({ "branch": "feature/1.0", "tags": ["a/b"] });
    broker.put(path, &settings).answer().await.is(200);
    let shown: ServiceVersion = broker.get(path).answer().await.is(200).read();
    assert_eq!(
        (shown.service.as_str(), shown.version.as_str()),
        ("shop/orders ü", "feature/1.0+7")
    );
    broker.get("/api/services/shop/orders").answer().await.is(404);
}

async fn versions_are_listed_newest_first_by_page_and_branch(db: Db) {
    let broker = Broker::on(db);
    for (version, branch) in [("1", "main"), ("2", "fix/x"), ("3", "main")] {
        let path = format!("/api/services/web/versions/{version}");
        broker.put(&path, &json!({ "branch": branch })).answer().await.is(200);
    }
    let numbers = |page: &Page<ServiceVersion>| -> Vec<String> {
        page.items.iter().map(|one| one.version.to_string()).collect()
    };
    let path = "/api/services/web/versions?limit=2";
    let first: Page<ServiceVersion> = broker.get(path).answer().await.is(200).read();
    assert_eq!(numbers(&first), ["3", "2"]);
    let path = format!("{path}&cursor={}", first.next.unwrap());
    let second: Page<ServiceVersion> = broker.get(&path).answer().await.is(200).read();
    assert_eq!((numbers(&second), second.next), (vec!["1".to_owned()], None));
    let path = "/api/services/web/versions?branch=fix%2Fx";
    let branch: Page<ServiceVersion> = broker.get(path).answer().await.is(200).read();
    assert_eq!(numbers(&branch), ["2"]);
}

async fn what_is_unknown_is_named_with_what_is_near(db: Db) {
    let broker = Broker::on(db);
    broker.put("/api/services/orders", &json!({})).answer().await.is(200);
    let answer = broker.get("/api/services/order").answer().await.is(404).json();
    assert_eq!(answer["detail"], "There is no service \"order\".");
    assert_eq!(answer["hints"][0], "did you mean \"orders\"?");
    broker.get("/api/services/orders/versions/9").answer().await.is(404);
}

async fn a_name_that_is_none_is_refused(db: Db) {
    let broker = Broker::on(db);
    for (path, field) in [
        ("/api/services/%0A", "service"),
        ("/api/services/%FF", "path"),
        (&*format!("/api/services/{}", "x".repeat(256)), "service"),
        ("/api/services/a/versions/%20", "version"),
    ] {
        let answer = broker.get(path).answer().await.is(400).json();
        assert_eq!(answer["fields"][0]["field"], field, "{path}: {answer:#}");
    }
}
