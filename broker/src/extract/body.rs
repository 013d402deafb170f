//! JSON bodies, in and out.

use super::caller::authority;
use super::{field_below, wrong_field};
use crate::access::concerns::Concerns;
use crate::app::App;
use crate::problem::Problem;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Larger bodies are read on the bounded pool: whoever answers requests must not stand still.
const LARGE: usize = 256 * 1024;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(300);

/// A JSON body. Going in, its media type, its size after decompression and its form are checked,
/// and what it names is authorised; going out, it is the response.
#[derive(Debug, Clone)]
pub struct Body<T>(pub T);

impl<T> FromRequest<App> for Body<T>
where
    T: DeserializeOwned + Concerns + Send + 'static,
{
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        check_headers(request.headers(), app.settings.body_limit)?;
        let (parts, body) = request.into_parts();
        let bytes = collect(body, app.settings.body_limit).await?;
        let value: T = if bytes.len() < LARGE {
            parse(&bytes)?
        } else {
            app.workers.run(move || parse(&bytes)).await??
        };
        authority(&parts.extensions)?.check(value.resource())?;
        Ok(Self(value))
    }
}

impl<T: Serialize> IntoResponse for Body<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(json) => {
                let json_type = HeaderValue::from_static("application/json");
                ([(CONTENT_TYPE, json_type)], json).into_response()
            }
            Err(error) => Problem::internal(&error).into_response(),
        }
    }
}

fn check_headers(headers: &HeaderMap, limit: usize) -> Result<(), Problem> {
    let (found, essence) = media_type(headers);
    let json = essence.eq_ignore_ascii_case("application/json")
        || (essence.starts_with("application/") && essence.ends_with("+json"));
    if !json {
        let (found, expected) = (found.to_owned(), "application/json");
        return Err(Problem::UnsupportedMediaType { found, expected });
    }
    // The router has taken gzip away; whatever is left is not read here.
    if let Some(encoding) = headers.get(CONTENT_ENCODING).filter(|value| *value != "identity") {
        let found = format!("content encoding {}", encoding.to_str().unwrap_or("?"));
        return Err(Problem::UnsupportedMediaType { found, expected: "gzip or no encoding" });
    }
    let length: Option<usize> =
        headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    match length {
        Some(length) if length > limit => Err(Problem::TooLarge { limit }),
        _ => Ok(()),
    }
}

/// The media type of a body as it was sent, and without its parameters.
pub(super) fn media_type(headers: &HeaderMap) -> (&str, &str) {
    let found = headers.get(CONTENT_TYPE).map_or("", |value| value.to_str().unwrap_or_default());
    (found, found.split(';').next().unwrap_or_default().trim())
}

/// The whole of `body`, of at most `limit` bytes after decompression.
pub(super) async fn collect(
    body: axum::body::Body,
    limit: usize,
) -> Result<axum::body::Bytes, Problem> {
    let why = match tokio::time::timeout(PATIENCE, Limited::new(body, limit).collect()).await {
        Ok(Ok(collected)) => return Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            return Err(Problem::TooLarge { limit });
        }
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("it took longer than {} s", PATIENCE.as_secs()),
    };
    let detail = format!("The body could not be read to its end: {why}.");
    Err(Problem::Invalid { detail, fields: Vec::new(), diagnostics: Vec::new() })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        refusal(&path, error.inner())
    })?;
    reader.end().map_err(|error| refusal(".", &error))?;
    Ok(value)
}

/// `error` holds line and column, counted from 1.
fn refusal(path: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let field = field_below(path, &message).unwrap_or_else(|| "body".to_owned());
    let detail = match error.classify() {
        serde_json::error::Category::Data => format!("The body is not as expected: {error}."),
        _ => format!("The body is no JSON document: {error}."),
    };
    wrong_field(detail, field, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use handfast_contracts::wire::Publication;

    #[test]
    fn a_wrong_field_is_named_with_its_line_and_column() {
        let body = "{\"service\": \"a\", \"version\": \"1\",\n \"contracts\": [{\"kind\": \"x\"}]}";
        let Problem::Invalid { fields, .. } = parse::<Publication>(body.as_bytes()).unwrap_err()
        else {
            panic!("another problem")
        };
        assert_eq!(fields[0].field, "contracts[0].kind");
        assert!(fields[0].message.contains("line 2 column 28"), "{}", fields[0].message);
    }

    #[test]
    fn deep_cut_and_trailing_text_is_refused() {
        for body in ["", "{", "{\"service\":", "[".repeat(100_000).as_str(), "null", "{} x"] {
            assert!(parse::<Publication>(body.as_bytes()).is_err());
        }
        assert!(parse::<handfast_contracts::wire::ServiceSettings>(b"{} {}").is_err());
    }
}
