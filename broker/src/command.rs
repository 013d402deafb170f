//! Commands beside serving: they work on the database directly, also while a broker serves it.

use crate::actions;
use crate::app::{App, SystemClock};
use crate::caller::{Caller, Grants};
use crate::cli::{CreateToken, TokenCommand};
use crate::config::{Config, StartError};
use crate::problem::Problem;
use crate::router;
use crate::serve;
use crate::store::Db;
use handfast_contracts::name::ActorName;
use handfast_contracts::wire::{NewToken, Paging, Scope, Token};
use std::fmt::Display;
use std::io::{self, Write};
use std::sync::Arc;

/// Prints the OpenAPI document.
pub(crate) fn openapi() -> Result<(), StartError> {
    let text = router::document_text().map_err(|error| StartError::new(error.to_string()))?;
    write!(io::stdout(), "{text}").map_err(unwritable)
}

/// Makes, lists or revokes tokens.
pub(crate) fn token(config: &Config, command: TokenCommand) -> Result<(), StartError> {
    on_store(config, async |app| match command {
        TokenCommand::Create(new) => create(app, new).await,
        TokenCommand::List => list(app).await,
        TokenCommand::Revoke { id } => revoke(app, &id).await,
    })
}

/// Computes anew what is derived from facts.
pub(crate) fn rebuild(config: &Config) -> Result<(), StartError> {
    on_store(config, async |app| {
        let differs = actions::rebuild(app, &operator()?).await.map_err(refused)?;
        if differs {
            // Repaired, and a fault that its makers should hear of.
            return Err(StartError::new(
                "what is derived from facts was wrong and has been computed anew; please report it",
            ));
        }
        writeln!(io::stderr(), "what is derived from facts was right").map_err(unwritable)
    })
}

fn on_store(
    config: &Config,
    work: impl AsyncFnOnce(&App) -> Result<(), StartError>,
) -> Result<(), StartError> {
    serve::runtime()?.block_on(async {
        let db = Db::connect(&config.database)
            .await
            .map_err(|error| StartError::new(error.to_string()))?;
        let app = App::new(db, Arc::new(SystemClock));
        let done = work(&app).await;
        app.db.close().await;
        done
    })
}

async fn create(app: &App, new: CreateToken) -> Result<(), StartError> {
    let expires_at = app.now().plus_seconds(i64::from(new.days) * 24 * 60 * 60);
    let token = NewToken {
        actor: new.actor,
        scopes: new.scopes,
        services: new.services,
        environments: new.environments,
        expires_at: Some(expires_at),
    };
    let created = actions::tokens::create(app, &operator()?, token).await.map_err(refused)?;
    let told = writeln!(
        io::stderr(),
        "token {} for {} works until {}; its secret is not shown again",
        created.token.id,
        created.token.actor,
        created.token.expires_at
    );
    told.map_err(unwritable)?;
    writeln!(io::stdout(), "{}", created.secret).map_err(unwritable)
}

async fn list(app: &App) -> Result<(), StartError> {
    let mut paging = Paging::default();
    loop {
        let page = actions::tokens::list(app, &paging).await.map_err(refused)?;
        for token in &page.items {
            writeln!(io::stdout(), "{}", line(token)).map_err(unwritable)?;
        }
        if page.next.is_none() {
            return Ok(());
        }
        paging.cursor = page.next;
    }
}

fn line(token: &Token) -> String {
    let state = match (token.revoked_at, token.last_used_at) {
        (Some(at), _) => format!("revoked {at}"),
        (None, Some(at)) => format!("expires {}, used {at}", token.expires_at),
        (None, None) => format!("expires {}, never used", token.expires_at),
    };
    let scopes: Vec<_> = token.scopes.iter().map(|scope| scope.as_str()).collect();
    let mut line = format!("{}  {}  {}  {state}", token.id, token.actor, scopes.join(","));
    for (word, names) in
        [("services", names(&token.services)), ("environments", names(&token.environments))]
    {
        if !names.is_empty() {
            line.push_str(&format!("  {word}: {names}"));
        }
    }
    line
}

fn names<T: Display>(list: &[T]) -> String {
    list.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

async fn revoke(app: &App, id: &str) -> Result<(), StartError> {
    let token = actions::tokens::revoke(app, &operator()?, id).await.map_err(refused)?;
    writeln!(io::stderr(), "revoked token {} of {}", token.id, token.actor).map_err(unwritable)
}

/// Whoever can run commands on the database may do everything.
fn operator() -> Result<Caller, StartError> {
    let actor =
        ActorName::new("command-line").map_err(|error| StartError::new(error.to_string()))?;
    let grants = Grants { scopes: vec![Scope::Admin], ..Grants::default() };
    Ok(Caller { actor, token: None, request: "command-line".to_owned(), grants })
}

fn refused(problem: Problem) -> StartError {
    StartError::new(problem.detail())
}

fn unwritable(error: io::Error) -> StartError {
    StartError::new(format!("cannot write the result: {error}"))
}
