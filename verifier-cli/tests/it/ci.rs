//! The version, branch, commit and build are found in the surroundings, shown, and overridden.

use crate::provider::Provider;
use crate::session::{Session, all};

const PUBLISH: [&str; 3] = ["publish", "openapi.yaml", "--service=orders"];

/// A session that gets as far as asking something that is no broker.
fn session() -> Session {
    let other =
        Provider::start(|_| Provider::answer("404 Not Found", "text/html", "<h1>Lost</h1>"));
    Session::new()
        .hide(other.url(), "[OTHER]")
        .file("openapi.yaml", "openapi: 3.0.3\ninfo: {title: Orders, version: 1.0.0}\npaths: {}\n")
        .variable("HANDFAST_URL", &other.url())
}

#[test]
fn what_a_ci_system_says_is_shown_and_used() {
    let systems: [&[(&str, &str)]; 4] = [
        &[
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_REF_TYPE", "branch"),
            ("GITHUB_REF_NAME", "main"),
            ("GITHUB_SHA", "0123456789abcdef"),
            ("GITHUB_SERVER_URL", "https://github.com"),
            ("GITHUB_REPOSITORY", "acme/orders"),
            ("GITHUB_RUN_ID", "7"),
        ],
        &[
            ("GITLAB_CI", "true"),
            ("CI_COMMIT_BRANCH", "main"),
            ("CI_COMMIT_SHA", "0123456789abcdef"),
            ("CI_PIPELINE_URL", "https://gitlab.test/acme/orders/-/pipelines/7"),
        ],
        &[
            ("JENKINS_URL", "https://ci.test/"),
            ("BRANCH_NAME", "main"),
            ("GIT_COMMIT", "0123456789abcdef"),
            ("BUILD_URL", "https://ci.test/job/orders/7/"),
        ],
        &[
            ("TF_BUILD", "True"),
            ("BUILD_SOURCEBRANCH", "refs/heads/main"),
            ("BUILD_SOURCEVERSION", "0123456789abcdef"),
            ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/acme/"),
            ("SYSTEM_TEAMPROJECT", "orders"),
            ("BUILD_BUILDID", "7"),
        ],
    ];
    let runs = systems.map(|variables| {
        let session = variables
            .iter()
            .fold(session(), |session, (name, value)| session.variable(name, value));
        session.run(&PUBLISH)
    });
    assert!(runs.iter().all(|ran| ran.code == 4));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn without_a_ci_system_git_is_asked() {
    let session = session().committed();
    let clean = session.run(&PUBLISH);
    let session =
        session.file("openapi.yaml", "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {}\n");
    let changed = session.run(&PUBLISH);
    session.git(&["checkout", "--quiet", "--detach", "--force"]);
    let detached = session.run(&PUBLISH);
    insta::assert_snapshot!(all([clean, changed, detached]));
}

#[test]
fn what_is_given_wins_and_is_not_repeated() {
    let session = session().committed();
    let given = [&PUBLISH[..], &["--version=1.5.0", "--branch=fix", "--commit=abc"]].concat();
    insta::assert_snapshot!(session.run(&given));
}

#[test]
fn without_anything_the_version_must_be_given() {
    let runs = [session().run(&PUBLISH), session().run(&["--quiet", "publish", "openapi.yaml"])];
    assert!(runs.iter().all(|ran| ran.code == 2));
    insta::assert_snapshot!(all(runs));
}
