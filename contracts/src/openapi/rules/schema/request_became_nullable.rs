use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A request may hold null where it could not.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-became-nullable",
        summary: "A request may hold null where it could not.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "null",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "request-body-became-nullable",
            "request-property-became-nullable",
            "request-parameter-became-nullable",
            "request-parameter-property-became-nullable",
        ],
        page: include_str!("request_became_nullable.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::BecameNullable = value.edit else { return None };

    Some(format!("{} may be null now", words::value(value)))
}
