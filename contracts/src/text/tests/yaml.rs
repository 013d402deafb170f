//! The YAML reader.

use super::json::{any_value, check_places};
use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn yaml(text: &str) -> Parsed {
    read(Format::Yaml, text)
}

/// The value of a text without problems.
fn value(text: &str) -> Value {
    let parsed = yaml(text);
    assert_eq!(problems(&parsed), [""; 0], "{text}");
    check_places(&parsed);
    parsed.tree.root().to_value()
}

fn source<'t>(parsed: &'t Parsed, pointer: &str) -> &'t str {
    let Span { start, end } = parsed.tree.root().resolve(pointer).unwrap().span();
    &parsed.tree.text()[start as usize..end as usize]
}

#[test]
fn scalars_follow_the_core_schema() {
    assert_eq!(
        value(
            "a: no\nb: yes\nc: 2020-01-01\nd: ~\ne:\nf: True\ng: 0x1F\nh: +1.50\ni: '1'\nj: |\n  1\n"
        ),
        json!({
            "a": "no", "b": "yes", "c": "2020-01-01", "d": null, "e": null, "f": true,
            "g": 31, "h": 1.5, "i": "1", "j": "1\n"
        })
    );
    let parsed = yaml("- 1.10\n- +.5\n- 123456789012345678901234567890\n");
    let numbers: Vec<_> = parsed.tree.root().items().filter_map(Node::as_number).collect();
    assert_eq!(numbers, ["1.10", "0.5", "123456789012345678901234567890"]);
}

#[test]
fn keys_are_the_texts_that_are_written() {
    assert_eq!(
        value("200: a\ntrue: b\nnull: c\n1.0: d\n'x y': e\n? z\n: f\n~: g\n"),
        json!({"200": "a", "true": "b", "null": "c", "1.0": "d", "x y": "e", "z": "f", "~": "g"})
    );
}

#[test]
fn every_value_knows_its_place() {
    let text = "# \u{1f600}\nb\u{e4}:\n  - \"q\\n\" # c\n  - 'it''s'   \n  - {x: [1, 2] , y: }\n  - |\n    two\n    lines\nend: plain text # c\n";
    let parsed = yaml(text);
    check_places(&parsed);
    assert_eq!(source(&parsed, "/b\u{e4}/0"), "\"q\\n\"");
    assert_eq!(source(&parsed, "/b\u{e4}/1"), "'it''s'");
    assert_eq!(source(&parsed, "/b\u{e4}/2"), "{x: [1, 2] , y: }");
    assert_eq!(source(&parsed, "/b\u{e4}/2/x"), "[1, 2]");
    assert_eq!(source(&parsed, "/b\u{e4}/3"), "two\n    lines");
    assert_eq!(source(&parsed, "/end"), "plain text");
    assert_eq!(source(&parsed, "").lines().count(), 8);
    let root = parsed.tree.root();
    let place = |pointer: &str| root.resolve(pointer).unwrap().location().to_string();
    assert_eq!(place(""), "a.yaml:2:1");
    assert_eq!(place("/b\u{e4}"), "a.yaml:3:3");
    assert_eq!(place("/b\u{e4}/2/x/1"), "a.yaml:5:13");
    assert_eq!(root.get("end").unwrap().key_location().to_string(), "a.yaml:9:1");
}

#[test]
fn texts_are_folded_and_unescaped() {
    assert_eq!(
        value("a: one\n  two\nb: \"x\\ty\\u00e4 \\\n   z\"\nc: >-\n  f\n  g\nd: 'a''b'\n"),
        json!({"a": "one two", "b": "x\ty\u{e4} z", "c": "f g", "d": "a'b"})
    );
}

#[test]
fn aliases_are_copies_with_places_of_their_own() {
    let parsed = yaml("base: &b\n  x: [1, {y: 2}]\nuse:\n  - *b\n  - &s text\n  - *s\n");
    assert_eq!(problems(&parsed), [""; 0]);
    check_places(&parsed);
    let root = parsed.tree.root();
    let copy = root.resolve("/use/0/x/1/y").unwrap();
    assert_eq!(copy.pointer(), "/use/0/x/1/y");
    assert_eq!(copy.location().to_string(), "a.yaml:2:14");
    assert!(root.get("base").unwrap().same_content(root.resolve("/use/0").unwrap()));
    assert_eq!(root.resolve("/use/2").unwrap().as_str(), Some("text"));
    assert_eq!(value("&k a: *k\nb: {*k : &n 3}\n"), json!({"a": "a", "b": {"a": 3}}));
}

