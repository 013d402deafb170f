//! The demo: a landscape to look at, and orders services to replay against.
//!
//! Three services, two environments and a change that one consumer cannot live with. It is filled
//! through the same actions that everybody uses, so it cannot show what the broker cannot do.

mod fill;
mod orders;

use crate::app::App;
use crate::config::StartError;
use orders::Variant;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Fills the store and serves the orders services beside the broker: on the two ports after the
/// broker's, or on free ones where the broker's was free to choose.
///
/// Answers what to tell whoever started it, one line each.
///
/// # Errors
/// [`StartError`] when the store cannot be filled or a port is taken.
pub(crate) async fn prepare(app: &App, asked: SocketAddr) -> Result<Vec<String>, StartError> {
    let mut told = Vec::new();
    let filled = fill::fill(app).await;
    filled.map_err(|problem| {
        StartError::new(format!("cannot fill the demo: {}", problem.detail()))
    })?;
    let variants = [
        (1, "orders 1.4.0, as it runs", Variant::Good),
        (2, "orders 1.5.0, broken", Variant::Broken),
    ];
    for (offset, what, variant) in variants {
        let port = if asked.port() == 0 { 0 } else { asked.port().saturating_add(offset) };
        let address = SocketAddr::new(asked.ip(), port);
        let listener = TcpListener::bind(address).await.map_err(|error| {
            StartError::new(format!(
                "cannot serve the demo's {what} on {address}: {error}; take another port, and the \
                 two after it, with --listen {}:9392",
                asked.ip()
            ))
        })?;
        let address = listener.local_addr().unwrap_or(address);
        tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, orders::router(variant)).await {
                tracing::error!(%error, what, "the demo's service stopped");
            }
        });
        told.push(format!("demo: {what}: http://{address}"));
    }
    Ok(told)
}
