//! The table of routes: method, path, right, handler. A row that isn't here doesn't exist, and a row without
//! a right doesn't compile. Tests call every row as nobody, as the wrong role and as the wrong unit.

use crate::frame::{Web, dress, guard};
use crate::{api, apply, assets, desk, manage, own, portal, receipts, sync};
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};
use axum::{Router, extract::DefaultBodyLimit, middleware};
use domain::identity::Right;
use tower_http::compression::CompressionLayer;

/// Most bytes of one request: a dossier with its scans.
const REQUEST_BYTES: usize = 48 * 1024 * 1024;

/// One row of the table.
pub struct Row {
    /// GET or POST.
    pub method: Method,
    /// The path, with `{names}`.
    pub path: &'static str,
    /// Who may call it.
    pub right: Right,
    handler: MethodRouter<Web>,
}

fn row(method: Method, path: &'static str, right: Right, handler: MethodRouter<Web>) -> Row {
    Row { method, path, right, handler }
}

/// Every row.
pub fn rows() -> Vec<Row> {
    let mut rows = public();
    rows.extend(owned());
    rows.extend(accounts());
    rows.extend(doors());
    rows.extend(found());
    rows.extend(machines());
    rows.extend(office());
    rows.extend(programs());
    rows.extend(nodes());
    rows.extend(notices());
    rows.extend(opinions());
    rows.extend(places());
    rows.extend(online());
    rows.extend(wishes());
    rows
}

/// Information pages of offices, how many wait there, and the site on a phone.
fn places() -> Vec<Row> {
    use Method as M;
    use manage::info;
    use portal::{install, unit, units};
    vec![
        row(M::GET, "/units", Right::Public, get(units::show)),
        row(M::GET, "/units/{code}", Right::Public, get(unit::show)),
        row(M::GET, "/manage/info", Right::HoursManage, get(info::show)),
        row(M::POST, "/manage/info", Right::HoursManage, post(info::save)),
        row(M::POST, "/manage/info/announce", Right::HoursManage, post(info::announce)),
        row(M::POST, "/manage/info/withdraw", Right::HoursManage, post(info::withdraw)),
        row(M::POST, "/desk/queue", Right::DossierReceive, post(desk::queue::send)),
        row(M::GET, "/manifest.webmanifest", Right::Public, get(install::manifest)),
        row(M::GET, "/sw.js", Right::Public, get(install::worker)),
        row(M::GET, "/offline", Right::Public, get(install::offline)),
    ]
}

/// What nodes say to each other: each letter carries its own signature.
fn nodes() -> Vec<Row> {
    vec![row(Method::POST, "/sync", Right::Public, post(sync::exchange))]
}

/// Messages that leave the house; a provider's request carries a secret of its own.
fn notices() -> Vec<Row> {
    use manage::notices::{again, show};
    vec![
        row(Method::GET, "/manage/notices", Right::NodesManage, get(show)),
        row(Method::POST, "/manage/notices/again", Right::NodesManage, post(again)),
        row(Method::POST, "/notices/{provider}/receipt", Right::Public, post(receipts::hear)),
    ]
}

/// Applying online: as a citizen or as nobody in particular, and for others.
fn online() -> Vec<Row> {
    use Method as M;
    use apply::{begin, start, step};
    vec![
        row(M::GET, "/apply", Right::Public, get(start::show)),
        row(M::GET, "/apply/{procedure}", Right::Public, get(begin::show)),
        row(M::POST, "/apply/{procedure}", Right::Public, post(begin::begin)),
        row(M::GET, "/apply/d/{draft}/{step}", Right::Public, get(step::show)),
        row(M::POST, "/apply/d/{draft}/{step}", Right::Public, post(step::send)),
        row(M::GET, "/desk/apply", Right::ApplyForOthers, get(start::show)),
        row(M::GET, "/desk/apply/{procedure}", Right::ApplyForOthers, get(begin::show)),
        row(M::POST, "/desk/apply/{procedure}", Right::ApplyForOthers, post(begin::begin)),
        row(M::GET, "/desk/apply/d/{draft}/{step}", Right::ApplyForOthers, get(step::show)),
        row(M::POST, "/desk/apply/d/{draft}/{step}", Right::ApplyForOthers, post(step::send)),
    ]
}

