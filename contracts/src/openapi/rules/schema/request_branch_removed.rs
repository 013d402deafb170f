use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A variant is no longer accepted in a request.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-branch-removed",
        summary: "A variant is no longer accepted in a request.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "branch",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "request-body-one-of-removed",
            "request-body-any-of-removed",
            "request-property-one-of-removed",
            "request-property-any-of-removed",
            "request-body-wrapped-in-one-of",
        ],
        page: include_str!("request_branch_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::BranchRemoved { keyword, branch } = &value.edit else { return None };
    let (name, branch) = (words::value(value), words::code(branch));
    Some(format!(
        "{name} no longer admits {branch} in `{keyword}`; clients that send it are refused"
    ))
}
