//! Pages: the frame around a screen, filled for the visit, and the page that explains an error.

use super::fail::{own_words, status};
use super::{Visit, Web, encode, for_citizens};
use crate::components::{Notice, NoticeKind};
use crate::layout::{Audience, Layout, NavItem, Visitor};
use crate::show;
use app::AppError;
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::dossier::RefusalCode;
use domain::identity::{Citizen, CitizenKind, Right, Role, Scope, scope};
use lang::{Arg, Words};

/// The parts of the house that the navigation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Everybody's pages.
    Public,
    /// Taking dossiers in.
    Reception,
    /// Applying online for others.
    Apply,
    /// What is to be done.
    Worklist,
    /// What results feed.
    Registers,
    /// Figures.
    Board,
    /// Accounts.
    People,
    /// When the unit is open.
    Hours,
    /// The province's calendar.
    Calendar,
    /// Units that change, and what waits for a decision.
    Territory,
    /// The communes' own machines.
    Nodes,
    /// Messages that leave the house.
    Notices,
    /// How this node stands with the province.
    Line,
    /// The person's own account.
    Own,
}

const AREAS: [(Area, Right, &str, &str); 11] = [
    (Area::Reception, Right::DossierReceive, "nav-reception", "/desk/reception"),
    (Area::Apply, Right::ApplyForOthers, "nav-apply", "/desk/apply"),
    (Area::Worklist, Right::DossierRead, "nav-worklist", "/desk/worklist"),
    (Area::Registers, Right::RegisterRead, "nav-registers", "/desk/registers"),
    (Area::Board, Right::BoardRead, "nav-board", "/desk/board"),
    (Area::People, Right::PeopleRead, "nav-people", "/manage/people"),
    (Area::Hours, Right::HoursManage, "nav-hours", "/manage/hours"),
    (Area::Calendar, Right::CalendarPublish, "nav-calendar", "/manage/calendar"),
    (Area::Territory, Right::TerritoryManage, "nav-territory", "/manage/territory"),
    (Area::Nodes, Right::NodesManage, "nav-nodes", "/manage/nodes"),
    (Area::Notices, Right::NodesManage, "nav-notices", "/manage/notices"),
];

/// What everybody finds in the navigation.
const EVERYBODY: [(&str, &str); 4] = [
    ("nav-procedures", "/procedures"),
    ("nav-track", "/track"),
    ("nav-rates", "/rates"),
    ("nav-help", "/help"),
];

/// What a citizen who is signed in finds before that.
const OWN: (&str, &str) = ("own-dossiers", "/citizen");

fn everybody(visit: &Visit, key: &str, href: &str) -> NavItem {
    let path = visit.here.split('?').next().unwrap_or_default();
    let inside = path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    NavItem { text: visit.words.say(key), href: href.to_owned(), current: inside, count: None }
}

/// Where citizens sign in, and come back from to where they are; not to a page of signing in.
fn door(here: &str) -> String {
    let back = !["/citizen/", "/sign-in"].iter().any(|room| here.starts_with(room));
    let to = if back { format!("?to={}", encode(here)) } else { String::new() };
    format!("/citizen/sign-in{to}")
}

/// A citizen in the header, as the provider names them.
fn citizen(words: &Words, citizen: &Citizen) -> Visitor {
    let name = Some(citizen.name.clone()).filter(|name| !name.is_empty());
    let role = match citizen.kind {
        CitizenKind::Person => words.say("citizen-person"),
        CitizenKind::Business => words.say("citizen-business"),
    };
    Visitor { name: name.unwrap_or_else(|| words.say("citizen-signed-in")), role }
}

