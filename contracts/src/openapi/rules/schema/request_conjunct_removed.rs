use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A request must satisfy one schema of `allOf` less.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-conjunct-removed",
        summary: "A request must satisfy one schema of `allOf` less.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "conjunct",
        action: Action::Widened,
        since: "0.1.0",
        aliases: &["request-body-all-of-removed", "request-property-all-of-removed"],
        page: include_str!("request_conjunct_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::ConjunctRemoved { branch } = &value.edit else { return None };
    let (name, branch) = (words::value(value), words::code(branch));
    Some(format!("{name} need not satisfy {branch} any more"))
}
