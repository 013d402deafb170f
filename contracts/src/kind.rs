//! The one table of contract kinds, and what can be done with a contract of each.
//!
//! Outside its own folder, this file and [`crate::compare`] a kind is only a [`KindId`]. A new
//! kind is a folder, a row here, and its pairs in `compare`.

use crate::compare::Comparison;
use crate::hash::{Blob, Meaning};
use crate::interactions;
use crate::judge::Finding;
use crate::location::Place;
use crate::openapi;
use crate::rule::RuleInfo;
use crate::text::{Diagnostic, Limits, Severity, Unreadable};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Which side of a dependency a contract describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "utoipa", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// What a service offers.
    Provider,
    /// What a service uses of another.
    Consumer,
}

impl Role {
    /// The word used in every output, address and column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Consumer => "consumer",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One row of the table: a kind of contract.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Kind {
    id: &'static str,
    role: Role,
    label: &'static str,
}

static KINDS: [Kind; 2] = [
    Kind { id: "openapi", role: Role::Provider, label: "OpenAPI" },
    Kind { id: "interactions", role: Role::Consumer, label: "Interactions" },
];

/// A kind of contract that this version knows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(&'static Kind);

impl KindId {
    /// Every kind, in the table's order.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(Self)
    }

    /// The kind called `id`.
    pub fn find(id: &str) -> Option<Self> {
        Self::all().find(|kind| kind.as_str() == id)
    }

    /// The kind that `bytes` look like, by their first keys; `None` where nothing fits.
    pub fn detect(name: &str, bytes: &[u8]) -> Option<Self> {
        if openapi::looks_like(name, bytes) {
            Some(Self(&KINDS[0]))
        } else if interactions::looks_like(name, bytes) {
            Some(Self(&KINDS[1]))
        } else {
            None
        }
    }

    /// The kind's name in every output, address and column.
    pub fn as_str(self) -> &'static str {
        self.0.id
    }

    /// The kind's name for people.
    pub fn label(self) -> &'static str {
        self.0.label
    }

    /// Which side of a dependency contracts of this kind describe.
    pub fn role(self) -> Role {
        self.0.role
    }
}

impl fmt::Debug for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for KindId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for KindId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let id = String::deserialize(from)?;
        Self::find(&id).ok_or_else(|| {
            let known: Vec<_> = Self::all().map(Self::as_str).collect();
            serde::de::Error::custom(format!(
                "unknown contract kind {id:?}; known are {}",
                known.join(", ")
            ))
        })
    }
}

#[cfg(feature = "utoipa")]
impl utoipa::PartialSchema for KindId {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .enum_values(Some(Self::all().map(Self::as_str)))
            .into()
    }
}

#[cfg(feature = "utoipa")]
impl utoipa::ToSchema for KindId {}

/// A document to be read as a contract.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The name that positions are reported under: a path, an address, or `-`.
    pub name: &'a str,
    /// The document's bytes.
    pub bytes: &'a [u8],
}

/// A contract that has been read. Reading fails only on encoding and limits; everything else is
/// a diagnostic, and a contract with an error among them must not be published or judged.
#[derive(Debug)]
pub struct Contract {
    kind: KindId,
    blob: Blob,
    meaning: Meaning,
    diagnostics: Vec<Diagnostic>,
    model: Model,
}

#[derive(Debug)]
enum Model {
    OpenApi(Box<openapi::Model>),
    Interactions(Box<interactions::Model>),
}

impl Contract {
    /// Reads `source` as a contract of `kind`.
    ///
    /// # Errors
    /// [`Unreadable`] for bytes that are no text, and for documents over the limits.
    pub fn parse(kind: KindId, source: Source<'_>, limits: &Limits) -> Result<Self, Unreadable> {
        let (model, meaning, diagnostics) = match kind.as_str() {
            "openapi" => {
                let (model, diagnostics) = openapi::parse(source, limits)?;
                let meaning = openapi::meaning(&model);
                (Model::OpenApi(Box::new(model)), meaning, diagnostics)
            }
            _ => {
                let (model, diagnostics) = interactions::parse(source, limits)?;
                let meaning = interactions::meaning(&model);
                (Model::Interactions(Box::new(model)), meaning, diagnostics)
            }
        };
        Ok(Self { kind, blob: Blob::of(source.bytes), meaning, diagnostics, model })
    }

    /// The contract's kind.
    pub fn kind(&self) -> KindId {
        self.kind
    }

    /// The hash of the bytes.
    pub fn blob(&self) -> Blob {
        self.blob
    }

    /// The hash of the canonical form.
    pub fn meaning(&self) -> Meaning {
        self.meaning
    }

