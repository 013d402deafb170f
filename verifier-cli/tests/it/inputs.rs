//! Where documents come from, and what happens when they cannot be read.

use crate::provider::Provider;
use crate::session::{Session, all};

const OPENAPI: &str = "openapi: 3.0.3\ninfo: {title: Orders, version: 1.0.0}\npaths: {}\n";

#[test]
fn a_file_is_read_from_a_git_revision() {
    let session = Session::new().file("api/openapi.yaml", OPENAPI).committed();
    let session = session.file("api/openapi.yaml", OPENAPI.replace("1.0.0", "1.0.1")).committed();
    let ran = session.run(&["diff", "git:HEAD~1:api/openapi.yaml", "api/openapi.yaml"]);
    assert_eq!(ran.code, 0, "{ran}");
    let ran = session.run(&["diff", "git:HEAD~1:./api/openapi.yaml", "git:main:api/openapi.yaml"]);
    assert_eq!(ran.code, 0, "{ran}");
}

#[test]
fn what_git_does_not_have_is_explained() {
    let session = Session::new().file("api/openapi.yaml", OPENAPI).committed();
    let runs = [
        session.run(&["diff", "git:nowhere:api/openapi.yaml", "api/openapi.yaml"]),
        session.run(&["diff", "git:HEAD:openapi.yaml", "api/openapi.yaml"]),
        session.run(&["diff", "git:HEAD:api", "api/openapi.yaml"]),
    ];
    assert!(runs.iter().all(|ran| ran.code == 2));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn a_revision_is_never_taken_for_an_option() {
    let session = Session::new().file("a.yaml", OPENAPI).committed();
    let ran = session.run(&["diff", "git:--output=stolen:a.yaml", "a.yaml"]);
    assert_eq!(ran.code, 2);
    let written: Vec<_> = std::fs::read_dir(session.path("")).unwrap().collect();
    assert_eq!(written.len(), 2, "only .git and a.yaml");
}

#[test]
fn stdin_is_read_once() {
    let session = Session::new().file("a.yaml", OPENAPI);
    assert_eq!(session.run_with(&["diff", "-", "a.yaml"], OPENAPI).code, 0);
    let ran = session.run_with(&["diff", "-", "-"], OPENAPI);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran);
}

#[test]
fn an_address_is_fetched_and_redirects_are_followed() {
    let provider = Provider::start(|request| match request.target.as_str() {
        "/openapi.yaml" => Provider::answer("200 OK", "application/yaml", OPENAPI),
        "/moved" => Provider::raw(
            "HTTP/1.1 302 Found\r\nlocation: /openapi.yaml\r\ncontent-length: 0\r\n\r\n",
        ),
        "/loop" => {
            Provider::raw("HTTP/1.1 302 Found\r\nlocation: /loop\r\ncontent-length: 0\r\n\r\n")
        }
        _ => Provider::answer("404 Not Found", "text/plain", "no"),
    });
    let session = Session::new().file("a.yaml", OPENAPI).hide(provider.url(), "[PROVIDER]");
    let of = |path: &str| session.run(&["diff", &format!("{}{path}", provider.url()), "a.yaml"]);
    assert_eq!(of("/openapi.yaml").code, 0);
    assert_eq!(of("/moved").code, 0);
    let runs = ["/loop", "/missing"].map(of);
    assert!(runs.iter().all(|ran| ran.code == 2));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn an_input_that_cannot_be_read_exits_with_2_and_says_where() {
    let session = Session::new()
        .file("good.yaml", OPENAPI)
        .file("broken.json", "{\"openapi\": \"3.0.3\",\n  \"info\": ]\n}")
        .file("broken.yaml", "openapi: 3.0.3\ninfo: {title: [}\n")
        .file("binary.yaml", b"openapi: \xff\xfe")
        .file("other.txt", "hello\n");
    let names = ["missing.yaml", "broken.json", "broken.yaml", "binary.yaml", "other.txt", "."];
    let runs = names.map(|name| session.run(&["check", "good.yaml", name]));
    assert!(runs.iter().all(|ran| ran.code == 2 && ran.stdout.is_empty()));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn a_reader_that_goes_away_is_fine() {
    let session = Session::new().file("a.yaml", OPENAPI);
    let path = session.path("a.yaml").display().to_string();
    let program = env!("CARGO_BIN_EXE_handfast");
    let line = format!("set -o pipefail; {program} diff {path} {path} | true");
    let status = std::process::Command::new("bash").args(["-c", &line]).status().unwrap();
    assert_eq!(status.code(), Some(0));
}
