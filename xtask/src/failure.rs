//! Why a task stopped, in words for the person at the terminal.

use std::fmt;

/// What went wrong and, where there is one, the next thing to do. Tasks have no error codes: whoever
/// reads this either mends the tree or the machine.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Says what was being done when an operation of the system failed.
pub(crate) trait While<T> {
    /// `doing` completes the sentence "cannot …".
    fn while_doing(self, doing: impl fmt::Display) -> Result<T, Failure>;
}

impl<T, E: fmt::Display> While<T> for Result<T, E> {
    fn while_doing(self, doing: impl fmt::Display) -> Result<T, Failure> {
        self.map_err(|error| Failure::new(format!("cannot {doing}: {error}")))
    }
}
