//! What reports look like, from one value in every format.

use handfast_contracts::compare::{Area, Comparison, ComparisonVerdict, Mismatch};
use handfast_contracts::fingerprint::{Facet, Fingerprint};
use handfast_contracts::judge::{Finding, Hazard, HazardKind, Use};
use handfast_contracts::location::{Location, Place};
use handfast_contracts::policy::{Acceptance, Policy};
use handfast_contracts::report::comparison::{self, Sides};
use handfast_contracts::report::{
    self, Format, Options, Outcome, Paint, Report, Subject, Summary, markdown,
};
use handfast_contracts::rule::{Bump, Direction, Level, RuleId};
use handfast_contracts::semver::{self, Verdict};
use handfast_contracts::text::{Diagnostic, Severity};
use handfast_contracts::time::Timestamp;

#[test]
fn text_puts_what_breaks_first_and_the_verdict_last() {
    insta::assert_snapshot!(report::render(Format::Text, &sample(), &Options::default()));
}

#[test]
fn text_may_be_coloured() {
    let options = Options { paint: Paint::Ansi, next: Some("handfast publish"), broker: None };
    insta::assert_snapshot!(report::render(Format::Text, &sample(), &options).escape_debug());
}

#[test]
fn json_has_the_published_shape() {
    insta::assert_snapshot!(report::render(Format::Json, &sample(), &Options::default()));
}

#[test]
fn markdown_links_the_rules_of_a_broker() {
    let options = Options { broker: Some("https://contracts.example/"), ..Options::default() };
    insta::assert_snapshot!(report::render(Format::Markdown, &sample(), &options));
}

#[test]
fn a_report_without_findings_says_so() {
    let report = report_of(Vec::new());
    insta::assert_snapshot!(report::render(Format::Text, &report, &Options::default()));
}

#[test]
fn markdown_fits_a_comment_however_much_there_is() {
    let mut report = sample();
    let many: Vec<_> = (0..2_000).flat_map(|_| report.findings.clone()).collect();
    report.findings = many;
    let text = report::render(Format::Markdown, &report, &Options::default());
    assert!(text.len() <= markdown::MOST_BYTES, "{}", text.len());
    assert!(text.contains("more findings did not fit here"));
    assert!(text.contains("may be null now") && !text.contains("is listed under"), "worst first");
}

#[test]
fn a_document_cannot_steer_the_terminal_or_the_page() {
    let mut report = sample();
    report.findings[0].message = "`\u{1b}[2J<img src=x>|` @all <b>".to_owned();
    report.new.label = "a\u{1b}]0;title\u{7}|`b`.yaml".to_owned();
    let text = report::render(Format::Text, &report, &Options::default());
    assert!(!text.contains('\u{1b}'));
    let text = report::render(Format::Markdown, &report, &Options::default());
    assert!(!text.contains('\u{1b}') && !text.contains("<b>") && !text.contains("@all"), "{text}");
    assert!(text.contains("` [2J<img src=x>\\|`"), "{text}");
}

#[test]
fn a_format_is_called_by_its_word() {
    assert_eq!("markdown".parse(), Ok(Format::Markdown));
    let error = "md".parse::<Format>().unwrap_err();
    assert_eq!(error, "unknown format \"md\"; known are text, json, markdown");
}

#[test]
fn a_break_is_rejected_unless_it_is_declared_or_accepted() {
    let mut report = report_of(vec![breaking()]);
    assert_eq!((report.required_bump, report.outcome()), (Bump::Major, Outcome::Rejected));
    report.declared_bump = Some(Bump::Major);
    assert_eq!(report.outcome(), Outcome::Accepted);
    let mut report = report_of(vec![Finding { level: Level::Info, ..breaking() }]);
    report.declared_bump = Some(Bump::Minor);
    assert_eq!((report.verdict, report.outcome()), (Verdict::Breaking, Outcome::Accepted));
}

#[test]
fn what_could_not_be_decided_is_undecided_and_asks_for_a_minor_version_at_least() {
    let mut report = report_of(vec![undecided()]);
    assert_eq!((report.required_bump, report.outcome()), (Bump::Minor, Outcome::Undecided));
    report.declared_bump = Some(Bump::Patch);
    assert_eq!(report.outcome(), Outcome::Rejected);
    report.declared_bump = Some(Bump::Major);
    assert_eq!(report.outcome(), Outcome::Accepted);
}

#[test]
fn a_comparison_is_written_in_every_format() {
    let sides = Sides { consumer: "web@3.1.0", provider: "orders.yaml" };
    let text =
        |format| comparison::render(format, &sample_comparison(), sides, &Options::default());
    insta::assert_snapshot!("comparison_as_text", text(Format::Text));
    insta::assert_snapshot!("comparison_as_json", text(Format::Json));
    insta::assert_snapshot!("comparison_as_markdown", text(Format::Markdown));
}

fn sample() -> Report {
    let mut report = report_of(vec![breaking(), undecided(), shared(), tags()]);
    report.diagnostics = vec![Diagnostic {
        severity: Severity::Warning,
        code: "duplicate-key".into(),
        message: "the key `description` stands here twice; the last one counts".into(),
        location: location("/info/description", 4, 3),
    }];
    report
}

