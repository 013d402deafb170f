use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response holds fewer undeclared properties.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-additional-properties-narrowed",
        summary: "A response holds fewer undeclared properties.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "undeclared property",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("response_additional_properties_narrowed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::AdditionalNarrowed = value.edit else { return None };

    Some(format!("{} holds fewer undeclared properties now", words::value(value)))
}
