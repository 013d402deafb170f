use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation is no longer deprecated.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-reactivated",
        summary: "An operation is no longer deprecated.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "operation deprecation",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["endpoint-reactivated"],
        page: include_str!("operation_reactivated.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::Reactivated } = fact else {
        return None;
    };
    Some(format!("{} is no longer deprecated", words::operation(operation)))
}
