use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A request may hold one more listed value.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-enum-value-added",
        summary: "A request may hold one more listed value.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "listed value",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "request-property-enum-value-added",
            "request-parameter-enum-value-added",
            "request-parameter-property-enum-value-added",
        ],
        page: include_str!("request_enum_value_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::EnumValuesAdded { values, .. } = &value.edit else { return None };

    Some(format!("{} may be {} too", words::value(value), words::list(values)))
}
