use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// One more variant is accepted in a request.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-branch-added",
        summary: "One more variant is accepted in a request.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "branch",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &[
            "request-body-one-of-added",
            "request-body-any-of-added",
            "request-property-one-of-added",
            "request-property-any-of-added",
        ],
        page: include_str!("request_branch_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::BranchAdded { keyword, branch } = &value.edit else { return None };
    let (name, branch) = (words::value(value), words::code(branch));
    Some(format!("{name} admits {branch} in `{keyword}` too"))
}
