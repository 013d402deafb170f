//! Every route against every scope, and every changing route against tokens with limits.

use crate::support::broker::Broker;
use crate::support::database;
use handfast_broker::access::Rule;
use handfast_broker::router::{self, Entry};
use handfast_contracts::wire::Scope;
use http::Method;
use serde_json::{Value, json};

/// Whether the broker lets `secret` through to `entry`, with a body that names orders and test.
async fn admits(broker: &Broker, entry: &Entry, secret: Option<&str>) -> bool {
    let path = entry.path.replace("{service}", "orders").replace("{environment}", "test");
    let path = path.replace("{kind}", "none").replace(['{', '}'], "");
    let mut ask = broker.ask(entry.method.clone(), &path);
    if entry.method != Method::GET {
        ask = ask.json(&body(&entry.path));
    }
    if let Some(secret) = secret {
        ask = ask.token(secret);
    }
    let answer = ask.answer().await;
    assert_ne!(answer.status, 500, "{} {}", entry.method, entry.path);
    let to_sign_in = answer.header("location").starts_with("/sign-in?");
    !matches!(answer.status.as_u16(), 401 | 403) && !to_sign_in
}

/// A body that names the service orders and the environment test, where the route takes them.
fn body(path: &str) -> Value {
    match path {
        "/api/publish" => json!({ "service": "orders", "version": "1", "dry_run": true }),
        "/api/contents/known" => json!({ "blobs": [] }),
        "/api/deployments" | "/api/releases" | "/api/support-ended" => {
            json!({ "service": "orders", "version": "none", "environment": "test" })
        }
        "/api/undeployments" => json!({ "service": "orders", "environment": "test" }),
        "/api/verifications" => {
            json!({ "run": "r", "provider": "orders", "version": "1", "results": [] })
        }
        _ => json!({}),
    }
}

fn expected(rule: Rule, scope: Scope) -> bool {
    match rule {
        Rule::Public | Rule::SignedIn | Rule::Read => true,
        Rule::Change(needed) | Rule::Broker(needed) => scope == needed || scope == Scope::Admin,
    }
}

#[tokio::test]
async fn every_route_admits_the_scopes_that_its_rule_names_and_no_others() {
    let broker = Broker::reachable(database::sqlite().await);
    for scope in Scope::ALL {
        let secret = broker.token(&[scope]).await;
        for entry in router::entries() {
            let admitted = admits(&broker, &entry, Some(&secret)).await;
            let place = format!("{} {} by {scope}", entry.method, entry.path);
            assert_eq!(admitted, expected(entry.rule, scope), "{place}");
        }
    }
}

#[tokio::test]
async fn without_a_token_only_public_routes_answer() {
    let broker = Broker::reachable(database::sqlite().await);
    for entry in router::entries() {
        let admitted = admits(&broker, &entry, None).await;
        assert_eq!(admitted, entry.rule == Rule::Public, "{} {}", entry.method, entry.path);
    }
}

#[tokio::test]
async fn limits_of_a_token_hold_on_every_route_that_changes_something() {
    let broker = Broker::reachable(database::sqlite().await);
    let everything = [Scope::Publish, Scope::Verify, Scope::Deploy, Scope::Admin];
    let elsewhere = broker.token_for(&everything, &["billing"], &["production"]).await;
    let here = broker.token_for(&everything[..3], &["orders"], &["test"]).await;
    for entry in router::entries() {
        let place = format!("{} {}", entry.method, entry.path);
        match entry.rule {
            Rule::Change(_) if entry.path == "/api/contents/known" => {}
            Rule::Change(Scope::Admin) | Rule::Broker(_) => {
                assert!(!admits(&broker, &entry, Some(&elsewhere)).await, "{place}");
                assert!(!admits(&broker, &entry, Some(&here)).await, "{place}");
            }
            Rule::Change(_) => {
                assert!(!admits(&broker, &entry, Some(&elsewhere)).await, "{place}");
                assert!(admits(&broker, &entry, Some(&here)).await, "{place}");
            }
            Rule::Public | Rule::SignedIn | Rule::Read => {
                assert!(admits(&broker, &entry, Some(&elsewhere)).await, "{place}");
            }
        }
    }
}
