//! The decision tables of ARCHITECTURE.md, executed.

use crate::gate::*;
use crate::hash::Meaning;
use crate::kind::KindId;
use crate::name::{ContractName, EnvironmentName, ServiceName, VersionNumber};
use crate::rule::Bump;
use crate::semver::Verdict;
use crate::wire::{Audience, ContractRef};

const ARCHITECTURE: &str = include_str!("../../../ARCHITECTURE.md");

/// The cells of the table behind `<!-- table: NAME -->`, without its head.
fn table(name: &str) -> Vec<Vec<String>> {
    let start = ARCHITECTURE.find(&format!("<!-- table: {name} -->")).expect("the table's marker");
    let rows: Vec<Vec<String>> = ARCHITECTURE[start..]
        .lines()
        .skip(3)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    rows
}

fn fits(cell: &str, value: &str) -> bool {
    cell == "any" || cell.split(", ").any(|one| one == value)
}

fn facts() -> Facts {
    Facts {
        service: ServiceName::new("orders").unwrap(),
        version: VersionNumber::new("2.0.0").unwrap(),
        environment: EnvironmentName::new("production").unwrap(),
        policy: EvidencePolicy::Either,
        audience: Audience::Open,
        published: true,
        missing: Vec::new(),
        needs: Vec::new(),
        dependents: Vec::new(),
        offers: Vec::new(),
    }
}

fn party() -> Party {
    Party { service: ServiceName::new("web").unwrap(), owner: None, contact: None }
}

fn contract() -> ContractRef {
    ContractRef { kind: KindId::all().next().unwrap(), name: ContractName::default() }
}

/// Asserts that `decision` is what the last four cells of `row` say.
fn assert_row(decision: &Decision, row: &[String], case: &str) {
    let [answer, exit, reason, next] = &row[row.len() - 4..] else { panic!("short row: {row:?}") };
    let word = |value| serde_json::to_value(value).unwrap().as_str().unwrap().to_owned();
    assert_eq!(
        &word(serde_json::to_value(decision.verdict).unwrap()),
        answer,
        "{case}\n{decision:#?}"
    );
    let code = match decision.verdict {
        Answer::Yes => "0",
        Answer::No => "1",
        Answer::Undecided => "3",
    };
    assert_eq!(code, exit, "{case}");
    let first = &decision.reasons[0];
    assert_eq!(first.code.as_str(), reason, "{case}");
    assert_eq!(serde_json::to_value(first.code).unwrap(), *reason, "serialised as it is displayed");
    match (&first.next, next.as_str()) {
        (None, "") => {}
        (Some(found), expected) if !expected.is_empty() && found.starts_with(expected) => {}
        (found, expected) => panic!("{case}: next is {found:?}, the table says {expected:?}"),
    }
}

