//! The JSON API, asked as a client asks it.

mod bodies;
mod health;
mod problems;
mod rules;
mod tokens;
