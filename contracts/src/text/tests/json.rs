//! The JSON reader and the tree.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn json(text: &str) -> Parsed {
    read(Format::Json, text)
}

#[test]
fn every_sort_of_value_is_read() {
    let text =
        r#" {"n": null, "t": true, "f": false, "i": -12.50e+3, "s": "x", "a": [1, []], "o": {}} "#;
    let parsed = json(text);
    assert_eq!(problems(&parsed), [""; 0]);
    let root = parsed.tree.root();
    assert!(root.get("n").unwrap().is_null());
    assert_eq!(root.get("t").unwrap().as_bool(), Some(true));
    assert_eq!(root.get("f").unwrap().as_bool(), Some(false));
    assert_eq!(root.get("i").unwrap().as_number(), Some("-12.50e+3"));
    assert_eq!(root.get("s").unwrap().as_str(), Some("x"));
    assert_eq!(root.get("a").unwrap().at(1).unwrap().kind(), NodeKind::Array);
    assert_eq!(root.get("o").unwrap().len(), 0);
    assert_eq!(root.len(), 7);
    assert!(root.get("x").is_none() && root.at(0).is_none());
    assert_eq!(root.to_value(), serde_json::from_str::<Value>(text).unwrap());
}

#[test]
fn every_value_knows_its_place() {
    let parsed = json("{\n  \"a/b\": [\n    {\"~\u{e4}\": 1, \"c\": \"\u{1f600}\"}\n  ]\n}");
    let root = parsed.tree.root();
    let node = root.resolve("/a~1b/0/c").unwrap();
    assert_eq!(node.pointer(), "/a~1b/0/c");
    assert_eq!(node.location().to_string(), "a.json:3:20");
    assert_eq!(node.key_location().to_string(), "a.json:3:15");
    let span = node.span();
    assert_eq!(&parsed.tree.text()[span.start as usize..span.end as usize], "\"\u{1f600}\"");
    assert_eq!(root.resolve("/a~1b/0/~0\u{e4}").unwrap().as_number(), Some("1"));
    assert_eq!(node.parent().unwrap().pointer(), "/a~1b/0");
    assert_eq!(node.key().unwrap().name, "c");
    assert_eq!(root.location().to_string(), "a.json:1:1");
    assert!(root.id() < node.id());
    assert_eq!(parsed.tree.node(node.id()).pointer(), node.pointer());
}

