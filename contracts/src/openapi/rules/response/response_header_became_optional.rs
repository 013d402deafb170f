use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response header is no longer promised.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-header-became-optional",
        summary: "A response header is no longer promised.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Response,
        side: Side::Response,
        subject: "parameter or header requirement",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["response-header-became-optional"],
        page: include_str!("response_header_became_optional.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::HeaderBecameOptional { name } = edit else { return None };
    let operation = words::operation(operation);

    let (status, name) = (words::code(status), words::code(name));
    Some(format!(
        "Header {name} of answer {status} to {operation} may be missing now; clients that rely on it break"
    ))
}
