//! The real broker, as its own program, in a folder of its own.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A running broker; it ends with the test.
pub(crate) struct Broker {
    child: Child,
    folder: TempDir,
    url: String,
}

impl Broker {
    /// Starts a broker with an empty database on a free port.
    pub(crate) fn start() -> Self {
        Self::start_with(&[]).0
    }

    /// Starts the demo on free ports. Answers also where its services listen, in order.
    pub(crate) fn demo() -> (Self, Vec<String>) {
        let (broker, mut lines) = Self::start_with(&["--demo"]);
        let service = |line: String| {
            let (what, url) = line.rsplit_once(": ")?;
            what.starts_with("demo: ").then(|| url.to_owned())
        };
        // The first line says where the database is.
        lines.remove(0);
        (broker, lines.into_iter().filter_map(service).collect())
    }

    /// Starts a broker and answers also what it says after its address.
    fn start_with(arguments: &[&str]) -> (Self, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Self::command(&folder)
            .args(["--listen", "127.0.0.1:0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next().unwrap().unwrap();
        let url = line.strip_prefix("listening on ").unwrap().to_owned();
        let more = if arguments.is_empty() { 1 } else { 3 };
        let said = lines.by_ref().take(more).map(Result::unwrap).collect();
        // A program whose output nobody reads stops in the middle of writing.
        std::thread::spawn(move || lines.for_each(drop));
        (Self { child, folder, url }, said)
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The secret of a new token with these scopes.
    pub(crate) fn token(&self, scopes: &str) -> String {
        let output = Self::command(&self.folder)
            .args(["token", "create", "--actor", "pipeline", "--scope", scopes])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn command(folder: &TempDir) -> Command {
        let mut command = Command::new(program());
        command.current_dir(folder).env_clear().stdin(Stdio::null());
        command
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The broker's program stands beside the one that is tested.
fn program() -> PathBuf {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_handfast")).with_file_name("handfast-broker");
    assert!(
        program.exists(),
        "{} is missing; `cargo xtask test` builds it, or run `cargo build -p handfast-broker`",
        program.display()
    );
    program
}
