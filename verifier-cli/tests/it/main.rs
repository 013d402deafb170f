//! The program as its users see it: command lines, real files, exact output and exit codes.

mod ci;
mod contracts;
mod help;
mod inputs;
mod provider;
mod replay;
mod session;
mod settings;
