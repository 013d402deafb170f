//! The JSON API, asked as a client asks it.

mod bodies;
mod contracts;
mod environments;
mod events;
mod evidence;
mod gate;
mod health;
mod problems;
mod publishing;
mod rules;
mod services;
mod tokens;
