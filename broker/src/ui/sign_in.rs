//! The sign-in page.

use super::view::{Frame, Section, Visitor};
use askama::Template;

/// The page.
#[derive(Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignInPage {
    frame: Frame,
    next: String,
    problem: Option<String>,
}

/// Builds the page. `next` is a path on this site to go on to.
pub fn page(frame: Frame, next: String, problem: Option<String>) -> SignInPage {
    SignInPage { frame, next, problem }
}
