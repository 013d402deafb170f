//! Commands that talk to the broker, against the real one.

use crate::provider::{Answer, Provider};
use crate::running_broker::Broker;
use crate::session::{Session, all};

const OPENAPI: &str = "\
openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
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

const PACT: &str = r#"{
  "consumer": {"name": "checkout"},
  "provider": {"name": "orders"},
  "interactions": [
    {
      "description": "an order",
      "request": {"method": "GET", "path": "/orders/7"},
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

/// A folder with a provider's and a consumer's contract, and a broker to talk to.
fn session(broker: &Broker) -> Session {
    Session::new()
        .variable("HANDFAST_URL", broker.url())
        .hide(broker.url(), "[BROKER]")
        .file("openapi.yaml", OPENAPI)
        .file("breaking.yaml", OPENAPI.replace("status", "state"))
        .file("pact.json", PACT)
}

fn orders(session: &Session, file: &str, version: &str) {
    let args = ["publish", file, "--service=orders", "--branch=main", "--commit=abc"];
    let ran = session.run(&[&args[..], &[&format!("--version={version}")]].concat());
    assert_eq!(ran.code, 0, "{ran}");
}

fn checkout(session: &Session, version: &str) {
    let args = ["publish", "pact.json", "--branch=main", "--commit=abc"];
    let ran = session.run(&[&args[..], &[&format!("--version={version}")]].concat());
    assert_eq!(ran.code, 0, "{ran}");
}

fn deploy(session: &Session, service: &str, version: &str) {
    let (service, version) = (format!("--service={service}"), format!("--version={version}"));
    let args = ["record-deployment", &service, &version, "--environment=production"];
    let ran = session.run(&args);
    assert_eq!(ran.code, 0, "{ran}");
}

fn production(session: &Session) {
    let ran = session.run(&["environments", "set", "production", "--order=10", "--production"]);
    assert_eq!(ran.code, 0, "{ran}");
}

#[test]
fn login_keeps_a_token_that_the_broker_accepts_and_no_other() {
    let broker = Broker::start();
    let session = Session::new().hide(broker.url(), "[BROKER]");
    let wrong = session.run_with(&["login", "--url", broker.url()], "hf_wrong\n");
    assert_eq!(wrong.code, 4, "{wrong}");
    let file = session.path(".config/handfast/credentials.toml");
    assert!(!file.exists());
    let secret = broker.token("read,publish");
    let session = session.hide(&secret, "[SECRET]");
    let right = session.run_with(&["login", "--url", broker.url()], &secret);
    assert_eq!(right.code, 0, "{right}");
    insta::assert_snapshot!(all([wrong, right]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(std::fs::read_to_string(file).unwrap().contains(&secret));
}

#[test]
fn publishing_says_what_happened_and_what_it_breaks() {
    let broker = Broker::start();
    let session = session(&broker);
    production(&session);
    checkout(&session, "1.0.0");
    deploy(&session, "checkout", "1.0.0");
    let publish = |file: &str, version: &str, more: &[&str]| {
        let version = format!("--version={version}");
        let args = ["publish", file, "--service=orders", "--branch=main", "--commit=abc", &version];
        session.run(&[&args[..], more].concat())
    };
    let runs = [
        publish("openapi.yaml", "1.0.0", &[]),
        publish("openapi.yaml", "1.0.0", &[]),
        publish("breaking.yaml", "1.1.0", &["--dry-run"]),
        publish("breaking.yaml", "1.1.0", &[]),
    ];
    assert!(runs.iter().all(|ran| ran.code == 0));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn another_meaning_for_the_same_version_is_a_conflict_and_shows_the_difference() {
    let broker = Broker::start();
    let session = session(&broker);
    orders(&session, "openapi.yaml", "1.0.0");
    let args = ["publish", "breaking.yaml", "--service=orders", "--version=1.0.0"];
    let ran = session.run(&args);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran);
}

#[test]
fn the_gate_answers_in_every_format_with_one_exit_code() {
    let broker = Broker::start();
    let session = session(&broker);
    production(&session);
    orders(&session, "openapi.yaml", "1.0.0");
    checkout(&session, "1.0.0");
    let ask = |service: &str, version: &str, more: &[&str]| {
        let (service, version) = (format!("--service={service}"), format!("--version={version}"));
        let args = ["can-i-deploy", &service, &version, "--to-environment=production"];
        session.run(&[&args[..], more].concat())
    };
    let early = ask("checkout", "1.0.0", &[]);
    assert_eq!(early.code, 3);
    deploy(&session, "orders", "1.0.0");
    let fits = ask("checkout", "1.0.0", &[]);
    assert_eq!(fits.code, 0);
    deploy(&session, "checkout", "1.0.0");
    orders(&session, "breaking.yaml", "1.1.0");
    let owner = ["services", "set", "checkout", "--owner=Checkout", "--contact=#checkout"];
    assert_eq!(session.run(&owner).code, 0);
    let breaks = ask("orders", "1.1.0", &[]);
    let markdown = ask("orders", "1.1.0", &["--format=markdown"]);
    let json = ask("orders", "1.1.0", &["--format=json"]);
    let dry = ask("orders", "1.1.0", &["--dry-run"]);
    assert_eq!([&breaks, &markdown, &json, &dry].map(|ran| ran.code), [1, 1, 1, 0]);
    let decision: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(decision["verdict"], "no");
    let unknown = [ask("nobody", "1", &[]), ask("orders", "9.9.9", &[])];
    assert!(unknown.iter().all(|ran| ran.code == 2));
    insta::assert_snapshot!(all([early, fits, breaks, markdown].into_iter().chain(unknown)));
}

#[test]
fn an_undecided_answer_is_asked_for_again() {
    let broker = Broker::start();
    let session = session(&broker);
    production(&session);
    checkout(&session, "1.0.0");
    let args = ["can-i-deploy", "--service=checkout", "--version=1.0.0"];
    let more = ["--to-environment=production", "--retry-while-undecided=2", "--retry-interval=0.1"];
    let ran = session.run(&[&args[..], &more[..]].concat());
    assert_eq!(ran.code, 3);
    assert_eq!(ran.stderr.matches("asking again").count(), 2, "{ran}");
}

#[test]
fn what_is_live_is_recorded_and_shown() {
    let broker = Broker::start();
    let session = session(&broker);
    production(&session);
    orders(&session, "openapi.yaml", "1.0.0");
    let here = ["--service=orders", "--environment=production"];
    let version = "--version=1.0.0";
    let runs = [
        session.run(&[&["record-deployment", version, "--instance=blue"], &here[..]].concat()),
        session.run(&[&["record-undeployment", "--instance=blue"], &here[..]].concat()),
        session.run(
            &[&["record-release", version, "--supported-until=2999-01-01T00:00:00Z"], &here[..]]
                .concat(),
        ),
        session.run(&["services", "list"]),
        session.run(&[&["record-support-ended", version], &here[..]].concat()),
        session.run(&["environments", "show", "production"]),
        session.run(&["environments", "list"]),
    ];
    assert!(runs.iter().all(|ran| ran.code == 0), "{}", all(runs));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn a_services_settings_are_changed_one_by_one() {
    let broker = Broker::start();
    let session = session(&broker);
    let set = ["services", "set", "orders"];
    let runs = [
        session.run(&[&set[..], &["--owner=Order Desk", "--contact=#orders"]].concat()),
        session.run(&[&set[..], &["--audience=registered", "--main-branch=trunk"]].concat()),
        session.run(&[&set[..], &["--clear=contact"]].concat()),
        session.run(&["services", "show", "orders"]),
        session.run(&["services", "show", "nobody"]),
    ];
    assert_eq!(runs.each_ref().map(|ran| ran.code), [0, 0, 0, 0, 2]);
    insta::assert_snapshot!(all(runs));
}

#[test]
fn published_contracts_are_inputs() {
    let broker = Broker::start();
    let session = session(&broker);
    production(&session);
    orders(&session, "openapi.yaml", "1.0.0");
    deploy(&session, "orders", "1.0.0");
    let names = [
        "broker:orders@1.0.0",
        "broker:orders@1.0.0/openapi/default",
        "@branch:main",
        "@environment:production",
        "@baseline",
    ];
    for name in names {
        let ran = session.run(&["check", name, "breaking.yaml", "--service=orders"]);
        assert_eq!(ran.code, 1, "{ran}");
    }
    let wrong = [
        "broker:orders@7",
        "broker:nobody@1",
        "@branch:fix",
        "@environment:nowhere",
        "broker:orders@1.0.0/openapi/other",
    ];
    let runs = wrong.map(|name| session.run(&["check", name, "openapi.yaml", "--service=orders"]));
    assert!(runs.iter().all(|ran| ran.code == 2), "{}", all(runs));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn everything_that_the_settings_list_is_published_at_once() {
    let broker = Broker::start();
    let session = session(&broker).file(
        "handfast.toml",
        "service = 'checkout'\n\
         [[contracts]]\nfile = 'pact.json'\n\
         [[contracts]]\nfile = 'openapi.yaml'\nkind = 'openapi'\nname = 'public'\n",
    );
    let all_of_it = ["publish", "--all", "--version=1.0.0", "--branch=main", "--commit=abc"];
    insta::assert_snapshot!(all([
        session.run(&all_of_it),
        session.run(&["publish", "--all", "--version=1.0.1", "--branch=main", "--commit=abd"]),
    ]));
}

#[test]
fn a_replay_leaves_evidence_that_the_gate_takes() {
    let broker = Broker::start();
    let session = session(&broker);
    production(&session);
    orders(&session, "openapi.yaml", "1.0.0");
    orders(&session, "openapi.yaml", "1.1.0");
    checkout(&session, "1.0.0");
    deploy(&session, "checkout", "1.0.0");
    let provider = Provider::start(|request| match request.header("x-broken") {
        Some(_) => Provider::json(r#"{"id": "7"}"#),
        None => Provider::json(r#"{"id": "7", "status": "open"}"#),
    });
    let session = session.hide(provider.url(), "[PROVIDER]");
    let url = provider.url();
    let replay = |version: &str, more: &[&str]| {
        let version = format!("--provider-version={version}");
        let args = ["replay", "--provider=orders", "--base-url", &url, &version];
        let build = ["--branch=main"];
        session.run(&[&args[..], &build[..], more].concat())
    };
    let passed = replay("1.0.0", &[]);
    assert_eq!(passed.code, 0, "{passed}");
    let failed = replay("1.1.0", &["--header", "x-broken: yes"]);
    assert_eq!(failed.code, 1, "{failed}");
    let gate = |version: &str| {
        let version = format!("--version={version}");
        session.run(&["can-i-deploy", "--service=orders", &version, "--to-environment=production"])
    };
    assert_eq!(gate("1.0.0").code, 0, "{}", gate("1.0.0"));
    assert_eq!(gate("1.1.0").code, 1, "{}", gate("1.1.0"));
}

#[test]
fn results_that_cannot_be_sent_fail_the_run() {
    let broker = Broker::start();
    let session = session(&broker);
    checkout(&session, "1.0.0");
    let session = session.variable("HANDFAST_TOKEN", &broker.token("read"));
    let provider = Provider::start(|_| Provider::json(r#"{"id": "7", "status": "open"}"#));
    let url = provider.url();
    let args = ["replay", "--provider=orders", "--provider-version=1", "--base-url", &url];
    let ran = session.run(&args);
    assert_eq!(ran.code, 4, "{ran}");
    assert!(ran.stdout.contains("1 passed"), "the results are shown all the same: {ran}");
    assert_eq!(session.run(&[&args[..], &["--no-publish"]].concat()).code, 0);
}

#[test]
fn a_provider_that_never_answered_leaves_no_evidence() {
    let broker = Broker::start();
    let session = session(&broker);
    checkout(&session, "1.0.0");
    let provider = Provider::start(|_| Answer::Close(Vec::new()));
    let url = provider.url();
    let args = ["replay", "--provider=orders", "--provider-version=1", "--base-url", &url];
    let ran = session.run(&args);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("are not sent"), "{ran}");
}
