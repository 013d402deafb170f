use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response no longer holds null where it could.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-became-not-nullable",
        summary: "A response no longer holds null where it could.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "null",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "response-body-became-not-nullable",
            "response-property-became-not-nullable",
            "response-header-became-not-nullable",
        ],
        page: include_str!("response_became_not_nullable.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::BecameNotNullable = value.edit else { return None };

    Some(format!("{} is never null now", words::value(value)))
}
