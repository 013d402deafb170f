use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request must match another pattern.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-pattern-changed",
        summary: "A request must match another pattern.",
        bump: Bump::Major,
        certainty: Certainty::Undecided,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "pattern",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &["request-parameter-pattern-changed", "request-property-pattern-changed"],
        page: include_str!("request_pattern_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PatternChanged { old: Some(old), new: Some(new) } = &value.edit else {
        return None;
    };

    let (name, old, new) = (words::value(value), words::code(old), words::code(new));
    Some(format!(
        "{name} must match {new} instead of {old}; whether that refuses clients was not decided"
    ))
}
