use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A parameter is written differently on the wire.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-serialization-changed",
        summary: "A parameter is written differently on the wire.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Parameter,
        side: Side::Request,
        subject: "parameter serialization",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("parameter_serialization_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, parameter, edit) = facts::parameter(fact)?;
    let ParameterEdit::SerializationChanged { what, old, new } = edit else { return None };
    if facts::admits_more(what, new) {
        return None;
    }
    let operation = words::operation(operation);

    Some(format!(
        "{} of {operation} is written with {what} {} instead of {}; clients send it in the old form",
        words::parameter(parameter),
        words::code(new),
        words::code(old)
    ))
}
