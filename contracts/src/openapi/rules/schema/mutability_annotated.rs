use crate::openapi::change::{Fact, Mutability, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// `readOnly` or `writeOnly` changed on the side where it means nothing.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "mutability-annotated",
        summary: "`readOnly` or `writeOnly` changed on the side where it means nothing.",
        bump: Bump::Patch,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Both,
        subject: "mutability",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "request-optional-property-became-write-only",
            "request-optional-property-became-not-write-only",
            "request-required-property-became-write-only",
            "request-required-property-became-not-write-only",
            "response-optional-property-became-read-only",
            "response-optional-property-became-not-read-only",
            "response-required-property-became-read-only",
            "response-required-property-became-not-read-only",
        ],
        page: include_str!("mutability_annotated.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    let SchemaEdit::MutabilityChanged { keyword, now, .. } = &value.edit else { return None };
    let value = match (value.side, keyword) {
        (Side::Request, Mutability::WriteOnly) => facts::sent_by_clients(fact)?,
        (Side::Response, Mutability::ReadOnly) => facts::sent_by_servers(fact)?,
        _ => return None,
    };
    let now = if *now { "now" } else { "no longer" };
    let keyword = match keyword {
        Mutability::ReadOnly => "read-only",
        Mutability::WriteOnly => "write-only",
    };
    Some(format!("{} is {now} {keyword}, which means nothing on this side", words::value(value)))
}
