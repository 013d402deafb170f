//! What was ever done.

use crate::name::ActorName;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One action: who did what to what, and when. Events are only ever added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
pub struct Event {
    /// Identifies it.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: ActorName,
    /// The id of the token that was shown.
    pub token: Option<String>,
    /// The request, as it stands in the log.
    pub request: String,
    /// The action's name, such as `publish`.
    pub action: String,
    /// What it was done to, as a path: `services/orders/versions/1.4.0`.
    pub resource: String,
    /// More about it, by action.
    #[cfg_attr(feature = "utoipa", schema(value_type = Object))]
    pub detail: serde_json::Value,
}
