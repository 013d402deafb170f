//! The changed place of two documents beside each other, with changed lines and words marked.

use handfast_contracts::location::Location;
use similar::{ChangeTag, TextDiff};

/// Lines shown before the changed one.
const BEFORE: usize = 2;
/// Lines shown from the changed one on.
const AFTER: usize = 8;
/// The longest piece of one line that is shown; minified documents are one line.
const WIDTH: usize = 160;

/// Old and new text beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    old: Side,
    new: Side,
}

impl Split {
    /// The two sides, old first.
    pub(crate) fn sides(&self) -> [&Side; 2] {
        [&self.old, &self.new]
    }
}

/// One side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Side {
    /// Where the text stands.
    pub caption: String,
    /// What is said where there is no text.
    pub absent: &'static str,
    /// The text.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its number in the document, from 1.
    pub number: usize,
    /// Its text in pieces.
    pub pieces: Vec<Piece>,
    state: State,
    here: bool,
}

/// A run of a line's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what changed within the line.
    pub marked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Same,
    Gone,
    Come,
}

impl Line {
    /// The classes of the style sheet.
    pub(crate) fn class(&self) -> &'static str {
        match (self.state, self.here) {
            (State::Same, false) => "",
            (State::Same, true) => "here",
            (State::Gone, false) => "gone",
            (State::Gone, true) => "here gone",
            (State::Come, false) => "come",
            (State::Come, true) => "here come",
        }
    }
}

/// A document's lines, split once for all of a page's excerpts.
pub(crate) struct Document<'a> {
    label: &'a str,
    lines: Vec<&'a str>,
}

impl<'a> Document<'a> {
    /// Splits `text`; `label` is the version that it belongs to.
    pub(crate) fn new(label: &'a str, text: &'a str) -> Self {
        Self { label, lines: text.lines().collect() }
    }

    /// The lines round `place` with the number of the first, and the index of the changed one.
    fn window(&self, place: &Location) -> (usize, Vec<String>, usize) {
        let here = (place.line as usize).saturating_sub(1).min(self.lines.len().saturating_sub(1));
        let first = here.saturating_sub(BEFORE);
        let last = (here + AFTER).min(self.lines.len());
        let around = place.column.saturating_sub(1) as usize;
        let lines = self.lines[first..last].iter().map(|line| cut(line, around)).collect();
        (first, lines, here - first)
    }
}

/// At most [`WIDTH`] characters of `line`, those round the changed column where it is longer.
fn cut(line: &str, around: usize) -> String {
    if line.chars().nth(WIDTH).is_none() {
        return line.to_owned();
    }
    let from = around.saturating_sub(WIDTH / 4);
    let mut shown: String = line.chars().skip(from).take(WIDTH).collect();
    if from > 0 {
        shown.insert(0, '…');
    }
    if line.chars().nth(from + WIDTH).is_some() {
        shown.push('…');
    }
    shown
}

