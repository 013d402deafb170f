//! Numbers and texts.

use super::{Walk, shown};
use crate::interactions::pattern::Pattern;
use crate::openapi::model::{Bound, NumberShape, Schema, StringShape, Types};
use crate::text::{Decimal, Node};
use std::cmp::Ordering;

/// Whether a number is whole, by its value.
pub(super) fn number_type(value: Node<'_>) -> Types {
    let decimal = value.as_number().and_then(Decimal::parse);
    let whole = decimal.is_some_and(|decimal| decimal.is_integer());
    if whole { Types::INTEGER } else { Types::FRACTION }
}

impl<'m, 'v> Walk<'m, '_, 'v> {
    pub(super) fn number(&mut self, schema: &'m Schema, value: Node<'v>) {
        let Some(number) = value.as_number().and_then(Decimal::parse) else {
            return self.undecided(|| format!("{} is too large a number", shown(value)));
        };
        if let Some(shape) = &schema.number {
            self.shape(schema, shape, &number, value);
        }
        if let Some(format) = &schema.format
            && !is_in_range(format, &number)
        {
            let message = format!("{} is outside the range of {format}", shown(value));
            self.misfit(value, schema.node, message);
        }
    }

    fn shape(
        &mut self,
        schema: &'m Schema,
        shape: &'m NumberShape,
        number: &Decimal,
        value: Node<'v>,
    ) {
        let beyond = |bound: &Option<Bound>, side: Ordering| {
            bound.as_ref().is_some_and(|bound| match number.cmp(&bound.value) {
                Ordering::Equal => bound.exclusive,
                other => other == side,
            })
        };
        if beyond(&shape.minimum, Ordering::Less) {
            self.misfit(value, schema.node, format!("{} is less than the minimum", shown(value)));
        }
        if beyond(&shape.maximum, Ordering::Greater) {
            self.misfit(value, schema.node, format!("{} is more than the maximum", shown(value)));
        }
        for of in &shape.multiple_of {
            match is_multiple(number, of) {
                Some(true) => {}
                Some(false) => {
                    let message = format!("{} is no multiple of {of}", shown(value));
                    self.misfit(value, schema.node, message);
                }
                None => self.undecided(|| format!("whether {number} is a multiple of {of}")),
            }
        }
    }

    pub(super) fn string(&mut self, schema: &'m Schema, value: Node<'v>) {
        let (Some(shape), Some(text)) = (&schema.string, value.as_str()) else { return };
        let shape: &'m StringShape = shape;
        if shape.min_length > 0 || shape.max_length.is_some() {
            let length = text.chars().count() as u64;
            if length < shape.min_length || shape.max_length.is_some_and(|max| length > max) {
                let message =
                    format!("{} has {length} characters, too few or too many", shown(value));
                self.misfit(value, schema.node, message);
            }
        }
        for pattern in &shape.patterns {
            let (found, message) = self.search(pattern, text);
            match found {
                Some(true) => {}
                Some(false) => self.misfit(value, schema.node, message),
                None => self.undecided(|| message),
            }
        }
    }

    /// Whether a pattern is found in a text, and what to say when it is not.
    pub(super) fn search(&mut self, pattern: &'m str, text: &str) -> (Option<bool>, String) {
        let compiled = self.patterns.entry(pattern).or_insert_with(|| Pattern::new(pattern));
        match compiled.is_found_in(text) {
            Ok(found) => (Some(found), format!("the pattern {pattern:?} is not found in {text:?}")),
            Err(_) => (None, format!("the pattern {pattern:?} cannot be decided for {text:?}")),
        }
    }
}

/// The ranges of numeric formats, which are asserted; other formats are annotations.
fn is_in_range(format: &str, number: &Decimal) -> bool {
    let within = |low: i64, high: i64| (Decimal::from(low)..=Decimal::from(high)).contains(number);
    match format {
        "int32" => within(i32::MIN.into(), i32::MAX.into()),
        "int64" => within(i64::MIN, i64::MAX),
        "float" => number.to_f64().abs() <= f64::from(f32::MAX),
        "double" => number.to_f64().is_finite(),
        _ => true,
    }
}

/// Whether `number` is a whole multiple of `of`, exactly; `None` where that is beyond 38 digits.
fn is_multiple(number: &Decimal, of: &Decimal) -> Option<bool> {
    if of.is_zero() {
        return None;
    }
    let (number, of) = (number.to_canonical_string(), of.to_canonical_string());
    let fraction = |text: &str| text.split_once('.').map_or(0, |(_, digits)| digits.len());
    let places = fraction(&number).max(fraction(&of));
    let scaled = |text: &str| {
        let zeros = "0".repeat(places - fraction(text));
        format!("{}{zeros}", text.replace('.', "")).parse::<i128>().ok()
    };
    Some(scaled(&number)? % scaled(&of)? == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_exact() {
        let of = |a: &str, b: &str| {
            is_multiple(&Decimal::parse(a).unwrap(), &Decimal::parse(b).unwrap())
        };
        assert_eq!(of("0.3", "0.1"), Some(true));
        assert_eq!(of("1.1", "0.25"), Some(false));
        assert_eq!(of("9007199254740993", "2"), Some(false));
        assert_eq!(of("1e300", "3"), None);
    }
}
