//! The domain of Handfast: contracts, their changes, the rules that judge them, and the gate.
//!
//! This crate is pure. It reads bytes and values and returns values; it knows no file, socket,
//! clock, randomness or terminal. Data flows one way:
//!
//! ```text
//! text ──▶ model ──diff──▶ changes ──judge──▶ findings ──semver──▶ verdict ──▶ report
//!            └──compare──▶ mismatches                facts ──gate──▶ decision
//! ```
//!
//! | module | what it is for |
//! |---|---|
//! | [`text`] | spanned document tree of JSON and YAML, limits, diagnostics |
//! | [`kind`] | the one table of contract kinds, and what can be done with each |
//! | [`openapi`] | kind `openapi`: parse, model, resolve, diff, rules |
//! | [`interactions`] | kind `interactions`: recordings, Pact files, HAR, matching |
//! | [`compare`] | the table of (consumer kind, provider kind) |
//! | [`schema`] | JSON-Schema set semantics: is every value of A a value of B? |
//! | [`change`], [`rule`], [`judge`], [`policy`], [`semver`] | facts, then judgement |
//! | [`location`], [`fingerprint`] | where a finding is, and how it is recognised again |
//! | [`gate`] | can-i-deploy: a pure function from facts to a verdict with reasons |
//! | [`report`] | one file per output format, all from one value |
//! | [`wire`] | bodies of the broker's API, shared by broker and CLI |
//! | [`name`], [`hash`], [`time`] | newtypes that make illegal values unrepresentable |

pub mod change;
pub mod compare;
pub mod fingerprint;
pub mod gate;
pub mod hash;
pub mod interactions;
pub mod judge;
pub mod kind;
pub mod location;
pub mod name;
pub mod openapi;
pub mod policy;
pub mod report;
pub mod rule;
pub mod schema;
pub mod semver;
pub mod text;
pub mod time;
pub mod wire;
