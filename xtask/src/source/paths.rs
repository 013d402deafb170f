//! The paths that code names.

use super::closing;
use super::lexer::{Token, TokenKind};

/// One path, as written, with groups expanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodePath {
    /// Its parts, as `["crate", "store", "Db"]`.
    pub segments: Vec<String>,
    /// Where it begins, from 1.
    pub line: usize,
}

impl CodePath {
    /// The parts after leading `crate`, `self` and `super`; `None` if there is no such lead.
    pub fn within_crate(&self) -> Option<&[String]> {
        let lead = self
            .segments
            .iter()
            .take_while(|part| matches!(part.as_str(), "crate" | "self" | "super"))
            .count();
        (lead > 0).then(|| &self.segments[lead..])
    }

    /// Whether one of the parts is this name.
    pub fn names(&self, name: &str) -> bool {
        self.segments.iter().any(|part| part == name)
    }

    /// As one would write it.
    pub fn text(&self) -> String {
        self.segments.join("::")
    }
}

/// Words that begin no path. (`crate`, `self` and `super` do.)
const KEYWORDS: [&str; 26] = [
    "as", "async", "await", "break", "const", "else", "enum", "fn", "for", "if", "impl", "in",
    "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct",
    "use", "where", "while",
];

/// All paths in a list of tokens.
pub(super) fn paths(tokens: &[Token]) -> Vec<CodePath> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let token = &tokens[index];
        if token.kind == TokenKind::Name && !KEYWORDS.contains(&token.text.as_str()) {
            index = path(tokens, index, &[], &mut found);
        } else {
            index += 1;
        }
    }
    found
}

/// Reads the path at `start`, which continues `before`; returns the index after it.
fn path(tokens: &[Token], start: usize, before: &[String], found: &mut Vec<CodePath>) -> usize {
    let line = tokens[start].line;
    let mut segments = before.to_vec();
    segments.push(tokens[start].text.clone());
    let mut index = start + 1;
    while is_separator(tokens, index) {
        match tokens.get(index + 2) {
            Some(next) if next.kind == TokenKind::Name => {
                segments.push(next.text.clone());
                index += 3;
            }
            Some(next) if next.is("{") => return group(tokens, index + 2, &segments, found),
            // `::*` and `::<T>`: the path ends here.
            _ => break,
        }
    }
    found.push(CodePath { segments, line });
    index
}

fn group(tokens: &[Token], open: usize, before: &[String], found: &mut Vec<CodePath>) -> usize {
    let end = closing(tokens, open).unwrap_or(tokens.len());
    let mut index = open + 1;
    while index < end {
        if tokens[index].is("as") {
            index += 2;
        } else if tokens[index].kind == TokenKind::Name {
            index = path(tokens, index, before, found);
        } else {
            index += 1;
        }
    }
    end + 1
}

fn is_separator(tokens: &[Token], index: usize) -> bool {
    matches!(tokens.get(index..index + 2), Some([a, b]) if a.is(":") && b.is(":"))
}
