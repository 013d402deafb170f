//! The one decision: may these grants do this to that?

use crate::caller::Grants;
use crate::problem::Problem;
use handfast_contracts::name::{EnvironmentName, ServiceName};
use handfast_contracts::wire::Scope;

/// What a route asks of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Nothing: anybody may call it, and it shows nothing of what is stored.
    Public,
    /// To be somebody.
    SignedIn,
    /// To be allowed to read. Limits of a token are about changes: whoever may read reads all.
    Read,
    /// To be allowed to do this to the service and environment that the request names.
    Change(Scope),
    /// To be allowed to do this to the whole broker: no token with limits may.
    Broker(Scope),
}

/// What an action is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource<'a> {
    /// To nothing that has an owner.
    Nothing,
    /// To a service, its versions and its contracts.
    Service(&'a ServiceName),
    /// To an environment itself.
    Environment(&'a EnvironmentName),
    /// To what is live of a service in an environment.
    Live(&'a ServiceName, &'a EnvironmentName),
    /// To the broker as a whole.
    Broker,
}

/// Whether `grants` allow `scope` on `resource`.
///
/// Admin includes every scope and every scope includes reading. What a token is limited to holds
/// for every scope: a token for some services changes neither others nor environments, a token
/// for some environments changes no others; and a limited admin changes only what lies within
/// its limits as a whole.
///
/// # Errors
/// [`Problem::Forbidden`] with the scope that is missing, or with the limit that stands against
/// it.
pub fn authorize(grants: &Grants, scope: Scope, resource: Resource<'_>) -> Result<(), Problem> {
    let granted = match scope {
        Scope::Read => !grants.scopes.is_empty(),
        scope => grants.scopes.iter().any(|&has| has == scope || has == Scope::Admin),
    };
    if !granted {
        let detail = format!("This needs the scope {scope}, which your token does not have.");
        return Err(Problem::Forbidden { detail, needed: Some(scope) });
    }
    if scope == Scope::Read {
        return Ok(());
    }
    let every_service = grants.services.is_empty();
    let every_environment = grants.environments.is_empty();
    let service = |name| every_service || grants.services.contains(name);
    let environment = |name| every_environment || grants.environments.contains(name);
    let (within, what) = match resource {
        Resource::Nothing => (true, String::new()),
        Resource::Service(name) => {
            let whole = scope != Scope::Admin || every_environment;
            (service(name) && whole, format!("the service {name}"))
        }
        Resource::Environment(name) => {
            (environment(name) && every_service, format!("the environment {name}"))
        }
        Resource::Live(name, place) => {
            (service(name) && environment(place), format!("{name} in {place}"))
        }
        Resource::Broker => (every_service && every_environment, "the whole broker".to_owned()),
    };
    if within {
        return Ok(());
    }
    let detail = format!("Your token is limited, and its limits do not cover {what}.");
    Err(Problem::Forbidden { detail, needed: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grants(scope: Scope, services: &[&str], environments: &[&str]) -> Grants {
        Grants {
            scopes: vec![scope],
            services: services.iter().map(|name| name.parse().unwrap()).collect(),
            environments: environments.iter().map(|name| name.parse().unwrap()).collect(),
        }
    }

    fn may(grants: &Grants, scope: Scope, resource: Resource<'_>) -> bool {
        authorize(grants, scope, resource).is_ok()
    }

    #[test]
    fn a_scope_allows_itself_and_reading_and_admin_allows_everything() {
        for has in Scope::ALL {
            for asks in Scope::ALL {
                let expected = has == asks || has == Scope::Admin || asks == Scope::Read;
                let allowed = may(&grants(has, &[], &[]), asks, Resource::Broker);
                assert_eq!(allowed, expected, "{has} may {asks}");
            }
        }
        assert!(!may(&Grants::default(), Scope::Read, Resource::Nothing));
    }

    #[test]
    fn limits_hold_for_changes_and_not_for_reading() {
        let (orders, billing) = ("orders".parse().unwrap(), "billing".parse().unwrap());
        let (test, prod) = ("test".parse().unwrap(), "production".parse().unwrap());
        let publisher = grants(Scope::Publish, &["orders"], &["test"]);
        assert!(may(&publisher, Scope::Publish, Resource::Service(&orders)));
        assert!(!may(&publisher, Scope::Publish, Resource::Service(&billing)));
        assert!(may(&publisher, Scope::Read, Resource::Service(&billing)));
        let deployer = grants(Scope::Deploy, &["orders"], &["test"]);
        assert!(may(&deployer, Scope::Deploy, Resource::Live(&orders, &test)));
        assert!(!may(&deployer, Scope::Deploy, Resource::Live(&orders, &prod)));
        assert!(!may(&deployer, Scope::Deploy, Resource::Live(&billing, &test)));
    }

    #[test]
    fn a_limited_admin_changes_nothing_that_reaches_beyond_its_limits() {
        let (orders, test) = ("orders".parse().unwrap(), "test".parse().unwrap());
        let of_service = grants(Scope::Admin, &["orders"], &[]);
        let of_environment = grants(Scope::Admin, &[], &["test"]);
        assert!(may(&of_service, Scope::Admin, Resource::Service(&orders)));
        assert!(!may(&of_service, Scope::Admin, Resource::Environment(&test)));
        assert!(!may(&of_service, Scope::Admin, Resource::Broker));
        assert!(may(&of_environment, Scope::Admin, Resource::Environment(&test)));
        assert!(!may(&of_environment, Scope::Admin, Resource::Service(&orders)));
        assert!(!may(&of_environment, Scope::Admin, Resource::Broker));
    }
}
