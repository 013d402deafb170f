use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A new parameter may be sent.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-added-optional",
        summary: "A new parameter may be sent.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Parameter,
        side: Side::Request,
        subject: "parameter or header",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[
            "new-optional-request-parameter",
            "new-optional-request-default-parameter-to-existing-path",
        ],
        page: include_str!("parameter_added_optional.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, parameter, edit) = facts::parameter(fact)?;
    let ParameterEdit::Added { required: false, .. } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{} of {operation} is new and may be left out", words::parameter(parameter)))
}
