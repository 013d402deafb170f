use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request must satisfy a constraint that it had not to.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-keyword-tightened",
        summary: "A request must satisfy a constraint that it had not to.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "constraint",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "request-body-contains-added",
            "request-body-dependent-required-added",
            "request-body-dependent-schema-added",
            "request-body-if-added",
            "request-body-then-added",
            "request-body-else-added",
            "request-body-pattern-property-added",
            "request-body-property-names-added",
            "request-body-unevaluated-items-added",
            "request-body-unevaluated-properties-added",
            "request-property-contains-added",
            "request-property-dependent-required-added",
            "request-property-dependent-schema-added",
            "request-property-if-added",
            "request-property-then-added",
            "request-property-else-added",
            "request-property-pattern-property-added",
            "request-property-property-names-added",
            "request-property-unevaluated-items-added",
            "request-property-unevaluated-properties-added",
        ],
        page: include_str!("request_keyword_tightened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let keyword = match &value.edit {
        SchemaEdit::BecameUnique => "uniqueItems",
        SchemaEdit::KeywordChanged { keyword, effect: Effect::Narrowed } => keyword.as_str(),
        _ => return None,
    };
    let (name, keyword) = (words::value(value), words::code(keyword));
    Some(format!(
        "{name} is held to {keyword} more strictly now; clients that send what it excludes are refused"
    ))
}
