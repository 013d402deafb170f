//! Lists of values inside one statement, for look-ups of many rows at once.

/// How many rows one statement looks up.
pub(super) const AT_ONCE: usize = 256;

/// The text of `rows` rows of `width` placeholders after the first `before` ones:
/// `($3, $4), ($5, $6)`.
pub(super) fn rows(before: usize, rows: usize, width: usize) -> String {
    let mut text = String::new();
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..width {
            text.push_str(if column == 0 { "$" } else { ", $" });
            text.push_str(&(before + row * width + column + 1).to_string());
        }
        text.push(')');
    }
    text
}

/// Groups of at most [`AT_ONCE`], each filled up to a power of two by its last value, so that
/// there are few different statements to prepare.
pub(super) fn groups<T: Copy>(values: &[T]) -> impl Iterator<Item = Vec<T>> {
    values.chunks(AT_ONCE).map(|chunk| {
        let mut group = chunk.to_vec();
        if let Some(&last) = chunk.last() {
            group.resize(chunk.len().next_power_of_two(), last);
        }
        group
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_through() {
        assert_eq!(rows(1, 2, 2), "($2, $3), ($4, $5)");
    }

    #[test]
    fn groups_are_filled_up_to_a_power_of_two() {
        let lengths = |count: usize| -> Vec<usize> {
            groups(&vec![7; count]).map(|group| group.len()).collect()
        };
        assert_eq!(lengths(0), [0; 0]);
        assert_eq!(lengths(3), [4]);
        assert_eq!(lengths(300), [256, 64]);
    }
}
