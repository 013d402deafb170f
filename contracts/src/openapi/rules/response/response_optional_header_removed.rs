use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response no longer documents a header that could be missing.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-optional-header-removed",
        summary: "A response no longer documents a header that could be missing.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Response,
        side: Side::Response,
        subject: "parameter or header",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["optional-response-header-removed"],
        page: include_str!("response_optional_header_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::HeaderRemoved { name, required: false } = edit else { return None };
    let operation = words::operation(operation);

    let (status, name) = (words::code(status), words::code(name));
    Some(format!("Header {name} of answer {status} to {operation} is gone; it was never promised"))
}
