//! `GET /api/events`.

use crate::actions;
use crate::app::App;
use crate::extract::{Body, Query};
use crate::problem::Problem;
use axum::extract::State;
use handfast_contracts::wire::{Event, EventsQuery, Page};

/// Lists what was ever done and by whom, the newest first.
#[utoipa::path(
    get,
    path = "/api/events",
    tag = "operations",
    params(EventsQuery),
    responses((status = 200, description = "A page of events", body = Page<Event>))
)]
pub(crate) async fn list_events(
    State(app): State<App>,
    Query(query): Query<EventsQuery>,
) -> Result<Body<Page<Event>>, Problem> {
    actions::list_events(&app, &query).await.map(Body)
}
