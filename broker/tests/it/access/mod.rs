//! Who may do what, seen from outside.

mod credentials;
mod cross_site;
mod local;
mod matrix;
mod sessions;
