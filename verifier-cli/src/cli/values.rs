//! How the values of arguments are read.

use super::{PlainFormat, ReportTarget};
use crate::outcome::Outcome;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use handfast_contracts::kind::KindId;
use handfast_contracts::report::Format;
use handfast_contracts::wire::{Audience, Wait};
use std::time::Duration;

const INPUTS: &str = "\
Inputs:
  PATH                     a file
  -                        stdin
  git:REV:PATH             a file as a git revision has it
  https://…                an address
  broker:SERVICE@VERSION   a published contract; /KIND/NAME may follow
  @branch:NAME             of this service, the newest version of a branch
  @environment:NAME        of this service, the version that is live there
  @baseline                of this service, what a new version is compared with";

/// The help that follows on commands with inputs.
pub(super) fn after_inputs() -> String {
    format!("{INPUTS}\n\n{}", Outcome::help())
}

pub(super) fn kinds() -> impl TypedValueParser<Value = KindId> {
    words(KindId::all().map(|kind| (kind.as_str(), kind)))
}

pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    words(Format::ALL.map(|format| (format.as_str(), format)))
}

pub(super) fn plain_formats() -> impl TypedValueParser<Value = PlainFormat> {
    words(PlainFormat::ALL.map(|format| (format.as_str(), format)))
}

pub(super) fn audiences() -> impl TypedValueParser<Value = Audience> {
    words([("open", Audience::Open), ("registered", Audience::Registered)])
}

/// Values that are each called by a word.
fn words<T: Clone + Send + Sync + 'static>(
    words: impl IntoIterator<Item = (&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let words: Vec<_> = words.into_iter().collect();
    let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    PossibleValuesParser::new(known).try_map(move |text| {
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| value.clone()).ok_or("unknown value")
    })
}

pub(super) fn report_target(text: &str) -> Result<ReportTarget, String> {
    let (format, path) =
        text.split_once('=').ok_or("write FORMAT=PATH, for example json=report.json")?;
    let format = format.parse()?;
    match path {
        "" => Err("the path is missing".to_owned()),
        path => Ok(ReportTarget { format, path: path.into() }),
    }
}

pub(super) fn header(text: &str) -> Result<(String, String), String> {
    match text.split_once(':') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write 'Name: value'".to_owned()),
    }
}

pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(duration) if !duration.is_zero() && seconds <= 86_400.0 => Ok(duration),
        _ => Err("a number of seconds above 0 and at most 86400".to_owned()),
    }
}

pub(super) fn wait(text: &str) -> Result<Wait, String> {
    let seconds = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Wait::new(seconds).ok_or_else(|| format!("at most {} seconds", Wait::MAX.get()))
}
