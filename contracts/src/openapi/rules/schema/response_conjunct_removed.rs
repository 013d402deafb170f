use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response need not satisfy one schema of `allOf` any more.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-conjunct-removed",
        summary: "A response need not satisfy one schema of `allOf` any more.",
        bump: Bump::Major,
        certainty: Certainty::Undecided,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Response,
        subject: "conjunct",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["response-body-all-of-removed", "response-property-all-of-removed"],
        page: include_str!("response_conjunct_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_servers(fact)?;
    let SchemaEdit::ConjunctRemoved { branch } = &value.edit else { return None };
    let (name, branch) = (words::value(value), words::code(branch));
    Some(format!(
        "{name} need not satisfy {branch} any more; whether that breaks clients was not decided"
    ))
}