#[test]
fn an_alias_within_its_own_value_is_an_error() {
    let parsed = yaml("a: &a\n  b: [*a, 1]\n");
    assert_eq!(problems(&parsed), ["recursive-alias 2:7 /a/b"]);
    assert_eq!(parsed.tree.root().to_value(), json!({"a": {"b": [null, 1]}}));
}

#[test]
fn an_anchor_defined_twice_is_reported_and_the_later_counts() {
    let parsed = yaml("a: &x 1\nb: &x 2\nc: *x\n");
    assert_eq!(problems(&parsed), ["duplicate-anchor 2:4"]);
    assert!(parsed.diagnostics[0].message.contains("line 1, column 4"));
    assert_eq!(parsed.tree.root().to_value(), json!({"a": 1, "b": 2, "c": 2}));
}

#[test]
fn merge_keys_are_expanded_with_a_warning() {
    let parsed = yaml(
        "one: &one {a: 1, b: {c: 1}}\ntwo: &two {b: 2, d: 2}\nuse:\n  a: 0\n  <<: [*one, *two, {e: 3}]\n  f: 4\nflat: {<<: *one, <<: *two}\n",
    );
    assert_eq!(
        problems(&parsed),
        ["merge-key 5:3 /use", "merge-key 7:8 /flat", "merge-key 7:18 /flat"]
    );
    check_places(&parsed);
    let root = parsed.tree.root();
    assert_eq!(
        root.get("use").unwrap().to_value(),
        json!({"a": 0, "b": {"c": 1}, "d": 2, "e": 3, "f": 4})
    );
    assert_eq!(root.get("flat").unwrap().to_value(), json!({"a": 1, "b": {"c": 1}, "d": 2}));
    assert_eq!(root.resolve("/use/b/c").unwrap().pointer(), "/use/b/c");
    assert_eq!(root.resolve("/use/f").unwrap().pointer(), "/use/f");
    let parsed = yaml("a: &a {x: 1, x: 2}\nb: {<<: *a}\nc: {'<<': 1}\nd: {<<: 1}\n");
    assert_eq!(
        problems(&parsed),
        ["duplicate-key 1:14 /a/x", "merge-key 2:5 /b", "merge-key 4:5 /d", "merge-key 4:5 /d"]
    );
    assert_eq!(
        parsed.tree.root().to_value(),
        json!({"a": {"x": 2}, "b": {"x": 2}, "c": {"<<": 1}, "d": {}})
    );
}

#[test]
fn problems_inside_of_what_is_merged_point_to_the_object_around() {
    let parsed = yaml("a: 1\nb:\n  <<: {x: {y: 1, y: 2}}\n  z: 1\n");
    assert_eq!(problems(&parsed), ["merge-key 3:3 /b", "duplicate-key 3:18 /b"]);
}

#[test]
fn tags_are_honoured() {
    assert_eq!(
        value(
            "a: !!str 1\nb: !!int '2'\nc: !!float 3\nd: ! 4\ne: !!null ''\nf: !!bool TRUE\ng: !!map {x: !!seq []}\nh: !<tag:yaml.org,2002:str> 5\ni: &x !!str 6\nj: !!binary aGk=\nk: !!str\n"
        ),
        json!({
            "a": "1", "b": 2, "c": 3, "d": "4", "e": null, "f": true, "g": {"x": []}, "h": "5",
            "i": "6", "j": "aGk=", "k": ""
        })
    );
    let parsed = yaml("a: !Ref 1\nb: !!int 1.5\nc: !!seq {}\nd: !!set {x}\n");
    assert_eq!(
        problems(&parsed),
        ["unknown-tag 1:9", "tag-mismatch 2:10", "tag-mismatch 3:10", "unknown-tag 4:10"]
    );
    assert_eq!(
        parsed.tree.root().to_value(),
        json!({"a": 1, "b": "1.5", "c": {}, "d": {"x": null}})
    );
}

#[test]
fn what_other_tools_read_differently_is_reported() {
    let parsed = yaml("a: 010\nb: .inf\nc: -.INF\nd: .nan\n: e\na: 2\n");
    assert_eq!(
        problems(&parsed),
        [
            "leading-zero 1:4",
            "not-a-json-number 2:4",
            "not-a-json-number 3:4",
            "not-a-json-number 4:4",
            "empty-key 5:1",
            "duplicate-key 6:1 /a"
        ]
    );
    assert!(!parsed.has_errors());
    assert_eq!(
        parsed.tree.root().to_value(),
        json!({"a": 2, "b": ".inf", "c": "-.INF", "d": ".nan", "": "e"})
    );
}

