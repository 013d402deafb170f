use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// Only listed values are accepted in a request, where any was.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-enum-added",
        summary: "Only listed values are accepted in a request, where any was.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "list of values",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "request-body-became-enum",
            "request-property-became-enum",
            "request-parameter-became-enum",
            "request-header-property-became-enum",
            "request-body-const-added",
            "request-property-const-added",
        ],
        page: include_str!("request_enum_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::EnumAdded { values } = &value.edit else { return None };

    let (name, values) = (words::value(value), words::list(values));
    Some(format!("{name} must be one of {values} now; clients that send anything else are refused"))
}
