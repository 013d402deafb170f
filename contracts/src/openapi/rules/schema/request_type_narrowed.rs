use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// Fewer types are accepted in a request.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-type-narrowed",
        summary: "Fewer types are accepted in a request.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "type",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "request-body-list-of-types-narrowed",
            "request-property-list-of-types-narrowed",
            "request-parameter-list-of-types-narrowed",
            "request-parameter-property-list-of-types-narrowed",
            "request-parameter-property-type-specialized",
        ],
        page: include_str!("request_type_narrowed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::TypesChanged { old, new, .. } = &value.edit else { return None };
    (facts::types_effect(value)? == Effect::Narrowed).then(|| {
        let (name, old, new) = (words::value(value), words::code(old), words::code(new));
        format!(
            "{name} must be {new} now and not {old}; clients that send another type are refused"
        )
    })
}
