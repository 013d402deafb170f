use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response is no longer of one of its variants.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-branch-removed",
        summary: "A response is no longer of one of its variants.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "branch",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &[
            "response-body-one-of-removed",
            "response-body-any-of-removed",
            "response-property-one-of-removed",
            "response-property-any-of-removed",
        ],
        page: include_str!("response_branch_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::BranchRemoved { keyword, branch } = &value.edit else { return None };
    let (name, branch) = (words::value(value), words::code(branch));
    Some(format!("{name} is never {branch} of `{keyword}` now"))
}
