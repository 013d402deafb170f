//! Who may do what.
//!
//! ```text
//! request ─▶ peer, credentials ─▶ caller ─▶ rule of the route ─▶ resource that the request names
//! ```
//!
//! Every route has one [`Rule`], given where the route is listed. [`guard()`] finds out who calls
//! and applies the rule before the handler sees anything; the extractors of `extract` apply
//! [`authorize`] to what the request names, while they read it. Nothing else decides.

mod authorize;
pub mod concerns;
pub mod cookie;
mod credentials;
mod guard;
pub mod headers;
pub mod network;
pub mod peer;
mod same_origin;
pub mod secret;

pub use authorize::{Resource, Rule, authorize};
pub(crate) use guard::Seen;
pub use guard::{Authority, guard};
