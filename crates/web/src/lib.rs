//! Pages and the JSON API: speaks HTTP and HTML, holds no rule and no SQL.
//!
//! Reading order: `assets` (style, script, icon), `layout` (the frame of every page), `components` (what
//! pages are made of). How to use them in a screen: `docs/how-to/the-look.md`.

pub mod assets;
pub mod components;
pub mod layout;

#[cfg(test)]
mod gallery;
