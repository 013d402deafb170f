//! The JSON API under `/api`: handlers extract, act and render; one operation a file.
//!
//! Not here: who may use what ([`crate::access`]), the list of addresses ([`crate::router`]), and
//! any behaviour ([`crate::actions`]).

pub(crate) mod contracts;
pub(crate) mod deployments;
mod document;
pub(crate) mod environments;
pub(crate) mod events;
pub(crate) mod evidence;
pub(crate) mod gate;
mod merged;
mod problem;
pub(crate) mod publishing;
pub(crate) mod rules;
pub(crate) mod services;
pub(crate) mod tokens;
pub(crate) mod versions;

pub(crate) use document::{__path_openapi, base, describe, openapi};
pub(crate) use merged::merge;
pub(crate) use problem::render;
