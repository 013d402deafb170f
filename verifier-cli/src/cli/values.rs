//! How the values of arguments are read.

use super::ReportTarget;
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
    PossibleValuesParser::new(KindId::all().map(KindId::as_str))
        .try_map(|text| KindId::find(&text).ok_or("unknown kind"))
}

pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str))
        .try_map(|text| Format::find(&text).ok_or("unknown format"))
}

pub(super) fn audiences() -> impl TypedValueParser<Value = Audience> {
    PossibleValuesParser::new(["open", "registered"]).map(|text| match text.as_str() {
        "registered" => Audience::Registered,
        _ => Audience::Open,
    })
}

pub(super) fn report_target(text: &str) -> Result<ReportTarget, String> {
    let (format, path) =
        text.split_once('=').ok_or("write FORMAT=PATH, for example json=report.json")?;
    let format = Format::find(format).ok_or_else(|| {
        let known = Format::ALL.map(Format::as_str).join(", ");
        format!("unknown format {format:?}; known are {known}")
    })?;
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
