//! Which version is being built, from which branch and commit, and by which pipeline run: read
//! from the variables of the CI system, else from git.
//!
//! The version is the commit, also when a tag is built, so that every pipeline of a commit speaks
//! of the same version. Everything can be overridden on the command line.

use crate::cli::BuildArgs;
use crate::failure::Failure;
use crate::output::Output;
use handfast_contracts::name::{BranchName, VersionNumber};
use std::path::Path;
use std::process::Command;

/// A value and the variable or command that it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Detected {
    value: String,
    from: &'static str,
}

/// What the surroundings say about the build.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Surroundings {
    branch: Option<Detected>,
    commit: Option<Detected>,
    build_url: Option<Detected>,
    /// Something that a reader of the version should know.
    warning: Option<&'static str>,
}

/// What is known about the version that is being built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// Its number; the commit where nothing else was given.
    pub version: VersionNumber,
    /// The branch that it is built from; absent when a tag or a detached commit is built.
    pub branch: Option<BranchName>,
    /// The commit.
    pub commit: Option<String>,
    /// The pipeline run.
    pub build_url: Option<String>,
}

impl Build {
    /// What the arguments say, completed from the surroundings. Everything that was not given as
    /// an argument is shown with where it came from.
    ///
    /// # Errors
    /// When no version is given and none can be found, or a value is no name.
    pub fn resolve(args: &BuildArgs, output: &Output) -> Result<Self, Failure> {
        let around = Surroundings::look();
        let mut shown = Vec::new();
        let mut found = |what: &str, given: &Option<String>, around: &Option<Detected>| {
            given.clone().or_else(|| {
                let detected = around.as_ref()?;
                shown.push(format!("{what} {} ({})", detected.value, detected.from));
                Some(detected.value.clone())
            })
        };
        let commit = found("commit", &args.commit, &around.commit);
        let given = |name: &Option<BranchName>| name.as_ref().map(ToString::to_string);
        let branch = found("branch", &given(&args.branch), &around.branch);
        let build_url = found("build", &args.build_url, &around.build_url);
        let version = match (&args.version, &commit) {
            (Some(version), _) => version.clone(),
            (None, Some(commit)) => {
                shown.insert(0, format!("version {commit} (the commit)"));
                if let Some(warning) = around.warning {
                    output.warn(warning);
                }
                name("version", commit, VersionNumber::new)?
            }
            (None, None) => {
                return Err(Failure::usage("the version is not known")
                    .detail("no CI variables were found, and this is no git repository")
                    .hint("pass --version"));
            }
        };
        for line in shown {
            output.note(&line);
        }
        let branch = branch.map(|text| name("branch", &text, BranchName::new)).transpose()?;
        Ok(Self { version, branch, commit, build_url })
    }

    /// The branch and the commit that the surroundings name.
    pub fn current() -> (Option<BranchName>, Option<String>) {
        let around = Surroundings::look();
        let branch = around.branch.and_then(|branch| BranchName::new(branch.value).ok());
        (branch, around.commit.map(|commit| commit.value))
    }
}

fn name<T, E: std::fmt::Display>(
    what: &str,
    text: &str,
    new: impl Fn(String) -> Result<T, E>,
) -> Result<T, Failure> {
    new(text.to_owned())
        .map_err(|error| Failure::user(format!("{text:?} cannot be a {what}: {error}")))
}

impl Surroundings {
    fn look() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let read = |path: &Path| std::fs::read_to_string(path).ok();
        Self::of_ci(&variable, &read).unwrap_or_else(Self::of_git)
    }

    fn of_ci(
        variable: &dyn Fn(&str) -> Option<String>,
        read: &dyn Fn(&Path) -> Option<String>,
    ) -> Option<Self> {
        let is = |name: &str| variable(name).is_some_and(|value| value != "false");
        let var = |from: &'static str| variable(from).map(|value| Detected { value, from });
        if is("GITHUB_ACTIONS") {
            Some(github(&var, read))
        } else if is("GITLAB_CI") {
            Some(gitlab(&var))
        } else if is("TF_BUILD") {
            Some(azure(&var))
        } else if is("JENKINS_URL") {
            Some(jenkins(&var))
        } else {
            None
        }
    }

    fn of_git() -> Self {
        let detected = |from, args: &[&str]| git(args).map(|value| Detected { value, from });
        let commit = detected("git", &["rev-parse", "HEAD"]);
        let changed = || git(&["status", "--porcelain", "--untracked-files=no"]);
        let warning = commit.as_ref().and_then(|_| changed()).map(|_| {
            "the working tree has changes that are not committed; the version names the commit without them"
        });
        let branch = detected("git", &["symbolic-ref", "--short", "--quiet", "HEAD"]);
        Self { branch, commit, build_url: None, warning }
    }
}

