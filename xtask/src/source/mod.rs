//! Rust sources as text, seen well enough to check what they name: tokens, paths, functions, without
//! comments and without test code.
//!
//! It is no parser: it expands no macro and resolves no name. That is right for architecture
//! checks, which ask what a reader sees.

mod lexer;
mod paths;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use lexer::{Token, TokenKind};
pub use paths::CodePath;

/// A source file without its test code.
pub struct SourceFile {
    /// Relative to the workspace, with `/`.
    pub path: String,
    /// How many lines the file has that are not test code.
    pub lines: usize,
    /// What is left after removing comments and items under `#[cfg(test)]`.
    pub tokens: Vec<Token>,
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its own name, without its type or module.
    pub name: String,
    /// Where `fn` stands, from 1.
    pub line: usize,
    /// From `fn` to the closing brace.
    pub lines: usize,
    /// Whether it is an `async fn`.
    pub is_async: bool,
}

impl SourceFile {
    /// Reads a source text that stands at `path`.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let (tokens, test_lines) = without_tests(lexer::tokens(text));
        Self { path: path.into(), lines: text.lines().count().saturating_sub(test_lines), tokens }
    }

    /// All paths that the code names (`a::b`, also from `use a::{b, c}`), single names included.
    pub fn paths(&self) -> Vec<CodePath> {
        paths::paths(&self.tokens)
    }

    /// String literals with their lines.
    pub fn strings(&self) -> impl Iterator<Item = (usize, &str)> {
        self.tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Text)
            .map(|token| (token.line, token.text.as_str()))
    }

    /// The lines where these tokens stand in a row.
    pub fn find(&self, wanted: &[&str]) -> Vec<usize> {
        self.tokens
            .windows(wanted.len())
            .filter(|window| window.iter().zip(wanted).all(|(token, text)| token.is(text)))
            .map(|window| window[0].line)
            .collect()
    }

    /// All functions that have a body.
    pub fn functions(&self) -> Vec<Function> {
        let mut functions = Vec::new();
        for (index, pair) in self.tokens.windows(2).enumerate() {
            if !pair[0].is("fn") || pair[1].kind != TokenKind::Name {
                continue;
            }
            if let Some(end) = body_end(&self.tokens, index) {
                functions.push(Function {
                    name: pair[1].text.clone(),
                    line: pair[0].line,
                    lines: self.tokens[end].line - pair[0].line + 1,
                    is_async: index > 0 && self.tokens[index - 1].is("async"),
                });
            }
        }
        functions
    }
}

/// All Rust files below `root/folder` that are not tests, sorted; none where it does not exist.
pub fn files(root: &Path, folder: &str) -> io::Result<Vec<SourceFile>> {
    let mut paths = Vec::new();
    collect(&root.join(folder), &mut paths)?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !is_test(&name) {
            files.push(SourceFile::new(name, &fs::read_to_string(&path)?));
        }
    }
    Ok(files)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}

/// Files that exist only for tests, by their place: `tests/…`, `tests.rs`, `…_tests.rs`.
fn is_test(path: &str) -> bool {
    path.split('/').any(|part| {
        matches!(part, "tests" | "tests.rs" | "benches" | "examples") || part.ends_with("_tests.rs")
    })
}

/// Removes items under `#[cfg(test)]` or `#[test]`; returns the rest and how many lines went.
fn without_tests(tokens: Vec<Token>) -> (Vec<Token>, usize) {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut removed = 0;
    let mut index = 0;
    while index < tokens.len() {
        match test_item_end(&tokens, index) {
            Some(end) => {
                removed += tokens[end].line - tokens[index].line + 1;
                index = end + 1;
            }
            None => {
                kept.push(tokens[index].clone());
                index += 1;
            }
        }
    }
    (kept, removed)
}

/// If a test attribute stands at `start`: the last token of the item that it belongs to.
fn test_item_end(tokens: &[Token], start: usize) -> Option<usize> {
    let (close, inner) = attribute(tokens, start)?;
    let names: Vec<&str> = tokens[start..close].iter().map(|token| token.text.as_str()).collect();
    let is_test = names.contains(&"test")
        && !names.contains(&"not")
        && (names.contains(&"cfg") || close - start == 3);
    if !is_test {
        return None;
    }
    if inner {
        return Some(tokens.len() - 1);
    }
    let mut index = close + 1;
    while let Some((close, _)) = attribute(tokens, index) {
        index = close + 1;
    }
    item_end(tokens, index)
}

