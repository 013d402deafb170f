use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An operation is deprecated now.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-deprecated",
        summary: "An operation is deprecated now.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "operation deprecation",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[
            "endpoint-deprecated",
            "endpoint-deprecated-with-sunset",
            "api-deprecated-sunset-missing",
        ],
        page: include_str!("operation_deprecated.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit: OperationEdit::Deprecated { sunset } } = fact else {
        return None;
    };
    let name = words::operation(operation);
    match sunset {
        None => Some(format!("{name} is deprecated, without a date for its end")),
        Some(date) if words::is_date(date) => {
            Some(format!("{name} is deprecated and ends on {}", words::code(date)))
        }
        Some(_) => None,
    }
}
