use crate::openapi::change::{Effect, Fact};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A constraint on a request was replaced by another one.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-constraint-changed",
        summary: "A constraint on a request was replaced by another one.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "constraint",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "request-body-dependent-required-changed",
            "request-property-dependent-required-changed",
        ],
        page: include_str!("request_constraint_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let (keyword, Effect::Incomparable) = facts::constraint_effect(&value.edit)? else {
        return None;
    };
    let (name, keyword) = (words::value(value), words::code(keyword));
    Some(format!(
        "{name} has another {keyword}; clients that send what only the old one admitted are refused"
    ))
}
