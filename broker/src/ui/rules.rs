//! The rules: their list by area, and one page each, which is also the rule's test.

use super::html;
use super::markdown;
use super::view::{Frame, Link, Mark, Section, Visitor};
use crate::caller::Caller;
use crate::extract::{Path, RulePath};
use crate::problem::Problem;
use askama::Template;
use axum::response::Response;
use handfast_contracts::kind;
use handfast_contracts::rule::{Certainty, RuleInfo};

/// The list.
#[derive(Template)]
#[template(path = "pages/rules.html")]
pub(crate) struct RulesPage {
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
    summary: String,
}

/// One rule.
#[derive(Template)]
#[template(path = "pages/rule.html")]
pub(crate) struct RulePage {
    frame: Frame,
    id: &'static str,
    area: String,
    mark: Mark,
    since: &'static str,
    aliases: String,
    page: String,
}

/// `GET /rules`.
pub(crate) async fn show_all(caller: Caller) -> Result<Response, Problem> {
    html(&list(Frame::new(Section::Rules, Some(&caller)), &kind::rules()))
}

/// `GET /rules/{id}`.
pub(crate) async fn show(caller: Caller, Path(path): Path<RulePath>) -> Result<Response, Problem> {
    let found = kind::rules().into_iter().find(|rule| rule.id == path.id);
    let rule = found.ok_or(Problem::NotFound { what: "rule", name: path.id, known: Vec::new() })?;
    html(&one(Frame::new(Section::Rules, Some(&caller)), rule))
}

/// Builds the list.
pub(crate) fn list(frame: Frame, rules: &[&'static RuleInfo]) -> RulesPage {
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
                summary: rule.summary.replace('`', ""),
            });
        }
    }
    RulesPage { frame, areas }
}

/// Builds one rule's page.
pub(crate) fn one(frame: Frame, rule: &'static RuleInfo) -> RulePage {
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
