use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A bound on a response is looser.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-bound-loosened",
        summary: "A bound on a response is looser.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "bound",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "response-body-max-increased",
            "response-body-max-length-increased",
            "response-body-max-length-unset",
            "response-body-min-decreased",
            "response-body-min-length-decreased",
            "response-body-min-items-decreased",
            "response-body-min-items-unset",
            "response-body-exclusive-max-increased",
            "response-body-exclusive-min-decreased",
            "response-body-max-contains-increased",
            "response-body-min-contains-decreased",
            "response-property-max-increased",
            "response-property-max-length-increased",
            "response-property-max-length-unset",
            "response-property-min-decreased",
            "response-property-min-length-decreased",
            "response-property-min-items-decreased",
            "response-property-min-items-unset",
            "response-property-exclusive-max-increased",
            "response-property-exclusive-min-decreased",
            "response-property-max-contains-increased",
            "response-property-min-contains-decreased",
        ],
        page: include_str!("response_bound_loosened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::BoundChanged { keyword, old, new, effect: Effect::Widened } = &value.edit
    else {
        return None;
    };
    let (name, old) = (words::value(value), words::or_none(old.as_ref()));
    let new = words::or_none(new.as_ref());
    Some(format!(
        "{name} has `{keyword}` {new} instead of {old}; clients that rely on the old bound break"
    ))
}
