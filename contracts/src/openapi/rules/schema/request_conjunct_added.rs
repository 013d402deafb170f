use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request must satisfy one more schema of `allOf`.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-conjunct-added",
        summary: "A request must satisfy one more schema of `allOf`.",
        bump: Bump::Major,
        certainty: Certainty::Undecided,
        breaks: &[Direction::Clients],
        area: Area::Schema,
        side: Side::Request,
        subject: "conjunct",
        action: Action::Narrowed,
        since: "0.1.0",
        aliases: &["request-body-all-of-added", "request-property-all-of-added"],
        page: include_str!("request_conjunct_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::ConjunctAdded { branch } = &value.edit else { return None };
    let (name, branch) = (words::value(value), words::code(branch));
    Some(format!("{name} must satisfy {branch} too; whether that refuses clients was not decided"))
}
