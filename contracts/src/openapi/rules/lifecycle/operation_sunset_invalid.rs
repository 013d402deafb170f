use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// An announced sunset date is no date.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-sunset-invalid",
        summary: "An announced sunset date is no date.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "sunset date",
        action: Action::Changed,
        since: "0.1.0",
        aliases: &["api-deprecated-sunset-parse", "api-path-sunset-parse"],
        page: include_str!("operation_sunset_invalid.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit } = fact else { return None };
    let (OperationEdit::Deprecated { sunset: Some(date) }
    | OperationEdit::SunsetChanged { new: Some(date), .. }) = edit
    else {
        return None;
    };
    if words::is_date(date) {
        return None;
    }
    let name = words::operation(operation);
    let date = words::code(date);
    Some(format!(
        "{name} announces its end for {date}, which is no date; clients cannot plan with it"
    ))
}
