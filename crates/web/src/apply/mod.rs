//! Applying online, step by step: choose (`start`), begin (`begin`), fill in (`step`, `screen`), look at it
//! once more and send it (`review`). The same pages serve citizens under `/apply` and those who apply for
//! others under `/desk/apply`.
//!
//! Every button sends the whole step and every step is kept on the server, also when something in it is
//! wrong: what is wrong is said at its field, and once more before sending.

pub mod begin;
mod filling;
mod hold;
mod merge;
mod review;
mod screen;
mod sent;
pub mod start;
pub mod step;

use crate::frame::{Area, Fail, Visit, Web, cookie, encode, set_cookie};
use crate::layout::Layout;
use app::AppError;
use app::apply::{Draft, Owner};
use app::catalogue::Running;
use axum::http::{HeaderMap, HeaderValue};
use domain::words::{Channel, DossierId};

/// The cookie of a browser whose person nobody knows yet. Never read by scripts.
const BROWSER: &str = "motcua_draft";
/// How long a browser keeps it, in seconds: as long as a draft is kept.
const BROWSER_SECONDS: i64 = domain::dossier::DRAFT_DAYS * 24 * 60 * 60;
/// Most steps that an address sends in a minute: a room full of people behind one address.
const STEPS: u32 = 240;
/// Most drafts that an address begins in a minute.
const BEGINNINGS: u32 = 60;

/// Whether a procedure may be applied for online.
pub fn offered(running: &Running) -> bool {
    running.is_public() && running.definition.facts.channel(Channel::Online).is_some()
}

/// For whom the pages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    Citizens,
    Intermediaries,
}

/// Who is here, and whose drafts those may be.
struct Here<'a> {
    web: &'a Web,
    visit: &'a Visit,
    room: Room,
    /// The browser's own token.
    token: Option<String>,
    owners: Vec<Owner>,
}

impl<'a> Here<'a> {
    fn of(web: &'a Web, visit: &'a Visit, headers: &HeaderMap) -> Result<Self, Fail> {
        if visit.here.starts_with("/desk/") {
            let owners = vec![Owner::Intermediary(visit.actor()?.person)];
            return Ok(Self { web, visit, room: Room::Intermediaries, token: None, owners });
        }
        let token = browser_token(headers).map(str::to_owned);
        let citizen = visit.citizen.as_ref().map(Owner::from);
        let owners = citizen.into_iter().chain(token.as_deref().map(Owner::browser)).collect();
        Ok(Self { web, visit, room: Room::Citizens, token, owners })
    }

    /// What the paths begin with.
    const fn base(&self) -> &'static str {
        match self.room {
            Room::Citizens => "/apply",
            Room::Intermediaries => "/desk/apply",
        }
    }

    fn at(&self, draft: DossierId, step: &str) -> String {
        format!("{}/d/{draft}/{step}", self.base())
    }

    fn layout(&self, title: impl Into<String>) -> Layout {
        let area = match self.room {
            Room::Citizens => Area::Public,
            Room::Intermediaries => Area::Apply,
        };
        self.web.layout(self.visit, title, area)
    }

    /// Whether the person may send, as far as signing in goes.
    fn known(&self) -> bool {
        self.room == Room::Intermediaries || self.visit.citizen.is_some()
    }

    /// The draft of a path; somebody else's is not found.
    async fn draft(&self, id: DossierId) -> Result<Draft, AppError> {
        self.web.app.draft(&self.owners, id.0).await
    }

    /// Who a dossier that was sent from here has as its sender.
    fn sender(&self) -> Option<domain::words::PersonId> {
        match self.room {
            Room::Citizens => self.visit.citizen.as_ref().map(|citizen| citizen.person),
            Room::Intermediaries => self.visit.signed.as_ref().map(|signed| signed.actor.person),
        }
    }
}

/// Where a citizen signs in, and comes back from to a path.
fn sign_in(to: &str) -> String {
    format!("/citizen/sign-in?to={}&level=2", encode(to))
}

/// The draft that a path names; a text that is no id names none.
fn id_of(text: &str) -> Result<DossierId, Fail> {
    text.parse().map_err(|_| Fail(AppError::NotFound))
}

/// The cookie that a browser brings back, also to where one signs in and out.
fn browser_cookie(web: &Web, token: &str) -> HeaderValue {
    set_cookie(web, (BROWSER, "/"), token, BROWSER_SECONDS)
}

/// What a browser brought back.
fn browser_token(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, BROWSER).filter(|token| token.len() == 32)
}

/// What was begun on this browser is its citizen's from now on, who signed in to go on with it. Who signed in
/// for something else may be somebody else.
pub async fn take_over(web: &Web, headers: &HeaderMap, session: &str, to: &str) -> Result<(), AppError> {
    let Some(token) = browser_token(headers).filter(|_| to.starts_with("/apply")) else { return Ok(()) };
    let Some(citizen) = web.app.citizen_by_session(session).await? else { return Ok(()) };
    web.app.drafts_take(&Owner::browser(token), &Owner::from(&citizen)).await
}

/// Who signs out leaves nothing behind on this browser.
pub fn forget_browser(web: &Web) -> HeaderValue {
    set_cookie(web, (BROWSER, "/"), "", 0)
}
