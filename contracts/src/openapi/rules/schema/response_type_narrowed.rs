use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response holds fewer types.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-type-narrowed",
        summary: "A response holds fewer types.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "type",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "response-body-list-of-types-narrowed",
            "response-body-type-specialized",
            "response-body-type-compatible",
            "response-property-list-of-types-narrowed",
            "response-property-type-specialized",
            "response-property-type-compatible",
            "response-header-type-specialized",
            "response-header-type-compatible",
        ],
        page: include_str!("response_type_narrowed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::TypesChanged { old, new, .. } = &value.edit else { return None };
    (facts::types_effect(value)? == Effect::Narrowed).then(|| {
        let (name, old, new) = (words::value(value), words::code(old), words::code(new));
        format!("{name} is always {new} now and was {old}")
    })
}
