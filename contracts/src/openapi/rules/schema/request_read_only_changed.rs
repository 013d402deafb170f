use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// Something changed in a request that is never sent.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-read-only-changed",
        summary: "Something changed in a request that is never sent.",
        bump: Bump::Patch,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Request,
        subject: "value out of direction",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "request-read-only-property-enum-value-removed",
            "request-read-only-property-exclusive-max-decreased",
            "request-read-only-property-exclusive-min-increased",
            "request-read-only-property-max-decreased",
            "request-read-only-property-max-length-decreased",
            "request-read-only-property-min-increased",
        ],
        page: include_str!("request_read_only_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    if value.side != Side::Request || !value.read_only {
        return None;
    }
    if matches!(value.edit, SchemaEdit::Deprecated { .. } | SchemaEdit::Reactivated) {
        return None;
    }
    let name = words::edited(value);
    Some(format!("{name} changed, which is read-only and never sent"))
}
