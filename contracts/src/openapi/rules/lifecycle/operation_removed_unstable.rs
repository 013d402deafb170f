use crate::openapi::change::{Fact, OperationEdit, Stability};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation is gone that was declared a draft or alpha.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-removed-unstable",
        summary: "An operation is gone that was declared a draft or alpha.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "unstable operation",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("operation_removed_unstable.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::Removed { stability, .. } } = fact else {
        return None;
    };
    (*stability < Stability::Beta).then(|| {
        let name = words::operation(operation);
        format!("{name} is gone; it was declared {stability}, so it was never promised")
    })
}
