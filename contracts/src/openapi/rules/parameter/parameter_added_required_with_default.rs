use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A new parameter must be sent, although it has a default.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-added-required-with-default",
        summary: "A new parameter must be sent, although it has a default.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Parameter,
        side: Side::Request,
        subject: "parameter or header",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["new-required-request-default-parameter-to-existing-path"],
        page: include_str!("parameter_added_required_with_default.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, parameter, edit) = facts::parameter(fact)?;
    let ParameterEdit::Added { required: true, has_default: true } = edit else { return None };
    let operation = words::operation(operation);

    let name = words::parameter(parameter);
    Some(format!(
        "{name} of {operation} is new and must be sent in spite of its default; clients that do not know it are refused"
    ))
}
