//! What was ever done.

use super::cursor;
use crate::app::App;
use crate::problem::Problem;
use crate::store::events::{self, EventFilter, StoredEvent};
use crate::store::reading;
use handfast_contracts::wire::{Page, Paging};

/// Events, the newest first; only those about `resource` where one is given.
///
/// # Errors
/// [`Problem::Invalid`] for a cursor of another list, and those of the store.
pub async fn list_events(
    app: &App,
    resource: Option<&str>,
    paging: &Paging,
) -> Result<Page<StoredEvent>, Problem> {
    let filter = EventFilter { before: cursor::after_number(paging)?, resource };
    let rows = reading!(app.db, |tx| events::list(tx, &filter, cursor::rows(paging.limit)).await)?;
    Ok(cursor::page(rows, paging.limit, |event| event.row.to_string()))
}
