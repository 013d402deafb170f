//! Everything that can be asked of the broker: one verb a file, all behaviour here.
//!
//! An action takes the [`App`](crate::app::App), the [`Caller`](crate::caller::Caller) where it
//! changes something, and a value of [`handfast_contracts::wire`]; it answers with such a value or
//! with a [`Problem`](crate::problem::Problem). Whether the caller may is decided before.
//! An action that changes something returns after it is durable.
//!
//! Not here: HTTP, SQL, and judgements about contracts, which are the domain's.

mod assemble;
mod baseline;
mod cursor;
mod gate;
mod named;
mod partners;
mod record;
mod subject;

pub mod sign_in;
pub mod tokens;

mod can_i_deploy;
mod comparisons;
mod deployments;
mod diff;
mod environments;
mod events;
mod integrations;
mod publish;
mod rebuild;
mod services;
mod verification_set;
mod verifications;
mod versions;

pub use can_i_deploy::can_i_deploy;
pub use comparisons::comparisons;
pub use deployments::{deploy, end_support, list_deployments, list_live, release, undeploy};
pub use diff::diff;
pub use environments::{get_environment, list_environments, page_environments, put_environment};
pub use events::list_events;
pub use integrations::list_integrations;
pub use publish::{known_contents, publish};
pub use rebuild::rebuild;
pub use services::{get_service, list_services, put_service};
pub use verification_set::verification_set;
pub use verifications::{list_verifications, record_verification};
pub use versions::{
    DocumentBytes, get_content, get_contract, get_version, list_versions, put_version,
};
