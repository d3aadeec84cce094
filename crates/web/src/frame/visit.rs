//! A visit: the reader's language and, when signed in, who it is.

use super::{Fail, Fields, Web, line};
use crate::layout::Line;
use app::AppError;
use app::citizen::SignedCitizen;
use app::session::SignedIn;
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, HeaderValue, Uri, header, request::Parts};
use domain::identity::Actor;
use lang::{Lang, Words};

/// Cookie names. The session's cookie is never read by scripts.
pub const SESSION: &str = "motcua_session";
/// A citizen's session; an officer's may stand beside it.
pub const CITIZEN: &str = "motcua_citizen";
pub const LANG: &str = "motcua_lang";

/// Who is here, and how to speak.
#[derive(Clone)]
pub struct Visit {
    /// The reader's words.
    pub words: &'static Words,
    /// Who is signed in.
    pub signed: Option<SignedIn>,
    /// Which citizen is signed in.
    pub citizen: Option<SignedCitizen>,
    /// Path and query of the request.
    pub here: String,
    /// A language chosen by this very request, to be remembered.
    pub chosen: Option<Lang>,
    /// Where the request came from, for limits.
    pub address: String,
    /// How this node's line is, as far as the person needs to know.
    pub line: Line,
}

impl Visit {
    /// The person who acts; a route with a right has one.
    pub fn actor(&self) -> Result<Actor, Fail> {
        self.signed.as_ref().map(|s| s.actor.clone()).ok_or(Fail(AppError::SignedOut))
    }

    /// What the link asks for. Never fails: what can't be read was not asked.
    pub fn asked(&self) -> Fields {
        let query = self.here.split_once('?').map(|(_, query)| query).unwrap_or_default();
        Fields::of(serde_urlencoded::from_str(query).unwrap_or_default())
    }

    /// The link's query without the language, ready to be followed by one: `q=khai+sinh&`.
    pub fn asked_again(&self) -> String {
        let query = self.here.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let kept = query.split('&').filter(|p| !p.is_empty() && !p.starts_with("lang="));
        kept.fold(String::new(), |all, pair| all + pair + "&")
    }

    /// Whether a phone may keep a copy of the page: a dossier that is followed by somebody who isn't signed
    /// in. It says code and progress, and nothing of a person.
    pub fn may_be_kept(&self) -> bool {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        // What stands behind code and telephone says more, and stays with who has the pass.
        let followed = path == "/track" && query.contains("code=");
        followed && self.signed.is_none() && self.citizen.is_none()
    }

    /// The citizen who acts; a route for citizens has one.
    pub fn citizen(&self) -> Result<&SignedCitizen, Fail> {
        self.citizen.as_ref().ok_or(Fail(AppError::SignedOut))
    }

    /// Whether the page is one on which citizens do something.
    pub fn is_of_citizens(&self) -> bool {
        for_citizens(&self.here)
    }

    /// What forms must carry: on a page for citizens the token of a citizen who is signed in, else the
    /// officer's.
    pub fn csrf(&self) -> &str {
        let officer = self.signed.as_ref().map(|s| s.csrf.as_str());
        let citizen = self.citizen.as_ref().map(|c| c.csrf.as_str());
        let both = if for_citizens(&self.here) { citizen.or(officer) } else { officer.or(citizen) };
        both.unwrap_or_default()
    }

    pub(super) async fn begin(web: &Web, parts: &Parts) -> Result<Self, AppError> {
        let headers = &parts.headers;
        let api = parts.uri.path().starts_with("/api/");
        let signed = match (bearer(headers), cookie(headers, SESSION)) {
            (Some(token), _) if api => web.app.by_bearer(token).await?,
            (_, Some(token)) if !api => web.app.by_session(token).await?,
            _ => None,
        };
        let citizen = match cookie(headers, CITIZEN) {
            Some(token) if !api => web.app.citizen_by_session(token).await?,
            _ => None,
        };
        let visit = Self { signed, citizen, ..Self::of_nobody(parts) };
        let page = !api && !parts.uri.path().starts_with("/assets/");
        let line = match &visit.signed {
            Some(signed) if page => line::of(web, visit.words, &signed.actor).await,
            _ => Line::Unsaid,
        };
        Ok(Self { line, ..visit })
    }

    /// The visit of whom nobody knows, or could find out: the language is the reader's all the same.
    pub(super) fn of_nobody(parts: &Parts) -> Self {
        let headers = &parts.headers;
        let chosen = query_lang(&parts.uri);
        let known = chosen.or_else(|| cookie(headers, LANG).and_then(Lang::parse));
        let accepted = || headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        let lang = known.or_else(|| accepted().map(Lang::accepted)).unwrap_or_default();
        let here = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        let peer = parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>();
        let address = peer.map_or_else(|| "local".to_owned(), |p| p.0.ip().to_string());
        Self {
            words: Words::of(lang),
            signed: None,
            citizen: None,
            here,
            chosen,
            address,
            line: Line::Unsaid,
        }
    }
}

fn query_lang(uri: &Uri) -> Option<Lang> {
    let pairs = uri.query().unwrap_or_default().split('&');
    pairs.filter_map(|p| p.strip_prefix("lang=")).find_map(Lang::parse)
}

/// Whether a page is one of those on which citizens do something.
pub fn for_citizens(here: &str) -> bool {
    ["/citizen", "/apply"].iter().any(|room| here.starts_with(room))
}

/// A cookie that scripts never read; none of zero seconds is kept.
pub fn set_cookie(web: &Web, (name, path): (&str, &str), value: &str, seconds: i64) -> HeaderValue {
    let secure = if web.settings.secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
}

/// A cookie's value.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|v| v.to_str().ok());
    let mut pairs = lines.flat_map(|l| l.split(';')).filter_map(|p| p.trim().split_once('='));
    pairs.find(|(n, _)| *n == name).map(|(_, v)| v)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fail> {
        parts.extensions.get::<Self>().cloned().ok_or(Fail(AppError::SignedOut))
    }
}
