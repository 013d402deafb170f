//! `handfast explain`: rules and their pages.

use crate::session::Session;
use handfast_contracts::report::{Paint, page};

#[test]
fn explain_prints_a_rules_page() {
    let rules = handfast_contracts::kind::rules();
    let rule = rules.iter().find(|rule| !rule.aliases.is_empty()).unwrap();
    let page = page::render(rule.page, Paint::Plain);
    for name in [rule.id, rule.aliases[0]] {
        let ran = Session::new().run(&["explain", name]);
        assert_eq!((ran.code, &ran.stdout), (0, &page), "{name}");
    }
}

#[test]
fn explain_lists_every_rule() {
    let ran = Session::new().run(&["explain"]);
    let listed: Vec<_> =
        ran.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let known: Vec<_> = handfast_contracts::kind::rules().iter().map(|rule| rule.id).collect();
    assert_eq!(listed, known);
}

#[test]
fn explain_suggests_rules_for_one_that_does_not_exist() {
    let ran = Session::new().run(&["explain", "property-removed"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran);
}
