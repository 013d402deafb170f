//! In which messages an edit of a schema takes effect, and where in them.
//!
//! From the whole value of each message, the pairs of schemas are searched breadth first, so that
//! the path found to each is a shortest one. Only pairs that lead to an edit are entered, and what
//! was found from a pair serves all messages that begin there.

use super::change::{Fact, SchemaFact};
use super::diff::schema::{Flow, Pair, PairId, Pairs, Step, Subject};
use super::diff::{Facts, Noted, Root};
use crate::location::{Place, push_key};
use crate::rule::Side;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// Notes the edits of all pairs with the messages of `roots` in which they take effect.
pub(super) fn note(pairs: &Pairs<'_>, roots: &[Root], facts: &mut Facts) {
    let pairs = pairs.all();
    let leading = leading_to_edits(pairs);
    let mut found: FxHashMap<(PairId, Side), Rc<Vec<Reached>>> = FxHashMap::default();
    let mut effects: BTreeMap<Key, Effect> = BTreeMap::new();
    for (root_index, root) in roots.iter().enumerate() {
        let reached = found
            .entry((root.pair, root.side))
            .or_insert_with(|| Rc::new(reached(pairs, &leading, root)));
        for reached in reached.iter() {
            for index in 0..pairs[reached.pair.index()].edits.len() {
                effect(pairs, reached, index, (root_index, root), &mut effects);
            }
        }
    }
    for (key, effect) in effects {
        let edit = &pairs[key.pair.index()].edits[key.edit];
        let root = &roots[effect.root];
        let fact = Fact::Schema(SchemaFact {
            side: key.side,
            position: key.position,
            message: root.message.clone(),
            path: effect.path,
            read_only: key.flow.read_only,
            write_only: key.flow.write_only,
            edit: edit.edit.clone(),
        });
        let noted = Noted { fact, site: edit.site, facet: edit.facet.clone() };
        facts.note(noted, effect.uses);
    }
}

/// What makes one fact of an edit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    pair: PairId,
    edit: usize,
    side: Side,
    position: super::change::SchemaPosition,
    flow: Flow,
}

/// The shortest use of a fact, and all uses.
struct Effect {
    root: usize,
    depth: u32,
    path: String,
    uses: Vec<Place>,
}

fn effect(
    pairs: &[Pair],
    reached: &Reached,
    index: usize,
    (root_index, root): (usize, &Root),
    effects: &mut BTreeMap<Key, Effect>,
) {
    let edit = &pairs[reached.pair.index()].edits[index];
    let key = Key {
        pair: reached.pair,
        edit: index,
        side: root.side,
        position: root.position,
        flow: reached.flow.and_within(edit.flow),
    };
    let (path, full) = match &edit.subject {
        Subject::Whole => (reached.path.clone(), None),
        Subject::Names(name) => (reached.path.clone(), Some(joined(&reached.path, name))),
        Subject::Member(name) => (joined(&reached.path, name), None),
    };
    let place = root.place.within(full.as_deref().unwrap_or(&path));
    let known = effects.entry(key).or_insert_with(|| Effect {
        root: root_index,
        depth: u32::MAX,
        path: String::new(),
        uses: Vec::new(),
    });
    let shorter = (reached.depth, &path).cmp(&(known.depth, &known.path)).is_lt();
    if shorter {
        *known = Effect {
            root: root_index,
            depth: reached.depth,
            path,
            uses: std::mem::take(&mut known.uses),
        };
    }
    known.uses.push(place);
}

/// For each pair whether it has an edit or leads to one.
fn leading_to_edits(pairs: &[Pair]) -> Vec<bool> {
    let mut parents: Vec<Vec<u32>> = vec![Vec::new(); pairs.len()];
    for (index, pair) in (0_u32..).zip(pairs) {
        for part in &pair.parts {
            parents[part.pair.index()].push(index);
        }
    }
    let mut leading: Vec<bool> = pairs.iter().map(|pair| !pair.edits.is_empty()).collect();
    let mut open: Vec<usize> = (0..pairs.len()).filter(|index| leading[*index]).collect();
    while let Some(index) = open.pop() {
        for parent in &parents[index] {
            let parent = *parent as usize;
            if !leading[parent] {
                leading[parent] = true;
                open.push(parent);
            }
        }
    }
    leading
}

/// A pair with edits that a message reaches.
struct Reached {
    pair: PairId,
    flow: Flow,
    path: String,
    depth: u32,
}

/// A step of the search: a pair in a flow.
struct Visit {
    pair: PairId,
    flow: Flow,
    depth: u32,
    /// The visit from which this one was reached, and by which part.
    from: Option<(usize, usize)>,
}

/// The pairs with edits that a message reaches, each by a shortest path. A pair that is reached
/// by a path which the side sends is not reached by others.
fn reached(pairs: &[Pair], leading: &[bool], root: &Root) -> Vec<Reached> {
    let mut visits: Vec<Visit> = Vec::new();
    let mut seen: FxHashSet<(PairId, Flow)> = FxHashSet::default();
    let mut queue: VecDeque<Visit> = VecDeque::new();
    queue.push_back(Visit { pair: root.pair, flow: Flow::default(), depth: 0, from: None });
    while let Some(visit) = queue.pop_front() {
        if !seen.insert((visit.pair, visit.flow)) {
            continue;
        }
        let at = visits.len();
        for (index, part) in pairs[visit.pair.index()].parts.iter().enumerate() {
            let flow = visit.flow.and_within(part.flow);
            if !leading[part.pair.index()] || seen.contains(&(part.pair, flow)) {
                continue;
            }
            let from = Some((at, index));
            match part.step {
                // The same value is no step away.
                Step::Same => {
                    queue.push_front(Visit { pair: part.pair, flow, depth: visit.depth, from });
                }
                _ => {
                    let depth = visit.depth + 1;
                    queue.push_back(Visit { pair: part.pair, flow, depth, from });
                }
            }
        }
        visits.push(visit);
    }
    let mut best: BTreeMap<PairId, usize> = BTreeMap::new();
    let rank = |visit: &Visit| {
        let foreign = match root.side {
            Side::Request => visit.flow.read_only,
            Side::Response => visit.flow.write_only,
            Side::Both => false,
        };
        (foreign, visit.flow)
    };
    for (index, visit) in visits.iter().enumerate() {
        if pairs[visit.pair.index()].edits.is_empty() {
            continue;
        }
        let known = best.entry(visit.pair).or_insert(index);
        if rank(visit) < rank(&visits[*known]) {
            *known = index;
        }
    }
    best.into_values()
        .map(|index| Reached {
            pair: visits[index].pair,
            flow: visits[index].flow,
            path: path(pairs, &visits, index),
            depth: visits[index].depth,
        })
        .collect()
}

fn path(pairs: &[Pair], visits: &[Visit], index: usize) -> String {
    let mut steps = Vec::new();
    let mut at = index;
    while let Some((from, part)) = visits[at].from {
        steps.push(&pairs[visits[from].pair.index()].parts[part].step);
        at = from;
    }
    let mut path = String::new();
    for step in steps.into_iter().rev() {
        match step {
            Step::Same => {}
            Step::Key(name) => push_key(&mut path, name),
            Step::Item => path.push_str("[]"),
            Step::Other => path.push_str("{}"),
        }
    }
    path
}

fn joined(path: &str, name: &str) -> String {
    let mut path = path.to_owned();
    push_key(&mut path, name);
    path
}
