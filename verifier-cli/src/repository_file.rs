//! The file `handfast.toml`: which service a repository builds, which contracts it holds, and
//! what its team makes of findings. Unknown keys are errors, so that a misspelt one is noticed.

use crate::failure::Failure;
use handfast_contracts::kind::{self, KindId};
use handfast_contracts::name::{ContractName, ServiceName};
use handfast_contracts::policy::{Acceptance, Policy};
use handfast_contracts::rule::Level;
use handfast_contracts::wire::Target;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// What `handfast.toml` says.
#[derive(Debug, Default)]
pub struct RepositoryFile {
    /// The service that the repository builds.
    pub service: Option<ServiceName>,
    /// Where the broker is.
    pub broker: BrokerEntry,
    /// The contracts that the repository holds.
    pub contracts: Vec<ContractEntry>,
    /// What the team makes of findings.
    pub policy: Policy,
}

/// The section `[broker]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BrokerEntry {
    /// The broker's address.
    pub url: Option<String>,
}

/// One `[[contracts]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractEntry {
    /// The contract's kind; found by content where absent.
    #[serde(default)]
    pub kind: Option<KindId>,
    /// The file, relative to `handfast.toml`.
    pub file: PathBuf,
    /// The contract's name.
    #[serde(default)]
    pub name: Option<ContractName>,
    /// The provider that a consumer's contract is about.
    #[serde(default, deserialize_with = "target")]
    pub target: Option<Target>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    service: Option<ServiceName>,
    broker: BrokerEntry,
    contracts: Vec<ContractEntry>,
    policy: RawPolicy,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawPolicy {
    levels: BTreeMap<Spanned<String>, Level>,
    accept: Vec<Acceptance>,
}

impl RepositoryFile {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// When it cannot be read, or a line does not make sense: with file, line and column.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::user(format!("{} cannot be read: {error}", path.display()))
        })?;
        Self::parse(&text).map_err(|problem| problem.at(path, &text))
    }

    fn parse(text: &str) -> Result<Self, Problem> {
        let raw: Raw = toml::from_str(text)?;
        let mut levels = BTreeMap::new();
        for (rule, level) in raw.policy.levels {
            if !kind::rules().iter().any(|known| known.id == rule.get_ref()) {
                return Err(Problem {
                    offset: rule.span().start,
                    message: format!("there is no rule {:?}", rule.get_ref()),
                    hint: Some("`handfast explain` lists the rules"),
                });
            }
            levels.insert(rule.into_inner(), level);
        }
        let policy = Policy { levels, accept: raw.policy.accept };
        Ok(Self { service: raw.service, broker: raw.broker, contracts: raw.contracts, policy })
    }
}

/// What is wrong in the file, and at which byte.
struct Problem {
    offset: usize,
    message: String,
    hint: Option<&'static str>,
}

impl Problem {
    fn at(self, path: &Path, text: &str) -> Failure {
        let before = text.get(..self.offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let place = format!("{}:{line}:{column}", path.display());
        let failure = Failure::user(format!("{place}: {}", self.message));
        match self.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

impl From<toml::de::Error> for Problem {
    fn from(error: toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        Self { offset, message: error.message().trim().replace('\n', ", "), hint: None }
    }
}

/// A target is the provider's name, or a table with the name of one of its contracts.
fn target<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Target>, D::Error> {
    struct NameOrTable;

    impl<'de> Visitor<'de> for NameOrTable {
        type Value = Target;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a service, or a table with `service` and `contract`")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Target, E> {
            let service = ServiceName::new(text).map_err(E::custom)?;
            Ok(Target { service, contract: None })
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Target, A::Error> {
            Target::deserialize(MapAccessDeserializer::new(map)).map_err(A::Error::custom)
        }
    }

    from.deserialize_any(NameOrTable).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let problem = RepositoryFile::parse(text).unwrap_err();
        problem.at(Path::new("handfast.toml"), text).to_string()
    }

    #[test]
    fn a_target_is_a_name_or_a_table() {
        let file = RepositoryFile::parse(
            "[[contracts]]\nfile = 'a.json'\ntarget = 'orders'\n\
             [[contracts]]\nfile = 'b.json'\ntarget = { service = 'orders', contract = 'admin' }",
        )
        .ok()
        .unwrap();
        let targets: Vec<_> =
            file.contracts.iter().map(|one| one.target.clone().unwrap()).collect();
        assert_eq!(targets[0].contract, None);
        assert_eq!(targets[1].contract, ContractName::new("admin").ok());
    }

    #[test]
    fn an_unknown_key_is_refused_at_its_place() {
        let message = refused("service = 'orders'\n[broker]\nurl = 'http://a'\ntoken = 'secret'\n");
        assert!(message.starts_with("handfast.toml:4:1: unknown field `token`"), "{message}");
    }

    #[test]
    fn a_policy_about_an_unknown_rule_is_refused_at_its_place() {
        let message = refused("[policy.levels]\nno-such-rule = 'info'\n");
        assert!(message.starts_with("handfast.toml:2:1: there is no rule"), "{message}");
    }

    #[test]
    fn a_value_of_the_wrong_type_is_refused_at_its_place() {
        let message = refused("service = 'orders'\ncontracts = [\n  { file = 7 },\n]\n");
        assert!(message.starts_with("handfast.toml:3:12: "), "{message}");
    }
}
