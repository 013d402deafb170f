//! Counts of agreement, one row a source.

use std::collections::BTreeMap;

use super::case::{Answer, Judged, Label};
use crate::table;

/// Counts per source.
#[derive(Default)]
pub(super) struct Tally {
    sources: BTreeMap<String, Counts>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    agree: u32,
    /// The label stops somebody, we do not.
    missed: u32,
    /// We stop somebody, the label does not.
    overcautious: u32,
    undecided: u32,
    unreadable: u32,
    broken: u32,
    open: u32,
    not_run: u32,
}

const HEADER: [&str; 10] = [
    "source",
    "agree",
    "missed",
    "overcautious",
    "undecided",
    "unreadable",
    "broken",
    "agreement",
    "no label",
    "not run",
];

impl Tally {
    pub(super) fn not_run(&mut self, source: &str) {
        self.sources.entry(source.to_owned()).or_default().not_run += 1;
    }

    pub(super) fn count(&mut self, one: &Judged) {
        let counts = self.sources.entry(one.case.source.clone()).or_default();
        let place = match (&one.answer, one.case.label) {
            (Answer::Broken(_), _) => &mut counts.broken,
            (_, Label::Open) => &mut counts.open,
            (Answer::Undecided, _) => &mut counts.undecided,
            (Answer::Positive, Label::Positive)
            | (Answer::Negative, Label::Negative)
            | (Answer::Unreadable(_), Label::Invalid) => &mut counts.agree,
            (Answer::Unreadable(_), _) => &mut counts.unreadable,
            (Answer::Negative, _) => &mut counts.missed,
            (Answer::Positive, _) => &mut counts.overcautious,
        };
        *place += 1;
    }

    pub(super) fn text(&self) -> String {
        let mut total = Counts::default();
        let mut rows = Vec::new();
        for (source, counts) in &self.sources {
            total.add(counts);
            rows.push(counts.cells(source));
        }
        rows.push(total.cells("total"));
        table::layout(&HEADER, &rows)
    }
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.agree += other.agree;
        self.missed += other.missed;
        self.overcautious += other.overcautious;
        self.undecided += other.undecided;
        self.unreadable += other.unreadable;
        self.broken += other.broken;
        self.open += other.open;
        self.not_run += other.not_run;
    }

    fn cells(&self, name: &str) -> Vec<String> {
        let labelled = self.agree
            + self.missed
            + self.overcautious
            + self.undecided
            + self.unreadable
            + self.broken;
        let agreement = if labelled == 0 {
            "-".to_owned()
        } else {
            format!("{:.1} %", 100.0 * f64::from(self.agree) / f64::from(labelled))
        };
        let mut cells = vec![name.to_owned()];
        cells.extend(
            [
                self.agree,
                self.missed,
                self.overcautious,
                self.undecided,
                self.unreadable,
                self.broken,
            ]
            .map(|count| count.to_string()),
        );
        cells.extend([agreement, self.open.to_string(), self.not_run.to_string()]);
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::super::case::Case;
    use super::*;

    fn judged(label: Label, answer: Answer) -> Judged {
        let case = Case {
            id: "x".into(),
            source: "peer".into(),
            label,
            expected_reasons: Vec::new(),
            arguments: Vec::new(),
        };
        Judged { case, answer, reasons: Vec::new(), command: String::new() }
    }

    #[test]
    fn undecided_answers_are_neither_agreement_nor_disagreement() {
        let mut tally = Tally::default();
        for one in [
            judged(Label::Positive, Answer::Positive),
            judged(Label::Positive, Answer::Negative),
            judged(Label::Negative, Answer::Undecided),
            judged(Label::Invalid, Answer::Unreadable("no".into())),
        ] {
            tally.count(&one);
        }
        let counts = tally.sources["peer"];
        assert_eq!((counts.agree, counts.missed, counts.undecided), (2, 1, 1));
        assert!(tally.text().contains("50.0 %"));
    }

    #[test]
    fn a_crash_is_always_to_be_looked_at() {
        assert!(judged(Label::Open, Answer::Broken("signal 11".into())).disagrees());
        assert!(!judged(Label::Open, Answer::Positive).disagrees());
        assert!(judged(Label::Negative, Answer::Unreadable("what?".into())).disagrees());
    }
}
