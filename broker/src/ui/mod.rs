//! The pages: server-rendered, readable without JavaScript.
pub mod can_i_deploy;
pub mod diff;
pub mod excerpt;
pub mod markdown;
pub mod overview;
pub mod problem;
pub mod rules;
pub mod service;
pub mod sign_in;
pub mod version;
pub mod view;
