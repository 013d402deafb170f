//! The program's one HTTP client: time limits, bounded bodies, and trying again.

use crate::failure::{Failure, root_cause};
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Request, Response, StatusCode};
use std::sync::OnceLock;
use std::time::Duration;

/// How long a connection may take to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The pauses before the second and later attempts.
const BACKOFF: [Duration; 3] =
    [Duration::from_millis(100), Duration::from_millis(300), Duration::from_millis(900)];

/// The longest pause that a broker may ask for with `Retry-After`.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// When a request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Also when it may have arrived: sending it twice does what sending it once does.
    Idempotent,
    /// Only when it has surely not been done.
    OnlyUndone,
}

/// The program's one client. It follows no redirects, so that credentials go nowhere else.
///
/// # Errors
/// When the machine's TLS roots cannot be read.
pub fn client() -> Result<Client, Failure> {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    if let Some(client) = CLIENT.get() {
        return Ok(client.clone());
    }
    let client = Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(handfast_contracts::report::ENGINE)
        .build()
        .map_err(|error| {
            Failure::unexpected(format!("HTTP cannot be set up: {}", root_cause(&error)))
        })?;
    Ok(CLIENT.get_or_init(|| client).clone())
}

/// Sends a request, and sends it again while that may help: when no connection is made, when the
/// broker says that it is busy, and, where repeating does no harm, when the connection breaks.
///
/// # Errors
/// The last attempt's.
pub async fn send(
    client: &Client,
    request: Request,
    repeat: Repeat,
) -> Result<Response, reqwest::Error> {
    let mut pauses = BACKOFF.into_iter();
    loop {
        let Some(again) = request.try_clone() else {
            return client.execute(request).await;
        };
        let answer = client.execute(again).await;
        let Some(pause) = pauses.next() else { return answer };
        match &answer {
            Ok(response) if response.status() == StatusCode::SERVICE_UNAVAILABLE => {
                tokio::time::sleep(asked_pause(response).unwrap_or(pause)).await;
            }
            Err(error) if may_help(error, repeat) => tokio::time::sleep(pause).await,
            _ => return answer,
        }
    }
}

fn may_help(error: &reqwest::Error, repeat: Repeat) -> bool {
    match repeat {
        _ if error.is_connect() => !error.is_timeout(),
        Repeat::Idempotent => error.is_request() && !error.is_timeout(),
        Repeat::OnlyUndone => false,
    }
}

fn asked_pause(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}

/// The body of a response, never more than `limit` bytes of it.
///
/// # Errors
/// What went wrong, as the end of a sentence.
pub async fn body(mut response: Response, limit: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    while let Some(chunk) =
        response.chunk().await.map_err(|error| root_cause(&error.without_url()))?
    {
        if bytes.len() + chunk.len() > limit {
            return Err(format!("it has more than {limit} bytes, which is the limit"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
