use crate::openapi::change::{Fact, SchemaEdit, SchemaPosition};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// Leaving a parameter out means something else now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-default-changed",
        summary: "Leaving a parameter out means something else now.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Parameter,
        side: Side::Request,
        subject: "default",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "request-parameter-default-value-changed",
            "request-parameter-default-value-removed",
        ],
        page: include_str!("parameter_default_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::DefaultChanged { old: Some(old), new } = &value.edit else { return None };
    if value.position != SchemaPosition::Parameter || !value.path.is_empty() {
        return None;
    }
    Some(format!(
        "{} has default {} instead of {}; clients that leave it out get another behaviour",
        words::value(value),
        words::or_none(new.as_ref()),
        words::code(old)
    ))
}
