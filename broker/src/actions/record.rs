//! Writes down who did what, once an action changes something.

use crate::caller::Caller;
use crate::store::events::{self, NewEvent};
use crate::store::{Row, StoreError, WriteTx};
use handfast_contracts::time::Timestamp;
use serde_json::Value;

/// What is done, by whom and when. The event is written when the first fact needs it, so that
/// an action that changes nothing leaves none.
#[derive(Debug)]
pub(super) struct Record<'a> {
    caller: &'a Caller,
    now: Timestamp,
    action: &'static str,
    resource: String,
    detail: Value,
    event: Option<Row>,
}

impl<'a> Record<'a> {
    /// `resource` is the path of what the action is about: `services/orders/versions/1.4.0`.
    pub(super) fn new(
        caller: &'a Caller,
        now: Timestamp,
        (action, resource): (&'static str, String),
        detail: Value,
    ) -> Self {
        Self { caller, now, action, resource, detail, event: None }
    }

    /// The event and the time, for the facts that it brings.
    pub(super) async fn event(&mut self, tx: &mut WriteTx) -> Result<(Row, Timestamp), StoreError> {
        if let Some(event) = self.event {
            return Ok((event, self.now));
        }
        let event = NewEvent {
            at: self.now,
            actor: &self.caller.actor,
            token: self.caller.token.as_deref(),
            request: &self.caller.request,
            action: self.action,
            resource: &self.resource,
            detail: &self.detail,
        };
        let event = events::append(tx, &event).await?;
        self.event = Some(event);
        Ok((event, self.now))
    }
}
