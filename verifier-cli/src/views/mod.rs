//! How results look that no report of the domain covers: one file per result.

pub mod comparison;
pub mod decision;
pub mod markdown;
pub mod published;
pub mod replayed;

pub mod report;
pub mod table;

use crate::output::Style;
use handfast_contracts::gate::Answer;

/// The answer as a word that the eye finds.
pub fn answer(answer: Answer, style: Style) -> String {
    match answer {
        Answer::Yes => style.good("yes"),
        Answer::Undecided => style.doubtful("undecided"),
        Answer::No => style.bad("no"),
    }
}

/// A number with its noun: `1 interaction`, `2 interactions`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
