//! A difference: the domain's own reports.

use crate::output::{Rendered, Style};
use handfast_contracts::report::{self, Format, Report};

impl Rendered for Report {
    fn render(&self, format: Format, style: Style) -> String {
        let options = match style {
            Style::Plain => report::Options::default(),
            Style::Colour => report::Options { colour: true, ..report::Options::default() },
        };
        report::render(format, self, &options)
    }
}
