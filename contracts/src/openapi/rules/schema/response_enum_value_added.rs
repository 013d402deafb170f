use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response may hold a value that was not listed.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-enum-value-added",
        summary: "A response may hold a value that was not listed.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "listed value",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "response-property-enum-value-added",
            "response-body-const-changed",
            "response-property-const-changed",
        ],
        page: include_str!("response_enum_value_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::EnumValuesAdded { values, extensible: false } = &value.edit else {
        return None;
    };

    let (name, values) = (words::value(value), words::list(values));
    Some(format!("{name} may be {values} now; clients that handle only the old values break"))
}
