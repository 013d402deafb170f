use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response may hold undeclared properties that it could not hold.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-additional-properties-widened",
        summary: "A response may hold undeclared properties that it could not hold.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "undeclared property",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("response_additional_properties_widened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::AdditionalWidened = value.edit else { return None };

    let name = words::value(value);
    Some(format!(
        "{name} may hold other undeclared properties now; clients that read or refuse them break"
    ))
}
