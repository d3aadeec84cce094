//! Pages and the JSON API: speaks HTTP and HTML, holds no rule and no SQL.
//!
//! Reading order: [`routes`] (the table: method, path, right, handler), `frame` (what every request goes
//! through), `portal` (everybody's pages), `apply` (applying online), `own` (citizens'), `desk` (officers'),
//! `manage` (administrators'), `api` (programs');
//! `sync` (letters between nodes); `layout`, `show`, `forms` and `brought` (what rooms share), `components`
//! (what pages are made of), `assets` (style, script, icon). A new screen: `docs/how-to/`.
//!
//! Invariants: no handler writes on GET; every route has a right; every form carries the session's token; an
//! error says what happened and what to do next, in the reader's language, and loses nothing typed.

pub mod api;
pub mod apply;
pub mod assets;
mod brought;
pub mod components;
pub mod desk;
mod forms;
mod frame;
mod guides;
pub mod layout;
pub mod manage;
pub mod own;
pub mod portal;
mod receipts;
pub mod routes;
pub mod show;
mod sync;
mod values;
mod why;

#[cfg(test)]
mod gallery;

pub use frame::{Exchange, Settings, Web};

/// The whole site, and beside it a site of letters between nodes alone, for an address of its own: both share
/// their limits. The exchange is to be run beside them.
pub fn sites(app: app::App, settings: Settings) -> (axum::Router, axum::Router, Exchange) {
    let web = Web::new(app, settings);
    let exchange = Exchange::of(&web);
    (routes::build(web.clone()), routes::build_letters(web), exchange)
}

/// The whole site of an office that has one process.
pub fn router(app: app::App, settings: Settings) -> axum::Router {
    routes::build(Web::new(app, settings))
}
