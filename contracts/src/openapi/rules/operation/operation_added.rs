use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation is new.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-added",
        summary: "An operation is new.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Operation,
        side: Side::Both,
        subject: "operation",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["endpoint-added", "webhook-added"],
        page: include_str!("operation_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::Added } = fact else { return None };

    Some(format!("{} is new", words::operation(operation)))
}