/// The closing bracket of the attribute at `start`, and whether it is an inner one (`#![…]`).
fn attribute(tokens: &[Token], start: usize) -> Option<(usize, bool)> {
    if !tokens.get(start)?.is("#") {
        return None;
    }
    let inner = tokens.get(start + 1)?.is("!");
    let open = start + 1 + usize::from(inner);
    if !tokens.get(open)?.is("[") {
        return None;
    }
    Some((closing(tokens, open)?, inner))
}

/// The last token of the item that begins at `start`: its `;`, or the end of its first block.
fn item_end(tokens: &[Token], start: usize) -> Option<usize> {
    let needs_semicolon = ends_with_semicolon(tokens, start);
    let mut index = start;
    while index < tokens.len() {
        let token = &tokens[index];
        if token.is(";") {
            return Some(index);
        }
        if ["(", "[", "{"].iter().any(|open| token.is(open)) {
            let block = token.is("{");
            index = closing(tokens, index)?;
            if block && !needs_semicolon {
                return Some(index);
            }
        }
        index += 1;
    }
    tokens.len().checked_sub(1)
}

/// Whether the item that begins at `start` may hold a block before its end, as `use a::{b};` does.
fn ends_with_semicolon(tokens: &[Token], start: usize) -> bool {
    let mut index = start;
    if tokens.get(index).is_some_and(|token| token.is("pub")) {
        index += 1;
        if tokens.get(index).is_some_and(|token| token.is("(")) {
            index = closing(tokens, index).map_or(tokens.len(), |close| close + 1);
        }
    }
    let is =
        |offset: usize, word: &str| tokens.get(index + offset).is_some_and(|token| token.is(word));
    is(0, "use") || is(0, "static") || is(0, "type") || (is(0, "const") && !is(1, "fn"))
}

/// The last token of the body of the function at `start`; `None` without a body.
fn body_end(tokens: &[Token], start: usize) -> Option<usize> {
    let mut index = start;
    while index < tokens.len() {
        let token = &tokens[index];
        if token.is(";") {
            return None;
        }
        if token.is("{") {
            return closing(tokens, index);
        }
        if token.is("(") || token.is("[") {
            index = closing(tokens, index)?;
        }
        index += 1;
    }
    None
}

/// The token that closes the bracket at `open`.
pub(crate) fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        if token.kind != TokenKind::Mark {
            continue;
        }
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r##"
//! std::fs in a comment
use std::{fs, collections::BTreeMap as Map};
/* nested /* comment */ println!("x") */
fn one<'a>(x: &'a str, [a, b]: [u8; 2]) -> char {
    let s = "fn in_string() {"; // }
    let r = r#"raw "quoted" }"#;
    '{'
}

#[cfg(test)]
mod tests {
    use crate::store;
    #[test]
    fn hidden() {}
}

trait T { fn declared(&self); fn given(&self) -> u8 { crate::store::Db::open::<u8>(1) } }
"##;

    #[test]
    fn comments_strings_and_tests_are_not_code() {
        let file = SourceFile::new("x.rs", FILE);
        let names: Vec<String> =
            file.functions().into_iter().map(|f| format!("{}:{}", f.name, f.lines)).collect();
        assert_eq!(names, ["one:5", "given:1"]);
        assert_eq!(file.lines, FILE.lines().count() - 6);
        let strings: Vec<&str> = file.strings().map(|(_, text)| text).collect();
        assert_eq!(strings, ["fn in_string() {", "raw \"quoted\" }"]);
        assert!(file.find(&["println", "!"]).is_empty());
    }

    #[test]
    fn grouped_imports_are_whole_paths() {
        let file = SourceFile::new("x.rs", FILE);
        let paths: Vec<String> = file
            .paths()
            .iter()
            .map(|path| path.segments.join("::"))
            .filter(|p| p.contains("::"))
            .collect();
        assert_eq!(paths, ["std::fs", "std::collections::BTreeMap", "crate::store::Db::open"]);
    }

    #[test]
    fn an_import_for_tests_ends_at_its_semicolon() {
        let file = SourceFile::new("x.rs", "#[cfg(test)]\nuse a::{b, c};\nuse d::e;\n");
        let paths: Vec<String> = file.paths().iter().map(|path| path.segments.join("::")).collect();
        assert_eq!(paths, ["d::e"]);
        assert_eq!(file.lines, 1);
    }

    #[test]
    fn test_files_are_known_by_their_place() {
        assert!(is_test("broker/tests/api.rs"));
        assert!(is_test("contracts/src/text/tests.rs"));
        assert!(!is_test("xtask/src/test/mod.rs"));
    }
}
