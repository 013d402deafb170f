use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A parameter is deprecated now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-deprecated",
        summary: "A parameter is deprecated now.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "parameter deprecation",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["request-parameter-deprecated", "request-parameter-deprecated-sunset-missing"],
        page: include_str!("parameter_deprecated.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Parameter { operation, parameter, edit: ParameterEdit::Deprecated { sunset } } = fact
    else {
        return None;
    };
    let end = sunset
        .as_ref()
        .map_or_else(String::new, |date| format!(" and ends on {}", words::code(date)));
    let operation = words::operation(operation);
    Some(format!("{} of {operation} is deprecated{end}", words::parameter(parameter)))
}
