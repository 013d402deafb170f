use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request must match a pattern, where it had not to.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-pattern-added",
        summary: "A request must match a pattern, where it had not to.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "pattern",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["request-property-pattern-added", "request-parameter-pattern-added"],
        page: include_str!("request_pattern_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::PatternChanged { old: None, new: Some(new) } = &value.edit else { return None };

    let (name, new) = (words::value(value), words::code(new));
    Some(format!("{name} must match {new} now; clients that send anything else are refused"))
}
