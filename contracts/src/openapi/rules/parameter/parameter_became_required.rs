use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A parameter must be sent now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-became-required",
        summary: "A parameter must be sent now.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Parameter,
        side: Side::Request,
        subject: "parameter or header requirement",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["request-parameter-became-required", "request-header-property-became-required"],
        page: include_str!("parameter_became_required.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, parameter, edit) = facts::parameter(fact)?;
    let ParameterEdit::BecameRequired { has_default: false } = edit else { return None };
    let operation = words::operation(operation);

    let name = words::parameter(parameter);
    Some(format!("{name} of {operation} must be sent now; clients that leave it out are refused"))
}
