use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation stands under other tags.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-tags-changed",
        summary: "An operation stands under other tags.",
        bump: Bump::Patch,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Operation,
        side: Side::Both,
        subject: "operation tags",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &["api-tag-added", "api-tag-removed"],
        page: include_str!("operation_tags_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::TagsChanged { added, removed } } = fact
    else {
        return None;
    };

    let mut parts = Vec::new();
    if !added.is_empty() {
        parts.push(format!("under {}", words::list(added)));
    }
    if !removed.is_empty() {
        parts.push(format!("no longer under {}", words::list(removed)));
    }
    Some(format!("{} is listed {}", words::operation(operation), parts.join(" and ")))
}
