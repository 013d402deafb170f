//! Everything that is stored about a version and an environment, in one read transaction.

use crate::actions::partners::{Counterpart, counterpart};
use crate::actions::subject::{Subject, SubjectContract};
use crate::jobs::answers::{Answer, Key, Question, Side};
use crate::store::contracts;
use crate::store::deployments::{self, Live, Silent};
use crate::store::environments::EnvironmentRow;
use crate::store::services::{self, ServiceRow};
use crate::store::verifications::{self, Evidence};
use crate::store::versions::{self, VersionRow};
use crate::store::{Row, StoreError, Tx, answers, consumers};
use handfast_contracts::hash::Meaning;
use handfast_contracts::kind::Role;
use handfast_contracts::name::{EnvironmentName, ServiceName, VersionNumber};
use handfast_contracts::report::ENGINE;
use handfast_contracts::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What was found out.
#[derive(Debug)]
pub(in crate::actions) struct Gathered {
    pub(super) subject: Subject,
    pub(super) environment: EnvironmentName,
    /// The services that are named, by row.
    pub(super) services: BTreeMap<Row, ServiceRow>,
    /// What the subject uses: one entry a consumer contract and live provider version.
    pub(super) needs: Vec<NeedPair>,
    /// Who uses the subject: one entry a live consumer version and contract.
    pub(super) dependents: Vec<DependentPair>,
    /// Consumers that are live and have said nothing.
    pub(super) silent: Vec<Silent>,
    /// What of the subject's service is live there, but the subject.
    pub(super) own: Vec<OwnLive>,
    pub(super) evidence: BTreeMap<(Row, Row), Evidence>,
    pub(super) newest: BTreeMap<(Row, Row), (VersionNumber, bool)>,
    pub(super) answers: BTreeMap<Key, Answer>,
}

/// A consumer contract of the subject, and a provider version that is live; `None` where none is.
#[derive(Debug)]
pub(super) struct NeedPair {
    pub(super) contract: usize,
    pub(super) provider: Option<Provider>,
}

#[derive(Debug)]
pub(super) struct Provider {
    pub(super) service: Option<Row>,
    pub(super) version: Option<Row>,
    pub(super) number: VersionNumber,
    pub(super) counterpart: Counterpart,
}

#[derive(Debug)]
pub(super) struct DependentPair {
    pub(super) service: Row,
    pub(super) number: VersionNumber,
    pub(super) content: Row,
    pub(super) side: Side,
    pub(super) counterpart: Counterpart,
}

/// A version of the subject's own service that is live.
#[derive(Debug)]
pub(super) struct OwnLive {
    pub(super) number: VersionNumber,
    pub(super) contracts: Vec<SubjectContract>,
}

impl Gathered {
    /// Reads everything that is known.
    pub(in crate::actions) async fn gather(
        tx: &mut Tx,
        subject: &Subject,
        environment: &EnvironmentRow,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let own_row = subject.service_row.as_ref().map(|service| service.row);
        let live = Offered::read(tx, subject, environment.row, now).await?;
        let mut gathered = Self {
            subject: subject.clone(),
            environment: environment.environment.name.clone(),
            services: BTreeMap::new(),
            needs: live.needs(subject),
            dependents: Vec::new(),
            silent: Vec::new(),
            own: live.own(subject),
            evidence: BTreeMap::new(),
            newest: BTreeMap::new(),
            answers: BTreeMap::new(),
        };
        if let Some(provider) = own_row {
            let place = (provider, environment.row);
            gathered.dependents = dependents(tx, subject, place, now).await?;
            gathered.silent =
                deployments::silent_consumers(tx, environment.row, provider, now).await?;
        }
        gathered.read_services(tx).await?;
        gathered.read_evidence(tx).await?;
        gathered.read_answers(tx).await?;
        Ok(gathered)
    }

    async fn read_services(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        let targets = self.subject.contracts.iter().filter_map(|one| one.target.as_ref()?.0);
        let mut rows: BTreeSet<Row> = targets.collect();
        rows.extend(self.dependents.iter().map(|one| one.service));
        rows.extend(self.silent.iter().map(|one| one.service_row));
        let rows: Vec<Row> = rows.into_iter().collect();
        self.services = services::in_rows(tx, &rows).await?;
        Ok(())
    }