#[test]
fn a_collection_is_no_key() {
    let parsed = yaml("{a: 1}: x\n? [b]\n: {y: [z]}\nc: &c [1]\n*c : d\ne: f\n");
    assert_eq!(problems(&parsed), ["complex-key 1:1", "complex-key 2:3", "complex-key 5:1"]);
    assert_eq!(parsed.tree.root().to_value(), json!({"c": [1], "e": "f"}));
}

#[test]
fn only_the_first_document_is_read() {
    let parsed = yaml("%YAML 1.2\n---\na: 1\n...\n# end\n---\nb: 2\n");
    assert_eq!(problems(&parsed), ["multiple-documents 6:1"]);
    assert_eq!(parsed.tree.root().to_value(), json!({"a": 1}));
    assert_eq!(value("--- # c\na: 1\n...\n# end\n"), json!({"a": 1}));
    assert_eq!(value("---\n"), Value::Null);
    for empty in ["", "# nothing\n"] {
        assert_eq!(problems(&yaml(empty)), ["empty-document 1:1"]);
    }
}

#[test]
fn a_syntax_error_has_its_place_and_an_advice() {
    for (text, place, part) in [
        ("a:\n\tb: 1\n", "2:2", "; indent with spaces"),
        ("a: b: c\n", "1:5", "; quote a text that holds `: `"),
        ("a: *x\n", "1:4", "; define it with `&`"),
        ("a: @x\n", "1:4", "; quote a text that begins with it"),
        ("a: \"x\n", "1:4", "; the closing quote is missing"),
        ("a: \"\\ud83d\"\n", "1:4", "; write the character itself"),
        ("a: [1, 2\nb: 3\n", "2:2", "; a `]`, `}` or `,` may be missing"),
        ("a: 1\n b: 2\n", "2:3", "; quote a text"),
    ] {
        let parsed = yaml(text);
        let found = &parsed.diagnostics[0];
        assert_eq!(found.code, "yaml-syntax");
        assert!(found.message.contains(part), "{}", found.message);
        assert_eq!(found.location.to_string(), format!("a.yaml:{place}"), "{}", found.message);
        check_places(&parsed);
    }
}

#[test]
fn what_was_read_before_an_error_is_kept() {
    let parsed = yaml("a: 1\nb:\n  - c: 2\n    d: @\n");
    assert_eq!(problems(&parsed), ["yaml-syntax 4:8 /b/0"]);
    assert_eq!(parsed.tree.root().to_value(), json!({"a": 1, "b": [{"c": 2}]}));
}

#[test]
fn json_in_a_yaml_file_is_read_as_json() {
    assert_eq!(
        value(" {\"a\": \"\\ud83d\\ude00\", \"b\": 1E400}"),
        json!({"a": "\u{1f600}", "b": f64::MAX})
    );
    assert_eq!(value("{a: 1, # c\n}"), json!({"a": 1}));
}

fn bomb(text: &str) -> Unreadable {
    refused(Format::Yaml, text.as_bytes())
}

#[test]
fn aliases_cannot_multiply_without_bound() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        laughs.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let reason = bomb(&laughs);
    assert!(matches!(reason, Unreadable::TooManyAliasNodes { .. }), "{reason}");
    assert!(reason.to_string().contains("a:6:"), "{reason}");
    let mut merges = "a: &a {k0: 1, k1: 1, k2: 1, k3: 1}\nb:\n".to_owned();
    merges.push_str(&"  <<: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n".repeat(5_000));
    assert!(matches!(bomb(&merges), Unreadable::TooManyAliasNodes { .. }));
}

