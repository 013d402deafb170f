//! Regular expressions of contracts: patterns of other people's engines, with look-around and
//! back-references, run with a bound on their steps.

use std::fmt;
use std::sync::OnceLock;

/// The most steps that one search may go back. A pattern that needs more is undecided.
const STEPS: usize = 200_000;

/// A regular expression, compiled when it is first needed.
#[derive(Clone)]
pub struct Pattern {
    text: String,
    compiled: OnceLock<Option<Box<fancy_regex::Regex>>>,
}

/// Why a search gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoAnswer {
    /// The pattern is no regular expression that this engine knows.
    Malformed,
    /// The search took too many steps.
    TooHard,
}

impl Pattern {
    /// A pattern; it may be malformed.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), compiled: OnceLock::new() }
    }

    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the pattern can be used.
    pub(super) fn is_malformed(&self) -> bool {
        self.regex().is_none()
    }

    /// Whether the pattern is found in `text`.
    pub(crate) fn is_found_in(&self, text: &str) -> Result<bool, NoAnswer> {
        let regex = self.regex().ok_or(NoAnswer::Malformed)?;
        regex.is_match(text).map_err(|_| NoAnswer::TooHard)
    }

    /// Whether the pattern describes all of `text`.
    pub(super) fn is_all_of(&self, text: &str) -> Result<bool, NoAnswer> {
        Self::new(format!(r"\A(?:{})\z", self.text)).is_found_in(text)
    }

    fn regex(&self) -> Option<&fancy_regex::Regex> {
        let compile = || {
            fancy_regex::RegexBuilder::new(&self.text)
                .backtrack_limit(STEPS)
                .delegate_size_limit(4 << 20)
                .build()
                .ok()
                .map(Box::new)
        };
        self.compiled.get_or_init(compile).as_deref()
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_around_and_back_references_work() {
        assert_eq!(Pattern::new(r"^(\w)\1(?!x)").is_found_in("aab"), Ok(true));
        assert_eq!(Pattern::new(r"^(\w)\1(?!x)").is_found_in("aax"), Ok(false));
    }

    #[test]
    fn a_pattern_that_never_ends_is_given_up() {
        let evil = Pattern::new(r"^(a|a)*(?=b)\1$");
        assert_eq!(evil.is_found_in(&"a".repeat(200)), Err(NoAnswer::TooHard));
        assert!(Pattern::new("(").is_malformed());
    }

    #[test]
    fn a_whole_text_may_be_asked_for() {
        assert_eq!(Pattern::new("a|ab").is_all_of("ab"), Ok(true));
        assert_eq!(Pattern::new("a|ab").is_all_of("abc"), Ok(false));
    }
}
