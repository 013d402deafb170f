use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A request need not match a pattern any more.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-pattern-removed",
        summary: "A request need not match a pattern any more.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "pattern",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "request-property-pattern-removed",
            "request-property-pattern-generalized",
            "request-parameter-pattern-removed",
            "request-parameter-pattern-generalized",
        ],
        page: include_str!("request_pattern_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PatternChanged { old: Some(old), new: None } = &value.edit else { return None };

    Some(format!("{} need not match {} any more", words::value(value), words::code(old)))
}
