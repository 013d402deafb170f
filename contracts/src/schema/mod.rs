//! JSON-Schema set semantics: is every value that `sub` admits admitted by `sup`?
//!
//! The answer is three-valued. `Proved` comes from sound rules only, `Refuted` carries a witness
//! that an independent validator has checked, and everything else is `Unknown` with its reason.
//! This is the engine's seat: the prover and the refuter arrive with the containment work, and
//! until then rules alone decide and call undecided what they cannot decide.

/// The answer of a containment question.
#[derive(Debug, Clone, PartialEq)]
pub enum Containment {
    /// Every value of the one is a value of the other.
    Proved,
    /// This value is admitted by the one and not by the other.
    Refuted {
        /// The value.
        witness: serde_json::Value,
    },
    /// Could not be decided.
    Unknown {
        /// Why not, in one sentence.
        reason: String,
    },
}
