//! The rules: their list by area, and one page each, which is also the rule's test.

use super::markdown;
use super::view::{Frame, Link, Mark, Section, Visitor};
use askama::Template;
use handfast_contracts::rule::{Certainty, RuleInfo};

/// The list.
#[derive(Template)]
#[template(path = "pages/rules.html")]
pub struct RulesPage {
    frame: Frame,
    areas: Vec<AreaView>,
}

struct AreaView {
    name: String,
    rules: Vec<RuleView>,
}

struct RuleView {
    link: Link,
    mark: Mark,
    summary: &'static str,
}

/// One rule.
#[derive(Template)]
#[template(path = "pages/rule.html")]
pub struct RulePage {
    frame: Frame,
    id: &'static str,
    area: String,
    mark: Mark,
    since: &'static str,
    aliases: String,
    page: String,
}

/// Builds the list.
pub fn list(frame: Frame, rules: &[&'static RuleInfo]) -> RulesPage {
    let mut areas: Vec<AreaView> = Vec::new();
    let mut rules = rules.to_vec();
    rules.sort_by_key(|rule| (rule.area, rule.id));
    for rule in rules {
        let name = rule.area.to_string();
        if areas.last().is_none_or(|area| area.name != name) {
            areas.push(AreaView { name, rules: Vec::new() });
        }
        if let Some(area) = areas.last_mut() {
            area.rules.push(RuleView {
                link: Link::rule(rule.id),
                mark: mark(rule),
                summary: rule.summary,
            });
        }
    }
    RulesPage { frame, areas }
}

/// Builds one rule's page.
pub fn one(frame: Frame, rule: &'static RuleInfo) -> RulePage {
    RulePage {
        frame,
        id: rule.id,
        area: rule.area.to_string(),
        mark: mark(rule),
        since: rule.since,
        aliases: rule.aliases.join(", "),
        page: markdown::render(rule.page),
    }
}

fn mark(rule: &RuleInfo) -> Mark {
    match rule.certainty {
        Certainty::Undecided => Mark::open("undecided"),
        Certainty::Certain => Mark::bump(rule.bump),
    }
}
