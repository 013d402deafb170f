use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Direction, Rule, RuleInfo, Side};

/// A response no longer comes in a media type.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-media-type-removed",
        summary: "A response no longer comes in a media type.",
        bump: Bump::Major,
        certainty: Certainty::Certain,
        breaks: &[Direction::Clients],
        area: Area::Response,
        side: Side::Response,
        subject: "media type",
        action: Action::Removed,
        since: "0.1.0",
        aliases: &["response-media-type-removed", "response-media-type-name-generalized"],
        page: include_str!("response_media_type_removed.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::MediaTypeRemoved { media_type } = edit else { return None };
    let operation = words::operation(operation);

    let (status, media_type) = (words::code(status), words::code(media_type));
    Some(format!(
        "{operation} no longer answers {status} as {media_type}; clients that read it get nothing they understand"
    ))
}
