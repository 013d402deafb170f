use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response no longer carries a header that was promised.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-required-header-removed",
        summary: "A response no longer carries a header that was promised.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Response,
        side: Side::Response,
        subject: "parameter or header",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["required-response-header-removed"],
        page: include_str!("response_required_header_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::HeaderRemoved { name, required: true } = edit else { return None };
    let operation = words::operation(operation);

    let (status, name) = (words::code(status), words::code(name));
    Some(format!(
        "Header {name} of answer {status} to {operation} was promised and is gone; clients that read it miss it"
    ))
}
