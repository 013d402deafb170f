//! How results look that no report of the domain covers: one file per result.

pub mod decision;
pub mod published;
pub mod replayed;

pub mod report;
pub mod table;

use handfast_contracts::gate::Answer;
use handfast_contracts::report::Paint;

/// The answer as a word that the eye finds.
pub fn answer(answer: Answer, paint: Paint) -> String {
    match answer {
        Answer::Yes => paint.good("yes"),
        Answer::Undecided => paint.doubtful("undecided"),
        Answer::No => paint.bad("no"),
    }
}
