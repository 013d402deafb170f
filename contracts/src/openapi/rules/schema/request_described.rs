use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request must fit a schema, where anything was accepted.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-described",
        summary: "A request must fit a schema, where anything was accepted.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "description of values",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "request-body-media-type-schema-added",
            "request-body-content-schema-added",
            "request-property-content-schema-added",
        ],
        page: include_str!("request_described.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::Described { effect: Effect::Narrowed } = value.edit else { return None };
    let name = words::value(value);
    Some(format!(
        "{name} could be anything and must fit a schema now; clients that send anything else are refused"
    ))
}
