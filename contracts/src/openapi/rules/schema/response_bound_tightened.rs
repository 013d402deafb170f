use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A bound on a response is tighter.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-bound-tightened",
        summary: "A bound on a response is tighter.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "bound",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "response-body-max-contains-decreased",
            "response-body-min-contains-increased",
            "response-property-max-contains-decreased",
            "response-property-min-contains-increased",
        ],
        page: include_str!("response_bound_tightened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::BoundChanged { keyword, old, new, effect: Effect::Narrowed } = &value.edit
    else {
        return None;
    };
    let (name, old) = (words::value(value), words::or_none(old.as_ref()));
    let new = words::or_none(new.as_ref());
    Some(format!("{name} has `{keyword}` {new} instead of {old}, a tighter bound"))
}
