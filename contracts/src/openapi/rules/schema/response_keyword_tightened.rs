use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response satisfies a constraint that it had not to.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-keyword-tightened",
        summary: "A response satisfies a constraint that it had not to.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "constraint",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "response-body-contains-added",
            "response-body-dependent-required-added",
            "response-body-dependent-schema-added",
            "response-body-if-added",
            "response-body-then-added",
            "response-body-else-added",
            "response-body-pattern-property-added",
            "response-body-property-names-added",
            "response-body-unevaluated-items-added",
            "response-body-unevaluated-properties-added",
            "response-property-contains-added",
            "response-property-dependent-required-added",
            "response-property-dependent-schema-added",
            "response-property-if-added",
            "response-property-then-added",
            "response-property-else-added",
            "response-property-pattern-property-added",
            "response-property-property-names-added",
            "response-property-unevaluated-items-added",
            "response-property-unevaluated-properties-added",
        ],
        page: include_str!("response_keyword_tightened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let keyword = match &value.edit {
        SchemaEdit::BecameUnique => "uniqueItems",
        SchemaEdit::KeywordChanged { keyword, effect: Effect::Narrowed } => keyword.as_str(),
        _ => return None,
    };
    let (name, keyword) = (words::value(value), words::code(keyword));
    Some(format!("{name} is held to {keyword} more strictly now"))
}
