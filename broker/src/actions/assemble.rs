//! Services and versions as others see them, from rows.

use crate::store::contracts;
use crate::store::deployments::{self, Live};
use crate::store::services::ServiceRow;
use crate::store::versions::VersionRow;
use crate::store::{Row, StoreError, Tx, branches, tags};
use handfast_contracts::time::Timestamp;
use handfast_contracts::wire::{LiveVersion, Service, ServiceVersion};

/// Services, with what is live of them.
pub(super) async fn services(
    tx: &mut Tx,
    rows: Vec<ServiceRow>,
    now: Timestamp,
) -> Result<Vec<Service>, StoreError> {
    let ids: Vec<Row> = rows.iter().map(|service| service.row).collect();
    let mut heads = branches::main_heads(tx, &ids).await?;
    let live = deployments::live(tx, &ids, now).await?;
    let service = |one: ServiceRow| Service {
        main_head: heads.remove(&one.row).map(|(_, number)| number),
        live: live.get(&one.row).into_iter().flatten().map(Live::wire).collect(),
        name: one.name,
        settings: one.settings,
        created_at: one.created_at,
    };
    Ok(rows.into_iter().map(service).collect())
}

/// Versions of one service, with their contracts and where they are live.
pub(super) async fn versions(
    tx: &mut Tx,
    service: &ServiceRow,
    rows: Vec<VersionRow>,
    now: Timestamp,
) -> Result<Vec<ServiceVersion>, StoreError> {
    let ids: Vec<Row> = rows.iter().map(|version| version.row).collect();
    let mut contracts = contracts::of_versions(tx, &ids).await?;
    let mut branches = branches::of_versions(tx, &ids).await?;
    let mut tags = tags::of_versions(tx, &ids).await?;
    let live = deployments::live(tx, &[service.row], now).await?;
    let live_of = |version: Row| -> Vec<LiveVersion> {
        let all = live.get(&service.row).into_iter().flatten();
        all.filter(|one| one.version == version).map(Live::wire).collect()
    };
    let version = |one: VersionRow| {
        let of = contracts.remove(&one.row).unwrap_or_default();
        ServiceVersion {
            service: service.name.clone(),
            ordinal: one.ordinal,
            branches: branches.remove(&one.row).unwrap_or_default(),
            tags: tags.remove(&one.row).unwrap_or_default(),
            contracts: of.iter().map(contracts::ContractRow::wire).collect(),
            live: live_of(one.row),
            version: one.number,
            commit: one.commit,
            build_url: one.build_url,
            created_at: one.created_at,
        }
    };
    Ok(rows.into_iter().map(version).collect())
}
