use crate::openapi::change::{Deprecation, Fact, OperationEdit, Stability};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// An operation is gone, and its end was never announced.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-removed",
        summary: "An operation is gone, and its end was never announced.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Operation,
        side: Side::Both,
        subject: "operation",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &[
            "api-removed-without-deprecation",
            "api-path-removed-without-deprecation",
            "webhook-removed",
        ],
        page: include_str!("operation_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation {
        operation,
        edit:
            OperationEdit::Removed {
                announced: Deprecation::None,
                stability: Stability::Beta | Stability::Stable,
            },
    } = fact
    else {
        return None;
    };

    let name = words::operation(operation);
    Some(format!("{name} is gone without having been deprecated; clients that call it get nothing"))
}
