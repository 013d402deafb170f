use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response carries a header that it did not.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-header-added",
        summary: "A response carries a header that it did not.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Response,
        side: Side::Response,
        subject: "parameter or header",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["response-header-added"],
        page: include_str!("response_header_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::HeaderAdded { name, .. } = edit else { return None };
    let operation = words::operation(operation);

    let (status, name) = (words::code(status), words::code(name));
    Some(format!("Header {name} of answer {status} to {operation} is new"))
}
