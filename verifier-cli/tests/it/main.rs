//! The program as its users see it: command lines, real files, exact output and exit codes.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot be set up fails there; the provider of tests has no runtime"
)]

mod broker;
mod ci;
mod contracts;
mod explain;
mod help;
mod inputs;
mod provider;
mod replay;
mod running_broker;
mod session;
mod settings;
mod tour;
