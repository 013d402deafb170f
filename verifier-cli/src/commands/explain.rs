//! `handfast explain`: a rule's page, or the list of rules.

use crate::cli::ExplainArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::outcome::Outcome;
use handfast_contracts::kind;
use handfast_contracts::report::page;
use handfast_contracts::rule::RuleInfo;
use std::cmp::Reverse;
use std::fmt::Write;

/// How many rules are suggested for one that is not known.
const SUGGESTIONS: usize = 3;

/// Prints the page, or the list.
///
/// # Errors
/// When there is no such rule.
pub(super) fn run(args: &ExplainArgs, context: &Context) -> Result<Outcome, Failure> {
    let rules = kind::rules();
    match &args.rule {
        None => context.output.result(&list(&rules))?,
        Some(id) => {
            let page = page::render(find(&rules, id)?.page, context.output.paint());
            context.output.result(&page)?;
        }
    }
    Ok(Outcome::Ok)
}

fn list(rules: &[&RuleInfo]) -> String {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let _ = writeln!(text, "{:width$}  {:5}  {}", rule.id, rule.bump.as_str(), rule.summary);
    }
    text
}

/// The rule of this id, or with this id in the field's reference tool.
fn find<'a>(rules: &[&'a RuleInfo], id: &str) -> Result<&'a RuleInfo, Failure> {
    let known = |rule: &&&RuleInfo| rule.id == id || rule.aliases.contains(&id);
    if let Some(rule) = rules.iter().find(known) {
        return Ok(rule);
    }
    let words: Vec<_> = id.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    let shared = |rule: &RuleInfo| {
        rule.id.split('-').filter(|word| words.iter().any(|own| word.starts_with(own))).count()
    };
    let mut near: Vec<_> = rules.iter().filter(|rule| shared(rule) > 0).collect();
    near.sort_by_key(|rule| (Reverse(shared(rule)), rule.id));
    let near: Vec<_> = near.into_iter().take(SUGGESTIONS).map(|rule| rule.id).collect();
    let failure = Failure::user(format!("there is no rule {id:?}"));
    Err(match near.as_slice() {
        [] => failure,
        near => failure.hint(format!("did you mean {}?", near.join(", "))),
    }
    .hint("`handfast explain` lists the rules"))
}
