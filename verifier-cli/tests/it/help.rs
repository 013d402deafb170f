//! Help texts and wrong command lines.

use crate::session::{Session, all};

const COMMANDS: [&[&str]; 22] = [
    &[],
    &["diff"],
    &["check"],
    &["compare"],
    &["explain"],
    &["publish"],
    &["replay"],
    &["can-i-deploy"],
    &["record-deployment"],
    &["record-undeployment"],
    &["record-release"],
    &["record-support-ended"],
    &["environments"],
    &["environments", "list"],
    &["environments", "show"],
    &["environments", "set"],
    &["services"],
    &["services", "list"],
    &["services", "show"],
    &["services", "set"],
    &["login"],
    &["completions"],
];

#[test]
fn every_command_explains_itself() {
    let session = Session::new();
    for command in COMMANDS {
        let name = if command.is_empty() { "handfast".to_owned() } else { command.join("-") };
        let ran = session.run(&[command, &["--help"]].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}");
        insta::assert_snapshot!(format!("help-{name}"), ran.stdout);
    }
}

#[test]
fn a_wrong_command_line_exits_with_2_and_says_what_is_wrong() {
    let session = Session::new();
    let wrong: [&[&str]; 12] = [
        &["dif"],
        &["diff", "a.yaml"],
        &["diff", "git:main", "b.yaml"],
        &["diff", "@main", "b.yaml"],
        &["diff", "broker:orders", "b.yaml"],
        &["diff", "a.yaml", "b.yaml", "--kind", "graphql"],
        &["diff", "a.yaml", "b.yaml", "--report", "report.json"],
        &["diff", "a.yaml", "b.yaml", "--report", "pdf=report.pdf"],
        &["publish"],
        &["replay", "--base-url", "http://127.0.0.1:1", "--header", "x", "--contract", "a"],
        &["can-i-deploy", "--to-environment", "production", "--wait", "1000"],
        &["record-release", "--environment", "production", "--supported-until", "tomorrow"],
    ];
    let runs = wrong.map(|args| session.run(args));
    assert!(runs.iter().all(|ran| ran.code == 2 && ran.stdout.is_empty()));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn completions_exist_for_every_shell() {
    let session = Session::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = session.run(&["completions", shell]);
        assert_eq!(ran.code, 0);
        assert!(ran.stdout.contains("can-i-deploy"), "{shell}");
    }
}

#[test]
fn the_version_is_the_packages() {
    let ran = Session::new().run(&["--version"]);
    assert_eq!(ran.stdout, concat!("handfast ", env!("CARGO_PKG_VERSION"), "\n"));
}
