//! Values as they stand in columns.

use super::StoreError;
use handfast_contracts::hash::{Blob, Meaning};
use handfast_contracts::kind::KindId;
use handfast_contracts::time::Timestamp;
use std::fmt;
use uuid::Uuid;

/// The internal identity of a row: never shown to anybody.
pub type Row = i64;

/// The identity of a thing as others see it: a UUID of version 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicId(Uuid);

impl PublicId {
    /// A new identity that sorts by `at`, to the millisecond.
    pub fn new(at: Timestamp) -> Self {
        let micros = u64::try_from(at.micros()).unwrap_or_default();
        let nanos = u32::try_from(micros % 1_000_000 * 1000).unwrap_or_default();
        let at = uuid::Timestamp::from_unix(uuid::NoContext, micros / 1_000_000, nanos);
        Self(Uuid::new_v7(at))
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Reads a stored text as the value that it was.
pub(super) fn read<T: std::str::FromStr>(text: &str) -> Result<T, StoreError>
where
    T::Err: fmt::Display,
{
    text.parse().map_err(|error| StoreError::Unreadable(format!("{text:?}: {error}")))
}

/// Reads a stored text as the value that it was, where there is one.
pub(super) fn read_optional<T: std::str::FromStr>(
    text: Option<&str>,
) -> Result<Option<T>, StoreError>
where
    T::Err: fmt::Display,
{
    text.map(read).transpose()
}

/// Reads a stored kind.
pub(super) fn kind(id: &str) -> Result<KindId, StoreError> {
    KindId::find(id).ok_or_else(|| StoreError::Unreadable(format!("{id:?} is no kind")))
}

/// Reads a stored hash of bytes.
pub(super) fn blob(bytes: &[u8]) -> Result<Blob, StoreError> {
    hash(bytes).map(Blob::from_bytes)
}

/// Reads a stored hash of a meaning.
pub(super) fn meaning(bytes: &[u8]) -> Result<Meaning, StoreError> {
    hash(bytes).map(Meaning::from_bytes)
}

fn hash(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes
        .try_into()
        .map_err(|_| StoreError::Unreadable(format!("{} bytes are no hash", bytes.len())))
}
