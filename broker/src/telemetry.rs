//! What operators see: one log line a request, and metrics. Nothing is ever sent anywhere.

use crate::access::Seen;
use crate::config::LogFormat;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use handfast_contracts::name::ActorName;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use tracing::Instrument;
use tracing_subscriber::EnvFilter;

const REQUESTS: &str = "handfast_http_requests_total";
const DURATION: &str = "handfast_http_request_duration_seconds";
/// Upper bounds of the duration's buckets in seconds.
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const LONGEST_ID: usize = 64;

/// Starts writing log lines to standard error. `RUST_LOG` chooses which.
pub(crate) fn start(format: Option<LogFormat>) {
    let terminal = io::stderr().is_terminal();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let text = LogFormat::Text;
    let started = match format.unwrap_or(if terminal { text } else { LogFormat::Json }) {
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).try_init(),
        LogFormat::Text => lines.with_ansi(terminal).try_init(),
    };
    // Somebody else has begun to log, which only happens in tests.
    drop(started);
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let cause = panic.payload_as_str().unwrap_or("no text");
        tracing::error!(place, cause, "a panic");
    }));
}

/// Names a request in the log, in stored events and in its response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

impl RequestId {
    /// The id that the client gave, where it is 1 to 64 letters, digits, `.`, `_` or `-`; else a
    /// new one.
    fn of(headers: &HeaderMap) -> Self {
        let sane = |text: &&str| {
            (1..=LONGEST_ID).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        };
        let given = headers.get(&REQUEST_ID).and_then(|id| id.to_str().ok()).filter(sane);
        Self(given.map_or_else(|| uuid::Uuid::now_v7().to_string(), str::to_owned))
    }
}

/// The middleware: names the request, and writes its line and its metrics.
pub async fn observe(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = RequestId::of(request.headers());
    let method = label(request.method());
    let path = request.extensions().get::<MatchedPath>().cloned();
    let path = path.as_ref().map_or("unmatched", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(id.clone());
    let span = tracing::info_span!("request", id = id.0);
    let mut response = next.run(request).instrument(span).await;
    let status = response.status().as_u16();
    let took = started.elapsed();
    record(method, &path, status, took);
    let seen = response.extensions().get::<Seen>();
    tracing::info!(
        request = id.0,
        method,
        path,
        status,
        duration_ms = took.as_secs_f64() * 1000.0,
        client = seen.map(|seen| tracing::field::display(seen.address)),
        actor = seen.and_then(|seen| seen.actor.as_ref()).map(ActorName::as_str),
        "answered"
    );
    if let Ok(id) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(&REQUEST_ID, id);
    }
    response
}

fn record(method: &'static str, path: &str, status: u16, took: Duration) {
    metrics_handle();
    let labels = [("method", method.to_owned()), ("path", path.to_owned())];
    metrics::histogram!(DURATION, &labels).record(took);
    metrics::counter!(REQUESTS, "method" => method, "path" => path.to_owned(), "status" => status.to_string())
        .increment(1);
}

/// The method as a label: whatever clients make up is one label.
fn label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// The process's metrics.
pub(crate) fn metrics_handle() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let builder = PrometheusBuilder::new();
        let duration = Matcher::Full(DURATION.to_owned());
        #[expect(clippy::expect_used, reason = "buckets are a constant and not empty")]
        let builder = builder.set_buckets_for_metric(duration, &BUCKETS).expect("buckets");
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::error!("another recorder was installed first; metrics stay empty");
        }
        metrics::describe_counter!(REQUESTS, "Requests answered.");
        metrics::describe_histogram!(DURATION, metrics::Unit::Seconds, "Time to answer.");
        handle
    })
}

/// Forgets samples that no longer count, for as long as the broker runs.
pub(crate) async fn upkeep() {
    let mut ticks = tokio::time::interval(Duration::from_secs(5));
    loop {
        ticks.tick().await;
        metrics_handle().run_upkeep();
    }
}

/// Metrics in the text format of Prometheus.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "operations",
    responses((status = 200, description = "All metrics", body = String, content_type = "text/plain"))
)]
pub(crate) async fn metrics() -> String {
    metrics_handle().render()
}