#[test]
fn aliases_cannot_nest_without_bound() {
    let mut text = "a0: &a0 []\n".to_owned();
    for level in 1..300 {
        text.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    assert!(matches!(bomb(&text), Unreadable::TooDeep { limit: 256, .. }));
}

#[test]
fn depth_is_limited() {
    for text in [
        "[".repeat(200_000),
        "[".repeat(10 << 20),
        format!("# \n{}", "[".repeat(10 << 20)),
        format!("# \n{}", "{a: ".repeat(1 << 20)),
        "- ".repeat(1 << 20),
        "? ".repeat(1 << 20),
        format!("# \n{}", "[?".repeat(1 << 20)),
        (0..3_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect(),
    ] {
        let reason = bomb(&text);
        assert!(matches!(reason, Unreadable::TooDeep { .. }), "{reason}");
    }
}

#[test]
fn a_flow_collection_cannot_hold_the_scanner_without_bound() {
    let reason = bomb(&format!("# \n[{}", "a,".repeat(4 << 20)));
    assert!(matches!(reason, Unreadable::FlowTooLong { .. }), "{reason}");
    let long = format!("a: |\n  {}\n", "x, ".repeat(200_000));
    assert!(yaml(&long).diagnostics.is_empty());
}

/// JSON text that the scanner reads, not the JSON reader.
fn through_the_scanner(text: &str) -> String {
    format!("# JSON is YAML\n--- {text}\n")
}

fn assert_same_tree(a: Node<'_>, b: Node<'_>, shift: u32) {
    let shifted = |span: Span| Span { start: span.start + shift, end: span.end + shift };
    assert_eq!(shifted(a.span()), b.span());
    assert_eq!((a.kind(), a.as_str(), a.as_number()), (b.kind(), b.as_str(), b.as_number()));
    assert_eq!((a.as_bool(), a.len(), a.id()), (b.as_bool(), b.len(), b.id()));
    for ((key, value), (other_key, other)) in a.entries().zip(b.entries()) {
        assert_eq!((key.name, shifted(key.span)), (other_key.name, other_key.span));
        assert_same_tree(value, other, shift);
    }
    for (item, other) in a.items().zip(b.items()) {
        assert_same_tree(item, other, shift);
    }
}

/// Writes a value in block style, texts quoted as JSON does.
fn block(value: &Value, indent: usize, out: &mut String) {
    let begin = |out: &mut String| {
        out.push('\n');
        out.push_str(&" ".repeat(indent));
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                begin(out);
                out.push_str("- ");
                block(item, indent + 2, out);
            }
        }
        Value::Object(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                begin(out);
                out.push_str(&format!("{}: ", Value::from(key.as_str())));
                block(value, indent + 2, out);
            }
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

proptest! {
    #[test]
    fn both_readers_see_the_same_tree_in_json(value in any_value(), pretty: bool) {
        let text = if pretty {
            serde_json::to_string_pretty(&value).unwrap()
        } else {
            value.to_string()
        };
        // A byte order mark within a text is valid JSON only.
        prop_assume!(!text.contains('\u{feff}'));
        let wrapped = through_the_scanner(&text);
        let (json, yaml) = (read(Format::Json, &text), yaml(&wrapped));
        prop_assert_eq!(&yaml.diagnostics, &[]);
        check_places(&yaml);
        assert_same_tree(json.tree.root(), yaml.tree.root(), wrapped.find("--- ").unwrap() as u32 + 4);
    }

    #[test]
    fn block_style_means_what_flow_style_means(value in any_value()) {
        let mut text = String::new();
        block(&value, 0, &mut text);
        prop_assume!(!text.contains('\u{feff}'));
        let parsed = yaml(&format!("--- {text}\n"));
        prop_assert_eq!(&parsed.diagnostics, &[]);
        prop_assert_eq!(parsed.tree.root().to_value(), value);
        check_places(&parsed);
    }

    #[test]
    fn damaged_text_is_read_as_far_as_it_goes(
        value in any_value(),
        cut in any::<prop::sample::Index>(),
        patch in prop_oneof!["[\\[\\]{}:,\"'\\\\&*!|>?#%@\n\t <a1.-]{0,8}", any::<String>()],
        keep in 0..8_usize,
        in_block: bool,
    ) {
        let mut text = String::new();
        if in_block { block(&value, 0, &mut text) } else { text = through_the_scanner(&value.to_string()) }
        let text: Vec<char> = text.chars().collect();
        let cut = cut.index(text.len());
        let mut damaged: String = text[..cut].iter().collect();
        damaged.push_str(&patch);
        damaged.extend(&text[(cut + keep).min(text.len())..]);
        check_places(&yaml(&damaged));
    }

    #[test]
    fn any_soup_of_indicators_is_survived(
        words in prop::collection::vec(prop_oneof![
            Just("a"), Just("\u{e4}"), Just(": "), Just("- "), Just("? "), Just("\n"), Just("  "),
            Just("["), Just("]"), Just("{"), Just("}"), Just(", "), Just("&x "), Just("*x"),
            Just("!!str "), Just("!t "), Just("<<"), Just("|\n"), Just(">-\n"), Just("'"),
            Just("\""), Just("#"), Just("\t"), Just("---\n"), Just("..."), Just("%"), Just("\\"),
            Just("\r"), Just("\u{feff}"), Just("\0"), Just("1"), Just(":"), Just("-"), Just("?"),
        ], 0..40),
    ) {
        if let Ok(parsed) = parse("a", words.concat().as_bytes(), Format::Yaml, &Limits::default()) {
            check_places(&parsed);
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(parsed) = parse("a", &bytes, Format::Yaml, &Limits::default()) {
            check_places(&parsed);
        }
    }
}
