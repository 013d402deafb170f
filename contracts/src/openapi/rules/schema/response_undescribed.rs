use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response may be anything, where it fitted a schema.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-undescribed",
        summary: "A response may be anything, where it fitted a schema.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "description of values",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "response-body-media-type-schema-removed",
            "response-body-content-schema-removed",
            "response-property-content-schema-removed",
        ],
        page: include_str!("response_undescribed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::Described { effect: Effect::Widened } = value.edit else { return None };
    let name = words::value(value);
    Some(format!(
        "{name} fitted a schema and may be anything now; clients that rely on its form break"
    ))
}
