//! The one table of exit codes. Every command ends in one of these, in every output format.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Yes, or done.
    Ok,
    /// The contract says no: a breaking change, a failed verification, a deployment that must
    /// not happen, a version that already has this contract with another meaning. Also a provider
    /// that gives no answer to judge while interactions are replayed against it.
    No,
    /// A wrong command, or an input that cannot be read.
    Usage,
    /// Could not be decided; a pipeline must not go on.
    Undecided,
    /// The broker cannot be reached, or answers with an error of its own.
    Broker,
}

impl Outcome {
    /// Every row of the table.
    pub const ALL: [Self; 5] = [Self::Ok, Self::No, Self::Usage, Self::Undecided, Self::Broker];

    /// The process's exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Undecided => 3,
            Self::Broker => 4,
        }
    }

    /// The row's meaning, as help texts print it.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Ok => "yes, or done",
            Self::No => "the contract says no",
            Self::Usage => "wrong command, or an input that cannot be read",
            Self::Undecided => "could not be decided",
            Self::Broker => "the broker cannot be reached, or failed",
        }
    }

    /// The table as help text.
    pub fn help() -> String {
        let rows = Self::ALL.map(|row| format!("  {}  {}", row.code(), row.meaning()));
        format!("Exit codes:\n{}", rows.join("\n"))
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_own_code_in_the_tables_order() {
        let codes: Vec<u8> = Outcome::ALL.iter().map(|row| row.code()).collect();
        assert_eq!(codes, [0, 1, 2, 3, 4]);
    }
}
