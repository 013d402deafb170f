use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A link of a response is new, gone or leads elsewhere.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-link-changed",
        summary: "A link of a response is new, gone or leads elsewhere.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Response,
        side: Side::Response,
        subject: "link",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("response_link_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::LinkChanged { name } = edit else { return None };
    let operation = words::operation(operation);

    let (status, name) = (words::code(status), words::code(name));
    Some(format!("Link {name} of answer {status} to {operation} is another one"))
}
