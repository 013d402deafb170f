use crate::openapi::change::{Fact, RequestEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// An operation takes no body any more.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-body-removed",
        summary: "An operation takes no body any more.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Request,
        side: Side::Request,
        subject: "body",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["request-body-removed"],
        page: include_str!("request_body_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::request_body(fact)?;
    let RequestEdit::Removed = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{operation} takes no body any more; what clients send in it is refused or lost"))
}
