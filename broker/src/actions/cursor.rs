//! Pages of lists: by the key of the last item, never by counting.

use crate::problem::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use handfast_contracts::wire::{FieldProblem, Limit, Page, Paging};

/// How many rows to ask for: one more than the page has, to know whether there is a next one.
pub(super) fn rows(limit: Limit) -> i64 {
    i64::from(limit.get()) + 1
}

/// The key that a page begins after.
pub(super) fn after(paging: &Paging) -> Result<Option<String>, Problem> {
    let Some(cursor) = &paging.cursor else { return Ok(None) };
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
        Some(key) => Ok(Some(key)),
        None => Err(refused()),
    }
}

/// The key of a list in the order of numbers.
pub(super) fn after_number(paging: &Paging) -> Result<Option<i64>, Problem> {
    after(paging)?.map(|key| key.parse().map_err(|_| refused())).transpose()
}

fn refused() -> Problem {
    Problem::Invalid {
        detail: "The cursor is not one of this list.".to_owned(),
        fields: vec![FieldProblem {
            field: "cursor".to_owned(),
            message: "pass the `next` of the page before, or none for the first page".to_owned(),
        }],
        diagnostics: Vec::new(),
    }
}

/// The page of `items`, of which there is one more than `limit` where another page follows.
pub(super) fn page<T>(mut items: Vec<T>, limit: Limit, key: impl Fn(&T) -> String) -> Page<T> {
    let limit = limit.get() as usize;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| URL_SAFE_NO_PAD.encode(key(last)));
    Page { items, next }
}

/// The page of a list that is at hand as a whole.
pub(super) fn seek<T>(
    mut all: Vec<T>,
    paging: &Paging,
    key: impl Fn(&T) -> String,
) -> Result<Page<T>, Problem> {
    if let Some(last) = after(paging)? {
        let place = all.iter().position(|one| key(one) == last).ok_or_else(refused)?;
        all.drain(..=place);
    }
    Ok(page(all, paging.limit, key))
}

/// The same page with its items turned into others.
pub(super) fn map<T, U>(page: Page<T>, with: impl FnMut(T) -> U) -> Page<U> {
    Page { items: page.items.into_iter().map(with).collect(), next: page.next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_to_the_next_one_only_if_there_is_more() {
        let two = Limit::new(2).unwrap();
        let first = page(vec![5, 4, 3], two, i32::to_string);
        assert_eq!(first.items, [5, 4]);
        let paging = Paging { cursor: first.next, limit: two };
        assert_eq!(after_number(&paging).unwrap(), Some(4));
        assert_eq!(page(vec![3], two, i32::to_string).next, None);
    }

    #[test]
    fn a_list_at_hand_has_pages_too() {
        let two = Limit::new(2).unwrap();
        let first = Paging { cursor: None, limit: two };
        let first = seek(vec![9, 5, 7], &first, i32::to_string).unwrap();
        let second = Paging { cursor: first.next, limit: two };
        let second = seek(vec![9, 5, 7], &second, i32::to_string).unwrap();
        assert_eq!((second.items, second.next), (vec![7], None));
    }

    #[test]
    fn a_cursor_of_somewhere_else_is_refused() {
        let paging = Paging { cursor: Some("%%".to_owned()), limit: Limit::default() };
        assert_eq!(after(&paging).unwrap_err().slug(), "invalid");
    }
}
