use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response satisfies one more schema of `allOf`.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-conjunct-added",
        summary: "A response satisfies one more schema of `allOf`.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "conjunct",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["response-body-all-of-added", "response-property-all-of-added"],
        page: include_str!("response_conjunct_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::ConjunctAdded { branch } = &value.edit else { return None };
    let (name, branch) = (words::value(value), words::code(branch));
    Some(format!("{name} satisfies {branch} too"))
}
