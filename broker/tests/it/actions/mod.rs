//! What the broker does, by verb, on both databases.

mod baseline;
mod concurrent;
mod deployments;
mod gate;
mod lists;
mod names;
mod publish;
mod rebuild;
mod rehearse;
mod verification_set;
mod verifications;
