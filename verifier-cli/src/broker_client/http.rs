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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const BUSY: &str =
        "HTTP/1.1 503 Busy\r\nretry-after: 0\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    const DONE: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";

    /// Sends a request to a server that gives these answers, one per connection; an empty one
    /// breaks the connection. What came of it, and how often the server was asked.
    async fn sent(answers: &'static [&'static str], repeat: Repeat) -> (Option<u16>, usize) {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                count.fetch_add(1, Ordering::SeqCst);
                let _ = stream.read(&mut [0; 4096]);
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        let client = client().unwrap();
        let answer = send(&client, client.post(url).build().unwrap(), repeat).await;
        (answer.ok().map(|answer| answer.status().as_u16()), asked.load(Ordering::SeqCst))
    }

    #[tokio::test]
    async fn a_busy_server_is_asked_again_until_it_answers() {
        assert_eq!(sent(&[BUSY, BUSY, DONE], Repeat::OnlyUndone).await, (Some(200), 3));
        assert_eq!(sent(&[BUSY; 5], Repeat::OnlyUndone).await, (Some(503), 4));
    }

    #[tokio::test]
    async fn a_broken_connection_is_tried_again_only_where_repeating_does_no_harm() {
        assert_eq!(sent(&["", DONE], Repeat::Idempotent).await, (Some(200), 2));
        assert_eq!(sent(&["", DONE], Repeat::OnlyUndone).await, (None, 1));
    }

    #[tokio::test]
    async fn a_body_beyond_its_limit_is_refused() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]);
            stream.write_all(DONE.as_bytes()).unwrap();
        });
        let client = client().unwrap();
        let response = client.get(url).send().await.unwrap();
        assert!(body(response, 1).await.unwrap_err().contains("more than 1 bytes"));
    }
}
