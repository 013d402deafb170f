//! From what was gathered to the facts that the gate decides from.

use super::gather::{Gathered, NeedPair, named};
use crate::actions::partners::{Counterpart, SEVERAL};
use crate::address;
use crate::jobs::answers::{Answer, Key, Side};
use crate::store::Row;
use handfast_contracts::compare::ComparisonVerdict;
use handfast_contracts::gate::{
    Dependent, EvidencePolicy, Facts, Need, Offer, Pairing, Party, Replay, Static,
};
use handfast_contracts::rule::Bump;
use handfast_contracts::semver;
use std::collections::BTreeMap;

impl Gathered {
    /// The facts, with what is known by now.
    pub(super) fn facts(&self) -> Facts {
        let subject = &self.subject;
        let settings = subject.service_row.as_ref().map(|service| &service.settings);
        Facts {
            service: subject.service.clone(),
            version: subject.version.clone(),
            environment: self.environment.clone(),
            policy: EvidencePolicy::default(),
            audience: settings.map(|settings| settings.audience).unwrap_or_default(),
            published: !subject.contracts.is_empty(),
            missing: subject.missing.clone(),
            needs: self.needs(),
            dependents: self.dependents(),
            offers: self.offers(),
        }
    }

    fn party(&self, service: Row) -> Option<Party> {
        self.services.get(&service).map(|service| Party {
            service: service.name.clone(),
            owner: service.settings.owner.clone(),
            contact: service.settings.contact.clone(),
        })
    }

    fn needs(&self) -> Vec<Need> {
        let mut by_contract: BTreeMap<usize, Vec<&NeedPair>> = BTreeMap::new();
        for pair in &self.needs {
            by_contract.entry(pair.contract).or_default().push(pair);
        }
        let need = |(contract, pairs): (usize, Vec<&NeedPair>)| {
            let one = &self.subject.contracts[contract];
            let (row, target) = one.target.as_ref()?;
            let party = row.and_then(|row| self.party(row));
            let pairing = |pair: &&NeedPair| {
                let provider = pair.provider.as_ref()?;
                let replayed = (one.content, provider.version, provider.service);
                Some(Pairing {
                    version: provider.number.clone(),
                    meaning: one.side.meaning,
                    replay: self.replay(replayed),
                    comparison: self.comparison(&one.side, &provider.counterpart),
                })
            };
            Some(Need {
                contract: one.contract.clone(),
                provider: party.unwrap_or_else(|| named(&target.service)),
                live: pairs.iter().filter_map(pairing).collect(),
            })
        };
        by_contract.into_iter().filter_map(need).collect()
    }

    fn dependents(&self) -> Vec<Dependent> {
        let version = self.subject.stored.map(|(row, _)| row);
        let provider = self.subject.service_row.as_ref().map(|service| service.row);
        let mut by_service: BTreeMap<Row, Vec<Pairing>> = BTreeMap::new();
        for one in &self.dependents {
            by_service.entry(one.service).or_default().push(Pairing {
                version: one.number.clone(),
                meaning: one.side.meaning,
                replay: self.replay((Some(one.content), version, provider)),
                comparison: self.comparison(&one.side, &one.counterpart),
            });
        }
        // A service that is silent in one version may speak in another that is live.
        let silent: Vec<Row> = self.silent.iter().map(|one| one.service_row).collect();
        for one in &silent {
            by_service.entry(*one).or_default();
        }
        let dependent = |(service, live)| {
            let consumer = self.party(service)?;
            Some(Dependent { consumer, live, uses_published: !silent.contains(&service) })
        };
        by_service.into_iter().filter_map(dependent).collect()
    }

    fn replay(
        &self,
        (content, version, provider): (Option<Row>, Option<Row>, Option<Row>),
    ) -> Replay {
        if let Some(evidence) = content.zip(version).and_then(|pair| self.evidence.get(&pair)) {
            if evidence.success {
                return Replay::Passed;
            }
            let reason = evidence.reason.clone();
            return Replay::Failed {
                reason: reason.unwrap_or_else(|| "no reason given".to_owned()),
            };
        }
        match content.zip(provider).and_then(|pair| self.newest.get(&pair)) {
            Some((other, passed)) => {
                Replay::NotByThisVersion { other: other.clone(), passed: *passed }
            }
            None => Replay::Never,
        }
    }

    fn comparison(&self, consumer: &Side, counterpart: &Counterpart) -> Static {
        let provider = match counterpart {
            Counterpart::None => return Static::Impossible,
            Counterpart::Several => return Static::Undecided { reason: SEVERAL.to_owned() },
            Counterpart::One(provider) => provider,
        };
        let key = Key::Compare(consumer.meaning, provider.meaning);
        let Some(Answer::Compared(compared)) = self.answers.get(&key) else {
            return Static::Computing;
        };
        let reason = || compared.reason.clone().unwrap_or_else(|| "no reason given".to_owned());
        match compared.verdict {
            ComparisonVerdict::Compatible => Static::Compatible,
            ComparisonVerdict::Incompatible => {
                Static::Incompatible { mismatches: compared.mismatches, reason: reason() }
            }
            ComparisonVerdict::Undecided => Static::Undecided { reason: reason() },
        }
    }

    fn offers(&self) -> Vec<Offer> {
        let subject = &self.subject;
        self.differing()
            .map(|(own, old, new)| {
                let key = Key::Differ(old.side.meaning, new.side.meaning);
                let (verdict, breaking, required) = match self.answers.get(&key) {
                    Some(Answer::Differs(one)) => (one.verdict, one.breaking, one.required),
                    // Not computed yet: fails closed.
                    _ => (semver::UNJUDGED, 0, Bump::Patch),
                };
                let numbers = (own.number.as_str(), subject.version.as_str());
                Offer {
                    contract: new.contract.clone(),
                    against: own.number.clone(),
                    verdict,
                    breaking,
                    waived: false,
                    required,
                    declared: semver::declared_bump(numbers.0, numbers.1),
                    next_version: semver::next_version(numbers.0, required),
                    page: address::diff(
                        &subject.service,
                        (&own.number, &subject.version),
                        &new.contract,
                    ),
                }
            })
            .collect()
    }
}
