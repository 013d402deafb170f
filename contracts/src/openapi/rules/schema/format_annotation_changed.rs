use crate::openapi::change::{Effect, Fact, SchemaEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A format that only describes is another one.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "format-annotation-changed",
        summary: "A format that only describes is another one.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Both,
        subject: "format annotation",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "request-property-content-encoding-changed",
            "response-body-content-encoding-changed",
            "response-property-content-encoding-changed",
        ],
        page: include_str!("format_annotation_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    let value = match value.side {
        Side::Request => facts::sent_by_clients(fact)?,
        Side::Response | Side::Both => facts::sent_by_servers(fact)?,
    };
    let SchemaEdit::FormatChanged { old, new, effect: Effect::Unknown } = &value.edit else {
        return None;
    };
    let (old, new) = (words::or_none(old.as_ref()), words::or_none(new.as_ref()));
    Some(format!(
        "{} has format {new} instead of {old}, which describes and refuses nothing",
        words::value(value)
    ))
}
