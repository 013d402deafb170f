//! The JSON API under `/api`: handlers extract, act and render; one operation a file.
//!
//! Not here: who may use what ([`crate::access`]), the list of addresses ([`crate::router`]), and
//! any behaviour ([`crate::actions`]).

mod document;
mod problem;
pub(crate) mod rules;
pub(crate) mod tokens;

pub(crate) use document::{__path_openapi, base, describe, openapi};
pub(crate) use problem::render;
