use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A new parameter must be sent.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-added-required",
        summary: "A new parameter must be sent.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Parameter,
        side: Side::Request,
        subject: "parameter or header",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[
            "new-required-request-parameter",
            "new-request-path-parameter",
            "new-required-request-header-property",
        ],
        page: include_str!("parameter_added_required.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, parameter, edit) = facts::parameter(fact)?;
    let ParameterEdit::Added { required: true, has_default: false } = edit else { return None };
    let operation = words::operation(operation);

    let name = words::parameter(parameter);
    Some(format!(
        "{name} of {operation} is new and must be sent; clients that do not know it are refused"
    ))
}