fn public() -> Vec<Row> {
    use Method as M;
    vec![
        row(M::GET, assets::ROUTE, Right::Public, get(assets::serve)),
        row(M::GET, "/", Right::Public, get(portal::home::show)),
        row(M::GET, "/procedures", Right::Public, get(portal::procedures::show)),
        row(M::GET, "/procedures/{code}", Right::Public, get(portal::procedure::show)),
        row(M::GET, "/track", Right::Public, get(portal::track::show)),
        row(M::GET, "/rates", Right::Public, get(portal::rates::show)),
        row(M::GET, "/rates.csv", Right::Public, get(portal::rates::csv)),
        row(M::GET, "/rates/{unit}", Right::Public, get(portal::rate::show)),
        row(M::GET, "/verify", Right::Public, get(portal::verify::show)),
        row(M::GET, "/keys", Right::Public, get(portal::keys::show)),
        row(M::GET, "/keys.json", Right::Public, get(portal::keys::json)),
        row(M::GET, "/register/{register}/{number}", Right::Public, get(portal::certificate::show)),
        row(M::GET, "/help", Right::Public, get(portal::help::show)),
        row(M::GET, "/packs", Right::SignedIn, get(desk::packs::show)),
        row(M::GET, "/packs/{id}", Right::SignedIn, get(desk::packs::one)),
        row(M::GET, "/packs/{id}/processes/{name}", Right::SignedIn, get(desk::packs::drawing)),
        row(M::GET, "/desk", Right::SignedIn, get(portal::start::show)),
        row(M::GET, "/sign-in", Right::Public, get(portal::sign_in::show)),
        row(M::POST, "/sign-in", Right::Public, post(portal::sign_in::enter)),
        row(M::POST, "/sign-out", Right::SignedIn, post(portal::sign_in::leave)),
    ]
}

/// What citizens see and do of their own dossiers, and what follows with code and telephone.
fn owned() -> Vec<Row> {
    use Method as M;
    use own::{act, files, follow, list, one};
    vec![
        row(M::GET, "/citizen", Right::Citizen, get(list::show)),
        row(M::GET, "/citizen/dossiers/{id}", Right::Citizen, get(one::show)),
        row(M::GET, "/citizen/dossiers/{id}/acts/{act}", Right::Citizen, get(act::ask)),
        row(M::POST, "/citizen/dossiers/{id}/acts/{act}", Right::Citizen, post(act::send)),
        row(M::GET, "/citizen/dossiers/{id}/files/{blob}", Right::Citizen, get(files::own)),
        row(M::GET, "/citizen/dossiers/{id}/result.pdf", Right::Citizen, get(files::own_result)),
        row(M::POST, "/track", Right::Public, post(follow::begin)),
        row(M::GET, "/track/{code}", Right::Public, get(follow::show)),
        row(M::GET, "/track/{code}/due.ics", Right::Public, get(files::due)),
        row(M::GET, "/track/{code}/files/{blob}", Right::Public, get(files::followed)),
        row(M::GET, "/track/{code}/result.pdf", Right::Public, get(files::followed_result)),
    ]
}

/// How citizens want to be told.
fn wishes() -> Vec<Row> {
    use own::wishes::{save, show};
    vec![
        row(Method::GET, "/citizen/wishes", Right::Citizen, get(show)),
        row(Method::POST, "/citizen/wishes", Right::Citizen, post(save)),
    ]
}

/// What the box asks while somebody types.
fn found() -> Vec<Row> {
    vec![row(Method::GET, "/suggest", Right::Public, get(portal::suggest::show))]
}