fn replays() -> [(&'static str, Replay); 4] {
    let other = VersionNumber::new("1.9.0").unwrap();
    [
        ("passed", Replay::Passed),
        ("failed", Replay::Failed { reason: "status 500".to_owned() }),
        ("other version", Replay::NotByThisVersion { other, passed: true }),
        ("never", Replay::Never),
    ]
}

fn comparisons() -> [(&'static str, Static); 5] {
    [
        ("compatible", Static::Compatible),
        ("incompatible", Static::Incompatible { mismatches: 2, reason: "gone".to_owned() }),
        ("undecided", Static::Undecided { reason: "pattern".to_owned() }),
        ("computing", Static::Computing),
        ("impossible", Static::Impossible),
    ]
}

#[test]
fn every_pair_answers_as_the_table_says_in_both_roles() {
    let rows = table("pairs");
    let mut used = vec![false; rows.len()];
    for (replay_word, replay) in replays() {
        for (comparison_word, comparison) in comparisons() {
            for policy in EvidencePolicy::ALL {
                let case = format!("{replay_word} × {comparison_word} × {}", policy.as_str());
                let index = rows
                    .iter()
                    .position(|row| {
                        fits(&row[0], replay_word)
                            && fits(&row[1], comparison_word)
                            && fits(&row[2], policy.as_str())
                    })
                    .unwrap_or_else(|| panic!("no row for {case}"));
                used[index] = true;
                let pairing = Pairing {
                    version: VersionNumber::new("1.0.0").unwrap(),
                    meaning: Meaning::of(b"m"),
                    replay: replay.clone(),
                    comparison: comparison.clone(),
                };
                let need =
                    Need { contract: contract(), provider: party(), live: vec![pairing.clone()] };
                let consumer = Facts { policy, needs: vec![need], ..facts() };
                assert_row(&decide(&consumer), &rows[index], &case);
                let dependent =
                    Dependent { consumer: party(), live: vec![pairing], uses_published: true };
                let provider = Facts { policy, dependents: vec![dependent], ..facts() };
                assert_row(&decide(&provider), &rows[index], &case);
            }
        }
    }
    assert!(used.iter().all(|used| *used), "a row of the table fits nothing: {used:?}");
}

#[test]
fn every_state_of_a_version_answers_as_the_table_says() {
    for row in table("versions") {
        let facts = match row[0].as_str() {
            "published nothing, and nobody uses it" => Facts { published: false, ..facts() },
            "lacks a contract that its branch had" => {
                Facts { missing: vec![contract()], ..facts() }
            }
            "no provider live" => {
                let need = Need { contract: contract(), provider: party(), live: Vec::new() };
                Facts { needs: vec![need], ..facts() }
            }
            "no consumer live" => facts(),
            other => panic!("the test does not know the state {other:?}"),
        };
        assert_row(&decide(&facts), &row, &row[0]);
    }
}

#[test]
fn every_change_of_a_provider_contract_answers_as_the_table_says() {
    for row in table("changes") {
        for declared in ["enough", "too small", "none"] {
            for audience in [Audience::Open, Audience::Registered] {
                let word = if audience == Audience::Open { "open" } else { "registered" };
                if !fits(&row[1], declared) || !fits(&row[2], word) {
                    continue;
                }
                let case = format!("{} × {declared} × {word}", row[0]);
                assert_row(&decide(&changed(&row[0], declared, audience)), &row, &case);
            }
        }
    }
}

fn changed(change: &str, declared: &str, audience: Audience) -> Facts {
    let verdict = match change.split(',').next() {
        Some("breaking") => Verdict::Breaking,
        Some("undecided") => Verdict::Undecided,
        _ => Verdict::Compatible,
    };
    let required = if verdict == Verdict::Compatible { Bump::Minor } else { Bump::Major };
    let declared = match declared {
        "enough" => Some(required),
        "too small" => Some(Bump::Patch),
        _ => None,
    };
    let offer = Offer {
        contract: contract(),
        against: VersionNumber::new("1.0.0").unwrap(),
        verdict,
        breaking: usize::from(verdict == Verdict::Breaking),
        waived: change.ends_with("waived"),
        required,
        declared,
        next_version: Some("2.0.0".to_owned()),
        page: "/services/orders/diff".to_owned(),
    };
    let dependent = |live, uses_published| Dependent { consumer: party(), live, uses_published };
    let misfit = Pairing {
        version: VersionNumber::new("1.0.0").unwrap(),
        meaning: Meaning::of(b"m"),
        replay: Replay::Never,
        comparison: Static::Incompatible { mismatches: 1, reason: "gone".to_owned() },
    };
    let dependents = match change.split_once(", ").map(|(_, who)| who) {
        Some("a consumer does not say what it uses") => vec![dependent(Vec::new(), false)],
        Some("a live consumer does not fit") => vec![dependent(vec![misfit], true)],
        _ => Vec::new(),
    };
    Facts { audience, dependents, offers: vec![offer], ..facts() }
}

#[test]
fn a_provider_that_published_nothing_is_judged_by_its_replays() {
    let replayed = |replay| {
        let pairing = Pairing {
            version: VersionNumber::new("1.0.0").unwrap(),
            meaning: Meaning::of(b"m"),
            replay,
            comparison: Static::Impossible,
        };
        let dependent = Dependent { consumer: party(), live: vec![pairing], uses_published: true };
        decide(&Facts { published: false, dependents: vec![dependent], ..facts() }).verdict
    };
    assert_eq!(replayed(Replay::Passed), Answer::Yes);
    assert_eq!(replayed(Replay::Never), Answer::Undecided);
}
