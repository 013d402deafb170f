use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response need not match a pattern that it matched.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-pattern-removed",
        summary: "A response need not match a pattern that it matched.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "pattern",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["response-property-pattern-removed"],
        page: include_str!("response_pattern_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::PatternChanged { old: Some(old), new: None } = &value.edit else { return None };

    let (name, old) = (words::value(value), words::code(old));
    Some(format!(
        "{name} may be a string that does not match {old}; clients that rely on its form break"
    ))
}