    /// The pairs of a consumer's meaning and a provider version, with the provider's service.
    fn replayed(&self) -> Vec<(Row, Row, Row)> {
        let needs = self.needs.iter().filter_map(|need| {
            let provider = need.provider.as_ref()?;
            let content = self.subject.contracts[need.contract].content?;
            Some((content, provider.version?, provider.service?))
        });
        let version = self.subject.stored.map(|(row, _)| row);
        let service = self.subject.service_row.as_ref().map(|service| service.row);
        let dependents = self.dependents.iter().filter_map(|one| {
            // A version that is not stored has no evidence; another may.
            Some((one.content, version.unwrap_or_default(), service?))
        });
        needs.chain(dependents).collect()
    }

    async fn read_evidence(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        let pairs = self.replayed();
        let asked: Vec<_> =
            pairs.iter().map(|(content, version, _)| (*content, *version)).collect();
        self.evidence = verifications::evidence(tx, &asked).await?;
        let without = pairs
            .iter()
            .filter(|(content, version, _)| !self.evidence.contains_key(&(*content, *version)));
        let asked: BTreeSet<_> =
            without.map(|(content, _, service)| (*content, *service)).collect();
        let asked: Vec<_> = asked.into_iter().collect();
        self.newest = verifications::newest_evidence(tx, &asked).await?;
        Ok(())
    }

    async fn read_answers(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut compare: Vec<(Meaning, Meaning)> = Vec::new();
        let mut differ: Vec<(Meaning, Meaning)> = Vec::new();
        for question in self.open_questions() {
            match question.key {
                Key::Compare(consumer, provider) => compare.push((consumer, provider)),
                Key::Differ(old, new) => differ.push((old, new)),
            }
        }
        for ((consumer, provider), compared) in answers::comparisons(tx, &compare, ENGINE).await? {
            self.answers.insert(Key::Compare(consumer, provider), Answer::Compared(compared));
        }
        for ((old, new), differs) in answers::diffs(tx, &differ, ENGINE).await? {
            self.answers.insert(Key::Differ(old, new), Answer::Differs(differs));
        }
        Ok(())
    }

    /// What is not answered yet, each once.
    pub(super) fn open_questions(&self) -> Vec<Question> {
        let mut open: BTreeMap<Key, Question> = BTreeMap::new();
        let needs = self.needs.iter().filter_map(|need| {
            let counterpart = &need.provider.as_ref()?.counterpart;
            Some((&self.subject.contracts[need.contract].side, counterpart))
        });
        let dependents = self.dependents.iter().map(|one| (&one.side, &one.counterpart));
        for (consumer, counterpart) in needs.chain(dependents) {
            if let Counterpart::One(provider) = counterpart {
                let question = Question::compare(consumer.clone(), provider.clone());
                open.insert(question.key, question);
            }
        }
        for (_, old, new) in self.differing() {
            let question = Question::differ(old.side.clone(), new.side.clone());
            open.insert(question.key, question);
        }
        open.retain(|key, _| !self.answers.contains_key(key));
        open.into_values().collect()
    }

    /// The provider contracts that say something else than a live version: that version, what it
    /// says, what the subject says.
    pub(super) fn differing(
        &self,
    ) -> impl Iterator<Item = (&OwnLive, &SubjectContract, &SubjectContract)> {
        let offered = |own: &OwnLive, new: &SubjectContract| -> Option<usize> {
            let same = |old: &SubjectContract| {
                old.contract == new.contract && old.side.meaning != new.side.meaning
            };
            own.contracts.iter().position(same)
        };
        self.own.iter().flat_map(move |own| {
            let ours = self.subject.contracts.iter();
            ours.filter(|one| one.contract.kind.role() == Role::Provider)
                .filter_map(move |new| offered(own, new).map(|old| (own, &own.contracts[old], new)))
        })
    }

    /// Takes in answers that were computed.
    pub(super) fn learn(&mut self, answers: BTreeMap<Key, Answer>) {
        self.answers.extend(answers);
    }
}

