use crate::openapi::change::{Fact, SchemaEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// Something changed in a response that is never sent.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-write-only-changed",
        summary: "Something changed in a response that is never sent.",
        bump: Bump::Patch,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Response,
        subject: "value out of direction",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[
            "response-write-only-property-enum-value-added",
            "response-optional-write-only-property-removed",
            "response-required-write-only-property-removed",
        ],
        page: include_str!("response_write_only_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    if value.side != Side::Response || !value.write_only {
        return None;
    }
    if matches!(value.edit, SchemaEdit::Deprecated { .. } | SchemaEdit::Reactivated) {
        return None;
    }
    let name = words::edited(value);
    Some(format!("{name} changed, which is write-only and never sent"))
}
