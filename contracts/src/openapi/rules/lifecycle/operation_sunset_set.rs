use crate::openapi::change::{Fact, OperationEdit};
use crate::openapi::rules::words;
use crate::rule::{Action, Area, Bump, Certainty, Rule, RuleInfo, Side};

/// A deprecated operation has a sunset date now, or a later one.
pub(super) static RULE: Rule<Fact> = Rule {
    info: RuleInfo {
        id: "operation-sunset-set",
        summary: "A deprecated operation has a sunset date now, or a later one.",
        bump: Bump::Minor,
        certainty: Certainty::Certain,
        breaks: &[],
        area: Area::Lifecycle,
        side: Side::Both,
        subject: "sunset date",
        action: Action::Added,
        since: "0.1.0",
        aliases: &[],
        page: include_str!("operation_sunset_set.md"),
    },
    check,
};

fn check(fact: &Fact) -> Option<String> {
    let Fact::Operation { operation, edit } = fact else { return None };
    let OperationEdit::SunsetChanged { old, new: Some(new) } = edit else { return None };
    let end = words::day(new)?;
    let before = old.as_deref().and_then(words::day);
    if before.is_some_and(|before| end < before) {
        return None;
    }
    Some(format!("{} ends on {} now", words::operation(operation), words::code(new)))
}
