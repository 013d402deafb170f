use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response may hold more types.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-type-widened",
        summary: "A response may hold more types.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "type",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "response-body-list-of-types-widened",
            "response-body-type-generalized",
            "response-property-list-of-types-widened",
            "response-property-type-generalized",
            "response-header-type-generalized",
        ],
        page: include_str!("response_type_widened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::TypesChanged { old, new, .. } = &value.edit else { return None };
    (facts::types_effect(value)? == Effect::Widened).then(|| {
        let (name, old, new) = (words::value(value), words::code(old), words::code(new));
        format!("{name} may be {new} now and was {old}; clients that expect the old type break")
    })
}
