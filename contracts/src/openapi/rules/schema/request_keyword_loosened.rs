use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A request need not satisfy a constraint any more.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-keyword-loosened",
        summary: "A request need not satisfy a constraint any more.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "constraint",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "request-body-contains-removed",
            "request-body-dependent-required-removed",
            "request-body-dependent-schema-removed",
            "request-body-if-removed",
            "request-body-then-removed",
            "request-body-else-removed",
            "request-body-pattern-property-removed",
            "request-body-property-names-removed",
            "request-body-unevaluated-items-removed",
            "request-body-unevaluated-properties-removed",
            "request-property-contains-removed",
            "request-property-dependent-required-removed",
            "request-property-dependent-schema-removed",
            "request-property-if-removed",
            "request-property-then-removed",
            "request-property-else-removed",
            "request-property-pattern-property-removed",
            "request-property-property-names-removed",
            "request-property-unevaluated-items-removed",
            "request-property-unevaluated-properties-removed",
        ],
        page: include_str!("request_keyword_loosened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let keyword = match &value.edit {
        SchemaEdit::BecameNotUnique => "uniqueItems",
        SchemaEdit::KeywordChanged { keyword, effect: Effect::Widened } => keyword.as_str(),
        _ => return None,
    };
    let (name, keyword) = (words::value(value), words::code(keyword));
    Some(format!("{name} is held to {keyword} less strictly now"))
}
