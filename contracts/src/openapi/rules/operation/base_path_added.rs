use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation is served under one more base path.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "base-path-added",
        summary: "An operation is served under one more base path.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Operation,
        side: Side::Both,
        subject: "base path",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("base_path_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::BasePathAdded { base } } = fact else {
        return None;
    };

    Some(format!("{} is served under {} too", words::operation(operation), words::code(base)))
}