/// Sets the two places beside each other. A place that is missing on one side is said so.
pub(crate) fn split(
    (old, old_place): (&Document<'_>, Option<&Location>),
    (new, new_place): (&Document<'_>, Option<&Location>),
) -> Option<Split> {
    match (old_place, new_place) {
        (None, None) => None,
        (Some(place), None) => {
            Some(Split { old: whole(old, place, State::Gone), new: absent(new, "no longer there") })
        }
        (None, Some(place)) => {
            Some(Split { old: absent(old, "was not there"), new: whole(new, place, State::Come) })
        }
        (Some(old_place), Some(new_place)) => {
            let last = |place: &Location| place.pointer.rsplit('/').next().map(str::to_owned);
            let (from, to) = (&old_place.pointer, &new_place.pointer);
            Some(if last(old_place) == last(new_place) {
                both((old, old_place), (new, new_place))
            } else if from.starts_with(to.as_str()) {
                // What is gone, beside the place that it is gone from.
                apart((old, old_place, State::Gone), (new, new_place, State::Same))
            } else if to.starts_with(from.as_str()) {
                apart((old, old_place, State::Same), (new, new_place, State::Come))
            } else {
                apart((old, old_place, State::Gone), (new, new_place, State::Come))
            })
        }
    }
}

fn apart(
    (old, old_place, gone): (&Document<'_>, &Location, State),
    (new, new_place, come): (&Document<'_>, &Location, State),
) -> Split {
    Split { old: whole(old, old_place, gone), new: whole(new, new_place, come) }
}

fn caption(document: &Document<'_>, place: &Location) -> String {
    format!("{} · {}:{}", document.label, place.file, place.line)
}

fn absent(document: &Document<'_>, absent: &'static str) -> Side {
    Side { caption: document.label.to_owned(), absent, lines: Vec::new() }
}

fn whole(document: &Document<'_>, place: &Location, state: State) -> Side {
    let (first, lines, here) = document.window(place);
    let lines = lines.into_iter().enumerate().map(|(index, text)| Line {
        number: first + index + 1,
        pieces: vec![Piece { text, marked: false }],
        state: if index == here { state } else { State::Same },
        here: index == here,
    });
    Side { caption: caption(document, place), absent: "", lines: lines.collect() }
}

fn both(
    (old, old_place): (&Document<'_>, &Location),
    (new, new_place): (&Document<'_>, &Location),
) -> Split {
    let (old_first, old_lines, old_here) = old.window(old_place);
    let (new_first, new_lines, new_here) = new.window(new_place);
    let (old_text, new_text) = (old_lines.join("\n") + "\n", new_lines.join("\n") + "\n");
    let diff = TextDiff::from_lines(&old_text, &new_text);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for op in diff.ops() {
        for change in diff.iter_inline_changes(op) {
            let pieces: Vec<Piece> = change
                .iter_strings_lossy()
                .map(|(marked, text)| Piece {
                    text: text.trim_end_matches('\n').to_owned(),
                    marked,
                })
                .filter(|piece| !piece.text.is_empty())
                .collect();
            if let Some(index) = change.old_index() {
                let state =
                    if change.tag() == ChangeTag::Delete { State::Gone } else { State::Same };
                left.push(Line {
                    number: old_first + index + 1,
                    pieces: pieces.clone(),
                    state,
                    here: index == old_here,
                });
            }
            if let Some(index) = change.new_index() {
                let state =
                    if change.tag() == ChangeTag::Insert { State::Come } else { State::Same };
                right.push(Line {
                    number: new_first + index + 1,
                    pieces,
                    state,
                    here: index == new_here,
                });
            }
        }
    }
    Split {
        old: Side { caption: caption(old, old_place), absent: "", lines: left },
        new: Side { caption: caption(new, new_place), absent: "", lines: right },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: u32, column: u32) -> Location {
        Location { pointer: String::new(), file: "a.yaml".to_owned(), line, column }
    }

    fn text(side: &Side) -> Vec<String> {
        let line = |line: &Line| {
            let words = line.pieces.iter().map(|piece| {
                if piece.marked { format!("<{}>", piece.text) } else { piece.text.clone() }
            });
            format!("{} {}|{}", line.number, line.class(), words.collect::<String>())
        };
        side.lines.iter().map(line).collect()
    }

    #[test]
    fn changed_words_are_marked_in_their_lines() {
        let old = Document::new("1.0.0", "a: 1\nrequired: [x]\nb: 2\n");
        let new = Document::new("2.0.0", "a: 1\nrequired: [x, y]\nb: 2\n");
        let split = split((&old, Some(&place(2, 1))), (&new, Some(&place(2, 1)))).unwrap();
        assert_eq!(text(split.sides()[0])[0], "1 |a: 1");
        assert!(text(split.sides()[0])[1].starts_with("2 here gone|required:"));
        assert!(text(split.sides()[1])[1].contains('<'), "{:?}", text(split.sides()[1]));
        assert_eq!(split.sides()[1].caption, "2.0.0 · a.yaml:2");
    }

    #[test]
    fn what_is_missing_on_one_side_is_said_so() {
        let old = Document::new("1.0.0", "a: 1\n");
        let new = Document::new("2.0.0", "b: 1\n");
        let split = split((&old, Some(&place(1, 1))), (&new, None)).unwrap();
        assert_eq!(split.sides()[1].absent, "no longer there");
        assert!(split.sides()[1].lines.is_empty());
    }

    #[test]
    fn what_is_gone_stands_beside_the_place_that_it_is_gone_from() {
        let old = Document::new("1.0.0", "a:\n  b: 1\n");
        let new = Document::new("2.0.0", "a:\n  c: 2\n");
        let at = |pointer: &str, line| Location { pointer: pointer.to_owned(), ..place(line, 1) };
        let split = split((&old, Some(&at("/a/b", 2))), (&new, Some(&at("/a", 1)))).unwrap();
        assert_eq!(text(split.sides()[0]), ["1 |a:", "2 here gone|  b: 1"]);
        assert_eq!(text(split.sides()[1]), ["1 here|a:", "2 |  c: 2"]);
    }

    #[test]
    fn a_minified_document_is_cut_round_the_place() {
        let long = format!("{}HERE{}", "x".repeat(5_000), "y".repeat(5_000));
        let document = Document::new("1", &long);
        let (_, lines, _) = document.window(&place(1, 5_001));
        assert!(lines[0].contains("HERE") && lines[0].chars().count() < WIDTH + 3, "{}", lines[0]);
    }

    #[test]
    fn a_place_beyond_the_text_shows_its_end() {
        let document = Document::new("1", "only\n");
        assert_eq!(document.window(&place(99, 1)).1, ["only"]);
        let empty = Document::new("1", "");
        assert!(empty.window(&place(1, 1)).1.is_empty());
    }
}
