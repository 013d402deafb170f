//! The only list of addresses, each with who may use it, and what surrounds every request.
//!
//! A route cannot be listed without a rule: [`Routes`] has no way to add one.

use crate::access::{Rule, guard, headers};
use crate::api;
use crate::app::App;
use crate::extract::Unrendered;
use crate::health;
use crate::problem::Problem;
use crate::telemetry::{self, RequestId};
use crate::ui;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use handfast_contracts::wire::Scope;
use http::Method;
use http::header::ALLOW;
use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::decompression::RequestDecompressionLayer;
use utoipa::openapi::{OpenApi, PathItem};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

/// Every route.
fn routes() -> Routes {
    pages(api_routes())
}

/// The pages.
fn pages(routes: Routes) -> Routes {
    use Rule::{Public, Read, SignedIn};
    routes
        .show(Read, "/", get(ui::overview::show))
        .show(Read, "/services/{service}", get(ui::service::show))
        .show(Read, "/services/{service}/diff", get(ui::diff::show))
        .show(Read, "/services/{service}/versions/{version}", get(ui::version::show))
        .show(Read, "/can-i-deploy", get(ui::can_i_deploy::show))
        .show(Read, "/rules", get(ui::rules::show_all))
        .show(Read, "/rules/{id}", get(ui::rules::show))
        .show(Public, "/sign-in", get(ui::sign_in::show))
        .send(Public, "/sign-in", post(ui::sign_in::sign_in))
        .send(SignedIn, "/sign-out", post(ui::sign_in::sign_out))
        .show(Public, "/assets/{file}", get(ui::assets::show))
}

/// The JSON API, and what operators watch.
fn api_routes() -> Routes {
    use Rule::{Broker, Change, Public, Read, SignedIn};
    let routes = Routes::new(api::base());
    routes
        // Services publish versions with contracts.
        .on(Read, routes!(api::services::list::list_services))
        .on(Read, routes!(api::services::show::show_service))
        .on(Change(Scope::Admin), routes!(api::services::put::put_service))
        .on(Read, routes!(api::versions::list::list_versions))
        .on(Read, routes!(api::versions::show::show_version))
        .on(Change(Scope::Publish), routes!(api::versions::put::put_version))
        .on(Read, routes!(api::contracts::show::show_contract))
        .on(Read, routes!(api::contracts::content::contract_content))
        .on(Change(Scope::Publish), routes!(api::contracts::known::known_contents))
        .on(Change(Scope::Publish), routes!(api::publishing::publish::publish))
        .on(Read, routes!(api::publishing::diff::diff))
        // Versions go live in environments.
        .on(Read, routes!(api::environments::list::list_environments))
        .on(Read, routes!(api::environments::show::show_environment))
        .on(Change(Scope::Admin), routes!(api::environments::put::put_environment))
        .on(Read, routes!(api::environments::live::list_live))
        .on(Read, routes!(api::deployments::list::list_deployments))
        .on(Change(Scope::Deploy), routes!(api::deployments::deploy::record_deployment))
        .on(Change(Scope::Deploy), routes!(api::deployments::undeploy::record_undeployment))
        .on(Change(Scope::Deploy), routes!(api::deployments::release::record_release))
        .on(Change(Scope::Deploy), routes!(api::deployments::end_support::record_support_ended))
        // Providers are verified, and the gate answers.
        .on(Read, routes!(api::evidence::verification_set::verification_set))
        .on(Change(Scope::Verify), routes!(api::evidence::verify::record_verification))
        .on(Read, routes!(api::evidence::verifications::list_verifications))
        .on(Read, routes!(api::evidence::comparisons::list_comparisons))
        .on(Read, routes!(api::gate::can_i_deploy::can_i_deploy))
        // Operators and their machines.
        .on(Public, routes!(health::live))
        .on(Public, routes!(health::ready))
        .on(Read, routes!(telemetry::metrics))
        .on(Public, routes!(api::openapi))
        .on(Read, routes!(api::events::list::list_events))
        // Who may do what.
        .on(SignedIn, routes!(api::tokens::whoami::whoami))
        .on(Broker(Scope::Admin), routes!(api::tokens::create::create_token))
        .on(Broker(Scope::Admin), routes!(api::tokens::list::list_tokens))
        .on(Broker(Scope::Admin), routes!(api::tokens::revoke::revoke_token))
        // What Handfast knows by itself.
        .on(Read, routes!(api::rules::list::list_rules))
        .on(Read, routes!(api::rules::show::show_rule))
}

/// A route of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The method.
    pub method: Method,
    /// The path, with its nouns in braces.
    pub path: String,
    /// Who may use it.
    pub rule: Rule,
}

/// Every route with its rule.
#[derive(Debug, Clone)]
pub struct Table(Arc<HashMap<String, Vec<Entry>>>);

