//! Serving: from settings to a listening broker, and back to a closed store.

use crate::actions;
use crate::app::{App, SystemClock};
use crate::config::{Config, Reach, StartError};
use crate::store::Db;
use crate::{demo, router, telemetry};
use axum::serve::ListenerExt;
use std::future::IntoFuture;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};

/// How long requests that are under way may take once the broker stops.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program's one runtime.
pub(crate) fn runtime() -> Result<Runtime, StartError> {
    Runtime::new().map_err(|error| StartError::new(format!("cannot start threads: {error}")))
}

/// What is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The broker.
    Plain,
    /// The broker with something to look at.
    Demo,
}

/// Serves until a signal comes.
pub(crate) fn run(config: Config, mode: Mode) -> Result<(), StartError> {
    telemetry::start(config.log);
    runtime()?.block_on(serve(config, mode))
}

async fn serve(config: Config, mode: Mode) -> Result<(), StartError> {
    let listener = listen(config.listen).await?;
    let db =
        Db::connect(&config.database).await.map_err(|error| StartError::new(error.to_string()))?;
    let app = App::new(db, Arc::new(SystemClock)).with_settings(config.settings.clone());
    require_admin(&app, &config).await?;
    let told = match mode {
        Mode::Plain => Vec::new(),
        Mode::Demo => demo::prepare(&app, config.listen).await?,
    };
    announce(&listener, &config, &told)?;
    let stop = stop(app.clone(), config.drain);
    let listener = listener.tap_io(|connection| {
        // Answers are small and complete: waiting for more to send only delays them.
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "a connection stays with delayed sending");
        }
    });
    let service = router::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let (stopped, stopping) = tokio::sync::oneshot::channel::<()>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop.await;
        drop(stopped);
    });
    let upkeep = tokio::spawn(telemetry::upkeep());
    tokio::select! {
        result = serving.into_future() => {
            result.map_err(|error| StartError::new(format!("serving failed: {error}")))?;
        }
        () = async { drop(stopping.await); tokio::time::sleep(PATIENCE).await } => {
            tracing::warn!("requests still under way were cut off");
        }
    }
    upkeep.abort();
    app.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|error| {
        let next = match error.kind() {
            io::ErrorKind::AddrInUse => {
                let host = SocketAddr::new(address.ip(), 0);
                format!(
                    "another program, perhaps another broker, listens there; stop it, or take \
                     any free port with --listen {host}"
                )
            }
            io::ErrorKind::AddrNotAvailable => {
                "this machine does not have that address; --listen 0.0.0.0:9292 takes all that it \
                 has"
                .to_owned()
            }
            io::ErrorKind::PermissionDenied => {
                "ports below 1024 need a privilege; take a higher one with --listen".to_owned()
            }
            _ => "choose another address with --listen".to_owned(),
        };
        StartError::new(format!("cannot listen on {address}: {error}; {next}"))
    })
}

/// A broker that others can reach must have somebody who may administer it: there is no open
/// administrator there, and nobody could make the first token.
async fn require_admin(app: &App, config: &Config) -> Result<(), StartError> {
    if app.settings.reach == Reach::ThisMachine || app.settings.admin_token.is_some() {
        return Ok(());
    }
    let any = actions::tokens::any_admin(app).await;
    if any.map_err(|problem| StartError::new(problem.detail()))? {
        return Ok(());
    }
    let database = match config.database.split_once(':') {
        Some(("sqlite", _)) => config.database.as_str(),
        _ => "\"$HANDFAST_DATABASE\"",
    };
    Err(StartError::new(format!(
        "others can reach this broker at {}, and nobody has an administrator's token. Make one:\n  \
         handfast-broker --database {database} token create --actor admin --scope admin\n\
         or name a file with a secret of at least 32 characters in HANDFAST_ADMIN_TOKEN_FILE",
        config
            .settings
            .public_url
            .as_ref()
            .map_or_else(|| config.listen.to_string(), url::Url::to_string)
    )))
}

fn announce(listener: &TcpListener, config: &Config, told: &[String]) -> Result<(), StartError> {
    let address = listener
        .local_addr()
        .map_err(|error| StartError::new(format!("the listening address is not known: {error}")))?;
    let database = place(&config.database);
    let mut out = io::stdout().lock();
    writeln!(out, "listening on http://{address}\ndatabase: {database}")
        .and_then(|()| told.iter().try_for_each(|line| writeln!(out, "{line}")))
        .and_then(|()| out.flush())
        .map_err(|error| StartError::new(format!("cannot write to standard output: {error}")))?;
    tracing::info!(%address, %database, "started");
    Ok(())
}

/// Where a database is, without its password.
fn place(database: &str) -> String {
    match database.split_once(':') {
        Some(("sqlite", ":memory:")) => "a temporary SQLite file".to_owned(),
        Some(("sqlite", file)) => {
            let file = Path::new(file.strip_prefix("//").unwrap_or(file));
            let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
            format!("{} (SQLite)", whole.display())
        }
        _ => match url::Url::parse(database) {
            Ok(url) => {
                let host = url.host_str().unwrap_or("localhost");
                format!("{host}{} (PostgreSQL)", url.path())
            }
            Err(_) => "PostgreSQL".to_owned(),
        },
    }
}

/// Waits for the signal to stop, and then until load balancers have noticed.
async fn stop(app: App, drain: Duration) {
    let signals = signal(SignalKind::terminate()).and_then(|terminate| {
        signal(SignalKind::interrupt()).map(|interrupt| (terminate, interrupt))
    });
    let (mut terminate, mut interrupt) = match signals {
        Ok(signals) => signals,
        Err(error) => {
            tracing::error!(%error, "signals cannot be heard; stop the broker by killing it");
            return std::future::pending().await;
        }
    };
    tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    app.lifecycle.drain();
    tracing::info!("stopping: no longer ready, finishing what is under way");
    tokio::select! {
        () = tokio::time::sleep(drain) => {}
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
