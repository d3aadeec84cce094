//! Everybody's pages: find a procedure, follow a dossier, read the published figures, sign in.

pub mod home;
pub mod sign_in;
