use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// Undeclared properties are refused in a request, or must fit a schema.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-additional-properties-narrowed",
        summary: "Undeclared properties are refused in a request, or must fit a schema.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "undeclared property",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("request_additional_properties_narrowed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::AdditionalNarrowed = value.edit else { return None };

    let name = words::value(value);
    Some(format!(
        "{name} admits fewer undeclared properties now; clients that send such properties are refused"
    ))
}
