//! The real program: how it starts, what it says, and how it stops.

#![expect(clippy::disallowed_methods, reason = "a test may wait: nobody else runs on its thread")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A broker in a process of its own; killed when the test ends.
struct Running {
    child: Child,
    address: SocketAddr,
    said: Vec<String>,
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handfast-broker"));
    command.current_dir(folder).args(arguments).env_clear();
    command
}

fn start(folder: &Path, arguments: &[&str]) -> Running {
    let mut command = command(folder, arguments);
    command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said: Vec<String> = (0..2).map(|_| lines.next().unwrap().unwrap()).collect();
    let address = said[0].strip_prefix("listening on http://").unwrap().parse().unwrap();
    Running { child, address, said }
}

fn outcome(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> (Output, String) {
    let output = command(folder, arguments).envs(variables.iter().copied()).output().unwrap();
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    (output, said)
}

/// The status line and the rest of an answer to a request on a connection of its own.
fn ask(address: SocketAddr, request: &str) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

fn get(address: SocketAddr, path: &str) -> String {
    ask(address, &format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"))
}

fn terminate(child: &Child) {
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
}

#[test]
fn it_starts_without_any_configuration_and_says_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(folder.path(), &[]);
    assert!(get(running.address, "/health/ready").starts_with("HTTP/1.1 200"));
    assert!(get(running.address, "/api/whoami").contains("\"actor\":\"local\""));
    assert!(running.said[1].starts_with("database: /"), "{:?}", running.said);
    assert!(running.said[1].ends_with("handfast.db (SQLite)"), "{:?}", running.said);
    assert!(folder.path().join("handfast.db").exists());
}

#[test]
fn a_request_that_is_under_way_is_finished_before_it_stops() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = start(folder.path(), &["--drain-seconds", "1"]);
    let body = r#"{"actor":"ci","scopes":["read"]}"#;
    let mut slow = TcpStream::connect(running.address).unwrap();
    let head = format!(
        "POST /api/tokens HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{}",
        running.address,
        body.len(),
        &body[..10]
    );
    slow.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    terminate(&running.child);
    std::thread::sleep(Duration::from_millis(200));
    let not_ready = get(running.address, "/health/ready");
    assert!(not_ready.starts_with("HTTP/1.1 503") && not_ready.contains("draining"), "{not_ready}");
    std::thread::sleep(Duration::from_millis(1500));
    assert!(TcpStream::connect(running.address).is_err(), "it takes no new work");
    slow.write_all(&body.as_bytes()[10..]).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let started = Instant::now();
    assert!(running.child.wait().unwrap().success());
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_port_that_is_taken_is_named_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(folder.path(), &[]);
    let address = running.address.to_string();
    let (output, said) = outcome(folder.path(), &["--listen", &address], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains(&address) && said.contains("--listen 127.0.0.1:0"), "{said}");
}

#[test]
fn beyond_loopback_it_refuses_to_start_without_an_administrators_token() {
    let folder = tempfile::tempdir().unwrap();
    let everywhere = ["--listen", "0.0.0.0:0", "--database", "sqlite://b.db"];
    let (output, said) = outcome(folder.path(), &everywhere, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let next = "handfast-broker --database sqlite://b.db token create --actor admin --scope admin";
    assert!(said.contains(next) && said.contains("HANDFAST_ADMIN_TOKEN_FILE"), "{said}");

    let arguments: Vec<&str> = next.split(' ').skip(1).collect();
    let (made, _) = outcome(folder.path(), &arguments, &[]);
    let secret = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    assert!(secret.starts_with("hf_tok_"), "{secret}");
    let running =
        start(folder.path(), &["--database", "sqlite://b.db", "--public-url", "https://b.example"]);
    let request = format!(
        "GET /api/whoami HTTP/1.1\r\nhost: b.example\r\nauthorization: Bearer {secret}\r\n\
         connection: close\r\n\r\n"
    );
    assert!(ask(running.address, &request).contains("\"actor\":\"admin\""));
    assert!(get(running.address, "/api/whoami").starts_with("HTTP/1.1 401"));
}

#[test]
fn the_administrators_token_file_must_hold_a_real_secret() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("short"), "hunter2\n").unwrap();
    let variables = [("HANDFAST_ADMIN_TOKEN_FILE", "short")];
    let (output, said) = outcome(folder.path(), &["--listen", "0.0.0.0:0"], &variables);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("at least 32 characters") && said.contains("openssl rand"), "{said}");
    let (_, said) = outcome(folder.path(), &[], &[("HANDFAST_ADMIN_TOKEN_FILE", "absent")]);
    assert!(said.contains("absent"), "{said}");
}

#[test]
fn tokens_are_made_listed_and_revoked_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let create =
        ["token", "create", "--actor", "ci", "--scope", "publish,verify", "--service", "orders"];
    let (made, told) = outcome(folder.path(), &create, &[]);
    assert!(made.status.success(), "{told}");
    let (listed, _) = outcome(folder.path(), &["token", "list"], &[]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("  ci  publish,verify  expires "), "{listed}");
    assert!(listed.contains("services: orders"), "{listed}");
    let id = listed.split(' ').next().unwrap();
    let (revoked, _) = outcome(folder.path(), &["token", "revoke", id], &[]);
    assert!(revoked.status.success());
    let (listed, _) = outcome(folder.path(), &["token", "list"], &[]);
    assert!(String::from_utf8(listed.stdout).unwrap().contains("revoked "));
    let (unknown, told) = outcome(folder.path(), &["token", "revoke", "none"], &[]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(told.contains("no token \"none\""), "{told}");
}

#[test]
fn settings_come_from_file_environment_and_arguments_in_this_order() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("broker.toml"),
        "listen = \"127.0.0.1:1\"\ndatabase = \"sqlite://file.db\"\nbody-limit = \"1MiB\"\n",
    )
    .unwrap();
    let mut command =
        command(folder.path(), &["--config", "broker.toml", "--listen", "127.0.0.1:0"]);
    command.env("HANDFAST_DATABASE", "sqlite://environment.db");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.next().unwrap().unwrap();
    let database = lines.next().unwrap().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!address.ends_with(":1"), "{address}");
    assert!(database.contains("environment.db"), "{database}");
}

#[test]
fn a_wrong_setting_is_named_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broker.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:0\"\n\nlissten = \"x\"\n").unwrap();
    let (output, said) = outcome(folder.path(), &["--config", "broker.toml"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("broker.toml:3:1") && said.contains("lissten"), "{said}");
    std::fs::write(&file, "body-limit = \"much\"\n").unwrap();
    let (_, said) = outcome(folder.path(), &["--config", "broker.toml"], &[]);
    assert!(said.contains("broker.toml:1:14") && said.contains("32MiB"), "{said}");
    for wrong in [
        ["--listen", "nowhere"],
        ["--public-url", "broker.example"],
        ["--trusted-proxy", "10.0.0.0/99"],
        ["--body-limit", "0"],
        ["--database", "mysql://x"],
    ] {
        let free = [("HANDFAST_LISTEN", "127.0.0.1:0")];
        let (output, said) = outcome(folder.path(), &wrong, &free);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}: {said}");
        assert!(said.contains(wrong[1]) || said.contains("mysql"), "{said}");
    }
}

#[test]
fn the_openapi_document_can_be_printed_without_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let (output, _) = outcome(folder.path(), &["openapi"], &[]);
    assert!(output.stdout.starts_with(b"{\n  \"openapi\": \"3.1.0\""));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
