use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A parameter is no longer deprecated.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-reactivated",
        summary: "A parameter is no longer deprecated.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "parameter deprecation",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["request-parameter-reactivated"],
        page: include_str!("parameter_reactivated.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Parameter { operation, parameter, edit: ParameterEdit::Reactivated } = fact else {
        return None;
    };
    let operation = words::operation(operation);
    Some(format!("{} of {operation} is no longer deprecated", words::parameter(parameter)))
}
