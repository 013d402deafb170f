//! The demo as a process of its own: what a visitor of the README starts.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A running demo; stopped when dropped.
#[derive(Debug)]
pub struct Demo {
    process: Child,
    /// The address of the broker, without a slash at its end.
    pub address: String,
}

impl Demo {
    /// Starts the built `handfast-broker --demo` on free ports and waits for its first line.
    ///
    /// # Panics
    /// When the broker has not been built, or does not start.
    #[expect(clippy::panic, reason = "a test cannot go on without the broker")]
    pub fn start() -> Self {
        let binary = binary();
        let mut process = Command::new(&binary)
            .args(["--demo", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "cannot start {}: {error}; build it with `cargo build -p handfast-broker`",
                    binary.display()
                )
            });
        let out = process.stdout.take().into_iter();
        let mut lines = out.flat_map(|out| BufReader::new(out).lines()).map_while(Result::ok);
        let address = lines.find_map(|line| {
            line.strip_prefix("listening on ")
                .map(|address| address.trim_end_matches('/').to_owned())
        });
        // A program whose output nobody reads stops in the middle of writing.
        std::thread::spawn(move || lines.for_each(drop));
        match address {
            Some(address) => Self { process, address },
            None => panic!("{} stopped without saying where it listens", binary.display()),
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `target/<profile>/handfast-broker`, beside which this test was built.
fn binary() -> PathBuf {
    let test = std::env::current_exe().unwrap_or_default();
    test.ancestors().nth(2).map(|folder| folder.join("handfast-broker")).unwrap_or_default()
}
