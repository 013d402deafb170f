use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A bound on a request is tighter.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-bound-tightened",
        summary: "A bound on a request is tighter.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "bound",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "request-body-max-decreased",
            "request-body-max-length-decreased",
            "request-body-min-increased",
            "request-body-min-length-increased",
            "request-body-min-items-increased",
            "request-body-exclusive-max-decreased",
            "request-body-exclusive-min-increased",
            "request-body-max-set",
            "request-body-min-set",
            "request-body-max-length-set",
            "request-body-min-items-set",
            "request-body-exclusive-max-set",
            "request-body-exclusive-min-set",
            "request-body-max-contains-decreased",
            "request-body-min-contains-increased",
            "request-property-max-decreased",
            "request-property-max-length-decreased",
            "request-property-min-increased",
            "request-property-min-length-increased",
            "request-property-min-items-increased",
            "request-property-exclusive-max-decreased",
            "request-property-exclusive-min-increased",
            "request-property-max-set",
            "request-property-min-set",
            "request-property-max-length-set",
            "request-property-min-items-set",
            "request-property-exclusive-max-set",
            "request-property-exclusive-min-set",
            "request-property-max-contains-decreased",
            "request-property-min-contains-increased",
            "request-parameter-max-decreased",
            "request-parameter-max-items-decreased",
            "request-parameter-max-length-decreased",
            "request-parameter-min-increased",
            "request-parameter-min-items-increased",
            "request-parameter-min-length-increased",
            "request-parameter-exclusive-max-decreased",
            "request-parameter-exclusive-min-increased",
            "request-parameter-max-set",
            "request-parameter-min-set",
            "request-parameter-max-length-set",
            "request-parameter-min-items-set",
            "request-parameter-exclusive-max-set",
            "request-parameter-exclusive-min-set",
        ],
        page: include_str!("request_bound_tightened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::BoundChanged { keyword, old, new, effect: Effect::Narrowed } = &value.edit
    else {
        return None;
    };
    let (name, old) = (words::value(value), words::or_none(old.as_ref()));
    let new = words::or_none(new.as_ref());
    Some(format!(
        "{name} has `{keyword}` {new} instead of {old}; clients that send values beyond it are refused"
    ))
}