fn accounts() -> Vec<Row> {
    use Method as M;
    use manage::{
        account, assignments, calendar, hand_over, hours, keys, open, own, people, person, send, substitutes,
        territory,
    };
    vec![
        row(M::GET, "/manage/people", Right::PeopleRead, get(people::show)),
        row(M::POST, "/manage/people", Right::PeopleManage, post(open::save)),
        row(M::GET, "/manage/people/new", Right::PeopleManage, get(open::show)),
        row(M::GET, "/manage/people/{id}", Right::PeopleRead, get(person::show)),
        row(M::POST, "/manage/people/{id}/roles", Right::PeopleManage, post(person::roles)),
        row(M::GET, "/manage/people/{id}/close", Right::PeopleManage, get(account::ask_close)),
        row(M::POST, "/manage/people/{id}/close", Right::PeopleManage, post(account::close)),
        row(M::POST, "/manage/people/{id}/reopen", Right::PeopleManage, post(account::reopen)),
        row(M::GET, "/manage/people/{id}/password", Right::PeopleManage, get(account::ask_password)),
        row(M::POST, "/manage/people/{id}/password", Right::PeopleManage, post(account::password)),
        row(M::GET, "/manage/people/{id}/send", Right::PeopleManage, get(send::ask)),
        row(M::POST, "/manage/people/{id}/send", Right::PeopleManage, post(send::send)),
        row(M::GET, "/manage/people/{id}/keys", Right::PeopleManage, get(keys::show)),
        row(M::POST, "/manage/people/{id}/keys", Right::PeopleManage, post(keys::issue)),
        row(M::POST, "/manage/people/{id}/keys/revoke", Right::PeopleManage, post(keys::revoke)),
        row(M::GET, "/manage/hours", Right::HoursManage, get(hours::show)),
        row(M::POST, "/manage/hours/close", Right::HoursManage, post(hours::close)),
        row(M::POST, "/manage/hours/open", Right::HoursManage, post(hours::open)),
        row(M::POST, "/manage/hours/withdraw", Right::HoursManage, post(hours::withdraw)),
        row(M::GET, "/manage/hours/week", Right::HoursManage, get(hours::week::show)),
        row(M::POST, "/manage/hours/week", Right::HoursManage, post(hours::week::save)),
        row(M::GET, "/manage/calendar", Right::CalendarPublish, get(calendar::show)),
        row(M::POST, "/manage/calendar", Right::CalendarPublish, post(calendar::publish)),
        row(M::GET, "/manage/territory", Right::TerritoryManage, get(territory::show)),
        row(M::POST, "/manage/territory", Right::TerritoryManage, post(territory::apply)),
        row(M::POST, "/manage/territory/look", Right::TerritoryManage, post(territory::look)),
        row(M::GET, "/own", Right::SignedIn, get(own::show)),
        row(M::POST, "/manage/people/{id}/assignments", Right::PeopleManage, post(assignments::give)),
        row(M::POST, "/manage/people/{id}/assignments/end", Right::PeopleManage, post(assignments::end)),
        row(M::GET, "/manage/people/{id}/hand-over", Right::WorkHandOver, get(hand_over::ask)),
        row(M::POST, "/manage/people/{id}/hand-over", Right::WorkHandOver, post(hand_over::send)),
        row(M::GET, "/own/delegations", Right::Delegate, get(substitutes::show)),
        row(M::POST, "/own/delegations", Right::Delegate, post(substitutes::send)),
        row(M::POST, "/own/delegations/{id}/revoke", Right::Delegate, post(substitutes::revoke)),
        row(M::POST, "/own/password", Right::SignedIn, post(own::password)),
    ]
}

