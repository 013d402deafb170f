use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A bound on a request is looser.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-bound-loosened",
        summary: "A bound on a request is looser.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "bound",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "request-body-max-increased",
            "request-body-max-length-increased",
            "request-body-min-decreased",
            "request-body-min-length-decreased",
            "request-body-exclusive-max-increased",
            "request-body-exclusive-min-decreased",
            "request-body-max-contains-increased",
            "request-body-min-contains-decreased",
            "request-property-max-increased",
            "request-property-max-length-increased",
            "request-property-min-decreased",
            "request-property-min-length-decreased",
            "request-property-exclusive-max-increased",
            "request-property-exclusive-min-decreased",
            "request-property-max-contains-increased",
            "request-property-min-contains-decreased",
            "request-parameter-max-increased",
            "request-parameter-max-items-increased",
            "request-parameter-max-length-increased",
            "request-parameter-min-decreased",
            "request-parameter-min-items-decreased",
            "request-parameter-min-length-decreased",
            "request-parameter-exclusive-max-increased",
            "request-parameter-exclusive-min-decreased",
        ],
        page: include_str!("request_bound_loosened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::BoundChanged { keyword, old, new, effect: Effect::Widened } = &value.edit
    else {
        return None;
    };
    let (name, old) = (words::value(value), words::or_none(old.as_ref()));
    let new = words::or_none(new.as_ref());
    Some(format!("{name} has `{keyword}` {new} instead of {old}, a looser bound"))
}
