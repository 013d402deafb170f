use crate::openapi::change::{Fact, ParameterEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A parameter may be written in one more way.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "parameter-serialization-widened",
        summary: "A parameter may be written in one more way.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Parameter,
        side: Side::Request,
        subject: "parameter serialization",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("parameter_serialization_widened.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, parameter, edit) = facts::parameter(fact)?;
    let ParameterEdit::SerializationChanged { what, new, .. } = edit else { return None };
    facts::admits_more(what, new).then(|| {
        let (name, operation) = (words::parameter(parameter), words::operation(operation));
        format!("{name} of {operation} has `{what}` now and may be written in more ways")
    })
}
