//! The report as JSON.

use super::Report;

/// Renders the report with a final newline.
pub fn render(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}
