//! Judging contracts that lie in files: diff, check, compare, explain.

use crate::session::{Session, all};

const OLD: &str = "\
openapi: 3.0.3
info: {title: Orders, version: 1.4.0}
paths:
  /orders/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: An order
          content:
            application/json:
              schema:
                type: object
                required: [id, status]
                properties:
                  id: {type: string}
                  status: {type: string}
";

/// The same, with another version and another property.
fn new(version: &str, property: &str) -> String {
    OLD.replace("1.4.0", version).replace("status", property)
}

const PACT: &str = r#"{
  "consumer": {"name": "checkout"},
  "provider": {"name": "orders"},
  "interactions": [
    {
      "description": "an order",
      "request": {"method": "GET", "path": "/orders/7", "headers": {"Accept": "application/json"}},
      "response": {
        "status": 200,
        "headers": {"Content-Type": "application/json"},
        "body": {"id": "7", "status": "open"}
      }
    }
  ],
  "metadata": {"pactSpecification": {"version": "2.0.0"}}
}
"#;

fn session() -> Session {
    Session::new()
        .file("old.yaml", OLD)
        .file("same.yaml", format!("# The same in other words.\n{OLD}"))
        .file("minor.yaml", new("1.4.1", "state"))
        .file("major.yaml", new("2.0.0", "state"))
        .file("checkout-orders.json", PACT)
}

#[test]
fn diff_shows_and_exits_with_0_unless_told_otherwise() {
    let session = session();
    let runs = [
        session.run(&["diff", "old.yaml", "same.yaml"]),
        session.run(&["diff", "old.yaml", "minor.yaml"]),
        session.run(&["diff", "old.yaml", "minor.yaml", "--fail-on", "breaking"]),
        session.run(&["diff", "old.yaml", "same.yaml", "--fail-on", "breaking,undecided,change"]),
        session.run(&["diff", "old.yaml", "minor.yaml", "--fail-on", "undecided"]),
    ];
    assert_eq!(runs.each_ref().map(|ran| ran.code), [0, 0, 1, 0, 0]);
    insta::assert_snapshot!(all(runs));
}

#[test]
fn check_asks_for_a_version_that_declares_the_break() {
    let session = session();
    let runs = [
        session.run(&["check", "old.yaml", "same.yaml"]),
        session.run(&["check", "old.yaml", "minor.yaml"]),
        session.run(&["check", "old.yaml", "major.yaml"]),
    ];
    assert_eq!(runs.each_ref().map(|ran| ran.code), [0, 1, 0]);
    insta::assert_snapshot!(all(runs));
}

#[test]
fn a_policy_changes_levels_and_is_named() {
    let session = session()
        .file("handfast.toml", "[policy.levels]\nresponse-required-property-removed = 'info'\n");
    let ran = session.run(&["diff", "old.yaml", "minor.yaml", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_ne!(report["policy"], "default");
    let levels: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|one| &one["level"]).collect();
    assert!(levels.contains(&&serde_json::json!("info")), "{ran}");
}

#[test]
fn every_format_can_be_printed_and_written() {
    let session = session();
    let args = ["check", "old.yaml", "minor.yaml", "--format", "markdown"];
    let reports = ["--report", "json=report.json", "--report", "text=report.txt"];
    let ran = session.run(&[&args[..], &reports[..]].concat());
    insta::assert_snapshot!(ran);
    let json = std::fs::read(session.path("report.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["verdict"], "breaking");
    let text = std::fs::read_to_string(session.path("report.txt")).unwrap();
    assert_eq!(text, session.run(&args[..3]).stdout);
}

#[test]
fn a_report_that_cannot_be_written_is_a_failure() {
    let ran = session().run(&["diff", "old.yaml", "same.yaml", "--report", "json=no/such/folder"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran);
}

#[test]
fn compare_answers_whether_the_provider_serves_what_is_used() {
    let session = session();
    let runs = [
        session.run(&["compare", "checkout-orders.json", "old.yaml"]),
        session.run(&["compare", "checkout-orders.json", "minor.yaml"]),
        session.run(&["compare", "checkout-orders.json", "minor.yaml", "--format", "markdown"]),
    ];
    assert_eq!(runs.each_ref().map(|ran| ran.code), [0, 1, 1]);
    insta::assert_snapshot!(all(runs));
}

#[test]
fn compare_wants_the_consumer_first() {
    let session = session();
    let runs = [
        session.run(&["compare", "old.yaml", "checkout-orders.json"]),
        session.run(&["diff", "old.yaml", "checkout-orders.json"]),
    ];
    assert!(runs.iter().all(|ran| ran.code == 2));
    insta::assert_snapshot!(all(runs));
}
