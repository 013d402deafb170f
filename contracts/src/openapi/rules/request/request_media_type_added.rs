use crate::openapi::change::{Fact, RequestEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A request body may come in one more media type.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-media-type-added",
        summary: "A request body may come in one more media type.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Request,
        side: Side::Request,
        subject: "media type",
        action: Action::Added,
        since: "0.1.0",
        aliases: &["request-body-media-type-added"],
        page: include_str!("request_media_type_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::request_body(fact)?;
    let RequestEdit::MediaTypeAdded { media_type } = edit else { return None };
    let operation = words::operation(operation);

    Some(format!("{operation} accepts {} too", words::code(media_type)))
}
