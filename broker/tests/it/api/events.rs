//! Events over the API.

use crate::support::broker::Broker;
use crate::support::on_both_databases;
use handfast_broker::store::Db;
use handfast_contracts::wire::{Event, Page, Scope};
use serde_json::json;

on_both_databases!(every_action_leaves_an_event_with_actor_token_and_request);

async fn every_action_leaves_an_event_with_actor_token_and_request(db: Db) {
    let broker = Broker::on(db);
    let secret = broker.token(&[Scope::Publish]).await;
    let ask = broker.put("/api/services/web/versions/1", &json!({ "branch": "main" }));
    ask.token(&secret).header("x-request-id", "build-1").answer().await.is(200);
    let list: Page<Event> = broker.get("/api/events?limit=1").answer().await.is(200).read();
    let event = &list.items[0];
    assert_eq!((event.action.as_str(), event.actor.as_str()), ("put-version", "somebody"));
    assert_eq!((event.request.as_str(), event.token.is_some()), ("build-1", true));
    assert_eq!(event.resource, "services/web/versions/1");
    assert_eq!(event.detail["branch"], "main");
    let path = format!("/api/events?cursor={}", list.next.unwrap());
    let next: Page<Event> = broker.get(&path).answer().await.is(200).read();
    assert_eq!(next.items[0].action, "create-token");
    let about = "/api/events?resource=services%2Fweb%2Fversions%2F1";
    let about: Page<Event> = broker.get(about).answer().await.is(200).read();
    assert_eq!(about.items, list.items);
}
