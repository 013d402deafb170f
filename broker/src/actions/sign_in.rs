//! Sessions: a person signs in by a personal token and carries on with a cookie.

use super::record::Record;
use super::tokens as token_actions;
use crate::access::secret::{Secret, SecretKind};
use crate::address::segment;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::store::sessions::{self, StoredSession};
use crate::store::{reading, writing};
use handfast_contracts::time::Timestamp;
use serde_json::json;

const HOUR: i64 = 60 * 60;
/// How long a session lasts without being used.
const IDLE: i64 = 12 * HOUR;
/// How long a session lasts at most.
pub const LONGEST: i64 = 7 * 24 * HOUR;
/// How exactly the last use is known.
const TOUCH_AFTER: i64 = 5 * 60;

/// Opens a session for whoever shows a token. The secret belongs into the session's cookie.
///
/// # Errors
/// [`Problem::Unauthenticated`] when `token` is mistyped, unknown, revoked or expired.
pub async fn sign_in(app: &App, token: &str, request: String) -> Result<Secret, Problem> {
    let secret = Secret::parse(SecretKind::Token, token.trim()).ok_or_else(|| {
        let detail = "This is no token, or it is mistyped or incomplete.".to_owned();
        Problem::Unauthenticated { detail }
    })?;
    let now = app.clock.now();
    let found = token_actions::find(app, &secret).await?;
    token_actions::check_usable(&found.token, now)?;
    let caller = token_actions::caller(found.token, request);
    let session =
        Secret::generate(SecretKind::Session).map_err(|error| Problem::internal(&error))?;
    let (caller, hash) = (&caller, session.hash());
    writing!(app.db, |tx| {
        let what = ("sign-in", format!("actors/{}", segment(caller.actor.as_str())));
        Record::new(caller, now, what, json!({})).event(tx).await?;
        sessions::delete_before(tx, now.plus_seconds(-LONGEST)).await?;
        sessions::insert(tx, &hash, found.row, now).await
    })?;
    Ok(session)
}

/// Who goes on with this session; `None` when it has ended.
///
/// # Errors
/// [`Problem`] of the database.
pub async fn authenticate(
    app: &App,
    secret: &Secret,
    request: String,
) -> Result<Option<Caller>, Problem> {
    let now = app.clock.now();
    let hash = secret.hash();
    let found = reading!(app.db, |tx| sessions::by_hash(tx, &hash).await)?;
    let Some(session) = found.filter(|session| lasts(session, now)) else { return Ok(None) };
    if session.last_seen_at.plus_seconds(TOUCH_AFTER) <= now {
        let touched = writing!(app.db, |tx| sessions::touch(tx, session.row, now).await);
        if let Err(error) = touched {
            tracing::warn!(%error, "the last use of a session was not noted");
        }
    }
    Ok(Some(token_actions::caller(session.token.token, request)))
}

fn lasts(session: &StoredSession, now: Timestamp) -> bool {
    now < session.last_seen_at.plus_seconds(IDLE)
        && now < session.created_at.plus_seconds(LONGEST)
        && token_actions::check_usable(&session.token.token, now).is_ok()
}

/// Ends a session. Its cookie is worth nothing afterwards.
///
/// # Errors
/// [`Problem`] of the database.
pub async fn sign_out(app: &App, secret: &Secret) -> Result<(), Problem> {
    let hash = secret.hash();
    Ok(writing!(app.db, |tx| sessions::delete(tx, &hash).await)?)
}