/// The provider versions that are live, with what they offer.
struct Offered {
    /// By service: the version's row, its number, its provider contracts.
    live: BTreeMap<Row, Vec<(Row, VersionNumber, Vec<SubjectContract>)>>,
}

impl Offered {
    async fn read(
        tx: &mut Tx,
        subject: &Subject,
        environment: Row,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let targets = subject.contracts.iter().filter_map(|one| one.target.as_ref()?.0);
        let mut asked: BTreeSet<Row> = targets.collect();
        asked.extend(subject.service_row.as_ref().map(|service| service.row));
        let asked: Vec<Row> = asked.into_iter().collect();
        let live = deployments::live(tx, &asked, now).await?;
        let here = |one: &&Live| one.environment == environment;
        let versions: Vec<Row> =
            live.values().flatten().filter(here).map(|one| one.version).collect();
        let mut contracts = contracts::of_versions(tx, &versions).await?;
        let mut offered = BTreeMap::new();
        for (service, all) in live {
            let mut versions = Vec::new();
            for one in all.iter().filter(here) {
                let rows = contracts.remove(&one.version).unwrap_or_default();
                let provided = rows.iter().filter(|row| row.role() == Role::Provider);
                let provided = provided.map(SubjectContract::stored).collect();
                versions.push((one.version, one.number.clone(), provided));
            }
            offered.insert(service, versions);
        }
        Ok(Self { live: offered })
    }

    fn needs(&self, subject: &Subject) -> Vec<NeedPair> {
        let mut pairs = Vec::new();
        for (contract, one) in subject.contracts.iter().enumerate() {
            let Some((service, target)) = &one.target else { continue };
            if target.service == subject.service {
                // It will be deployed together with what it uses.
                let provider = Provider {
                    service: *service,
                    version: subject.stored.map(|(row, _)| row),
                    number: subject.version.clone(),
                    counterpart: counterpart(one, subject.contracts.iter()),
                };
                pairs.push(NeedPair { contract, provider: Some(provider) });
                continue;
            }
            let live = service.and_then(|row| self.live.get(&row)).filter(|live| !live.is_empty());
            let Some(live) = live else {
                pairs.push(NeedPair { contract, provider: None });
                continue;
            };
            for (version, number, offered) in live {
                let provider = Provider {
                    service: *service,
                    version: Some(*version),
                    number: number.clone(),
                    counterpart: counterpart(one, offered.iter()),
                };
                pairs.push(NeedPair { contract, provider: Some(provider) });
            }
        }
        pairs
    }

    fn own(&self, subject: &Subject) -> Vec<OwnLive> {
        let row = subject.service_row.as_ref().map(|service| service.row);
        let live = row.and_then(|row| self.live.get(&row)).into_iter().flatten();
        let others = live.filter(|(_, number, _)| *number != subject.version);
        let own = |(_, number, contracts): &(Row, VersionNumber, Vec<SubjectContract>)| OwnLive {
            number: number.clone(),
            contracts: contracts.clone(),
        };
        others.map(own).collect()
    }
}

async fn dependents(
    tx: &mut Tx,
    subject: &Subject,
    (provider, environment): (Row, Row),
    now: Timestamp,
) -> Result<Vec<DependentPair>, StoreError> {
    let rows = consumers::live_in(tx, provider, environment, now).await?;
    let ids: BTreeSet<Row> = rows.iter().map(|row| row.version).collect();
    let ids: Vec<Row> = ids.into_iter().collect();
    let versions: BTreeMap<Row, VersionRow> = versions::in_rows(tx, &ids).await?;
    let mut pairs = Vec::new();
    for row in &rows {
        let Some(version) = versions.get(&row.version) else { continue };
        // What a service uses of itself is judged with the version that is asked about.
        if version.service == provider {
            continue;
        }
        let consumer = SubjectContract::stored(row);
        pairs.push(DependentPair {
            service: version.service,
            number: version.number.clone(),
            content: row.content,
            counterpart: counterpart(&consumer, subject.contracts.iter()),
            side: consumer.side,
        });
    }
    Ok(pairs)
}

/// The name of a service that is not stored.
pub(super) fn named(service: &ServiceName) -> handfast_contracts::gate::Party {
    handfast_contracts::gate::Party { service: service.clone(), owner: None, contact: None }
}