#[test]
fn pointers_follow_rfc_6901() {
    let parsed = json(r#"{"": {"": 1}, "a": [10, 20], "m~n": 2, "01": 3}"#);
    let root = parsed.tree.root();
    let number = |pointer: &str| root.resolve(pointer).and_then(Node::as_number);
    assert!(root.resolve("").unwrap().is_object());
    assert_eq!(number("//"), Some("1"));
    assert_eq!(number("/a/1"), Some("20"));
    assert_eq!(number("/m~0n"), Some("2"));
    assert_eq!(number("/01"), Some("3"));
    for missing in ["a", "/a/01", "/a/-", "/a/2", "/a/+1", "/a/", "/b", "/a/0/x"] {
        assert!(root.resolve(missing).is_none(), "{missing}");
    }
}

#[test]
fn numbers_keep_the_digits_they_were_written_with() {
    let long = "123456789012345678901234567890.000000000000000000001";
    let parsed = json(&format!("[{long}, 1E400, -0]"));
    let root = parsed.tree.root();
    assert_eq!(root.at(0).unwrap().as_number(), Some(long));
    assert_eq!(root.at(1).unwrap().to_value(), json!(f64::MAX));
    assert_eq!(root.at(2).unwrap().to_value(), json!(-0.0));
}

#[test]
fn escapes_are_resolved() {
    let parsed = json(r#"{"\u0061\n": "\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00x"}"#);
    let root = parsed.tree.root();
    let value = root.get("a\n").unwrap();
    assert_eq!(value.as_str(), Some("\"\\/\u{8}\u{c}\n\r\t\u{e4}\u{1f600}x"));
    assert_eq!(value.pointer(), "/a\n");
    assert!(parsed.diagnostics.is_empty());
}

#[test]
fn half_a_surrogate_pair_is_replaced_and_reported() {
    let parsed = json(r#"["\ud83d", "\ude00\ud83d", "\ud83dx"]"#);
    assert_eq!(parsed.tree.root().to_value(), json!(["\u{fffd}", "\u{fffd}\u{fffd}", "\u{fffd}x"]));
    assert_eq!(problems(&parsed).len(), 4);
    assert_eq!(problems(&parsed)[0], "lone-surrogate 1:3");
    assert!(!parsed.has_errors());
}

#[test]
fn of_duplicate_keys_the_last_counts_and_all_are_kept() {
    let parsed = json("{\"a\": 1,\n \"b\": {\"x\": 0}, \"\\u0061\": 2}");
    assert_eq!(problems(&parsed), ["duplicate-key 2:17 /a"]);
    let diagnostic = &parsed.diagnostics[0];
    assert!(diagnostic.message.contains("first at line 1, column 2"), "{}", diagnostic.message);
    assert_eq!(diagnostic.severity, Severity::Warning);
    let root = parsed.tree.root();
    assert_eq!(root.get("a").unwrap().as_number(), Some("2"));
    let names: Vec<_> = root.entries().map(|(key, _)| key.name).collect();
    assert_eq!(names, ["a", "b", "a"]);
    assert_eq!(root.to_value(), json!({"a": 2, "b": {"x": 0}}));
}

#[test]
fn large_objects_are_looked_up_as_small_ones_are() {
    let entries: Vec<_> = (0..500).map(|key| format!("\"k{}\": {key}", key * 7 % 400)).collect();
    let parsed = json(&format!("{{{}}}", entries.join(",")));
    let root = parsed.tree.root();
    assert_eq!(root.len(), 500);
    assert_eq!(parsed.diagnostics.len(), 100);
    for key in 0..400 {
        let last = (0..500).rev().find(|entry| entry * 7 % 400 == key).unwrap();
        let found = root.get(&format!("k{key}")).unwrap();
        assert_eq!(found.as_number(), Some(last.to_string().as_str()));
        assert_eq!(found.pointer(), format!("/k{key}"));
    }
    assert!(root.get("k").is_none() && root.get("k400").is_none() && root.get("").is_none());
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let parsed = json("\u{feff}[x]");
    assert_eq!(problems(&parsed), ["json-syntax 1:2"]);
    assert_eq!(parsed.tree.text(), "[x]");
}

#[test]
fn a_syntax_error_says_what_was_expected_and_what_was_found() {
    for (text, place, message) in [
        ("{\"a\" 1}", "1:6", "expected `:` behind the key, found `1`"),
        ("{a: 1}", "1:2", "expected a key in double quotes or `}`, found `a`"),
        ("[1 2]", "1:4", "expected `,` or `]`, found `2`"),
        ("{\"a\":1]", "1:7", "expected `,` or `}`, found `]`"),
        ("[1,,2]", "1:4", "expected a value, found `,`"),
        ("[1", "1:3", "expected `,` or `]`, found the end of the text; the document is cut off"),
        ("{} []", "1:4", "expected nothing behind the document's value, found `[`"),
        ("['a']", "1:2", "expected a value, found `'`; JSON has only double quotes"),
        ("[1, // x\n2]", "1:5", "expected a value, found `/`; JSON has no comments"),
        ("[\u{0}]", "1:2", "expected a value, found U+0000"),
        ("[1,]", "1:3", "JSON has no comma behind the last entry; remove it"),
        ("{\"a\":1,}", "1:7", "JSON has no comma behind the last entry; remove it"),
        ("[True]", "1:2", "\"True\" is not a value of JSON; write `true`"),
        ("[NaN]", "1:2", "\"NaN\" is not a value of JSON; JSON has only finite numbers"),
        ("[012]", "1:2", "\"012\" is not a number of JSON; remove the leading zeros"),
        ("[.5]", "1:2", "\".5\" is not a number of JSON"),
        ("[1.e3]", "1:2", "\"1.e3\" is not a number of JSON"),
        ("[\"\\x\"]", "1:3", "`\\` begins an escape that JSON does not have"),
        ("[\"\\u12g4\"]", "1:3", "`\\u` must be followed by four hexadecimal digits"),
        ("[\"\t\"]", "1:3", "the control character U+0009 must be escaped in a string"),
        (
            "[\"a\n\"]",
            "1:2",
            "this string is not closed on its line; close it with `\"`, and write line breaks as \
             `\\n`",
        ),
        (" ", "1:1", "the document is empty; a JSON document holds one value"),
    ] {
        let parsed = json(text);
        let first = parsed.diagnostics.first().unwrap_or_else(|| panic!("accepted {text:?}"));
        assert_eq!(first.message, message, "{text:?}");
        assert_eq!(first.location.to_string(), format!("a.json:{place}"), "{text:?}");
        assert_eq!(first.severity, Severity::Error);
    }
}

#[test]
fn what_was_read_before_an_error_is_kept() {
    let parsed = json(r#"{"a": {"b": [1, True, {"c": 2, "d" "#);
    let root = parsed.tree.root();
    assert_eq!(root.to_value(), json!({"a": {"b": [1, null, {"c": 2}]}}));
    assert_eq!(problems(&parsed), ["json-syntax 1:17 /a/b", "json-syntax 1:36 /a/b/2"]);
    assert_eq!(json("").tree.root().kind(), NodeKind::Null);
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(json(&nested(256)).diagnostics.is_empty());
    let reason = refused(Format::Json, nested(257).as_bytes());
    assert_eq!(reason.location().to_string(), "a:1:257");
    for bomb in ["[".repeat(200_000), "[".repeat(10 << 20), "{\"a\":".repeat(200_000)] {
        assert!(matches!(refused(Format::Json, bomb.as_bytes()), Unreadable::TooDeep { .. }));
    }
}

#[test]
fn same_content_ignores_order_and_spelling() {
    let same = |a: &str, b: &str| {
        let (a, b) = (json(a), json(b));
        let answer = a.tree.root().same_content(b.tree.root());
        assert_eq!(answer, b.tree.root().same_content(a.tree.root()));
        answer
    };
    assert!(same(r#"{"a": [1, 2.0], "b": null}"#, r#"{"b": null, "\u0061": [1e0, 2]}"#));
    assert!(same(r#"{"a": 1, "a": 2}"#, r#"{"a": 2}"#));
    assert!(same(r#"{"a": 1, "b": 1, "a": 2}"#, r#"{"b": 1, "b": 1, "a": 2}"#));
    assert!(!same(r#"{"a": 2, "a": 1}"#, r#"{"a": 2}"#));
    assert!(!same(r#"{"a": 1}"#, r#"{"a": 1, "b": 1}"#));
    assert!(!same(r#"{"a": 1, "a": 1}"#, r#"{"a": 1, "b": 1}"#));
    assert!(!same("[1, 2]", "[2, 1]"));
    assert!(!same("1", "\"1\"") && !same("null", "false"));
    assert!(!same("123456789012345678901", "123456789012345678902"));
    assert!(same("1e999999999999999999999999", "1e999999999999999999999999"));
}

pub(super) fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[ -~]{0,12}",
        any::<String>(),
        Just("\u{1f600}\u{2028}\\\"/\u{7f}".to_owned())
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 80, 24, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(text.clone(), inner, 0..24)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// Asks every node everything; places must lie within the text and lead back to the node.
pub(super) fn check_places(parsed: &Parsed) {
    fn visit(node: Node<'_>, text: &str, overridden: bool) {
        let Span { start, end } = node.span();
        assert!(start <= end && text.get(start as usize..end as usize).is_some(), "{node:?}");
        for (key, value) in node.entries() {
            assert!(text.get(key.span.start as usize..key.span.end as usize).is_some());
            assert_eq!(value.key(), Some(key));
            let last = node.get(key.name).unwrap();
            visit(value, text, overridden || last.id() != value.id());
        }
        for item in node.items() {
            visit(item, text, overridden);
        }
        if !overridden {
            let found = node.tree().root().resolve(&node.pointer()).unwrap();
            assert_eq!(found.id(), node.id());
        }
        assert!(node.location().line as usize <= text.split(['\n', '\r']).count());
    }
    visit(parsed.tree.root(), parsed.tree.text(), false);
    for diagnostic in &parsed.diagnostics {
        assert!(
            diagnostic.location.line as usize <= parsed.tree.text().split(['\n', '\r']).count()
        );
    }
}

proptest! {
    #[test]
    fn a_value_written_by_serde_json_reads_back(value in any_value()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let parsed = json(&text);
            prop_assert_eq!(&parsed.diagnostics, &[]);
            prop_assert_eq!(parsed.tree.root().to_value(), value.clone());
            check_places(&parsed);
            prop_assert!(parsed.tree.root().same_content(json(&text).tree.root()));
        }
    }

    #[test]
    fn damaged_text_is_read_as_far_as_it_goes(
        value in any_value(),
        cut in any::<prop::sample::Index>(),
        patch in prop_oneof!["[\\[\\]{}:,\"'\\\\0-9eE.+tfnu-]{0,4}", any::<String>()],
        keep in 0..8_usize,
    ) {
        let text: Vec<char> = value.to_string().chars().collect();
        let cut = cut.index(text.len());
        let mut damaged: String = text[..cut].iter().collect();
        damaged.push_str(&patch);
        damaged.extend(&text[(cut + keep).min(text.len())..]);
        let parsed = json(&damaged);
        check_places(&parsed);
        let accepted = serde_json::from_str::<Value>(&damaged).is_ok();
        prop_assert!(!accepted || !parsed.has_errors(), "{:?}", parsed.diagnostics);
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(parsed) = parse("a", &bytes, Format::Json, &Limits::default()) {
            check_places(&parsed);
        }
    }
}
