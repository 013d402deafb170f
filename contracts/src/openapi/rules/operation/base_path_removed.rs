use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// An operation is no longer served under a base path.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "base-path-removed",
        summary: "An operation is no longer served under a base path.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Operation,
        side: Side::Both,
        subject: "base path",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("base_path_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::BasePathRemoved { base } } = fact else {
        return None;
    };

    Some(format!(
        "{} is no longer served under {}; clients that call it there find nothing",
        words::operation(operation),
        words::code(base)
    ))
}
