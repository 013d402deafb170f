use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// More types are accepted in a request.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-type-widened",
        summary: "More types are accepted in a request.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "type",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "request-body-list-of-types-widened",
            "request-body-type-generalized",
            "request-body-type-compatible",
            "request-property-list-of-types-widened",
            "request-property-type-generalized",
            "request-property-type-compatible",
            "request-parameter-list-of-types-widened",
            "request-parameter-type-generalized",
            "request-parameter-property-list-of-types-widened",
            "request-parameter-property-type-generalized",
        ],
        page: include_str!("request_type_widened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::TypesChanged { old, new, .. } = &value.edit else { return None };
    (facts::types_effect(value)? == Effect::Widened).then(|| {
        let (name, old, new) = (words::value(value), words::code(old), words::code(new));
        format!("{name} may be {new} now and not only {old}")
    })
}