fn report_of(findings: Vec<Finding>) -> Report {
    let subject =
        |label: &str, version: &str| Subject { label: label.into(), version: Some(version.into()) };
    let required_bump = semver::required_bump(&findings);
    Report {
        verdict: semver::verdict(&findings),
        required_bump,
        declared_bump: semver::declared_bump("1.4.0", "1.5.0"),
        next_version: semver::next_version("1.4.0", required_bump),
        old: subject("git:main:orders.yaml", "1.4.0"),
        new: subject("orders.yaml", "1.5.0"),
        summary: Summary::of(&findings),
        findings,
        diagnostics: Vec::new(),
        policy: "default".into(),
        engine: "handfast/0.1.0".into(),
    }
}

fn breaking() -> Finding {
    let place = Place::operation("POST", "/orders").message("request application/json");
    finding(
        ("request-property-became-required", Level::Error, Bump::Major),
        "`sku` in the request body must be sent now; clients that leave it out are refused",
        &[place.within("items[].sku")],
    )
}

fn undecided() -> Finding {
    let place = Place::operation("GET", "/orders/{}").message("response 200 application/json");
    let finding = finding(
        ("response-pattern-changed", Level::Warning, Bump::Major),
        "`sku` in the response body matches `^[A-Z]{3}|x$` instead of `^[A-Z]+$`; whether that \
         breaks clients was not decided",
        &[place.within("sku")],
    );
    Finding { maybe: finding.breaks, breaks: Vec::new(), ..finding }
}

#[test]
fn a_finding_is_accepted_only_with_all_its_uses() {
    let now = Timestamp::from_micros(0);
    let rest = Fingerprint::of_all("rest", &[Place::operation("GET", "/x")], &Facet::default());
    let mut finding = Finding { uses_rest: Some(rest.clone()), ..breaking() };
    let acceptance = |fingerprint: &Fingerprint| Acceptance {
        fingerprint: fingerprint.clone(),
        reason: "agreed with the consumer".into(),
        expires: now.plus_seconds(60),
    };
    let mut policy = Policy::default();
    policy.accept.push(acceptance(&finding.uses[0].fingerprint));
    policy.apply(std::slice::from_mut(&mut finding), now);
    assert_eq!(finding.level, Level::Error);
    policy.accept.push(acceptance(&rest));
    policy.apply(std::slice::from_mut(&mut finding), now.plus_seconds(60));
    assert_eq!(finding.level, Level::Error, "the acceptance has expired");
    policy.apply(std::slice::from_mut(&mut finding), now);
    assert_eq!(finding.level, Level::Info);
}

/// An edit of a component that very many operations share.
fn shared() -> Finding {
    let place = |number| {
        Place::operation("GET", &format!("/things/{number}"))
            .message("response 200 application/json")
            .within("id")
    };
    let places: Vec<_> = (0..50).map(place).collect();
    let witness = serde_json::json!({"id": null});
    let hazard = Hazard { kind: HazardKind::Rollout, message: "old servers send null".into() };
    let finding = finding(
        ("response-became-nullable", Level::Error, Bump::Major),
        "`id` in the response body may be null now; clients that read it without a check break",
        &places,
    );
    Finding { witness: Some(witness), hazards: vec![hazard], uses_total: 1234, ..finding }
}

fn tags() -> Finding {
    let place = Place::operation("POST", "/orders");
    let finding = finding(
        ("operation-tags-changed", Level::Info, Bump::Patch),
        "`POST /orders` is listed under `checkout`",
        &[place],
    );
    Finding { breaks: Vec::new(), ..finding }
}

fn finding(
    (rule, level, bump): (&'static str, Level, Bump),
    message: &str,
    places: &[Place],
) -> Finding {
    let facet = Facet { old: "old".into(), new: "new".into() };
    Finding {
        rule: RuleId(rule.into()),
        level,
        bump,
        breaks: vec![Direction::Clients],
        maybe: Vec::new(),
        hazards: Vec::new(),
        message: message.to_owned(),
        old: None,
        new: Some(location("/paths/~1orders/post", 21, 15)),
        witness: None,
        uses: places
            .iter()
            .map(|place| Use {
                location: place.clone(),
                fingerprint: Fingerprint::of(rule, place, &facet),
            })
            .collect(),
        uses_total: places.len(),
        uses_rest: None,
        rule_url: format!("/rules/{rule}"),
    }
}

fn location(pointer: &str, line: u32, column: u32) -> Location {
    Location { pointer: pointer.into(), file: "orders.yaml".into(), line, column }
}

fn sample_comparison() -> Comparison {
    let mismatch = |code: &str, area, message: &str| Mismatch {
        code: code.into(),
        area,
        message: message.into(),
        interaction: "a request for order 42".into(),
        consumer: Some(location("/interactions/3/response/body/total", 80, 9)),
        provider: Some(location("/components/schemas/Order", 12, 5)),
    };
    Comparison {
        verdict: ComparisonVerdict::Incompatible,
        compared: 14,
        mismatches: vec![
            mismatch(
                "response-body-incompatible",
                Area::ResponseBody,
                "`total` is read as a number, and the provider sends a string",
            ),
            mismatch("request-query-unknown", Area::Query, "`expand` is not understood"),
        ],
        diagnostics: Vec::new(),
        engine: "handfast/0.1.0".into(),
    }
}
