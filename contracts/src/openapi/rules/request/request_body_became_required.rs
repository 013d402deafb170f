use crate::openapi::change::{Fact, RequestEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request body must be sent now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-body-became-required",
        summary: "A request body must be sent now.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Request,
        side: Side::Request,
        subject: "body requirement",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["request-body-became-required"],
        page: include_str!("request_body_became_required.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::request_body(fact)?;
    let RequestEdit::BecameRequired = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("The body of {operation} must be sent now; clients that leave it out are refused"))
}
