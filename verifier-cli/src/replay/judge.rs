//! Puts an answer into the domain's words and has it judged.

use super::transport::Incoming;
use handfast_contracts::compare::Area;
use handfast_contracts::interactions::matching::{
    ActualResponse, Certainty, Mismatch, match_response,
};
use handfast_contracts::interactions::model::Headers;
use handfast_contracts::interactions::{Request, Response};
use handfast_contracts::wire::InteractionOutcome;
use http::{HeaderMap, HeaderValue};

/// What becomes of an interaction by this answer, and what did not match, one sentence each. An
/// answer of which only that is known that it could not be judged is neither a pass nor a fail.
pub(super) fn judge(
    request: &Request,
    expected: &Response,
    answer: Incoming,
) -> (InteractionOutcome, Vec<String>) {
    let actual = ActualResponse {
        status: answer.status,
        headers: headers(&answer.headers),
        body: (!is_bodiless(request, answer.status)).then_some(answer.body),
    };
    let mismatches = match_response(expected, &actual);
    let differs = |one: &Mismatch| one.certainty == Certainty::Differs;
    let outcome = match mismatches.as_slice() {
        [] => InteractionOutcome::Pass,
        some if some.iter().any(differs) => InteractionOutcome::Fail,
        _ => InteractionOutcome::Error,
    };
    (outcome, mismatches.iter().map(sentence).collect())
}

/// RFC 9110, section 6.4.1: answers that have no body, whatever their headers say.
fn is_bodiless(request: &Request, status: u16) -> bool {
    request.method.eq_ignore_ascii_case("HEAD") || matches!(status, 204 | 304)
}

fn sentence(mismatch: &Mismatch) -> String {
    let area = match mismatch.area {
        Area::ResponseHeader => "header ",
        Area::ResponseBody => "body ",
        _ => "",
    };
    let place = format!("{area}{}", mismatch.path);
    match (place.trim_end(), mismatch.certainty) {
        ("", Certainty::Differs) => mismatch.message.clone(),
        ("", Certainty::Undecided) => format!("undecided: {}", mismatch.message),
        (place, Certainty::Differs) => format!("{place}: {}", mismatch.message),
        (place, Certainty::Undecided) => format!("{place}, undecided: {}", mismatch.message),
    }
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
