//! Differences and comparisons: the domain's own reports.

use crate::output::Rendered;
use handfast_contracts::compare::Comparison;
use handfast_contracts::report::{self, Format, Options, Paint, Report, comparison};

impl Rendered for Report {
    fn render(&self, format: Format, paint: Paint) -> String {
        report::render(format, self, &Options { paint, ..Options::default() })
    }
}

/// A comparison and what its sides are called.
#[derive(Debug)]
pub struct Compared<'a> {
    /// What the two contracts are called.
    pub sides: comparison::Sides<'a>,
    /// The answer.
    pub comparison: &'a Comparison,
}

impl Rendered for Compared<'_> {
    fn render(&self, format: Format, paint: Paint) -> String {
        let options = Options { paint, ..Options::default() };
        comparison::render(format, self.comparison, self.sides, &options)
    }
}