/// Where citizens and officers come in, and what officers set up for that.
fn doors() -> Vec<Row> {
    use Method as M;
    use manage::{second, second_reset, second_rule};
    use portal::{citizen, second as entering};
    vec![
        row(M::GET, "/citizen/sign-in", Right::Public, get(citizen::show)),
        row(M::POST, "/citizen/sign-in", Right::Public, post(citizen::send)),
        row(M::GET, "/citizen/callback", Right::Public, get(citizen::back)),
        row(M::POST, "/citizen/sign-out", Right::Public, post(citizen::leave)),
        row(M::POST, "/citizen/back-channel-logout", Right::Public, post(citizen::logged_out)),
        row(M::POST, "/sign-in/second", Right::Public, post(entering::finish)),
        row(M::POST, "/sign-in/set-up", Right::Public, post(entering::set_up)),
        row(M::GET, "/own/second", Right::SignedIn, get(second::show)),
        row(M::POST, "/own/second", Right::SignedIn, post(second::send)),
        row(M::POST, "/own/second/confirm", Right::SignedIn, post(second::confirm)),
        row(M::GET, "/manage/people/{id}/second", Right::PeopleManage, get(second_reset::ask)),
        row(M::POST, "/manage/people/{id}/second", Right::PeopleManage, post(second_reset::send)),
        row(M::GET, "/manage/second", Right::PeopleManage, get(second_rule::show)),
        row(M::POST, "/manage/second", Right::PeopleManage, post(second_rule::send)),
    ]
}

fn machines() -> Vec<Row> {
    use Method as M;
    use manage::nodes::{self, invite, one, revoke, settle, stray};
    vec![
        row(M::GET, "/sync", Right::SignedIn, get(desk::sync::show)),
        row(M::GET, "/manage/nodes", Right::NodesManage, get(nodes::show)),
        row(M::POST, "/manage/nodes", Right::NodesManage, post(invite::send)),
        row(M::GET, "/manage/nodes/new", Right::NodesManage, get(invite::show)),
        row(M::GET, "/manage/nodes/faults/{key}", Right::NodesManage, get(settle::fault)),
        row(M::POST, "/manage/nodes/faults/{key}", Right::NodesManage, post(settle::settle_fault)),
        row(M::GET, "/manage/nodes/strays/{key}", Right::NodesManage, get(stray::stray)),
        row(M::POST, "/manage/nodes/strays/{key}", Right::NodesManage, post(stray::settle)),
        row(M::GET, "/manage/nodes/strays/{key}/files/{blob}", Right::NodesManage, get(stray::stray_file)),
        row(M::GET, "/manage/nodes/{id}", Right::NodesManage, get(one::show)),
        row(M::POST, "/manage/nodes/{id}/give", Right::NodesManage, post(one::give)),
        row(M::POST, "/manage/nodes/{id}/withdraw", Right::NodesManage, post(one::withdraw)),
        row(M::GET, "/manage/nodes/{id}/revoke", Right::NodesManage, get(revoke::ask)),
        row(M::POST, "/manage/nodes/{id}/revoke", Right::NodesManage, post(revoke::send)),
        row(M::GET, "/manage/nodes/{id}/take-back", Right::NodesManage, get(revoke::ask_back)),
        row(M::POST, "/manage/nodes/{id}/take-back", Right::NodesManage, post(revoke::take_back)),
    ]
}

