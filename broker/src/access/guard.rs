//! Finds out who calls and applies the route's rule, before any handler runs.

use crate::access::authorize::{Resource, Rule, authorize};
use crate::access::credentials::Credentials;
use crate::access::peer::{Distance, Peer};
use crate::access::same_origin::SentFrom;
use crate::actions;
use crate::app::App;
use crate::caller::{Caller, Grants};
use crate::config::Reach;
use crate::problem::Problem;
use crate::router::Table;
use crate::telemetry::RequestId;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use handfast_contracts::name::ActorName;
use handfast_contracts::wire::Scope;
use http::Method;
use http::request::Parts;
use std::net::{IpAddr, SocketAddr};

/// What the guard found out, for the extractors.
#[derive(Debug, Clone)]
pub struct Authority {
    /// Who calls.
    pub caller: Caller,
    /// What the route asks of them.
    pub rule: Rule,
}

impl Authority {
    /// Whether the caller may do what the route does to `resource`.
    ///
    /// # Errors
    /// [`Problem::Forbidden`].
    pub fn check(&self, resource: Resource<'_>) -> Result<(), Problem> {
        match self.rule {
            Rule::Change(scope) => authorize(&self.caller.grants, scope, resource),
            // The guard has checked all that there is to these.
            Rule::Public | Rule::SignedIn | Rule::Read | Rule::Broker(_) => Ok(()),
        }
    }
}

/// Who was seen, for the log line.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// The address of the client.
    pub(crate) address: IpAddr,
    /// Who it is; `None` for a visitor.
    pub(crate) actor: Option<ActorName>,
}

/// The middleware: refuses, or hands the [`Authority`] to the handler.
pub async fn guard(
    State((app, table)): State<(App, Table)>,
    path: MatchedPath,
    ConnectInfo(connection): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let Some(rule) = table.rule(request.method(), path.as_str()) else {
        return Problem::internal(&format_args!("{} has no access rule", path.as_str()))
            .into_response();
    };
    let (mut parts, body) = request.into_parts();
    let peer = Peer::of(connection.ip(), &parts.headers, &app.settings.trusted_proxies);
    let mut seen = Seen { address: peer.address, actor: None };
    let admitted = match identify(&app, rule, &peer, &parts).await {
        Ok(caller) => {
            seen.actor = caller.as_ref().map(|caller| caller.actor.clone());
            admit(rule, caller.as_ref()).map(|()| caller)
        }
        Err(problem) => Err(problem),
    };
    let mut response = match admitted {
        Ok(caller) => {
            if let Some(caller) = caller {
                parts.extensions.insert(Authority { caller, rule });
            }
            next.run(Request::from_parts(parts, body)).await
        }
        Err(problem) => problem.into_response(),
    };
    response.extensions_mut().insert(seen);
    response
}

/// Whether somebody, or nobody, may use a route at all.
fn admit(rule: Rule, caller: Option<&Caller>) -> Result<(), Problem> {
    if rule == Rule::Public {
        return Ok(());
    }
    let Some(caller) = caller else {
        let detail = "This broker answers nobody without a token.".to_owned();
        return Err(Problem::Unauthenticated { detail });
    };
    match rule {
        Rule::Public | Rule::SignedIn => Ok(()),
        Rule::Read => authorize(&caller.grants, Scope::Read, Resource::Nothing),
        // What it is done to is checked where it is read.
        Rule::Change(scope) => authorize(&caller.grants, scope, Resource::Nothing),
        Rule::Broker(scope) => authorize(&caller.grants, scope, Resource::Broker),
    }
}

/// Who calls; `None` for a visitor.
async fn identify(
    app: &App,
    rule: Rule,
    peer: &Peer,
    request: &Parts,
) -> Result<Option<Caller>, Problem> {
    let (headers, settings) = (&request.headers, &app.settings);
    let changes = !matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let credentials = match rule {
        // Health is told to anybody, also while the database is away.
        Rule::Public if !changes => return Ok(None),
        Rule::Public => Credentials::None,
        _ => Credentials::read(headers, settings)?,
    };
    let sent_from = SentFrom::of(headers, peer.host.as_deref(), settings.public_url.as_ref());
    let id = request.extensions.get::<RequestId>().map_or_else(String::new, |id| id.0.clone());
    match credentials {
        Credentials::Token(hash, _) if settings.admin_token == Some(hash) => {
            Ok(Some(administrator("admin-token-file", id)))
        }
        Credentials::Token(_, Some(secret)) => {
            actions::tokens::authenticate(app, &secret, id).await.map(Some)
        }
        Credentials::Token(_, None) => Err(Problem::Unauthenticated {
            detail: "The token is mistyped or incomplete: its checksum is wrong.".to_owned(),
        }),
        Credentials::Session(_) if changes && sent_from != SentFrom::OurPage => Err(foreign()),
        Credentials::Session(secret) => actions::sign_in::authenticate(app, &secret, id).await,
        Credentials::None if changes && sent_from == SentFrom::ForeignPage => Err(foreign()),
        Credentials::None
            if peer.distance == Distance::Local && settings.reach == Reach::ThisMachine =>
        {
            Ok(Some(administrator("local", id)))
        }
        Credentials::None => Ok(None),
    }
}

fn foreign() -> Problem {
    Problem::Forbidden {
        detail: "A page of another site sent this request; nothing was changed.".to_owned(),
        needed: None,
    }
}

/// Somebody who may do everything and has no stored token.
fn administrator(name: &'static str, request: String) -> Caller {
    #[expect(clippy::expect_used, reason = "both names are constants of this file")]
    let actor = ActorName::new(name).expect("a name");
    let grants = Grants { scopes: vec![Scope::Admin], ..Grants::default() };
    Caller { actor, token: None, request, grants }
}
