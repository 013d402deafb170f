//! Numbers, strings and formats.

use super::pair::{Comparison, presence};
use crate::openapi::change::{Effect, SchemaEdit};
use crate::openapi::diff::facts::facet;
use crate::openapi::model::{Bound, NumberShape, StringShape, Types};
use crate::text::Decimal;
use std::cmp::Ordering;

/// Which end of a range a bound is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Lower,
    Upper,
}

impl Comparison<'_> {
    pub(super) fn numbers(&mut self) {
        let empty = NumberShape::default();
        let old = self.old.schema.number.as_deref().unwrap_or(&empty);
        let new = self.new.schema.number.as_deref().unwrap_or(&empty);
        let ends = [
            ("minimum", "exclusiveMinimum", End::Lower, &old.minimum, &new.minimum),
            ("maximum", "exclusiveMaximum", End::Upper, &old.maximum, &new.maximum),
        ];
        for (keyword, exclusive, end, before, after) in ends {
            if before != after {
                let effect = match (before, after) {
                    (Some(before), Some(after)) => moved(end, order(end, before, after)),
                    _ => presence(before.is_some(), after.is_some()),
                };
                let text = |bound: &Option<Bound>| bound.as_ref().map(bound_text);
                self.bound(keyword, &[keyword, exclusive], text(before), text(after), effect);
            }
        }
        if old.multiple_of != new.multiple_of {
            let text = |numbers: &[Decimal]| {
                let texts: Vec<_> = numbers.iter().map(Decimal::to_canonical_string).collect();
                (!texts.is_empty()).then(|| texts.join(" and "))
            };
            let effect = multiples(&old.multiple_of, &new.multiple_of);
            let (before, after) = (text(&old.multiple_of), text(&new.multiple_of));
            self.bound("multipleOf", &["multipleOf"], before, after, effect);
        }
    }

    pub(super) fn strings(&mut self) {
        let empty = StringShape::default();
        let old = self.old.schema.string.as_deref().unwrap_or(&empty);
        let new = self.new.schema.string.as_deref().unwrap_or(&empty);
        self.count("minLength", End::Lower, least(old.min_length), least(new.min_length));
        self.count("maxLength", End::Upper, old.max_length, new.max_length);
        if old.patterns != new.patterns {
            let text =
                |patterns: &[Box<str>]| (!patterns.is_empty()).then(|| patterns.join(" and "));
            let (before, after) = (text(&old.patterns), text(&new.patterns));
            let facet =
                facet(before.clone().unwrap_or_default(), after.clone().unwrap_or_default());
            let edit = SchemaEdit::PatternChanged { old: before, new: after };
            self.edit(edit, self.site(&["pattern"]), facet);
        }
        let contents = [
            ("contentEncoding", old.content_encoding == new.content_encoding),
            ("contentMediaType", old.content_media_type == new.content_media_type),
        ];
        for (keyword, same) in contents {
            if !same {
                self.keyword_changed(keyword, Effect::Unknown, &[keyword]);
            }
        }
        let class = |schema, version: super::pair::Version<'_>| version.model.class(schema);
        let before = old.content_schema.map(|schema| class(schema, self.old));
        let after = new.content_schema.map(|schema| class(schema, self.new));
        if before != after {
            self.keyword_changed("contentSchema", Effect::Unknown, &["contentSchema"]);
        }
    }

    pub(super) fn format(&mut self, common: Types) {
        let (old, new) = (&self.old.schema.format, &self.new.schema.format);
        if old == new {
            return;
        }
        let ranges = (numeric_range(old.as_deref()), numeric_range(new.as_deref()));
        let effect = match ranges {
            (Some(before), Some(after)) if common.meets(Types::NUMBER) => {
                match before.cmp(&after) {
                    Ordering::Less => Effect::Widened,
                    Ordering::Equal => Effect::Unchanged,
                    Ordering::Greater => Effect::Narrowed,
                }
            }
            _ => Effect::Unknown,
        };
        let text = |format: &Option<Box<str>>| format.as_deref().map(str::to_owned);
        let facet = facet(text(old).unwrap_or_default(), text(new).unwrap_or_default());
        let edit = SchemaEdit::FormatChanged { old: text(old), new: text(new), effect };
        self.edit(edit, self.site(&["format"]), facet);
    }

    /// An end of a range of lengths or counts.
    pub(super) fn count(
        &mut self,
        keyword: &'static str,
        end: End,
        old: Option<u64>,
        new: Option<u64>,
    ) {
        if old != new {
            let effect = match (old, new) {
                (Some(before), Some(after)) => moved(end, before.cmp(&after)),
                _ => presence(old.is_some(), new.is_some()),
            };
            let text = |count: Option<u64>| count.map(|count| count.to_string());
            self.bound(keyword, &[keyword], text(old), text(new), effect);
        }
    }

    fn bound(
        &mut self,
        keyword: &'static str,
        at: &[&str],
        old: Option<String>,
        new: Option<String>,
        effect: Effect,
    ) {
        let text = |value: &Option<String>| {
            value.as_ref().map_or(String::new(), |value| format!("{keyword}: {value}"))
        };
        let facet = facet(text(&old), text(&new));
        let site = self.site(at);
        self.edit(SchemaEdit::BoundChanged { keyword, old, new, effect }, site, facet);
    }
}

