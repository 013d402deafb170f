use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response fits a schema, where it could be anything.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-described",
        summary: "A response fits a schema, where it could be anything.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "description of values",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "response-body-media-type-schema-added",
            "response-body-content-schema-added",
            "response-property-content-schema-added",
        ],
        page: include_str!("response_described.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::Described { effect: Effect::Narrowed } = value.edit else { return None };
    let name = words::value(value);
    Some(format!("{name} could be anything and fits a schema now"))
}
