//! Everything that was ever done: appended by every action, in its own transaction.

use super::{PublicId, Row, StoreError, Tx, WriteTx, on, value};
use handfast_contracts::name::ActorName;
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::Event;

/// What is written down about an action.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: &'a ActorName,
    /// The token that was shown.
    pub token: Option<&'a str>,
    /// The request, as it stands in the log.
    pub request: &'a str,
    /// The action's name, such as `publish`.
    pub action: &'a str,
    /// What it was about, as a path: `services/orders/versions/1.4.0`.
    pub resource: &'a str,
    /// More about it.
    pub detail: &'a serde_json::Value,
}

/// Appends an event and returns its row, for the facts that it brings.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn append(tx: &mut WriteTx, event: &NewEvent<'_>) -> Result<Row, StoreError> {
    const SQL: &str = "
        insert into events (public_id, at, actor, token, request, action, resource, detail)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        returning id";
    let (id,): (Row,) = on!(tx, |on| sqlx::query_as(SQL)
        .bind(PublicId::new(event.at).to_string())
        .bind(event.at.micros())
        .bind(event.actor.as_str())
        .bind(event.token)
        .bind(event.request)
        .bind(event.action)
        .bind(event.resource)
        .bind(event.detail.to_string())
        .fetch_one(on)
        .await)?;
    Ok(id)
}

/// Which events are asked for.
#[derive(Debug, Clone, Default)]
pub struct EventFilter<'a> {
    /// Only those before this place.
    pub before: Option<Row>,
    /// Only those about this resource.
    pub resource: Option<&'a str>,
}

/// The newest events with their rows, at most `limit`.
///
/// # Errors
/// [`StoreError`] of the database.
pub async fn list(
    tx: &mut Tx,
    filter: &EventFilter<'_>,
    limit: i64,
) -> Result<Vec<(Row, Event)>, StoreError> {
    type Columns = (Row, String, i64, String, Option<String>, String, String, String, String);
    const ALL: &str = "
        select id, public_id, at, actor, token, request, action, resource, detail
        from events where id < $1
        order by id desc limit $2";
    const ABOUT: &str = "
        select id, public_id, at, actor, token, request, action, resource, detail
        from events where resource = $3 and id < $1
        order by id desc limit $2";
    let before = filter.before.unwrap_or(Row::MAX);
    let rows: Vec<Columns> = match filter.resource {
        None => on!(tx, |on| sqlx::query_as(ALL).bind(before).bind(limit).fetch_all(on).await)?,
        Some(resource) => on!(tx, |on| sqlx::query_as(ABOUT)
            .bind(before)
            .bind(limit)
            .bind(resource)
            .fetch_all(on)
            .await)?,
    };
    rows.into_iter()
        .map(|(row, id, at, actor, token, request, action, resource, detail)| {
            let detail = serde_json::from_str(&detail)
                .map_err(|error| StoreError::Unreadable(error.to_string()))?;
            let at = Timestamp::from_micros(at);
            let actor = value::read(&actor)?;
            Ok((row, Event { id, at, actor, token, request, action, resource, detail }))
        })
        .collect()
}
