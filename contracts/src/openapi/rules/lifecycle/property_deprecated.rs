use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A property is deprecated now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "property-deprecated",
        summary: "A property is deprecated now.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "property deprecation",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[
            "request-property-deprecated",
            "response-property-deprecated",
            "request-property-deprecated-with-sunset",
            "response-property-deprecated-with-sunset",
        ],
        page: include_str!("property_deprecated.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    let SchemaEdit::Deprecated { sunset } = &value.edit else { return None };
    let end = sunset
        .as_ref()
        .map_or_else(String::new, |date| format!(" and ends on {}", words::code(date)));
    Some(format!("{} is deprecated{end}", words::value(value)))
}
