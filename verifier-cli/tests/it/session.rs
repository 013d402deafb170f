//! Runs the program in a folder of its own, without the surroundings of whoever runs the tests.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with files, and variables, in which the program runs.
pub(crate) struct Session {
    folder: TempDir,
    variables: Vec<(String, String)>,
    /// Texts that differ from run to run, and what stands for them.
    hidden: Vec<(String, &'static str)>,
}

/// What a run printed, and its exit code.
pub(crate) struct Ran {
    command: String,
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Session {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display().to_string();
        Self { folder, variables: Vec::new(), hidden: vec![(path, "[FOLDER]")] }
    }

    /// With a file.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// With a variable.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a text that differs from run to run.
    pub(crate) fn hide(mut self, text: impl ToString, name: &'static str) -> Self {
        self.hidden.push((text.to_string(), name));
        self
    }

    /// In a git repository that has everything so far in one commit of the branch `main`.
    pub(crate) fn committed(self) -> Self {
        if !self.path(".git").exists() {
            self.git(&["init", "--quiet", "--initial-branch=main"]);
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=change"]);
        let commit = self.git(&["rev-parse", "HEAD"]);
        self.hide(commit.trim(), "[COMMIT]")
    }

    pub(crate) fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        self.surround(&mut command);
        for (name, value) in [("NAME", "Test"), ("EMAIL", "test@example.org")] {
            command.env(format!("GIT_AUTHOR_{name}"), value);
            command.env(format!("GIT_COMMITTER_{name}"), value);
        }
        let output = command.args(args).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    /// Runs the program with this text as its stdin.
    pub(crate) fn run_with(&self, args: &[&str], stdin: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handfast"));
        self.surround(&mut command);
        command.args(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // The program may end without reading.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        let output = child.wait_with_output().unwrap();
        Ran {
            command: self.hidden(&format!("handfast {}", args.join(" "))),
            code: output.status.code().unwrap(),
            stdout: self.hidden(&String::from_utf8(output.stdout).unwrap()),
            stderr: self.hidden(&String::from_utf8(output.stderr).unwrap()),
        }
    }

    fn surround(&self, command: &mut Command) {
        command.current_dir(&self.folder).env_clear();
        let path = std::env::var_os("PATH").unwrap();
        command.env("PATH", path).env("HOME", self.folder.path());
        // Repositories above the folder are none of our business.
        let above = self.folder.path().parent().unwrap_or(Path::new("/"));
        command.env("GIT_CEILING_DIRECTORIES", above);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
    }

    fn hidden(&self, text: &str) -> String {
        self.hidden.iter().fold(text.to_owned(), |text, (secret, name)| text.replace(secret, name))
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ {}\nexit code {}", self.command, self.code)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(f, "--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
        }
        Ok(())
    }
}

/// Several runs, one below the other.
pub(crate) fn all(runs: impl IntoIterator<Item = Ran>) -> String {
    runs.into_iter().map(|ran| ran.to_string()).collect::<Vec<_>>().join("\n")
}
