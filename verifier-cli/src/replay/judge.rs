//! Turns an answer into the domain's words and has it judged.

use super::transport::Incoming;
use handfast_contracts::interactions::body::Body;
use handfast_contracts::interactions::matching::match_response;
use handfast_contracts::interactions::model::Headers;
use handfast_contracts::interactions::{Request, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};

/// What of the answer to `request` is not as expected, one sentence each.
pub fn judge(request: &Request, expected: &Response, answer: &Incoming) -> Vec<String> {
    let bodiless = request.method.eq_ignore_ascii_case("HEAD") || matches!(answer.status, 204 | 304);
    let body = (!bodiless).then_some(answer.body.as_slice());
    let content_type = answer.headers.get(CONTENT_TYPE).map(text);
    let actual = Response {
        status: answer.status,
        headers: headers(&answer.headers),
        body: Body::from_wire(body, content_type.as_deref()),
        rules: expected.rules.clone(),
        location: expected.location.clone(),
    };
    match_response(expected, &actual).iter().map(ToString::to_string).collect()
}

fn headers(map: &HeaderMap) -> Headers {
    map.iter().map(|(name, value)| (name.as_str(), text(value))).collect()
}

/// The value as text: UTF-8, else Latin-1, in which every byte is a character.
fn text(value: &HeaderValue) -> String {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => value.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
    }
}