impl Table {
    /// The rule of a route; `None` where there is no such route.
    pub fn rule(&self, method: &Method, path: &str) -> Option<Rule> {
        let method = if *method == Method::HEAD { &Method::GET } else { method };
        let entries = self.0.get(path)?;
        entries.iter().find(|entry| entry.method == *method).map(|entry| entry.rule)
    }
}

/// Every route, in the order of the list.
pub fn entries() -> Vec<Entry> {
    routes().entries
}

/// The OpenAPI document of the JSON API.
pub fn document() -> OpenApi {
    let mut document = api_routes().router.into_openapi();
    api::merge(&mut document);
    document
}

/// The document as it is checked in.
///
/// # Errors
/// Where it cannot be written as JSON.
pub fn document_text() -> Result<String, serde_json::Error> {
    document().to_pretty_json().map(|text| text + "\n")
}

/// The whole broker as a service.
pub fn router(app: App) -> Router {
    let routes = routes();
    let mut table: HashMap<String, Vec<Entry>> = HashMap::new();
    for entry in routes.entries {
        table.entry(entry.path.clone()).or_default().push(entry);
    }
    let table = Table(Arc::new(table));
    let (router, _) = routes.router.split_for_parts();
    router
        .route_layer(from_fn_with_state((app.clone(), table), guard))
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
        .layer(RequestDecompressionLayer::new().pass_through_unaccepted(true))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(render))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::secure))
        .layer(from_fn(telemetry::observe))
        .with_state(app)
}

/// Collects routes with their rules and their descriptions.
struct Routes {
    router: OpenApiRouter<App>,
    entries: Vec<Entry>,
}

impl Routes {
    fn new(base: OpenApi) -> Self {
        Self { router: OpenApiRouter::with_openapi(base), entries: Vec::new() }
    }

    /// Adds a described route for whoever `rule` admits.
    fn on(mut self, rule: Rule, route: UtoipaMethodRouter<App>) -> Self {
        let (schemas, mut paths, methods) = route;
        for (path, item) in &mut paths.paths {
            for (method, operation) in operations(item) {
                api::describe(operation, rule);
                self.entries.push(Entry { method, path: path.clone(), rule });
            }
        }
        self.router = self.router.routes((schemas, paths, methods));
        self
    }
}

impl Routes {
    /// Adds a page, which the description of the API leaves out.
    fn show(self, rule: Rule, path: &str, page: MethodRouter<App>) -> Self {
        self.page(Method::GET, rule, path, page)
    }

    /// Adds what a page's form is sent to.
    fn send(self, rule: Rule, path: &str, page: MethodRouter<App>) -> Self {
        self.page(Method::POST, rule, path, page)
    }

    fn page(mut self, method: Method, rule: Rule, path: &str, page: MethodRouter<App>) -> Self {
        self.entries.push(Entry { method, path: path.to_owned(), rule });
        self.router = self.router.route(path, page);
        self
    }
}

fn operations(
    item: &mut PathItem,
) -> impl Iterator<Item = (Method, &mut utoipa::openapi::path::Operation)> {
    let found = [
        (Method::GET, &mut item.get),
        (Method::PUT, &mut item.put),
        (Method::POST, &mut item.post),
        (Method::DELETE, &mut item.delete),
        (Method::PATCH, &mut item.patch),
    ];
    found.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// Who reads what is answered.
enum Surface {
    /// Programs.
    Api,
    /// People.
    Pages,
}

impl Surface {
    fn of(path: &str) -> Self {
        let api = ["/api/", "/health/", "/metrics"].iter().any(|start| path.starts_with(start));
        if api || path == "/api" { Self::Api } else { Self::Pages }
    }
}

/// Gives problems the form that the asked surface has for them.
async fn render(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().cloned();
    let asked = request.uri().clone();
    let response = next.run(request).await;
    let Some(Unrendered(problem)) = response.extensions().get::<Unrendered>() else {
        return response;
    };
    let mut rendered = match Surface::of(asked.path()) {
        Surface::Api => api::render(problem, id.as_ref()),
        Surface::Pages => ui::problem::render(problem, &asked, id.as_ref()),
    };
    if let Some(allow) = response.headers().get(ALLOW) {
        rendered.headers_mut().insert(ALLOW, allow.clone());
    }
    *rendered.extensions_mut() = response.extensions().clone();
    rendered
}

async fn unknown(request: Request) -> Problem {
    let name = request.uri().path().to_owned();
    Problem::NotFound { what: "address", name, known: Vec::new() }
}

async fn wrong_method(request: Request) -> Problem {
    Problem::MethodNotAllowed { method: request.method().to_string() }
}

fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let cause = panic.downcast_ref::<&str>().copied();
    let cause = cause.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    Problem::internal(&cause.unwrap_or("a panic without a text")).into_response()
}
