use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request must not hold a value that was listed.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-enum-value-removed",
        summary: "A request must not hold a value that was listed.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "listed value",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "request-body-enum-value-removed",
            "request-property-enum-value-removed",
            "request-parameter-enum-value-removed",
            "request-parameter-property-enum-value-removed",
            "request-property-x-extensible-enum-value-removed",
            "request-parameter-x-extensible-enum-value-removed",
            "request-body-const-changed",
            "request-property-const-changed",
        ],
        page: include_str!("request_enum_value_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::EnumValuesRemoved { values } = &value.edit else { return None };

    let (name, values) = (words::value(value), words::list(values));
    Some(format!("{name} must not be {values} any more; clients that send it are refused"))
}
