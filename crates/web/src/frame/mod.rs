//! What every request goes through: who asks, in which language, with which right; and how an answer that
//! went wrong becomes a page or a problem document.

mod exchange;
mod fail;
mod guard;
mod held;
mod limit;
mod line;
mod page;
mod rest;
mod sent;
mod visit;

pub use exchange::Exchange;
pub use fail::{Fail, own_words, status};
pub use guard::{Plain, dress, encode, guard};
pub use held::held;
pub use line::since;
pub use page::{Area, html, said};
pub use sent::{Fields, Sent, SentFile};
pub use visit::{CITIZEN, SESSION, Visit, cookie, for_citizens, set_cookie};

use axum::http::HeaderMap;

use crate::sync::Letters;
use app::App;
use app::second::Site;
use limit::Limits;
use std::sync::Arc;

/// How the site is reached.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its address as people type it, without a slash at the end.
    pub base_url: String,
    /// Where the QR codes on papers lead, without a slash at the end: to this site, or to the province's, as
    /// nobody outside reaches a commune's own machine.
    pub papers_url: String,
    /// Whether it is reached by https only: cookies then say so.
    pub secure: bool,
}

/// What handlers share. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// The use cases.
    pub app: App,
    /// How the site is reached.
    pub settings: Arc<Settings>,
    /// Keys in devices, where the address has a name that they can belong to.
    pub site: Option<Site>,
    limits: Arc<Limits>,
    pub(crate) letters: Arc<Letters>,
}

impl Web {
    /// The site of an office.
    pub fn new(app: App, settings: Settings) -> Self {
        let site = Site::of(&settings.base_url);
        Self { app, settings: Arc::new(settings), site, limits: Arc::default(), letters: Arc::default() }
    }

    /// How large a file may be, in MB.
    pub(crate) fn file_mb(&self) -> u64 {
        self.app.settings().upload_limit_bytes / (1024 * 1024)
    }
}

/// A citizen's session's cookie.
pub fn citizen_session_of(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, CITIZEN)
}

/// The session's cookie.
pub fn session_of(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, SESSION)
}
