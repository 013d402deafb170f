use crate::openapi::change::{Fact, RequestEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation may be sent with a body that it had none of.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-body-added-optional",
        summary: "An operation may be sent with a body that it had none of.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Request,
        side: Side::Request,
        subject: "body",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["request-body-added-optional"],
        page: include_str!("request_body_added_optional.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::request_body(fact)?;
    let RequestEdit::Added { required: false } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{operation} may be sent with a body now"))
}
