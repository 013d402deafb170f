use crate::openapi::change::{Fact, Mutability, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property may be sent that could not.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-property-no-longer-read-only",
        summary: "A property may be sent that could not.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "mutability",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["request-optional-property-became-not-read-only"],
        page: include_str!("request_property_no_longer_read_only.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let value = facts::sent_by_clients(fact)?;
    let SchemaEdit::MutabilityChanged {
        keyword: Mutability::ReadOnly,
        now: false,
        required: false,
    } = value.edit
    else {
        return None;
    };
    let name = words::value(value);
    Some(format!("{name} is no longer read-only and may be sent now"))
}
