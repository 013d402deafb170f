use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response matches another pattern.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-pattern-changed",
        summary: "A response matches another pattern.",
        bump: Bump::Major,
        certainty: Certainty::Undecided,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "pattern",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &["response-property-pattern-changed"],
        page: include_str!("response_pattern_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::PatternChanged { old: Some(old), new: Some(new) } = &value.edit else {
        return None;
    };

    let (name, old, new) = (words::value(value), words::code(old), words::code(new));
    Some(format!(
        "{name} matches {new} instead of {old}; whether that breaks clients was not decided"
    ))
}
