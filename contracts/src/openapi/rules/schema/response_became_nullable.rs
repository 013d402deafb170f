use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response may hold null where it could not.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-became-nullable",
        summary: "A response may hold null where it could not.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "null",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "response-body-became-nullable",
            "response-property-became-nullable",
            "response-header-became-nullable",
        ],
        page: include_str!("response_became_nullable.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::BecameNullable = value.edit else { return None };

    Some(format!(
        "{} may be null now; clients that read it without a check break",
        words::value(value)
    ))
}
