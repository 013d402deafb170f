use crate::openapi::change::{Effect, Fact};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A keyword changed and admits the same values as before.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "keyword-annotation-changed",
        summary: "A keyword changed and admits the same values as before.",
        bump: Bump::Patch,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Schema,
        side: Side::Both,
        subject: "keyword annotation",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("keyword_annotation_changed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Schema(value) = fact else { return None };
    let value = match value.side {
        Side::Request => facts::sent_by_clients(fact)?,
        Side::Response | Side::Both => facts::sent_by_servers(fact)?,
    };

    let (keyword, Effect::Unchanged) = facts::constraint_effect(&value.edit)? else {
        return None;
    };
    let (name, keyword) = (words::value(value), words::code(keyword));
    Some(format!("{name} has another {keyword}, which admits the same values"))
}
