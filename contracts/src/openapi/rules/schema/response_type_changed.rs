use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response holds another type.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-type-changed",
        summary: "A response holds another type.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "type",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "response-body-type-changed",
            "response-property-type-changed",
            "response-header-type-changed",
        ],
        page: include_str!("response_type_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::TypesChanged { old, new, .. } = &value.edit else { return None };
    (facts::types_effect(value)? == Effect::Incomparable).then(|| {
        let (name, old, new) = (words::value(value), words::code(old), words::code(new));
        format!("{name} is {new} now and was {old}; clients that expect the old type break")
    })
}
