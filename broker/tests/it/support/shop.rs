//! A shop with two services: `shop/orders` offers an API and `web` uses it.

use super::broker::Broker;
use handfast_contracts::wire::{Published, VerificationReceipt, VerificationSet};
use serde_json::{Value, json};

/// A provider's document. `required` are query parameters that clients must send.
pub(crate) fn openapi(version: &str, required: &[&str]) -> String {
    let text = json!({ "type": "string" });
    let id = json!({ "name": "id", "in": "path", "required": true, "schema": text });
    let query = |name| json!({ "name": name, "in": "query", "required": true, "schema": text });
    let parameters: Vec<Value> = [id].into_iter().chain(required.iter().map(query)).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "orders", "version": version },
        "paths": { "/orders/{id}": { "get": {
            "parameters": parameters,
            "responses": { "200": { "description": "ok", "content": { "application/json": {
                "schema": { "type": "object", "properties": { "id": { "type": "string" } } }
            } } } }
        } } }
    })
    .to_string()
}

/// A consumer's document.
pub(crate) fn pact() -> String {
    json!({
        "consumer": { "name": "web" },
        "provider": { "name": "shop/orders" },
        "interactions": [{
            "description": "an order",
            "request": { "method": "GET", "path": "/orders/7" },
            "response": { "status": 200, "headers": { "Content-Type": "application/json" }, "body": { "id": "7" } }
        }],
        "metadata": { "pactSpecification": { "version": "2.0.0" } }
    })
    .to_string()
}

/// The body that publishes an API as `version` of `shop/orders`.
pub(crate) fn publication(version: &str, document: &str) -> Value {
    json!({
        "service": "shop/orders", "version": version, "branch": "main",
        "contracts": [{ "kind": "openapi", "file": "api/orders.json", "content": { "text": document } }]
    })
}

/// The body that publishes a consumer's contract as `version` of `web`.
pub(crate) fn usage(version: &str) -> Value {
    json!({
        "service": "web", "version": version, "branch": "main",
        "contracts": [{
            "kind": "interactions", "name": "shop/orders", "target": { "service": "shop/orders" },
            "content": { "text": pact() }
        }]
    })
}

impl Broker {
    pub(crate) async fn publish(&self, body: &Value) -> Published {
        self.post("/api/publish", body).answer().await.is(201).read()
    }

    /// `version` of `shop/orders` satisfies everything that is replayed against it.
    pub(crate) async fn verify(&self, version: &str) -> VerificationReceipt {
        let path = "/api/verification-set?provider=shop%2Forders";
        let set: VerificationSet = self.get(path).answer().await.is(200).read();
        let results: Vec<Value> = set
            .contracts
            .iter()
            .map(|one| json!({ "meaning": one.meaning, "success": true, "interactions": [] }))
            .collect();
        let run = json!({
            "run": "build-1", "provider": "shop/orders", "version": version, "results": results
        });
        self.post("/api/verifications", &run).answer().await.is(200).read()
    }

    /// `shop/orders` 1.0.0 and `web` 1 are published and run in production.
    pub(crate) async fn open_shop(&self) {
        self.publish(&publication("1.0.0", &openapi("1.0.0", &[]))).await;
        self.publish(&usage("1")).await;
        let production = json!({ "order": 2, "production": true });
        self.put("/api/environments/production", &production).answer().await.is(200);
        for (service, version) in [("shop/orders", "1.0.0"), ("web", "1")] {
            let live =
                json!({ "service": service, "version": version, "environment": "production" });
            self.post("/api/deployments", &live).answer().await.is(200);
        }
    }
}
