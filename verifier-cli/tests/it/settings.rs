//! `handfast.toml`, variables and credentials.

use crate::session::{Session, all};

/// Nobody listens there.
const NOWHERE: &str = "http://127.0.0.1:9";

#[test]
fn a_settings_file_that_does_not_make_sense_is_refused_at_its_place() {
    let files = [
        "service = 'orders'\nbroker = { url = 'http://a', token = 'x' }\n",
        "[[contracts]]\nkind = 'openapi'\n",
        "[[contracts]]\nkind = 'graphql'\nfile = 'a'\n",
        "[policy.levels]\nno-such-rule = 'error'\n",
        "service = \n",
        "service = ''\n",
    ];
    let runs = files.map(|text| {
        let session = Session::new().file("handfast.toml", text);
        session.run(&["services", "list"])
    });
    assert!(runs.iter().all(|ran| ran.code == 2));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn the_nearest_settings_file_of_the_repository_counts() {
    let text = format!("service = 'orders'\nbroker.url = '{NOWHERE}'\n");
    let session = Session::new().file("handfast.toml", text).file("a/b/file", "").committed();
    let inside = session.path("a/b").display().to_string();
    let ran = session.run(&["--config", "handfast.toml", "services", "list"]);
    assert_eq!(ran.code, 4, "{ran}");
    let below = std::process::Command::new(env!("CARGO_BIN_EXE_handfast"))
        .current_dir(inside)
        .env("HOME", session.path(""))
        .args(["services", "list"])
        .output()
        .unwrap();
    assert_eq!(below.status.code(), Some(4), "{below:?}");
    assert_eq!(session.run(&["--config", "missing.toml", "services", "list"]).code, 2);
}

#[test]
fn the_broker_is_found_in_the_order_of_flag_variable_file() {
    let asked = |session: &Session, args: &[&str]| {
        let ran = session.run(&[args, &["services", "list"]].concat());
        assert_eq!(ran.code, 4, "{ran}");
        ran.stderr.split(" at ").nth(1).unwrap().split(' ').next().unwrap().to_owned()
    };
    let file = "broker.url = 'http://127.0.0.1:4'\n";
    let session = Session::new().file("handfast.toml", file);
    assert_eq!(asked(&session, &[]), "http://127.0.0.1:4/");
    let session = session.variable("PACT_BROKER_BASE_URL", "http://127.0.0.1:3");
    assert_eq!(asked(&session, &[]), "http://127.0.0.1:3/");
    let session = session.variable("HANDFAST_URL", "http://127.0.0.1:2");
    assert_eq!(asked(&session, &[]), "http://127.0.0.1:2/");
    assert_eq!(asked(&session, &["--url", "http://127.0.0.1:1"]), "http://127.0.0.1:1/");
}

#[test]
fn a_broker_that_is_not_settled_or_not_there_is_explained() {
    let runs = [
        Session::new().run(&["services", "list"]),
        Session::new().run(&["--url", "orders", "services", "list"]),
        Session::new().run(&["--url", "ftp://a", "services", "list"]),
        Session::new().run(&["--url", NOWHERE, "services", "list"]),
    ];
    assert_eq!(runs.each_ref().map(|ran| ran.code), [2, 2, 2, 4]);
    insta::assert_snapshot!(all(runs));
}

#[test]
fn a_token_that_cannot_be_used_is_refused_without_being_shown() {
    let session =
        Session::new().variable("HANDFAST_URL", NOWHERE).variable("HANDFAST_TOKEN_FILE", "missing");
    let missing = session.run(&["services", "list"]);
    let session = session.variable("HANDFAST_TOKEN", "sec\u{1}ret");
    let wrong = session.run(&["services", "list"]);
    assert!(!wrong.stderr.contains("sec"));
    assert_eq!((missing.code, wrong.code), (2, 2));
    insta::assert_snapshot!(all([missing, wrong]));
}

#[test]
fn login_wants_an_address_and_a_token_from_stdin() {
    let session = Session::new();
    let runs = [
        session.run(&["login"]),
        session.run_with(&["login", "--url", NOWHERE], "\n"),
        session.run_with(&["login", "--url", NOWHERE], "secret\n"),
    ];
    assert_eq!(runs.each_ref().map(|ran| ran.code), [2, 2, 4]);
    assert!(!session.path(".config/handfast/credentials.toml").exists());
    insta::assert_snapshot!(all(runs));
}

#[test]
fn credentials_that_cannot_be_read_are_not_shown() {
    let session =
        Session::new().file(".config/handfast/credentials.toml", "[tokens]\nsecret = hidden\n");
    let ran = session.run(&["services", "list"]);
    assert_eq!(ran.code, 2);
    assert!(!ran.stderr.contains("hidden"), "{ran}");
}
