//! Signing in by a personal token, and out again.

use super::html;
use super::view::{Frame, Section, Visitor};
use crate::access::Resource;
use crate::access::concerns::Concerns;
use crate::access::cookie;
use crate::actions::sign_in as actions;
use crate::app::App;
use crate::extract::{Form, Query};
use crate::problem::Problem;
use crate::telemetry::RequestId;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;

/// The page.
#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    frame: Frame,
    next: String,
    problem: Option<String>,
}

/// Where to go on to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Next {
    next: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct SignIn {
    token: String,
    #[serde(default)]
    next: String,
}

impl Concerns for SignIn {
    fn resource(&self) -> Resource<'_> {
        Resource::Nothing
    }
}

/// `GET /sign-in`.
pub(crate) async fn show(Query(query): Query<Next>) -> Result<Response, Problem> {
    page(&query.next, None)
}

/// `POST /sign-in`.
pub(crate) async fn sign_in(
    State(app): State<App>,
    Extension(request): Extension<RequestId>,
    Form(form): Form<SignIn>,
) -> Result<Response, Problem> {
    match actions::sign_in(&app, &form.token, request.0).await {
        Ok(secret) => {
            let cookie = cookie::set_session(&app.settings, &secret, actions::LONGEST);
            Ok(with_cookie(Redirect::to(local(&form.next)), cookie))
        }
        Err(problem @ Problem::Unauthenticated { .. }) => {
            let page = page(&form.next, Some(problem.detail()))?;
            Ok((StatusCode::UNAUTHORIZED, page).into_response())
        }
        Err(problem) => Err(problem),
    }
}

/// `POST /sign-out`.
pub(crate) async fn sign_out(
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(session) = cookie::session(&headers, &app.settings) {
        actions::sign_out(&app, &session).await?;
    }
    let cookie = cookie::forget_session(&app.settings);
    Ok(with_cookie(Redirect::to("/sign-in"), cookie))
}

fn with_cookie(response: impl IntoResponse, cookie: Option<HeaderValue>) -> Response {
    let mut response = response.into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn page(next: &str, problem: Option<String>) -> Result<Response, Problem> {
    let frame = Frame::of(Section::Elsewhere, Visitor::Untold);
    html(&SignInPage { frame, next: local(next).to_owned(), problem })
}

/// `next`, where it is an address of this site, else the first page.
fn local(next: &str) -> &str {
    let bytes = next.as_bytes();
    let ours = bytes.first() == Some(&b'/') && !matches!(bytes.get(1), Some(b'/' | b'\\'));
    if ours && !next.chars().any(char::is_control) { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_gone_on_to() {
        assert_eq!(local("/services/a?b=c"), "/services/a?b=c");
        for elsewhere in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a\nb"]
        {
            assert_eq!(local(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
