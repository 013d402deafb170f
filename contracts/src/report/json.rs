//! Results as JSON for programs: pretty, with keys in a stable order.
//!
//! The shape is the published one: a key may be added in a minor version of Handfast, and is
//! renamed or removed in none.

use serde::Serialize;

/// Writes a result with a final line break.
pub fn render(result: &impl Serialize) -> String {
    serde_json::to_string_pretty(result).unwrap_or_default() + "\n"
}
