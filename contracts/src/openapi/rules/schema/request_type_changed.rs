use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// Another type is expected in a request.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-type-changed",
        summary: "Another type is expected in a request.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "type",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "request-body-type-changed",
            "request-property-type-changed",
            "request-parameter-type-changed",
            "request-parameter-property-type-changed",
        ],
        page: include_str!("request_type_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::TypesChanged { old, new, .. } = &value.edit else { return None };
    (facts::types_effect(value)? == Effect::Incomparable).then(|| {
        let (name, old, new) = (words::value(value), words::code(old), words::code(new));
        format!(
            "{name} must be {new} now and was {old}; clients that send the old type are refused"
        )
    })
}