impl Web {
    /// The frame of a page for this visit. `title` is said already.
    pub fn layout(&self, visit: &Visit, title: impl Into<String>, area: Area) -> Layout {
        let world = self.app.world();
        let province = world.unit_name(&self.app.province());
        let mut layout = Layout::new(visit.words, title, province.clone());
        layout.asked = visit.asked_again();
        layout.away = visit.may_be_kept().then(|| {
            visit.words.say_one("offline-seen", "moment", show::moment(visit.words, self.app.now()))
        });
        visit.csrf().clone_into(&mut layout.csrf);
        // On a citizen's page an officer's session stands back.
        let own = visit.citizen.is_some() && for_citizens(&visit.here);
        let Some(signed) = visit.signed.as_ref().filter(|_| !own) else {
            let mine = visit.citizen.as_ref().map(|_| OWN);
            let items = mine.iter().chain(&EVERYBODY);
            layout.nav = items.map(|(key, href)| everybody(visit, key, href)).collect();
            layout.citizen = visit.citizen.as_ref().map(|c| citizen(visit.words, &c.citizen));
            layout.door = self.app.door().map(|_| door(&visit.here));
            return layout;
        };
        let (actor, words) = (&signed.actor, visit.words);
        let role = |r: &Role| words.say(&format!("role-{}", r.as_str()));
        let own = actor.roles.iter().filter(|r| actor.owns(**r)).map(role);
        let lent = |s: &domain::identity::StandIn| {
            let of: Vec<String> = s.roles.iter().map(role).collect();
            let args = [
                ("roles", of.join(", ").into()),
                ("name", s.name.as_str().into()),
                ("to", show::day(words, s.to).into()),
            ];
            words.say_with("head-standing-in", &args)
        };
        let roles: Vec<String> = own.chain(actor.standing_in.iter().map(lent)).collect();
        layout.person = Some(Visitor { name: actor.name.clone(), role: roles.join(", ") });
        layout.line.clone_from(&visit.line);
        if area != Area::Public {
            layout.audience = Audience::Office;
        }
        if actor.unit != actor.province {
            layout.unit_under = Some(province);
        }
        layout.unit = world.unit_name(&actor.unit);
        let seen = AREAS.iter().filter(|(of, right, ..)| {
            // Where no pack has a register there is nothing to go to.
            let there = *of != Area::Registers || !self.app.registers(actor).is_empty();
            there && scope(actor, *right) != Scope::Nobody
        });
        let item = |(of, _, key, href): &(Area, Right, &str, &str)| NavItem {
            text: words.say(key),
            href: (*href).to_owned(),
            current: *of == area,
            count: None,
        };
        layout.nav = seen.map(item).collect();
        layout.nav.push(NavItem {
            text: words.say("nav-own"),
            href: "/own".to_owned(),
            current: area == Area::Own,
            count: None,
        });
        layout
    }
}

/// A screen as an answer.
pub fn html<T: Template>(screen: &T) -> Response {
    match screen.render() {
        Ok(text) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response(),
        Err(error) => super::Fail(AppError::fault(error)).into_response(),
    }
}

/// The words of a key with facts, where facts are text.
pub fn said(visit: &Visit, key: &str, facts: &[(&'static str, String)]) -> String {
    let args: Vec<(&str, Arg)> = facts.iter().map(|(n, v)| (*n, v.as_str().into())).collect();
    visit.words.say_with(key, &args)
}

#[derive(Template)]
#[template(path = "frame/error.html")]
struct ErrorPage {
    layout: Layout,
    what: String,
    next: String,
    notices: Vec<Notice>,
    to_sign_in: bool,
    /// The dossier whose file isn't here.
    dossier: Option<String>,
}

/// What happened and what to do next, on a page.
pub fn error_page(web: &Web, visit: &Visit, error: &AppError) -> Response {
    let (words, status) = (visit.words, status(error));
    let n = match status.as_u16() {
        n @ (401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503 | 507) => n,
        _ => 500,
    };
    // What the process or the law doesn't allow isn't what somebody changed meanwhile.
    let ours =
        matches!(error, AppError::Refused(r) if r.code != RefusalCode::Stale && r.code.field().is_none());
    let own = own_words(error).map(str::to_owned);
    let kind = own.unwrap_or_else(|| if ours { "refused".to_owned() } else { n.to_string() });
    let part = |part: &str| words.say(&format!("error-{kind}-{part}"));
    let mut layout = web.layout(visit, part("title"), Area::Public);
    layout.audience = Audience::Public;
    let notices = match error {
        AppError::Refused(refusal) => vec![show::refusal_said(words, refusal)],
        AppError::Invalid(problems) => problems.iter().map(|p| said(visit, p.key, &p.facts)).collect(),
        AppError::Paper(fault) => vec![words.say_one("error-paper", "fault", fault.to_string())],
        _ => Vec::new(),
    };
    let notices = notices.into_iter().map(|text| Notice::new(words, NoticeKind::Error, text)).collect();
    let to_sign_in = n == 401 && visit.signed.is_none();
    let of_file = matches!(error, AppError::FileAway { .. }).then(|| visit.here.split_once("/files/"));
    let dossier = of_file.flatten().map(|(dossier, _)| dossier.to_owned());
    let (what, next) = (part("what"), part("next"));
    let mut response = html(&ErrorPage { layout, what, next, notices, to_sign_in, dossier });
    *response.status_mut() = status;
    response
}
