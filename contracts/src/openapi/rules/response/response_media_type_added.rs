use crate::openapi::change::{Fact, ResponseEdit};
use crate::openapi::rules::{facts, words};
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A response may come in one more media type.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "response-media-type-added",
        summary: "A response may come in one more media type.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Response,
        side: Side::Response,
        subject: "media type",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[
            "response-media-type-added",
            "response-media-type-name-changed",
            "response-media-type-name-specialized",
        ],
        page: include_str!("response_media_type_added.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let (operation, status, edit) = facts::response(fact)?;
    let ResponseEdit::MediaTypeAdded { media_type } = edit else { return None };
    let operation = words::operation(operation);

    let (status, media_type) = (words::code(status), words::code(media_type));
    Some(format!("{operation} may answer {status} as {media_type} too"))
}
