use crate::openapi::change::{Fact, RequestEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// An operation asks for a body that it had none of.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-body-added-required",
        summary: "An operation asks for a body that it had none of.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Request,
        side: Side::Request,
        subject: "body",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["request-body-added-required"],
        page: include_str!("request_body_added_required.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::request_body(fact)?;
    let RequestEdit::Added { required: true } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{operation} must be sent with a body now; clients that send none are refused"))
}
