use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation declares a higher level of stability.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-stability-increased",
        summary: "An operation declares a higher level of stability.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "stability",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["api-stability-increased"],
        page: include_str!("operation_stability_increased.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::StabilityChanged { old, new } } = fact
    else {
        return None;
    };
    (new > old).then(|| format!("{} was {old} and is {new} now", words::operation(operation)))
}
