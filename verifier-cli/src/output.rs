//! Where output goes: results to stdout, progress and warnings to stderr.
//!
//! A reader that goes away early (`handfast diff … | head`) is fine; any other failed write is a
//! failure. Colour is used only on a terminal and never with `NO_COLOR`.

use crate::cli::{FormatArgs, Global};
use crate::failure::Failure;
use handfast_contracts::report::{Format, Paint, json};
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

/// How loud the command is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loudness {
    /// Progress is shown.
    Normal,
    /// Only results, warnings and errors are shown.
    Quiet,
}

/// The command's outputs.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    loudness: Loudness,
    stdout: Paint,
    stderr: Paint,
}

/// Whether a stream may hold colours.
fn paint_of(is_terminal: bool) -> Paint {
    let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if is_terminal && !forbidden { Paint::Ansi } else { Paint::Plain }
}

/// A result that can be shown in every format.
pub trait Rendered {
    /// The result in `format`, with a final newline.
    fn render(&self, format: Format, paint: Paint) -> String;
}

impl Output {
    /// Outputs as the global arguments ask for.
    pub fn new(global: &Global) -> Self {
        Self {
            loudness: if global.quiet { Loudness::Quiet } else { Loudness::Normal },
            stdout: paint_of(std::io::stdout().is_terminal()),
            stderr: paint_of(std::io::stderr().is_terminal()),
        }
    }

    /// The colours of results on stdout.
    pub fn paint(&self) -> Paint {
        self.stdout
    }

    /// Writes a result to stdout as it is.
    ///
    /// # Errors
    /// When stdout cannot be written, for another reason than that its reader has gone.
    pub fn result(&self, text: &str) -> Result<(), Failure> {
        let mut stdout = std::io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::unexpected(format!("stdout cannot be written: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Writes a value to stdout as JSON.
    ///
    /// # Errors
    /// As [`Output::result`].
    pub fn json(&self, value: &impl serde::Serialize) -> Result<(), Failure> {
        self.result(&json::render(value))
    }

    /// Writes a result to stdout in the format that was asked for, and to every report file.
    ///
    /// # Errors
    /// When stdout or a file cannot be written.
    pub fn rendered(&self, value: &impl Rendered, formats: &FormatArgs) -> Result<(), Failure> {
        for target in &formats.reports {
            write_file(&target.path, &value.render(target.format, Paint::Plain))?;
            self.note(&format!("wrote {}", target.path.display()));
        }
        self.result(&value.render(formats.format, self.stdout))
    }

    /// Shows progress on stderr, unless it is unwanted.
    pub fn note(&self, text: &str) {
        if self.loudness == Loudness::Normal {
            say(&self.stderr.faint(text));
        }
    }

    /// Shows a warning on stderr.
    pub fn warn(&self, text: &str) {
        say(&format!("{} {text}", self.stderr.doubtful("warning:")));
    }

    /// Shows a failure on stderr.
    pub fn failure(&self, failure: &Failure) {
        say(&format!("{} {failure}", self.stderr.bad("error:")));
    }
}

/// Nothing can be done about a stderr that cannot be written.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text)
        .map_err(|error| Failure::user(format!("{} cannot be written: {error}", path.display())))
}