    /// What was noticed while reading.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The first diagnostic that forbids publishing and judging this contract.
    pub fn error(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|one| one.severity == Severity::Error)
    }

    /// The version that the document itself declares, such as `info.version`.
    pub fn declared_version(&self) -> Option<&str> {
        match &self.model {
            Model::OpenApi(model) => model.declared_version(),
            Model::Interactions(_) => None,
        }
    }

    /// The consumer and the provider that the document itself names, as Pact files do.
    pub fn named_parties(&self) -> (Option<&str>, Option<&str>) {
        match &self.model {
            Model::OpenApi(_) => (None, None),
            Model::Interactions(model) => model.named_parties(),
        }
    }

    /// The interactions, where this is a contract of that kind.
    pub fn interactions(&self) -> Option<&interactions::Model> {
        match &self.model {
            Model::OpenApi(_) => None,
            Model::Interactions(model) => Some(model),
        }
    }
}

/// Two contracts that cannot be put beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpaired {
    /// The first contract's kind.
    pub left: KindId,
    /// The second contract's kind.
    pub right: KindId,
}

impl fmt::Display for Unpaired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a contract of kind {} cannot be set against one of kind {}",
            self.left, self.right
        )
    }
}

impl std::error::Error for Unpaired {}

/// The findings between two versions of a contract.
///
/// # Errors
/// [`Unpaired`] when the two are of different kinds.
pub fn diff(old: &Contract, new: &Contract) -> Result<Vec<Finding>, Unpaired> {
    match (&old.model, &new.model) {
        (Model::OpenApi(old), Model::OpenApi(new)) => Ok(openapi::findings(old, new)),
        (Model::Interactions(old), Model::Interactions(new)) => {
            Ok(interactions::findings(old, new))
        }
        _ => Err(Unpaired { left: old.kind, right: new.kind }),
    }
}

/// Does `provider` serve what `consumer` uses?
///
/// # Errors
/// [`Unpaired`] when no row of [`crate::compare`] fits the two kinds.
pub fn compare(consumer: &Contract, provider: &Contract) -> Result<Comparison, Unpaired> {
    match (&consumer.model, &provider.model) {
        (Model::Interactions(consumer), Model::OpenApi(provider)) => {
            Ok(crate::compare::interactions_openapi::compare(consumer, provider))
        }
        _ => Err(Unpaired { left: consumer.kind, right: provider.kind }),
    }
}

/// Whether a row of [`crate::compare`] fits the two kinds.
pub fn comparable(consumer: KindId, provider: KindId) -> bool {
    (consumer.as_str(), provider.as_str()) == ("interactions", "openapi")
}

/// Why two documents cannot be united.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmergeable {
    /// Documents of this kind are not lists of independent parts.
    Kind(KindId),
    /// The documents do not have the same form; the sentence says how they differ.
    Form(String),
    /// Parts say different things under the same name; the names are given.
    Conflicts(Vec<String>),
}

impl fmt::Display for Unmergeable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(f, "contracts of kind {kind} cannot be merged"),
            Self::Form(how) => write!(f, "the documents cannot be merged: {how}"),
            Self::Conflicts(names) => {
                write!(f, "these say something else under the same name: {}", names.join(", "))
            }
        }
    }
}

impl std::error::Error for Unmergeable {}

/// The union of two documents of one kind.
///
/// # Errors
/// [`Unmergeable`] for kinds whose documents are no lists of parts, and for parts that disagree.
pub fn merge(
    kind: KindId,
    old: Source<'_>,
    new: Source<'_>,
    limits: &Limits,
) -> Result<Vec<u8>, Unmergeable> {
    match kind.as_str() {
        "interactions" => interactions::merge(old, new, limits),
        _ => Err(Unmergeable::Kind(kind)),
    }
}

/// The places of `provider` that `consumer` uses, in the vocabulary of findings' uses; sorted.
///
/// # Errors
/// [`Unpaired`] when no row of [`crate::compare`] fits the two kinds.
pub fn uses(consumer: &Contract, provider: &Contract) -> Result<Vec<Place>, Unpaired> {
    match (&consumer.model, &provider.model) {
        (Model::Interactions(consumer), Model::OpenApi(provider)) => {
            Ok(crate::compare::interactions_openapi::uses(consumer, provider))
        }
        _ => Err(Unpaired { left: consumer.kind, right: provider.kind }),
    }
}

/// Every rule of every kind, sorted by id.
pub fn rules() -> Vec<&'static RuleInfo> {
    let mut rules: Vec<_> = openapi::rules().chain(interactions::rules()).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
}
