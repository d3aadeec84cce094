//! A person's own dossiers: the list behind the sign-in, one dossier with what to do about it, and the same
//! course of a dossier for who follows it by code and telephone; and how the person wants to be told. No
//! officer is named on any of these pages.

pub mod act;
mod calendar;
mod course;
pub mod files;
pub mod follow;
pub mod list;
pub mod one;
mod told;
pub mod wishes;

use crate::frame::{Area, Fail, Visit, Web};
use crate::layout::Layout;
use app::AppError;
use domain::words::DossierId;

/// The dossier that a path names; a text that is no id names none.
fn id_of(text: &str) -> Result<DossierId, Fail> {
    text.parse().map_err(|_| Fail(AppError::NotFound))
}

/// The frame of a citizen's page.
fn layout(web: &Web, visit: &Visit, title: impl Into<String>) -> Layout {
    web.layout(visit, title, Area::Public)
}
