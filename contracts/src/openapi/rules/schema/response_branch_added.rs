use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response may be of one more variant.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-branch-added",
        summary: "A response may be of one more variant.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "branch",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "response-body-one-of-added",
            "response-body-any-of-added",
            "response-property-one-of-added",
            "response-property-any-of-added",
            "response-body-wrapped-in-one-of",
        ],
        page: include_str!("response_branch_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::BranchAdded { keyword, branch } = &value.edit else { return None };
    let (name, branch) = (words::value(value), words::code(branch));
    Some(format!(
        "{name} may be {branch} of `{keyword}` now; clients that know only the old variants break"
    ))
}
