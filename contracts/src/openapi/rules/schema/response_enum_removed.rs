use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response may hold any value, where it held only listed ones.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-enum-removed",
        summary: "A response may hold any value, where it held only listed ones.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "list of values",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["response-body-const-removed", "response-property-const-removed"],
        page: include_str!("response_enum_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::EnumRemoved = value.edit else { return None };

    let name = words::value(value);
    Some(format!(
        "{name} is no longer limited to a list of values; clients that handle only those break"
    ))
}
