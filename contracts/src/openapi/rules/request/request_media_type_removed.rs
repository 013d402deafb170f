use crate::openapi::change::{Fact, RequestEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A request body is no longer accepted in a media type.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "request-media-type-removed",
        summary: "A request body is no longer accepted in a media type.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Request,
        side: Side::Request,
        subject: "media type",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["request-body-media-type-removed"],
        page: include_str!("request_media_type_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, edit) = facts::request_body(fact)?;
    let RequestEdit::MediaTypeRemoved { media_type } = edit else { return None };
    let operation = words::operation(operation);

    let media_type = words::code(media_type);
    Some(format!("{operation} no longer accepts {media_type}; clients that send it are refused"))
}
