use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A parameter may be left out now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-became-optional",
        summary: "A parameter may be left out now.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Parameter,
        side: Side::Request,
        subject: "parameter or header requirement",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["request-parameter-became-optional"],
        page: include_str!("parameter_became_optional.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, parameter, edit) = facts::parameter(fact)?;
    let ParameterEdit::BecameOptional = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{} of {operation} may be left out now", words::parameter(parameter)))
}
