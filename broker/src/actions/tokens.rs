//! Tokens: made, listed, revoked, and checked at every request that shows one.

use super::cursor;
use super::record::Record;
use crate::access::secret::{Secret, SecretKind};
use crate::app::App;
use crate::caller::{Caller, Grants};
use crate::problem::Problem;
use crate::store::tokens::{self, StoredToken, TokenRow};
use crate::store::{PublicId, Row, reading, writing};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{CreatedToken, FieldProblem, NewToken, Page, Paging, Scope, Token};
use serde_json::json;

const DAY: i64 = 24 * 60 * 60;
/// How long a token works where nothing is said.
const DEFAULT_LIFE: i64 = 90 * DAY;
/// How long a token may work: a year and a day, so that "in a year" is never too late.
const LONGEST_LIFE: i64 = 366 * DAY;
/// How exactly the last use is known.
const TOUCH_AFTER: i64 = 5 * 60;

/// Makes a token. Its secret is in the answer and nowhere else.
///
/// # Errors
/// [`Problem::Invalid`] without a scope or with an expiry in the past or too far ahead.
pub async fn create(app: &App, caller: &Caller, new: NewToken) -> Result<CreatedToken, Problem> {
    let now = app.clock.now();
    let expires_at = new.expires_at.unwrap_or(now.plus_seconds(DEFAULT_LIFE));
    check(&new, now, expires_at)?;
    let secret = Secret::generate(SecretKind::Token).map_err(|error| Problem::internal(&error))?;
    let id = PublicId::new(now);
    let mut scopes = new.scopes;
    scopes.sort();
    scopes.dedup();
    let (scopes, services, environments) = (&scopes, &new.services, &new.environments);
    let (actor, secret) = (&new.actor, &secret);
    let token = writing!(app.db, |tx| {
        let detail = json!({ "actor": actor, "scopes": scopes, "expires_at": expires_at });
        let what = ("create-token", format!("tokens/{id}"));
        let (event, _) = Record::new(caller, now, what, detail).event(tx).await?;
        let hash = secret.hash();
        let created_at = now;
        let row = TokenRow {
            id,
            hash,
            actor,
            scopes,
            services,
            environments,
            created_at,
            expires_at,
            event,
        };
        tokens::insert(tx, &row).await?;
        tokens::by_hash(tx, &hash).await
    })?;
    let token = token.ok_or_else(|| Problem::internal(&"a new token was not stored"))?.token;
    Ok(CreatedToken { token, secret: secret.reveal().to_owned() })
}

fn check(new: &NewToken, now: Timestamp, expires_at: Timestamp) -> Result<(), Problem> {
    let (field, message) = if new.scopes.is_empty() {
        let known = Scope::ALL.map(Scope::as_str).join(", ");
        ("scopes", format!("a token needs at least one scope of {known}"))
    } else if expires_at <= now {
        ("expires_at", format!("a token cannot expire in the past; it is {now} now"))
    } else if expires_at > now.plus_seconds(LONGEST_LIFE) {
        let latest = now.plus_seconds(LONGEST_LIFE);
        ("expires_at", format!("a token works for at most a year, here until {latest}"))
    } else {
        return Ok(());
    };
    Err(Problem::Invalid {
        detail: format!("The token cannot be made: {message}."),
        fields: vec![FieldProblem { field: field.to_owned(), message }],
        diagnostics: Vec::new(),
    })
}

/// Tokens without their secrets, the newest first.
///
/// # Errors
/// [`Problem::Invalid`] for a cursor of another list, and those of the store.
pub async fn list(app: &App, paging: &Paging) -> Result<Page<Token>, Problem> {
    let before = cursor::after_number(paging)?.unwrap_or(Row::MAX);
    let rows = cursor::rows(paging.limit);
    let found = reading!(app.db, |tx| tokens::list_before(tx, before, rows).await)?;
    let page = cursor::page(found, paging.limit, |found| found.row.to_string());
    Ok(cursor::map(page, |found| found.token))
}

/// Revokes a token for good, and with it every session that was opened by it.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn revoke(app: &App, caller: &Caller, id: &str) -> Result<Token, Problem> {
    let now = app.clock.now();
    let token = writing!(app.db, |tx| {
        let unknown =
            || Problem::NotFound { what: "token", name: id.to_owned(), known: Vec::new() };
        let found = tokens::by_id(tx, id).await?.ok_or_else(unknown)?;
        if found.token.revoked_at.is_some() {
            return Ok(Some(found));
        }
        let what = ("revoke-token", format!("tokens/{id}"));
        let detail = json!({ "actor": found.token.actor });
        Record::new(caller, now, what, detail).event(tx).await?;
        tokens::revoke(tx, found.row, now).await?;
        tokens::by_id(tx, id).await
    })?;
    token.map(|found| found.token).ok_or_else(|| Problem::internal(&"a token vanished"))
}

/// Who shows this secret.
///
/// # Errors
/// [`Problem::Unauthenticated`] when the token is unknown, revoked or expired.
pub async fn authenticate(app: &App, secret: &Secret, request: String) -> Result<Caller, Problem> {
    let now = app.clock.now();
    let found = find(app, secret).await?;
    check_usable(&found.token, now)?;
    if found.token.last_used_at.is_none_or(|at| at.plus_seconds(TOUCH_AFTER) <= now) {
        let touched = writing!(app.db, |tx| tokens::touch(tx, found.row, now).await);
        if let Err(error) = touched {
            tracing::warn!(%error, "the last use of a token was not noted");
        }
    }
    Ok(caller(found.token, request))
}

/// The token with this secret.
pub(super) async fn find(app: &App, secret: &Secret) -> Result<StoredToken, Problem> {
    let hash = secret.hash();
    let found = reading!(app.db, |tx| tokens::by_hash(tx, &hash).await)?;
    found.ok_or_else(|| refused("The token is not known to this broker.".to_owned()))
}

/// Whether a token works at `now`.
pub(super) fn check_usable(token: &Token, now: Timestamp) -> Result<(), Problem> {
    if let Some(at) = token.revoked_at {
        Err(refused(format!("The token of {} was revoked at {at}.", token.actor)))
    } else if token.expires_at <= now {
        let at = token.expires_at;
        Err(refused(format!("The token of {} expired at {at}.", token.actor)))
    } else {
        Ok(())
    }
}

/// What a token makes of whoever shows it.
pub(super) fn caller(token: Token, request: String) -> Caller {
    let Token { id, actor, scopes, services, environments, .. } = token;
    Caller { actor, token: Some(id), request, grants: Grants { scopes, services, environments } }
}

/// Whether anybody could administer the broker from afar by a stored token.
///
/// # Errors
/// [`Problem`] of the database.
pub async fn any_admin(app: &App) -> Result<bool, Problem> {
    let now = app.clock.now();
    Ok(reading!(app.db, |tx| tokens::any_admin(tx, now).await)?)
}

fn refused(detail: String) -> Problem {
    Problem::Unauthenticated { detail }
}
