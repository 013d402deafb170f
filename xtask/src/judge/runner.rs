//! Asks the CLI about all cases, a few at a time.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::case::{Answer, Case, Judged};
use crate::failure::{Failure, While};
use crate::process;

/// How many programs run at once.
const THREADS: usize = 2;
/// No case is large: whoever thinks longer about one hangs.
const LIMIT: Duration = Duration::from_secs(60);

/// Judges all cases; the order of answers is the order of cases. `read` turns the value of
/// `verdict` into an answer.
pub(super) fn judge(
    program: &Path,
    cases: Vec<Case>,
    read: fn(&str) -> Option<Answer>,
) -> Result<Vec<Judged>, Failure> {
    let queue = Mutex::new(cases.into_iter().enumerate());
    let judged = Mutex::new(Vec::new());
    thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| -> Result<(), Failure> {
                    let folder = tempfile::tempdir().while_doing("create a scratch folder")?;
                    loop {
                        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                        let Some((index, case)) = next else { return Ok(()) };
                        let one = ask(program, case, folder.path(), read)?;
                        let mut judged = judged.lock().unwrap_or_else(PoisonError::into_inner);
                        judged.push((index, one));
                    }
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err(Failure::new("a judging thread panicked")))
        })
    })?;
    let mut judged = judged.into_inner().unwrap_or_else(PoisonError::into_inner);
    judged.sort_by_key(|(index, _)| *index);
    Ok(judged.into_iter().map(|(_, one)| one).collect())
}

fn ask(
    program: &Path,
    case: Case,
    folder: &Path,
    read: fn(&str) -> Option<Answer>,
) -> Result<Judged, Failure> {
    let (stdout, stderr) = (folder.join("stdout"), folder.join("stderr"));
    let mut command = Command::new(program);
    command
        .args(&case.arguments)
        // A folder without settings, and an environment without a broker.
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(File::create(&stdout).while_doing("create an output file")?)
        .stderr(File::create(&stderr).while_doing("create an output file")?);
    let line = process::line(&command);
    let child = command.spawn().while_doing(format_args!("start `{line}`"))?;
    let (answer, reasons) = match wait(child).while_doing(format_args!("wait for `{line}`"))? {
        None => (Answer::Broken(format!("no answer in {} s", LIMIT.as_secs())), Vec::new()),
        Some(status) => {
            let result = fs::read(&stdout).while_doing("read the result")?;
            let errors = fs::read(&stderr).while_doing("read the messages")?;
            answer(status, &result, &String::from_utf8_lossy(&errors), read)
        }
    };
    Ok(Judged { case, answer, reasons, command: line })
}

fn wait(mut child: Child) -> std::io::Result<Option<ExitStatus>> {
    let begin = Instant::now();
    while begin.elapsed() < LIMIT {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(1));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

fn answer(
    status: ExitStatus,
    result: &[u8],
    errors: &str,
    read: fn(&str) -> Option<Answer>,
) -> (Answer, Vec<String>) {
    match status.code() {
        Some(2) => return (Answer::Unreadable(first_line(errors)), Vec::new()),
        Some(0 | 1 | 3) => {}
        _ => return (Answer::Broken(format!("{status}: {}", first_line(errors))), Vec::new()),
    }
    let result: Value = match serde_json::from_slice(result) {
        Ok(result) => result,
        Err(error) => {
            return (Answer::Broken(format!("the result is not JSON: {error}")), Vec::new());
        }
    };
    let verdict = &result["verdict"];
    let answer = verdict.as_str().and_then(read);
    let answer = answer.unwrap_or_else(|| Answer::Broken(format!("unknown verdict {verdict}")));
    (answer, reasons(&result))
}

/// What the CLI's documents give as reasons: `findings[].rule` of those that ask for a major
/// version, `mismatches[].code`, or `reason`.
fn reasons(result: &Value) -> Vec<String> {
    let rows = |name: &str| result[name].as_array().cloned().unwrap_or_default();
    let findings = rows("findings").into_iter().filter(|finding| finding["bump"] == "major");
    let mut reasons: Vec<String> = findings
        .map(|finding| finding["rule"].clone())
        .chain(rows("mismatches").into_iter().map(|mismatch| mismatch["code"].clone()))
        .chain([result["reason"].clone()])
        .filter_map(|reason| reason.as_str().map(str::to_owned))
        .collect();
    reasons.sort();
    reasons.dedup();
    reasons
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::super::case::Label;
    use super::*;

    fn fake(script: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("handfast");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        (folder, program)
    }

    fn case(argument: &str) -> Case {
        Case {
            id: argument.into(),
            source: "peer".into(),
            label: Label::Positive,
            expected_reasons: Vec::new(),
            arguments: vec![argument.into()],
        }
    }

    fn read(verdict: &str) -> Option<Answer> {
        (verdict == "breaking").then_some(Answer::Positive)
    }

    #[test]
    fn answers_come_in_the_order_of_cases() {
        let (_folder, program) = fake(
            r#"case $1 in
                yes) echo '{"verdict":"breaking","findings":[
                    {"rule":"operation-removed","bump":"major"},{"rule":"x","bump":"minor"}]}';;
                bad) echo 'no such file' >&2; exit 2;;
                odd) echo '{"verdict":"perhaps"}';;
                crash) exit 101;;
            esac"#,
        );
        let cases = ["bad", "yes", "odd", "crash"].map(case).into();
        let judged = judge(&program, cases, read).unwrap();
        let answers: Vec<&Answer> = judged.iter().map(|one| &one.answer).collect();
        assert_eq!(*answers[0], Answer::Unreadable("no such file".into()));
        assert_eq!(*answers[1], Answer::Positive);
        assert_eq!(judged[1].reasons, ["operation-removed"]);
        assert_eq!(*answers[2], Answer::Broken("unknown verdict \"perhaps\"".into()));
        assert!(matches!(answers[3], Answer::Broken(_)));
    }
}
