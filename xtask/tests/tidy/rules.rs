//! Who may judge: only `judge` runs rules, only `semver` gives the verdict, and every rule has its
//! page.

use std::path::Path;

use xtask::source::SourceFile;

use crate::{no_violations, root, sources};

#[test]
fn only_judge_runs_rules() {
    let mut violations = Vec::new();
    for file in ["contracts/src", "broker/src", "verifier-cli/src"].into_iter().flat_map(sources) {
        if file.path == "contracts/src/judge.rs" {
            continue;
        }
        for line in file.find(&[".", "check", ")", "("]) {
            violations.push(format!("{}:{line}: (….check)(…)", file.path));
        }
    }
    no_violations("only contracts/src/judge.rs runs rules; call judge::judge:", &violations);
}

/// Matching on a verdict is everybody's right: a variant followed by `=>`, `|` or `)`, or compared.
fn constructs_verdict(file: &SourceFile) -> Vec<usize> {
    let imported = file.paths().iter().any(|path| path.text().ends_with("semver::Verdict"));
    let tokens = &file.tokens;
    (0..tokens.len().saturating_sub(4))
        .filter(|&at| tokens[at].is("Verdict") && tokens[at + 1].is(":") && tokens[at + 2].is(":"))
        .filter(|&at| imported || at >= 3 && tokens[at - 3].is("semver"))
        .filter(|&at| {
            ["Compatible", "Breaking", "Undecided"].iter().any(|word| tokens[at + 3].is(word))
        })
        .filter(|&at| {
            let matched = ["=", "|", ")", "if"].iter().any(|mark| tokens[at + 4].is(mark));
            let start = if at >= 3 && tokens[at - 3].is("semver") { at - 3 } else { at };
            let compared = start >= 1
                && (tokens[start - 1].is("=")
                    && start >= 2
                    && (tokens[start - 2].is("=") || tokens[start - 2].is("!")));
            !matched && !compared
        })
        .map(|at| tokens[at].line)
        .collect()
}

#[test]
fn only_semver_gives_the_verdict() {
    let mut violations = Vec::new();
    for file in ["contracts/src", "broker/src", "verifier-cli/src"].into_iter().flat_map(sources) {
        if file.path != "contracts/src/semver.rs" {
            let lines = constructs_verdict(&file);
            violations.extend(lines.iter().map(|line| format!("{}:{line}: Verdict", file.path)));
        }
    }
    no_violations(
        "only contracts/src/semver.rs turns findings into a verdict; ask it:",
        &violations,
    );
}

#[test]
fn a_verdict_may_be_matched_but_not_made() {
    let file = SourceFile::new(
        "broker/src/x.rs",
        "use handfast_contracts::semver::Verdict;\n\
         fn f(v: Verdict) { match v { Verdict::Breaking | Verdict::Undecided => 1, Verdict::Compatible => 2 }\n\
         if v == Verdict::Breaking {} matches!(v, Verdict::Breaking)\n\
         }\nfn g() -> Verdict { Verdict::Compatible }",
    );
    assert_eq!(constructs_verdict(&file), [5]);
}

/// Whether this is the file of one rule: `…/rules/<area>/<rule>.rs`.
pub(crate) fn is_rule(path: &str) -> bool {
    let parts: Vec<&str> = path.rsplit('/').collect();
    matches!(parts.as_slice(), [file, _area, "rules", ..] if *file != "mod.rs")
}

#[test]
fn a_rule_sees_one_change_and_nothing_that_judges_it() {
    const BEYOND: [&str; 6] = ["gate", "judge", "policy", "report", "semver", "wire"];
    let mut violations = Vec::new();
    for file in sources("contracts/src").into_iter().filter(|file| is_rule(&file.path)) {
        for path in file.paths() {
            let first = path.within_crate().and_then(<[String]>::first);
            if first.is_some_and(|first| BEYOND.contains(&first.as_str())) {
                violations.push(format!("{}:{}: {}", file.path, path.line, path.text()));
            }
        }
    }
    no_violations("put what the rule needs to know into the change:", &violations);
}

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let mut missing = Vec::new();
    look(&root().join("contracts/src"), &mut missing);
    no_violations("a rule is a file and its page: <rule>.rs and <rule>.md:", &missing);
}

/// Looks for files without their sibling in all folders `rules/<area>/`.
fn look(folder: &Path, missing: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look(&path, missing);
            continue;
        }
        let in_area = folder.parent().and_then(Path::file_name).is_some_and(|name| name == "rules");
        let sibling = match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") if path.file_stem().is_some_and(|stem| stem != "mod") => "md",
            Some("md") => "rs",
            _ => continue,
        };
        if in_area && !path.with_extension(sibling).is_file() {
            missing.push(path.with_extension(sibling).display().to_string());
        }
    }
}
