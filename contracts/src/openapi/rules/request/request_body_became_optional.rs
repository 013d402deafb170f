use crate::openapi::change::{Fact, RequestEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A request body may be left out now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-body-became-optional",
        summary: "A request body may be left out now.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Request,
        side: Side::Request,
        subject: "body requirement",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["request-body-became-optional"],
        page: include_str!("request_body_became_optional.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::request_body(fact)?;
    let RequestEdit::BecameOptional = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("The body of {operation} may be left out now"))
}
