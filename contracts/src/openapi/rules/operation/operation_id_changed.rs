use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation has another `operationId`.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-id-changed",
        summary: "An operation has another `operationId`.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Operation,
        side: Side::Both,
        subject: "operation id",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &["api-operation-id-added", "api-operation-id-removed"],
        page: include_str!("operation_id_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::IdChanged { old, new } } = fact else {
        return None;
    };

    Some(format!(
        "{} has operationId {} instead of {}; generated code calls it by another name",
        words::operation(operation),
        words::or_none(new.as_ref()),
        words::or_none(old.as_ref())
    ))
}
