//! `handfast explain`: rules and their pages.

use crate::session::Session;

#[test]
fn explain_prints_a_rules_page() {
    let ran = Session::new().run(&["explain", "response-required-property-removed"]);
    assert_eq!(ran.code, 0, "{ran}");
    insta::assert_snapshot!(ran);
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
