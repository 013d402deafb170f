//! The union of two documents of one consumer about one provider, for consumers whose tests run
//! in several pipelines.
//!
//! The first document's text stays as it is; interactions that it lacks are copied into it as
//! they are written in the second. An interaction is recognised by its description and provider
//! states: one that both have must say the same in both.

use super::meaning::canonical;
use super::model::{Interaction, Model};
use crate::kind::{Source, Unmergeable};
use crate::text::{self, Format, Limits, Node, Tree};
use std::collections::BTreeMap;

/// Unites two documents. Both have been read before without errors.
///
/// # Errors
/// [`Unmergeable`] for documents that are no JSON or of different formats, and for interactions
/// that say different things under the same name.
pub fn merge(old: Source<'_>, new: Source<'_>, limits: &Limits) -> Result<Vec<u8>, Unmergeable> {
    let (old_model, old_tree) = read(old, limits)?;
    let (new_model, new_tree) = read(new, limits)?;
    if old_model.format != new_model.format {
        let (old, new) = (old_model.format, new_model.format);
        return Err(Unmergeable::Form(format!("one is {old}, the other is {new}")));
    }
    let known: BTreeMap<String, String> =
        old_model.interactions.iter().map(|one| (name(one), canonical(one))).collect();
    let mut conflicts = Vec::new();
    let mut additions: BTreeMap<String, Vec<Node<'_>>> = BTreeMap::new();
    for one in &new_model.interactions {
        match known.get(&name(one)) {
            Some(said) if *said == canonical(one) => {}
            Some(_) => conflicts.push(one.description.clone()),
            None => {
                let pointer = &one.location.pointer;
                let (list, _) = pointer.rsplit_once('/').unwrap_or_default();
                let node = new_tree.root().resolve(pointer).ok_or_else(misplaced)?;
                additions.entry(list.to_owned()).or_default().push(node);
            }
        }
    }
    if !conflicts.is_empty() {
        return Err(Unmergeable::Conflicts(conflicts));
    }
    splice(&old_tree, &new_tree, &additions)
}

fn misplaced() -> Unmergeable {
    Unmergeable::Form("an interaction cannot be found again in its text".to_owned())
}

fn read(source: Source<'_>, limits: &Limits) -> Result<(Model, Tree), Unmergeable> {
    if Format::detect(source.name, source.bytes) != Format::Json {
        return Err(Unmergeable::Form(format!("{} is no JSON", source.name)));
    }
    let unreadable = |error: text::Unreadable| Unmergeable::Form(error.to_string());
    let (model, _) = super::parse(source, limits).map_err(unreadable)?;
    let parsed =
        text::parse(source.name, source.bytes, Format::Json, limits).map_err(unreadable)?;
    Ok((model, parsed.tree))
}

/// What an interaction is recognised by.
pub(super) fn name(one: &Interaction) -> String {
    let states: Vec<_> =
        one.states.iter().map(|state| format!("{:?} {:?}", state.name, state.params)).collect();
    format!("{:?} given {}", one.description, states.join(", "))
}

/// Copies nodes of `new` to the ends of the lists of `old` at the same pointers.
fn splice(
    old: &Tree,
    new: &Tree,
    additions: &BTreeMap<String, Vec<Node<'_>>>,
) -> Result<Vec<u8>, Unmergeable> {
    let mut text = old.text().to_owned();
    // From the end, so that earlier places stay where they are.
    let mut places = Vec::new();
    for (pointer, nodes) in additions {
        let list = old.root().resolve(pointer).filter(|list| list.is_array());
        let Some(list) = list else {
            return Err(Unmergeable::Form(format!("the stored document has no list {pointer}")));
        };
        places.push((list.span().end as usize, list.len() > 0, nodes));
    }
    places.sort_by_key(|(end, ..)| std::cmp::Reverse(*end));
    for (end, comma, nodes) in places {
        let written: Vec<_> = nodes
            .iter()
            .filter_map(|node| {
                let span = node.span();
                new.text().get(span.start as usize..span.end as usize)
            })
            .collect();
        let close = text.get(..end).and_then(|before| before.rfind(']')).ok_or_else(misplaced)?;
        let comma = if comma { "," } else { "" };
        text.insert_str(close, &format!("{comma}{}", written.join(",")));
    }
    Ok(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pact(interactions: &[(&str, u16)]) -> String {
        let all: Vec<_> = interactions
            .iter()
            .map(|(name, status)| {
                format!(
                    r#"{{"description": "{name}", "request": {{"method": "GET", "path": "/{name}"}},
                        "response": {{"status": {status}, "body": 1.10}}}}"#
                )
            })
            .collect();
        format!(
            r#"{{"consumer": {{"name": "web"}}, "provider": {{"name": "orders"}},
                "interactions": [ {} ], "metadata": {{"pactSpecification": {{"version": "3.0.0"}}}}}}"#,
            all.join(", ")
        )
    }

    fn source(text: &str) -> Source<'_> {
        Source { name: "pact.json", bytes: text.as_bytes() }
    }

    fn merged(old: &[(&str, u16)], new: &[(&str, u16)]) -> Result<String, Unmergeable> {
        let (old, new) = (pact(old), pact(new));
        merge(source(&old), source(&new), &Limits::default())
            .map(|bytes| String::from_utf8(bytes).unwrap())
    }

    fn meaning(text: &str) -> crate::hash::Meaning {
        let (model, _) = super::super::parse(source(text), &Limits::default()).unwrap();
        super::super::meaning(&model)
    }

    #[test]
    fn what_the_first_lacks_is_added_as_it_is_written() {
        let both = merged(&[("a", 200), ("b", 200)], &[("b", 200), ("c", 201)]).unwrap();
        assert_eq!(meaning(&both), meaning(&pact(&[("a", 200), ("b", 200), ("c", 201)])));
        assert_eq!(both.matches("1.10").count(), 3, "numbers keep their digits");
        let first = merged(&[], &[("a", 200)]).unwrap();
        assert_eq!(meaning(&first), meaning(&pact(&[("a", 200)])));
    }

    #[test]
    fn the_same_name_with_another_content_is_a_conflict() {
        let conflict = merged(&[("a", 200)], &[("a", 201), ("b", 200)]).unwrap_err();
        assert_eq!(conflict, Unmergeable::Conflicts(vec!["a".to_owned()]));
    }
}
