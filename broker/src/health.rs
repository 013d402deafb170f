//! Whether the broker lives and whether it takes work, for those who watch it.

use crate::app::App;
use crate::extract::Body;
use crate::problem::Problem;
use axum::extract::State;
use http::StatusCode;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use utoipa::ToSchema;

/// How long the database may take to answer before the broker calls itself not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the broker is about to stop. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Lifecycle {
    draining: Arc<AtomicBool>,
}

impl Lifecycle {
    /// From now on the broker is not ready; it still answers.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Whether the broker is about to stop.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}

/// The state of the broker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HealthState {
    /// It runs.
    Live,
    /// It takes work.
    Ready,
    /// It is about to stop.
    Draining,
    /// Its database does not answer.
    DatabaseUnreachable,
}

/// The answer to whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Health {
    /// The state of the broker.
    pub state: HealthState,
}

/// Whether the process runs; says nothing about the database.
#[utoipa::path(
    get,
    path = "/health/live",
    tag = "operations",
    responses((status = 200, description = "The broker runs", body = Health))
)]
pub(crate) async fn live() -> Body<Health> {
    Body(Health { state: HealthState::Live })
}

/// Whether the broker takes work: its database answers and it is not about to stop.
#[utoipa::path(
    get,
    path = "/health/ready",
    tag = "operations",
    responses(
        (status = 200, description = "The broker takes work", body = Health),
        (status = 503, description = "The broker takes no work", body = Health),
    )
)]
pub(crate) async fn ready(State(app): State<App>) -> (StatusCode, Body<Health>) {
    let asking = tokio::time::timeout(PATIENCE, ping(&app));
    let (status, state) = if app.lifecycle.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, HealthState::Draining)
    } else if matches!(asking.await, Ok(Ok(()))) {
        (StatusCode::OK, HealthState::Ready)
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, HealthState::DatabaseUnreachable)
    };
    (status, Body(Health { state }))
}

async fn ping(app: &App) -> Result<(), Problem> {
    app.db.begin_read().await?.end().await?;
    Ok(())
}
