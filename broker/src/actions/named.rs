//! From names to rows; an unknown name is answered with those that are close to it.

use crate::problem::Problem;
use crate::store::environments::{self, EnvironmentRow};
use crate::store::services::{self, ServiceRow};
use crate::store::versions::{self, VersionRow};
use crate::store::{StoreError, Tx};
use handfast_contracts::name::{EnvironmentName, ServiceName, VersionNumber};

/// How many names are looked through for close ones.
const LOOKED_THROUGH: i64 = 2000;

/// How many are suggested.
const SUGGESTED: usize = 5;

/// The service called `name`.
pub(super) async fn service(tx: &mut Tx, name: &ServiceName) -> Result<ServiceRow, StoreError> {
    match services::find(tx, name).await? {
        Some(service) => Ok(service),
        None => {
            let names = services::names(tx, LOOKED_THROUGH).await?;
            let known = close(name.as_str(), &names);
            let name = name.as_str().to_owned();
            Err(Problem::NotFound { what: "service", name, known }.into())
        }
    }
}

/// The version of `service` with this number.
pub(super) async fn version(
    tx: &mut Tx,
    service: &ServiceRow,
    number: &VersionNumber,
) -> Result<VersionRow, StoreError> {
    match versions::find(tx, service.row, number).await? {
        Some(version) => Ok(version),
        None => {
            let numbers = versions::numbers(tx, service.row, LOOKED_THROUGH).await?;
            let known = close(number.as_str(), &numbers);
            let name = format!("{} {number}", service.name);
            Err(Problem::NotFound { what: "version", name, known }.into())
        }
    }
}

/// The environment called `name`.
pub(super) async fn environment(
    tx: &mut Tx,
    name: &EnvironmentName,
) -> Result<EnvironmentRow, StoreError> {
    match environments::find(tx, name).await? {
        Some(environment) => Ok(environment),
        None => {
            let known = environments::list(tx).await?;
            let names: Vec<_> =
                known.iter().map(|one| one.environment.name.as_str().to_owned()).collect();
            // There are few, and whoever misspells one wants to see them all.
            let known = if names.len() <= 10 { names } else { close(name.as_str(), &names) };
            let name = name.as_str().to_owned();
            Err(Problem::NotFound { what: "environment", name, known }.into())
        }
    }
}

/// Those of `known` that are close to `name`, the closest first.
fn close(name: &str, known: &[String]) -> Vec<String> {
    let lower = name.to_lowercase();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut found: Vec<String> = known
        .iter()
        .filter(|one| one.to_lowercase() == lower)
        .map(|one| (*one).to_owned())
        .collect();
    for one in similar::get_close_matches(name, &known, SUGGESTED, 0.6) {
        if !found.iter().any(|other| other == one) {
            found.push(one.to_owned());
        }
    }
    found.truncate(SUGGESTED);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_case_comes_before_other_letters() {
        let known = ["order", "Orders", "billing"].map(str::to_owned);
        assert_eq!(close("orders", &known), ["Orders", "order"]);
    }
}
