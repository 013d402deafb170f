use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// An operation declares a lower level of stability.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-stability-decreased",
        summary: "An operation declares a lower level of stability.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "stability",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["api-stability-decreased"],
        page: include_str!("operation_stability_decreased.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::StabilityChanged { old, new } } = fact
    else {
        return None;
    };
    (new < old).then(|| {
        let name = words::operation(operation);
        format!(
            "{name} was {old} and is only {new} now; clients that relied on it lose that promise"
        )
    })
}
