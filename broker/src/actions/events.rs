//! What was ever done.

use super::cursor;
use crate::app::App;
use crate::problem::Problem;
use crate::store::events::{self, EventFilter};
use crate::store::reading;
use handfast_contracts::wire::{Event, EventsQuery, Page};

/// Events, the newest first.
///
/// # Errors
/// [`Problem::Invalid`] for a cursor of another list, and those of the store.
pub async fn list_events(app: &App, query: &EventsQuery) -> Result<Page<Event>, Problem> {
    let before = cursor::after_number(&query.paging())?;
    let filter = EventFilter { before, resource: query.resource.as_deref() };
    let rows = reading!(app.db, |tx| events::list(tx, &filter, cursor::rows(query.limit)).await)?;
    let page = cursor::page(rows, query.limit, |(row, _)| row.to_string());
    Ok(cursor::map(page, |(_, event)| event))
}
