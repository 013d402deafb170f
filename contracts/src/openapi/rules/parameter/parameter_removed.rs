use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A parameter is no longer understood.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-removed",
        summary: "A parameter is no longer understood.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Parameter,
        side: Side::Request,
        subject: "parameter or header",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &[
            "request-parameter-removed",
            "request-parameter-removed-with-deprecation",
            "request-parameter-removed-before-sunset",
        ],
        page: include_str!("parameter_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, parameter, edit) = facts::parameter(fact)?;
    let ParameterEdit::Removed { .. } = edit else { return None };
    let operation = words::operation(operation);

    let name = words::parameter(parameter);
    Some(format!("{name} of {operation} is gone; where clients still send it, it has no effect"))
}
