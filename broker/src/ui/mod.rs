//! The pages: server-rendered, readable without JavaScript, nothing inline.
//!
//! A page is a struct that derives [`askama::Template`], a pure function that builds it from wire
//! values, and a handler that asks actions for those values. Not here: behaviour, SQL, JSON.

pub(crate) mod assets;
pub(crate) mod can_i_deploy;
pub(crate) mod diff;
mod excerpt;
mod markdown;
pub(crate) mod overview;
pub(crate) mod problem;
pub(crate) mod rules;
pub(crate) mod service;
pub(crate) mod sign_in;
pub(crate) mod version;
mod view;

use crate::problem::Problem;
use askama::Template;
use axum::response::{Html, IntoResponse, Response};

/// Renders a page.
fn html(page: &impl Template) -> Result<Response, Problem> {
    let text = page.render().map_err(|error| Problem::internal(&error))?;
    Ok(Html(text).into_response())
}
