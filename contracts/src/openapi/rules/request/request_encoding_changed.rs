use crate::openapi::change::{Fact, RequestEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A part of a form body is encoded differently.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-encoding-changed",
        summary: "A part of a form body is encoded differently.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Request,
        side: Side::Request,
        subject: "part encoding",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("request_encoding_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::request_body(fact)?;
    let RequestEdit::EncodingChanged { media_type, property } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!(
        "Part {} of the {} body of {operation} is encoded differently; clients send the old form",
        words::code(property),
        words::code(media_type)
    ))
}
