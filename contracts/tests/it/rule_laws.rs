//! Laws over all rules: what holds for each of them, and for all of them together.

use crate::{facts, page, rule_pages};
use handfast_contracts::kind;
use handfast_contracts::openapi;
use handfast_contracts::rule::{Action, Bump, RuleInfo, Side};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn an_id_is_unique_and_the_name_of_its_files() {
    let mut seen = BTreeSet::new();
    for rule in kind::rules() {
        let id = rule.id;
        assert!(seen.insert(id), "{id} is the id of two rules");
        assert!(id.chars().all(|one| one.is_ascii_lowercase() || one == '-'), "{id}");
        let page = rule_pages::page_file(rule);
        for file in [page.clone(), page.with_extension("rs")] {
            assert!(file.exists(), "rule {id} is expected in {}", file.display());
        }
    }
}

#[test]
fn every_file_of_a_rule_is_registered_and_every_area_is_sorted() {
    let registered: Vec<_> = openapi::rules().collect();
    for rules in registered.chunk_by(|one, next| one.area == next.area) {
        let ids: Vec<_> = rules.iter().map(|rule| rule.id).collect();
        assert!(ids.is_sorted(), "sort the rules of this area by id: {ids:#?}");
    }
    let known: BTreeSet<_> = registered.iter().map(|rule| rule_pages::page_file(rule)).collect();
    let folders: BTreeSet<_> = known.iter().filter_map(|file| file.parent()).collect();
    for folder in folders {
        for file in files(folder) {
            let page = file.with_extension("md");
            let is_rule = file.file_name().is_some_and(|name| name != "mod.rs");
            assert!(!is_rule || known.contains(&page), "{} is not registered", file.display());
        }
    }
}

#[test]
fn a_page_begins_with_its_rule_and_has_every_section() {
    for rule in kind::rules() {
        let head = format!("# {}\n\n{}\n", rule.id, rule.summary);
        assert!(rule.page.starts_with(&head), "{} must begin with:\n{head}", rule.id);
        let sections = ["\n## Reported\n", "\n## Not reported: ", "\n## What to do instead\n"];
        for section in sections {
            assert!(rule.page.contains(section), "{} lacks {section:?}", rule.id);
        }
        let examples = page::examples(rule.page).unwrap();
        assert!(examples.len() >= 2, "{} needs an example of each sort", rule.id);
    }
}

#[test]
fn a_link_between_pages_leads_to_a_rule() {
    let ids: BTreeSet<_> = kind::rules().iter().map(|rule| rule.id).collect();
    for rule in kind::rules() {
        for link in rule.page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(ids.contains(link), "{} links to {link}", rule.id);
        }
    }
}

#[test]
fn who_breaks_is_said_exactly_by_the_rules_that_ask_for_a_major_version() {
    for rule in kind::rules() {
        assert_eq!(rule.bump == Bump::Major, !rule.breaks.is_empty(), "{}", rule.id);
    }
}

#[test]
fn a_request_may_only_widen_and_a_response_only_narrow() {
    for rule in openapi::rules() {
        let breaks = match (rule.side, rule.action) {
            (Side::Request, Action::Narrowed) | (Side::Response, Action::Widened) => true,
            (Side::Request, Action::Widened) | (Side::Response, Action::Narrowed) => false,
            _ => continue,
        };
        assert_eq!(rule.bump == Bump::Major, breaks, "{}", rule.id);
    }
}

/// Rules about one side that have no mirror on the other, by subject and action, and why.
const ONE_SIDED: [(&str, Action, &str); 13] = [
    ("body", Action::Added, "a response body that is new is a new media type"),
    ("body", Action::Removed, "a response body that is gone is a media type that is gone"),
    ("body requirement", Action::Narrowed, "OpenAPI cannot say that a response body is required"),
    ("body requirement", Action::Widened, "OpenAPI cannot say that a response body is required"),
    ("error status", Action::Added, "a request has no status"),
    ("error status", Action::Removed, "a request has no status"),
    ("extensible listed value", Action::Added, "a list in a request may grow in any case"),
    ("link", Action::Changed, "a request has no links"),
    ("parameter serialization", Action::Changed, "a header's is a constraint on its text"),
    ("parameter serialization", Action::Widened, "a header's is a constraint on its text"),
    ("part encoding", Action::Changed, "a response is not sent as a form"),
    ("success status", Action::Added, "a request has no status"),
    ("success status", Action::Removed, "a request has no status"),
];

#[test]
fn a_rule_about_one_side_has_its_mirror_or_a_waiver() {
    let mut sides: BTreeMap<(&str, Action), BTreeSet<Side>> = BTreeMap::new();
    for rule in openapi::rules().filter(|rule| rule.side != Side::Both) {
        sides.entry((rule.subject, rule.action)).or_default().insert(rule.side);
    }
    let alone: BTreeSet<_> =
        sides.iter().filter(|(_, sides)| sides.len() == 1).map(|(key, _)| *key).collect();
    let waived: BTreeSet<_> =
        ONE_SIDED.iter().map(|(subject, action, _)| (*subject, *action)).collect();
    let missing: Vec<_> = alone.difference(&waived).collect();
    let stale: Vec<_> = waived.difference(&alone).collect();
    assert!(missing.is_empty(), "without mirror or waiver: {missing:#?}");
    assert!(stale.is_empty(), "waived without need: {stale:#?}");
}

#[test]
fn every_fact_has_exactly_one_rule_and_every_rule_a_fact() {
    let rules = openapi::rules::all();
    let mut silent: BTreeSet<_> = rules.iter().map(|rule| rule.info.id).collect();
    for (name, fact) in facts::samples() {
        let firing: Vec<_> = rules
            .iter()
            .filter(|rule| (rule.check)(&fact).is_some())
            .map(|rule| rule.info.id)
            .collect();
        assert_eq!(firing.len(), 1, "{firing:?} judge {name} ({})", facts::variant(&fact));
        silent.retain(|id| !firing.contains(id));
    }
    assert!(silent.is_empty(), "no sample makes these rules fire: {silent:?}");
}

#[test]
fn a_message_is_one_line_that_names_something() {
    let rules = openapi::rules::all();
    for (_, fact) in facts::samples() {
        for message in rules.iter().filter_map(|rule| (rule.check)(&fact)) {
            let clean = !message.contains('\n') && !message.ends_with('.');
            assert!(clean, "no full stop, no line break: {message}");
            assert!(message.chars().count() <= 200, "too long: {message}");
        }
    }
}

#[test]
fn what_the_rules_say() {
    let rules = openapi::rules::all();
    let mut said = BTreeSet::new();
    for (_, fact) in facts::samples() {
        for rule in &rules {
            said.extend(
                (rule.check)(&fact).map(|message| format!("{}: {message}\n", rule.info.id)),
            );
        }
    }
    insta::assert_snapshot!(said.into_iter().collect::<String>());
}

#[test]
fn the_ids_and_what_they_ask_for() {
    let list: String = kind::rules().into_iter().map(line).collect();
    insta::assert_snapshot!(list);
}

fn line(rule: &RuleInfo) -> String {
    let level = rule.default_level();
    format!("{:<48} {:<6} {level}\n", rule.id, rule.bump.as_str())
}

#[expect(clippy::disallowed_methods, reason = "looks for rules that nobody registered")]
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