fn office() -> Vec<Row> {
    use Method as M;
    vec![
        row(M::GET, "/desk/reception", Right::DossierReceive, get(desk::reception::show)),
        row(M::POST, "/desk/reception", Right::DossierReceive, post(desk::reception::send)),
        row(M::GET, "/desk/dossiers/{id}/received", Right::DossierReceive, get(desk::reception::received)),
        row(M::GET, "/desk/board", Right::BoardRead, get(desk::board::show)),
        row(M::GET, "/desk/worklist", Right::DossierRead, get(desk::worklist::show)),
        row(M::GET, "/desk/reminders", Right::DossierRead, get(desk::reminders::show)),
        row(M::GET, "/desk/revisions", Right::DossierRecount, get(desk::revisions::show)),
        row(M::POST, "/desk/revisions", Right::DossierRecount, post(desk::revisions::send)),
        row(M::GET, "/desk/registers", Right::RegisterRead, get(desk::registers::all)),
        row(M::GET, "/desk/registers/{register}", Right::RegisterRead, get(desk::registers::show)),
        row(M::GET, "/desk/registers/{register}/{number}", Right::RegisterRead, get(desk::registers::record)),
        row(M::GET, "/desk/recount", Right::DossierRecount, get(desk::recount::show)),
        row(M::POST, "/desk/recount", Right::DossierRecount, post(desk::recount::send)),
        row(M::POST, "/desk/approve", Right::DossierAct, post(desk::approve::send)),
        row(M::GET, "/desk/territory", Right::TerritoryManage, get(desk::territory::show)),
        row(M::POST, "/desk/territory", Right::TerritoryManage, post(desk::territory::send)),
        row(M::GET, "/desk/dossiers/{id}", Right::DossierRead, get(desk::dossier::show)),
        row(M::GET, "/desk/dossiers/{id}/acts/{act}", Right::DossierAct, get(desk::dossier::ask)),
        row(M::POST, "/desk/dossiers/{id}/acts/{act}", Right::DossierAct, post(desk::dossier::send)),
        row(M::GET, "/desk/dossiers/{id}/pass/{way}", Right::DossierAct, get(desk::dossier::passing::ask)),
        row(M::POST, "/desk/dossiers/{id}/pass/{way}", Right::DossierAct, post(desk::dossier::passing::send)),
        row(M::POST, "/desk/dossiers/{id}/ticks", Right::DossierAct, post(desk::dossier::ticks::send)),
        row(M::GET, "/desk/dossiers/{id}/files/{blob}", Right::DossierRead, get(desk::file::show)),
        row(M::GET, "/desk/dossiers/{id}/files/{blob}/picture", Right::DossierRead, get(desk::file::picture)),
        row(M::GET, "/desk/dossiers/{id}/receipt", Right::DossierRead, get(desk::print::receipt)),
        row(M::GET, "/desk/dossiers/{id}/slips/{version}", Right::DossierRead, get(desk::print::slip)),
        row(M::GET, "/desk/dossiers/{id}/control", Right::DossierRead, get(desk::print::control)),
        row(M::GET, "/desk/dossiers/{id}/papers/{paper}", Right::DossierRead, get(desk::print::pdf)),
        row(M::GET, "/desk/book.pdf", Right::DossierRead, get(desk::print::book)),
    ]
}

/// What people say of how they were served.
fn opinions() -> Vec<Row> {
    use Method as M;
    use portal::{feedback, opinions, rating, tablet};
    vec![
        row(M::GET, "/rate/{code}", Right::Public, get(rating::show)),
        row(M::POST, "/rate/{code}", Right::Public, post(rating::send)),
        row(M::GET, "/rated", Right::Public, get(rating::thanks)),
        row(M::GET, "/rate-tablet", Right::Public, get(tablet::show)),
        row(M::GET, "/desk/rate-tablet", Right::DossierReceive, get(desk::tablet::show)),
        row(M::POST, "/desk/rate-tablet", Right::DossierReceive, post(desk::tablet::send)),
        row(M::GET, "/ratings.csv", Right::Public, get(opinions::csv)),
        row(M::GET, "/feedback", Right::Public, get(feedback::show)),
        row(M::POST, "/feedback", Right::Public, post(feedback::send)),
        row(M::GET, "/feedback/sent", Right::Public, get(feedback::sent)),
        row(M::GET, "/feedback/answers", Right::Public, get(feedback::answers)),
    ]
}

