//! The OpenAPI document of this API: what is the same for every operation.

use crate::access::Rule;
use crate::problem::Problem;
use crate::router;
use axum::response::IntoResponse;
use handfast_contracts::wire::ProblemBody;
use http::header::CONTENT_TYPE;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, OpenApi as _};

const TOKEN: &str = "token";
const BASIC: &str = "basic";

/// The document before any operation is added.
pub(crate) fn base() -> OpenApi {
    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(
            title = "Handfast broker",
            description = "Stores contracts, what is live where, and the evidence, and answers \
                           can-i-deploy. Names may hold `/`, which is `%2F` in a path.",
            license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
        ),
        components(schemas(ProblemBody)),
        tags(
            (name = "services", description = "Services, their versions and contracts"),
            (name = "publishing", description = "Publishing contracts and reading what changed"),
            (name = "environments", description = "Environments and what is live in them"),
            (name = "evidence", description = "Verifications and comparisons"),
            (name = "gate", description = "May this version be deployed?"),
            (name = "rules", description = "The rules that judge changes"),
            (name = "access", description = "Tokens, and who is asking"),
            (name = "operations", description = "Health, metrics, events and this document"),
        ),
    )]
    struct Base;
    let mut document = Base::openapi();
    let components = document.components.get_or_insert_default();
    let scheme = |scheme, text: &str| {
        let http = HttpBuilder::new().scheme(scheme).description(Some(text)).build();
        SecurityScheme::Http(http)
    };
    components.add_security_scheme(TOKEN, scheme(HttpAuthScheme::Bearer, "A token."));
    let text = "Any user, with a token as password.";
    components.add_security_scheme(BASIC, scheme(HttpAuthScheme::Basic, text));
    document
}

/// Adds what follows from an operation's rule and its input: security and common problems.
pub(crate) fn describe(operation: &mut Operation, rule: Rule) {
    if rule == Rule::Public {
        operation.security = Some(Vec::new());
    } else {
        let none: [&str; 0] = [];
        operation.security =
            Some([TOKEN, BASIC].map(|name| SecurityRequirement::new(name, none)).to_vec());
        add(operation, "401", "No valid credentials were shown");
        add(operation, "403", "The credentials do not allow it");
        add(operation, "503", "Too much is asked at once, or the store is busy");
    }
    let asked = operation.parameters.as_ref().is_some_and(|list| !list.is_empty());
    if asked || operation.request_body.is_some() {
        add(operation, "400", "The request is not valid");
    }
    if operation.request_body.is_some() {
        add(operation, "413", "The body is too large");
        add(operation, "415", "The media type is not supported");
    }
    add(operation, "500", "The broker failed; its log has the cause");
}

fn add(operation: &mut Operation, status: &str, description: &str) {
    let responses = &mut operation.responses.responses;
    responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(problem(description)));
}

fn problem(description: &str) -> Response {
    let schema = Ref::from_schema_name("ProblemBody");
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new()
        .description(description)
        .content(super::problem::PROBLEM_JSON, content)
        .build()
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident: $status:literal $description:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                BTreeMap::from([($status.to_owned(), RefOr::T(problem($description)))])
            }
        }
    )*};
}

problems! {
    /// In `responses(…)` of an operation that can find nothing.
    NotFound: "404" "What was named does not exist";
    /// In `responses(…)` of an operation that can find something else stored.
    Conflict: "409" "Another meaning is already stored, or a document must be sent";
}

/// The OpenAPI document of this API
#[utoipa::path(
    get,
    path = "/api/openapi.json",
    tag = "operations",
    responses((status = 200, description = "The document", body = serde_json::Value))
)]
pub(crate) async fn openapi() -> Result<impl IntoResponse, Problem> {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = match TEXT.get() {
        Some(text) => text,
        None => {
            let text = router::document_text().map_err(|error| Problem::internal(&error))?;
            TEXT.get_or_init(|| text)
        }
    };
    Ok(([(CONTENT_TYPE, "application/json")], text.as_str()))
}