/// A lower end of a count; 0 is none.
pub(super) fn least(count: u64) -> Option<u64> {
    (count > 0).then_some(count)
}

/// What it means that an end moved, by the order of old and new.
fn moved(end: End, order: Ordering) -> Effect {
    match (end, order) {
        (_, Ordering::Equal) => Effect::Unchanged,
        (End::Lower, Ordering::Less) | (End::Upper, Ordering::Greater) => Effect::Narrowed,
        (End::Lower, Ordering::Greater) | (End::Upper, Ordering::Less) => Effect::Widened,
    }
}

/// The order of two ends on the line of numbers: `> 1` stands behind `≥ 1`, `< 1` before `≤ 1`.
fn order(end: End, a: &Bound, b: &Bound) -> Ordering {
    let inward = a.exclusive.cmp(&b.exclusive);
    a.value.cmp(&b.value).then(match end {
        End::Lower => inward,
        End::Upper => inward.reverse(),
    })
}

fn bound_text(bound: &Bound) -> String {
    let value = bound.value.to_canonical_string();
    if bound.exclusive { format!("{value} (exclusive)") } else { value }
}

/// What it means that other numbers must divide the value.
fn multiples(old: &[Decimal], new: &[Decimal]) -> Effect {
    let (([], _) | (_, []) | ([_], [_])) = (old, new) else { return Effect::Unknown };
    let ([before], [after]) = (old, new) else {
        return presence(!old.is_empty(), !new.is_empty());
    };
    match (divides(before, after), divides(after, before)) {
        (true, _) => Effect::Narrowed,
        (_, true) => Effect::Widened,
        _ => Effect::Incomparable,
    }
}

/// Whether `a` divides `b`, as far as both fit into 128 bits.
fn divides(a: &Decimal, b: &Decimal) -> bool {
    let scaled = |number: &Decimal| -> Option<(i128, u32)> {
        let text = number.to_canonical_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = format!("{whole}{fraction}").parse().ok()?;
        Some((digits, u32::try_from(fraction.len()).ok()?))
    };
    let (Some((a, a_scale)), Some((b, b_scale))) = (scaled(a), scaled(b)) else { return false };
    let scale = a_scale.max(b_scale);
    let to = |number: i128, own: u32| number.checked_mul(10_i128.checked_pow(scale - own)?);
    match (to(a, a_scale), to(b, b_scale)) {
        (Some(a), Some(b)) => b.checked_rem(a) == Some(0),
        _ => false,
    }
}

/// Formats that assert a range of numbers, by the range; none at all asserts nothing. `None` for
/// formats that are annotations.
fn numeric_range(format: Option<&str>) -> Option<u8> {
    Some(match format {
        Some("int32") => 0,
        Some("int64") => 1,
        Some("float") => 2,
        Some("double") => 3,
        None => 4,
        Some(_) => return None,
    })
}
