//! Why a command did not come to an answer: what is wrong, where, and what to do next.
//!
//! An answer that somebody does not like (a breaking change) is no failure; it is an
//! [`Outcome`].

use crate::outcome::Outcome;
use handfast_contracts::text::{Diagnostic, Severity};
use std::fmt;

/// A command that came to no answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    kind: FailureKind,
    message: String,
    details: Vec<String>,
    hints: Vec<String>,
}

/// Whose failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailureKind {
    /// The command line does not make sense.
    Usage,
    /// What the user gave (a file, a setting, a name) cannot be used.
    User,
    /// The broker cannot be reached, or answered with an error.
    Broker,
    /// The machine or this program failed.
    Unexpected,
}

impl Failure {
    /// The command line does not make sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Usage, message)
    }

    /// What the user gave cannot be used.
    pub fn user(message: impl Into<String>) -> Self {
        Self::new(FailureKind::User, message)
    }

    /// The broker cannot be reached, or answered with an error.
    pub fn broker(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Broker, message)
    }

    /// The machine or this program failed.
    pub fn unexpected(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Unexpected, message)
    }

    /// A document with errors, each at its place.
    pub fn document(label: &str, diagnostics: &[Diagnostic]) -> Self {
        let errors: Vec<_> =
            diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
        let count = match errors.len() {
            1 => "an error".to_owned(),
            many => format!("{many} errors"),
        };
        let mut failure = Self::user(format!("{label} has {count}"));
        failure.details = errors
            .iter()
            .take(MAX_DETAILS)
            .map(|one| format!("{}: {} [{}]", one.location, one.message, one.code))
            .collect();
        if errors.len() > MAX_DETAILS {
            failure.details.push(format!("and {} more", errors.len() - MAX_DETAILS));
        }
        failure
    }

    fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), details: Vec::new(), hints: Vec::new() }
    }

    /// Adds a line that says more about what is wrong.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The exit code's row. A machine that fails (a full disk) is told apart by its message; it
    /// shares the row of inputs that cannot be read, which is never mistaken for an answer.
    pub fn outcome(&self) -> Outcome {
        match self.kind {
            FailureKind::Usage | FailureKind::User | FailureKind::Unexpected => Outcome::Usage,
            FailureKind::Broker => Outcome::Broker,
        }
    }
}

/// How many details of one failure are shown.
const MAX_DETAILS: usize = 20;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        for detail in &self.details {
            write!(f, "\n  {}", detail.replace('\n', "\n  "))?;
        }
        for hint in &self.hints {
            write!(f, "\n  hint: {}", hint.replace('\n', "\n        "))?;
        }
        if self.kind == FailureKind::Usage && self.hints.is_empty() {
            write!(f, "\n  hint: --help shows how the command is used")?;
        }
        Ok(())
    }
}

/// The last cause of an error, which says most: `Connection refused (os error 111)`.
pub fn root_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut at = error;
    while let Some(cause) = at.source() {
        at = cause;
    }
    at.to_string()
}
