use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property is no longer deprecated.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "property-reactivated",
        summary: "A property is no longer deprecated.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "property deprecation",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["request-property-reactivated", "response-property-reactivated"],
        page: include_str!("property_reactivated.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    let SchemaEdit::Reactivated = &value.edit else { return None };
    Some(format!("{} is no longer deprecated", words::value(value)))
}
