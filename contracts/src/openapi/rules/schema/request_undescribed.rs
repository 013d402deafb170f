use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A request may be anything, where it had to fit a schema.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-undescribed",
        summary: "A request may be anything, where it had to fit a schema.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "description of values",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "request-body-media-type-schema-removed",
            "request-body-content-schema-removed",
            "request-property-content-schema-removed",
        ],
        page: include_str!("request_undescribed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::Described { effect: Effect::Widened } = value.edit else { return None };
    let name = words::value(value);
    Some(format!("{name} had to fit a schema and may be anything now"))
}
