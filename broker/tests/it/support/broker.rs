//! The whole broker on a database, asked as a client asks it. Every answer is checked against the
//! broker's own OpenAPI document.

use super::clock::MovedClock;
use super::conform;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use handfast_broker::actions;
use handfast_broker::app::{App, SharedClock};
use handfast_broker::caller::{Caller, Grants};
use handfast_broker::config::{Reach, Settings};
use handfast_broker::router;
use handfast_broker::store::Db;
use handfast_contracts::wire::{NewToken, Scope};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;

/// A broker.
pub(crate) struct Broker {
    pub(crate) app: App,
    pub(crate) clock: Arc<MovedClock>,
    router: axum::Router,
}

impl Broker {
    /// A broker with default settings: whoever asks from this machine may do everything.
    pub(crate) fn on(db: Db) -> Self {
        Self::with(db, Settings::default())
    }

    /// A broker that others can reach: nobody may do anything without a token.
    pub(crate) fn reachable(db: Db) -> Self {
        Self::with(db, Settings { reach: Reach::Others, ..Settings::default() })
    }

    pub(crate) fn with(db: Db, settings: Settings) -> Self {
        let clock = Arc::new(MovedClock::default());
        let shared: SharedClock = clock.clone();
        let app = App::new(db, shared).with_settings(settings);
        Self { router: router::router(app.clone()), app, clock }
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> Ask<'_> {
        let peer: SocketAddr = "127.0.0.1:50000".parse().unwrap();
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap();
        request.headers_mut().insert("host", "localhost:9292".parse().unwrap());
        request.extensions_mut().insert(ConnectInfo(peer));
        Ask { broker: self, request }
    }

    pub(crate) fn get(&self, path: &str) -> Ask<'_> {
        self.ask(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str, body: &impl Serialize) -> Ask<'_> {
        self.ask(Method::POST, path).json(body)
    }

    pub(crate) fn put(&self, path: &str, body: &impl Serialize) -> Ask<'_> {
        self.ask(Method::PUT, path).json(body)
    }

    /// The secret of a new token for `scopes`, limited to `services` and `environments`.
    pub(crate) async fn token_for(
        &self,
        scopes: &[Scope],
        services: &[&str],
        environments: &[&str],
    ) -> String {
        let new = NewToken {
            actor: "somebody".parse().unwrap(),
            scopes: scopes.to_vec(),
            services: services.iter().map(|name| name.parse().unwrap()).collect(),
            environments: environments.iter().map(|name| name.parse().unwrap()).collect(),
            expires_at: None,
        };
        actions::tokens::create(&self.app, &operator(), new).await.unwrap().secret
    }

    pub(crate) async fn token(&self, scopes: &[Scope]) -> String {
        self.token_for(scopes, &[], &[]).await
    }
}

/// Somebody who may do everything.
pub(crate) fn operator() -> Caller {
    Caller {
        actor: "operator".parse().unwrap(),
        token: None,
        request: "test".to_owned(),
        grants: Grants { scopes: vec![Scope::Admin], ..Grants::default() },
    }
}

/// A request that is being put together.
pub(crate) struct Ask<'b> {
    broker: &'b Broker,
    request: Request<Body>,
}

impl Ask<'_> {
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.request.headers_mut().insert(name, value.parse().unwrap());
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.request.headers_mut().remove(name);
        self
    }

    pub(crate) fn token(self, secret: &str) -> Self {
        self.header("authorization", &format!("Bearer {secret}"))
    }

    pub(crate) fn from(mut self, peer: &str) -> Self {
        let peer = SocketAddr::new(peer.parse().unwrap(), 50000);
        self.request.extensions_mut().insert(ConnectInfo(peer));
        self
    }

    pub(crate) fn json(self, body: &impl Serialize) -> Self {
        let bytes = serde_json::to_vec(body).unwrap();
        self.header("content-type", "application/json").bytes(bytes)
    }

    pub(crate) fn bytes(mut self, bytes: impl Into<Bytes>) -> Self {
        *self.request.body_mut() = Body::from(bytes.into());
        self
    }

    pub(crate) async fn answer(self) -> Answer {
        let (method, path) = (self.request.method().clone(), self.request.uri().path().to_owned());
        let response = self.broker.router.clone().oneshot(self.request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let answer = Answer { status: parts.status, headers: parts.headers, bytes };
        conform::check(&method, &path, &answer);
        answer
    }
}

/// What the broker answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl Answer {
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    pub(crate) fn json(&self) -> Value {
        self.read()
    }

    pub(crate) fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The problem's slug; panics where it is none.
    #[track_caller]
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let kind = self.json()["type"].as_str().unwrap().to_owned();
        kind.strip_prefix("/problems/").unwrap().to_owned()
    }
}
