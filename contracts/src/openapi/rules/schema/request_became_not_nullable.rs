use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request must not hold null where it could.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-became-not-nullable",
        summary: "A request must not hold null where it could.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "null",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "request-body-became-not-nullable",
            "request-property-became-not-nullable",
            "request-parameter-became-not-nullable",
            "request-parameter-property-became-not-nullable",
        ],
        page: include_str!("request_became_not_nullable.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::BecameNotNullable = value.edit else { return None };

    Some(format!(
        "{} must not be null now; clients that send null are refused",
        words::value(value)
    ))
}
