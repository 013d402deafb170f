use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response need not satisfy a constraint that it satisfied.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-keyword-loosened",
        summary: "A response need not satisfy a constraint that it satisfied.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "constraint",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "response-body-contains-removed",
            "response-body-dependent-required-removed",
            "response-body-dependent-schema-removed",
            "response-body-if-removed",
            "response-body-then-removed",
            "response-body-else-removed",
            "response-body-pattern-property-removed",
            "response-body-property-names-removed",
            "response-body-unevaluated-items-removed",
            "response-body-unevaluated-properties-removed",
            "response-property-contains-removed",
            "response-property-dependent-required-removed",
            "response-property-dependent-schema-removed",
            "response-property-if-removed",
            "response-property-then-removed",
            "response-property-else-removed",
            "response-property-pattern-property-removed",
            "response-property-property-names-removed",
            "response-property-unevaluated-items-removed",
            "response-property-unevaluated-properties-removed",
        ],
        page: include_str!("response_keyword_loosened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let keyword = match &value.edit {
        SchemaEdit::BecameNotUnique => "uniqueItems",
        SchemaEdit::KeywordChanged { keyword, effect: Effect::Widened } => keyword.as_str(),
        _ => return None,
    };
    let (name, keyword) = (words::value(value), words::code(keyword));
    Some(format!("{name} is held to {keyword} less strictly now; clients that rely on it break"))
}