/// The trimmed output of a git command that succeeded and printed something.
fn git(args: &[&str]) -> Option<String> {
    let output = Command::new("git").args(args).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let text = text.trim();
    (output.status.success() && !text.is_empty()).then(|| text.to_owned())
}

type Var<'a> = &'a dyn Fn(&'static str) -> Option<Detected>;

/// <https://docs.github.com/en/actions/reference/workflows-and-actions/variables>. In a pull
/// request `GITHUB_SHA` is a merge commit that exists nowhere else; the head's commit stands only
/// in the event's file.
fn github(var: Var<'_>, read: &dyn Fn(&Path) -> Option<String>) -> Surroundings {
    let pull_request_head = || {
        let path = var("GITHUB_EVENT_PATH")?.value;
        let event: serde_json::Value = serde_json::from_str(&read(Path::new(&path))?).ok()?;
        let value = event.pointer("/pull_request/head/sha")?.as_str()?.to_owned();
        Some(Detected { value, from: "GITHUB_EVENT_PATH" })
    };
    let is_branch = var("GITHUB_REF_TYPE").is_none_or(|kind| kind.value == "branch");
    let of_ref = || var("GITHUB_REF_NAME").filter(|_| is_branch);
    let build_url = || {
        let (server, repository) = (var("GITHUB_SERVER_URL")?, var("GITHUB_REPOSITORY")?);
        let run = var("GITHUB_RUN_ID")?;
        let value = format!("{}/{}/actions/runs/{}", server.value, repository.value, run.value);
        Some(Detected { value, from: run.from })
    };
    Surroundings {
        branch: var("GITHUB_HEAD_REF").or_else(of_ref),
        commit: pull_request_head().or_else(|| var("GITHUB_SHA")),
        build_url: build_url(),
        warning: None,
    }
}

/// <https://docs.gitlab.com/ci/variables/predefined_variables/>. In a merge request's pipeline
/// `CI_COMMIT_BRANCH` is absent and, for merged results, `CI_COMMIT_SHA` is a merge commit.
fn gitlab(var: Var<'_>) -> Surroundings {
    Surroundings {
        branch: var("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME").or_else(|| var("CI_COMMIT_BRANCH")),
        commit: var("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA").or_else(|| var("CI_COMMIT_SHA")),
        build_url: var("CI_PIPELINE_URL").or_else(|| var("CI_JOB_URL")),
        warning: None,
    }
}

/// <https://learn.microsoft.com/azure/devops/pipelines/build/variables>.
fn azure(var: Var<'_>) -> Surroundings {
    let branch = |from| {
        let detected = var(from)?;
        let value = detected.value.strip_prefix("refs/heads/")?.to_owned();
        Some(Detected { value, from })
    };
    let build_url = || {
        let (collection, project) = (var("SYSTEM_COLLECTIONURI")?, var("SYSTEM_TEAMPROJECT")?);
        let (id, collection) = (var("BUILD_BUILDID")?, collection.value);
        let project = project.value.replace(' ', "%20");
        let base = collection.trim_end_matches('/');
        let value = format!("{base}/{project}/_build/results?buildId={}", id.value);
        Some(Detected { value, from: id.from })
    };
    Surroundings {
        branch: branch("SYSTEM_PULLREQUEST_SOURCEBRANCH").or_else(|| branch("BUILD_SOURCEBRANCH")),
        commit: var("SYSTEM_PULLREQUEST_SOURCECOMMITID").or_else(|| var("BUILD_SOURCEVERSION")),
        build_url: build_url(),
        warning: None,
    }
}

/// <https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables>, with the
/// variables of the git and branch-source plugins. `CHANGE_BRANCH` is a pull request's branch,
/// `BRANCH_NAME` is then `PR-7`; for a tag it is the tag.
fn jenkins(var: Var<'_>) -> Surroundings {
    let of_git = || {
        let mut detected = var("GIT_BRANCH")?;
        let plain = detected.value.strip_prefix("origin/").map(str::to_owned);
        detected.value = plain.unwrap_or(detected.value);
        Some(detected)
    };
    let of_job = || var("BRANCH_NAME").or_else(of_git).filter(|_| var("TAG_NAME").is_none());
    Surroundings {
        branch: var("CHANGE_BRANCH").or_else(of_job),
        commit: var("GIT_COMMIT"),
        build_url: var("BUILD_URL"),
        warning: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = r#"{"pull_request": {"head": {"sha": "c0ffee"}}}"#;

    /// Branch, commit and build URL that are found in these variables.
    fn found(variables: &[(&str, &str)]) -> [Option<String>; 3] {
        let variable = |name: &str| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        let around = Surroundings::of_ci(&variable, &|_| Some(EVENT.to_owned())).unwrap();
        [around.branch, around.commit, around.build_url].map(|one| one.map(|one| one.value))
    }

    fn texts(branch: &str, commit: &str, url: &str) -> [Option<String>; 3] {
        [branch, commit, url].map(|text| (!text.is_empty()).then(|| text.to_owned()))
    }

    #[test]
    fn without_a_ci_system_nothing_is_read_from_variables() {
        assert_eq!(Surroundings::of_ci(&|_| None, &|_| None), None);
    }

    #[test]
    fn github_names_the_branch_commit_and_run() {
        let mut variables = vec![
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_REF_TYPE", "branch"),
            ("GITHUB_REF_NAME", "feature/a"),
            ("GITHUB_SHA", "abc"),
            ("GITHUB_SERVER_URL", "https://github.com"),
            ("GITHUB_REPOSITORY", "acme/orders"),
            ("GITHUB_RUN_ID", "7"),
        ];
        let url = "https://github.com/acme/orders/actions/runs/7";
        assert_eq!(found(&variables), texts("feature/a", "abc", url));
        variables[1].1 = "tag";
        assert_eq!(found(&variables), texts("", "abc", url));
    }

    #[test]
    fn in_a_github_pull_request_the_head_counts_and_not_the_merge_commit() {
        let variables = [
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_REF_NAME", "12/merge"),
            ("GITHUB_HEAD_REF", "fix"),
            ("GITHUB_SHA", "merge"),
            ("GITHUB_EVENT_PATH", "/event.json"),
        ];
        assert_eq!(found(&variables), texts("fix", "c0ffee", ""));
    }

    #[test]
    fn gitlab_names_the_branch_commit_and_pipeline() {
        let variables = [
            ("GITLAB_CI", "true"),
            ("CI_COMMIT_BRANCH", "main"),
            ("CI_COMMIT_SHA", "abc"),
            ("CI_PIPELINE_URL", "https://gitlab.test/p/1"),
        ];
        assert_eq!(found(&variables), texts("main", "abc", "https://gitlab.test/p/1"));
        let merge_request = [
            ("GITLAB_CI", "true"),
            ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "fix"),
            ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "head"),
            ("CI_COMMIT_SHA", "merge"),
        ];
        assert_eq!(found(&merge_request), texts("fix", "head", ""));
    }

    #[test]
    fn azure_names_the_branch_commit_and_build() {
        let variables = [
            ("TF_BUILD", "True"),
            ("BUILD_SOURCEBRANCH", "refs/heads/main"),
            ("BUILD_SOURCEVERSION", "abc"),
            ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/acme/"),
            ("SYSTEM_TEAMPROJECT", "Order Desk"),
            ("BUILD_BUILDID", "9"),
        ];
        let url = "https://dev.azure.com/acme/Order%20Desk/_build/results?buildId=9";
        assert_eq!(found(&variables), texts("main", "abc", url));
        let tag = [("TF_BUILD", "True"), ("BUILD_SOURCEBRANCH", "refs/tags/v1")];
        assert_eq!(found(&tag), texts("", "", ""));
        let pull_request = [
            ("TF_BUILD", "True"),
            ("BUILD_SOURCEBRANCH", "refs/pull/1/merge"),
            ("BUILD_SOURCEVERSION", "merge"),
            ("SYSTEM_PULLREQUEST_SOURCEBRANCH", "refs/heads/fix"),
            ("SYSTEM_PULLREQUEST_SOURCECOMMITID", "head"),
        ];
        assert_eq!(found(&pull_request), texts("fix", "head", ""));
    }

    #[test]
    fn jenkins_names_the_branch_commit_and_build() {
        let mut variables = vec![
            ("JENKINS_URL", "https://ci.test"),
            ("GIT_BRANCH", "origin/main"),
            ("GIT_COMMIT", "abc"),
            ("BUILD_URL", "https://ci.test/job/1"),
        ];
        assert_eq!(found(&variables), texts("main", "abc", "https://ci.test/job/1"));
        variables.extend([("BRANCH_NAME", "PR-7"), ("CHANGE_BRANCH", "fix")]);
        assert_eq!(found(&variables), texts("fix", "abc", "https://ci.test/job/1"));
        let tag = [("JENKINS_URL", "x"), ("BRANCH_NAME", "v1"), ("TAG_NAME", "v1")];
        assert_eq!(found(&tag), texts("", "", ""));
    }
}
