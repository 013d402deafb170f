//! The list of routes, each with its rule.

use handfast_broker::access::Rule;
use handfast_broker::router;
use handfast_contracts::wire::Scope;
use http::Method;

#[test]
fn every_described_operation_is_in_the_table_and_the_other_way_round() {
    let document = serde_json::to_value(router::document()).unwrap();
    let mut described: Vec<String> = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            described.push(format!("{} {path}", method.to_uppercase()));
        }
    }
    let mut listed: Vec<String> = router::entries()
        .iter()
        .filter(|entry| entry.path.starts_with("/api") || described_elsewhere(&entry.path))
        .map(|entry| format!("{} {}", entry.method, entry.path))
        .collect();
    described.sort();
    listed.sort();
    assert_eq!(listed, described);
}

fn described_elsewhere(path: &str) -> bool {
    path.starts_with("/health/") || path == "/metrics"
}

#[test]
fn nothing_changes_for_whoever_may_only_read() {
    for entry in router::entries() {
        let asks = entry.method == Method::GET;
        let guarded = match entry.rule {
            Rule::Change(scope) => scope != Scope::Read,
            Rule::Broker(_) => true,
            Rule::Public | Rule::SignedIn | Rule::Read => false,
        };
        let exempt = matches!(entry.path.as_str(), "/sign-in" | "/sign-out");
        assert!(asks || guarded || exempt, "{} {} changes something", entry.method, entry.path);
    }
}

#[test]
fn only_what_shows_nothing_is_public() {
    let public: Vec<String> = router::entries()
        .into_iter()
        .filter(|entry| entry.rule == Rule::Public)
        .map(|entry| format!("{} {}", entry.method, entry.path))
        .collect();
    let expected = [
        "GET /health/live",
        "GET /health/ready",
        "GET /api/openapi.json",
        "GET /sign-in",
        "POST /sign-in",
        "GET /assets/{file}",
    ];
    assert_eq!(public, expected);
}
