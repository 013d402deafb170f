use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response no longer holds a value that was listed.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-enum-value-removed",
        summary: "A response no longer holds a value that was listed.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "listed value",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["response-property-enum-value-removed", "response-mediatype-enum-value-removed"],
        page: include_str!("response_enum_value_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::EnumValuesRemoved { values } = &value.edit else { return None };

    Some(format!("{} is never {} now", words::value(value), words::list(values)))
}
