//! Facts about two versions of what a consumer asks for.

use crate::change::Change;

/// One edit, with where it stands.
pub type InteractionChange = Change<Fact>;

/// What happened to one interaction. It is recognised by its description and provider states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What the consumer calls it.
    pub description: String,
    /// What happened.
    pub edit: Edit,
}

/// What happened to an interaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The consumer asks for it now.
    Added,
    /// The consumer asks for it no more.
    Removed,
    /// The consumer asks for something else, or expects something else.
    Changed {
        /// The parts that differ: `path`, `response body`.
        parts: Vec<&'static str>,
    },
}
