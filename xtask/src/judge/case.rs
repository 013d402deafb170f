//! A labelled case and what the CLI said about it.

/// What a case's author expects. *Positive* is the answer that stops somebody: breaking,
/// incompatible, not a subset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Positive,
    Negative,
    /// The input cannot be read.
    Invalid,
    /// Nothing that we could agree with; the case only shows that we have an answer.
    Open,
}

/// What the CLI answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Positive,
    Negative,
    Undecided,
    /// Exit code 2: usage or unreadable input, with the message.
    Unreadable(String),
    /// Anything that is not an answer: a crash, no JSON, too long.
    Broken(String),
}

/// One question to the CLI.
pub(super) struct Case {
    pub(super) id: String,
    pub(super) source: String,
    pub(super) label: Label,
    /// The reasons that the author gives, in the author's words.
    pub(super) expected_reasons: Vec<String>,
    /// The CLI's arguments.
    pub(super) arguments: Vec<String>,
}

/// A case with its answer.
pub(super) struct Judged {
    pub(super) case: Case,
    pub(super) answer: Answer,
    /// The reasons that the CLI gave: rules, codes, or a sentence.
    pub(super) reasons: Vec<String>,
    /// The command as one would type it.
    pub(super) command: String,
}

impl Judged {
    /// Whether somebody should look at it. An undecided answer is none of an opinion.
    pub(super) fn disagrees(&self) -> bool {
        match (&self.answer, self.case.label) {
            (Answer::Broken(_), _) => true,
            (Answer::Undecided, _) | (_, Label::Open) => false,
            (Answer::Positive, label) => label != Label::Positive,
            (Answer::Negative, label) => label != Label::Negative,
            (Answer::Unreadable(_), label) => label != Label::Invalid,
        }
    }
}
