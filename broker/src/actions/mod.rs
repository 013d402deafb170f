//! What the broker does, one verb a file. All behaviour lives here.
//!
//! An action takes the app, the caller where it changes something, and a value; it returns a
//! value or a [`Problem`](crate::problem::Problem). It knows neither HTTP nor SQL.

pub mod sign_in;
pub mod tokens;
