use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response header is promised now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-header-became-required",
        summary: "A response header is promised now.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Response,
        side: Side::Response,
        subject: "parameter or header requirement",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("response_header_became_required.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::HeaderBecameRequired { name } = edit else { return None };
    let operation = words::operation(operation);

    let (status, name) = (words::code(status), words::code(name));
    Some(format!("Header {name} of answer {status} to {operation} is always sent now"))
}