fn programs() -> Vec<Row> {
    use Method as M;
    vec![
        row(M::GET, "/api", Right::Public, get(api::guide::show)),
        row(M::GET, "/api/v1/openapi.json", Right::Public, get(api::openapi::describe)),
        row(M::GET, "/api/v1/me", Right::SignedIn, get(api::me::me)),
        row(M::GET, "/api/v1/dossiers", Right::DossierRead, get(api::dossiers::list)),
        row(M::POST, "/api/v1/dossiers", Right::DossierReceive, post(api::dossiers::receive)),
        row(M::GET, "/api/v1/dossiers/{id}", Right::DossierRead, get(api::dossiers::look)),
        row(M::GET, "/api/v1/dossiers/{id}/files/{digest}", Right::DossierRead, get(api::dossiers::file)),
        row(M::GET, "/api/v1/dossiers/{id}/papers/{paper}", Right::DossierRead, get(api::dossiers::paper)),
        row(M::POST, "/api/v1/dossiers/{id}/acts/{act}", Right::DossierAct, post(api::dossiers::act)),
        row(M::POST, "/api/v1/dossiers/{id}/send", Right::DossierAct, post(api::dossiers::send)),
        row(M::POST, "/api/v1/dossiers/{id}/return", Right::DossierAct, post(api::dossiers::give_back)),
        row(M::POST, "/api/v1/dossiers/{id}/recall", Right::DossierAct, post(api::dossiers::recall)),
        row(M::POST, "/api/v1/submissions", Right::DossierReceive, post(api::dossiers::submit)),
        row(M::POST, "/api/v1/uploads", Right::DossierAct, post(api::uploads::upload)),
        row(M::GET, "/api/v1/delegations", Right::Delegate, get(api::delegations::list)),
        row(M::POST, "/api/v1/delegations", Right::Delegate, post(api::delegations::give)),
        row(M::POST, "/api/v1/delegations/{id}/revoke", Right::Delegate, post(api::delegations::revoke)),
        row(M::POST, "/api/v1/people/{id}/hand-over", Right::WorkHandOver, post(api::people::hand_over)),
        row(M::POST, "/api/v1/people/{id}/send", Right::PeopleManage, post(api::people::send)),
        row(M::GET, "/api/v1/track/{code}", Right::Public, get(api::track::track)),
        row(M::GET, "/api/v1/procedures", Right::Public, get(api::procedures::list)),
        row(M::GET, "/api/v1/procedures/{code}", Right::Public, get(api::procedures::one)),
        row(M::POST, "/api/v1/procedures/{code}/asked", Right::DossierReceive, post(api::dossiers::asked)),
        row(M::GET, "/api/v1/revisions", Right::DossierRecount, get(api::revisions::list)),
        row(M::POST, "/api/v1/dossiers/{id}/revision", Right::DossierRecount, post(api::revisions::take)),
        row(M::GET, "/api/v1/registers", Right::RegisterRead, get(api::registers::all)),
        row(M::GET, "/api/v1/registers/{register}", Right::RegisterRead, get(api::registers::list)),
        row(M::GET, "/api/v1/registers/{register}/{number}", Right::RegisterRead, get(api::registers::one)),
        row(M::GET, "/api/v1/units", Right::Public, get(api::units::list)),
        row(M::GET, "/api/v1/units/{code}", Right::Public, get(api::units::one)),
        row(M::GET, "/api/v1/units/{code}/hours", Right::Public, get(api::hours::one)),
        row(M::GET, "/api/v1/rates", Right::Public, get(api::figures::rates)),
        row(M::GET, "/api/v1/territory/waiting", Right::TerritoryManage, get(api::territory::waiting)),
        row(M::POST, "/api/v1/territory/decisions", Right::TerritoryManage, post(api::territory::decide)),
        row(M::GET, "/api/v1/board", Right::BoardRead, get(api::figures::board)),
        row(M::GET, "/api/v1/node", Right::SignedIn, get(api::nodes::node)),
        row(M::GET, "/api/v1/nodes", Right::NodesManage, get(api::nodes::list)),
    ]
}

/// The table as a router.
pub fn build(web: Web) -> Router {
    built(web, rows())
}

/// The rows for other nodes alone, for an address at which there is nothing else.
pub fn build_letters(web: Web) -> Router {
    built(web, nodes())
}

fn built(web: Web, rows: Vec<Row>) -> Router {
    let routed = rows.into_iter().fold(Router::new(), |router, row| {
        let guarded = middleware::from_fn_with_state((web.clone(), row.right), guard);
        router.route(row.path, row.handler.route_layer(guarded))
    });
    routed
        .layer(DefaultBodyLimit::max(REQUEST_BYTES))
        .layer(middleware::from_fn_with_state(web.clone(), dress))
        .layer(CompressionLayer::new())
        .with_state(web)
}
