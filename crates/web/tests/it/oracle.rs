//! Who gets where: the table of routes against a reference written by hand. A route without a line here
//! fails.

use crate::contract::{birth, received};
use crate::office::{Answer, BIRTH, CENTRE, Client, HERE, Office, THERE};
use axum::http::Method;
use domain::identity::Role;
use serde_json::{Value, json};

/// What is sent to a route.
#[derive(Clone, Copy)]
enum Send {
    /// Nothing: the page is asked for.
    Get,
    /// A form, with `{n}` in values standing for the number of the person who sends.
    Form(&'static [(&'static str, &'static str)]),
    /// JSON.
    Json(fn() -> Value),
    /// A file.
    File,
}

/// One line: the status for who is let in, and who is: nobody signed in; then reception, specialist, leader,
/// administrator of the commune; the same four of another commune; the same four of the centre and the
/// province's watch. `o` is let in, `s` must sign in first, `d` is sent to the desk, `x` is forbidden, `?`
/// finds nothing.
type Line = (&'static str, &'static str, u16, &'static str, Send);

const ALL: &str = "o oooo oooo ooooo";
/// No office's role is a citizen's: everybody who works here is asked to sign in as one.
const CITIZENS: &str = "s ssss ssss sssss";
const SIGNED: &str = "s oooo oooo ooooo";
const RECEPTION: &str = "s oxxx oxxx oxxxx";
const READERS: &str = "s ooox ooox oooxo";
const READERS_HERE: &str = "s ooox ???x ???xo";
const ACTORS: &str = "s ooox ooox oooxx";
const PEOPLE_READERS: &str = "s xxoo xxoo xxooo";
const ADMINISTRATORS: &str = "s xxxo xxxo xxxox";

/// None of these people applies for others.
const NOBODY_HERE: &str = "s xxxx xxxx xxxxx";
const LEADERS: &str = "s xxox xxox xxoxx";
const HOURS: &str = "s xxoo xxoo xxoox";
const PROVINCE: &str = "s xxxx xxxx xxxxo";
const DELEGATORS: &str = "s oooo oooo oooox";
/// The centre's administrators send their own people only, and the person of these lines is a commune's.
const SENDERS: &str = "s xxxx xxxx xxx?x";
const HANDERS_OVER: &str = "s xxoo xx?? xx??x";

const SENT: &[(&str, &str)] = &[("version", "1"), ("to", THERE), ("reason", "thuộc nơi cư trú")];

const LINES: &[Line] = &[
    ("GET", "/assets/{name}", 200, ALL, Send::Get),
    ("GET", "/", 200, ALL, Send::Get),
    ("GET", "/procedures", 200, ALL, Send::Get),
    ("GET", "/procedures/{code}", 200, ALL, Send::Get),
    ("GET", "/suggest", 200, ALL, Send::Get),
    ("GET", "/track", 200, ALL, Send::Get),
    ("POST", "/track", 404, ALL, Send::Form(&[("code", "x"), ("phone", "0912345678")])),
    ("GET", "/track/{code}", 303, ALL, Send::Get),
    ("GET", "/track/{code}/due.ics", 200, ALL, Send::Get),
    ("GET", "/track/{code}/files/{blob}", 404, ALL, Send::Get),
    ("GET", "/track/{code}/result.pdf", 404, ALL, Send::Get),
    ("GET", "/citizen", 200, CITIZENS, Send::Get),
    ("GET", "/citizen/dossiers/{id}", 200, CITIZENS, Send::Get),
    ("GET", "/citizen/dossiers/{id}/acts/{act}", 200, CITIZENS, Send::Get),
    ("POST", "/citizen/dossiers/{id}/acts/{act}", 303, CITIZENS, Send::Form(&[("version", "1")])),
    ("GET", "/citizen/dossiers/{id}/files/{blob}", 200, CITIZENS, Send::Get),
    ("GET", "/citizen/dossiers/{id}/result.pdf", 200, CITIZENS, Send::Get),
    ("GET", "/citizen/wishes", 200, CITIZENS, Send::Get),
    ("POST", "/citizen/wishes", 303, CITIZENS, Send::Form(&[("language", "vi")])),
    ("GET", "/rates", 200, ALL, Send::Get),
    ("GET", "/rates.csv", 200, ALL, Send::Get),
    ("GET", "/rates/{unit}", 200, ALL, Send::Get),
    ("GET", "/verify", 200, ALL, Send::Get),
    ("GET", "/rate/{code}", 404, ALL, Send::Get),
    ("POST", "/rate/{code}", 404, ALL, Send::Form(&[("answer", "satisfied")])),
    ("GET", "/rated", 200, ALL, Send::Get),
    ("GET", "/rate-tablet", 404, ALL, Send::Get),
    ("GET", "/desk/rate-tablet", 200, RECEPTION, Send::Get),
    ("POST", "/desk/rate-tablet", 404, RECEPTION, Send::Form(&[("dossier", "none")])),
    ("GET", "/ratings.csv", 200, ALL, Send::Get),
    // Here the pack with which feedback comes doesn't run.
    ("GET", "/feedback", 404, ALL, Send::Get),
    ("POST", "/feedback", 404, ALL, Send::Form(&[("kind", "XA-PA-01")])),
    ("GET", "/feedback/sent", 303, ALL, Send::Get),
    ("GET", "/feedback/answers", 200, ALL, Send::Get),
    ("GET", "/keys", 200, ALL, Send::Get),
    ("GET", "/keys.json", 200, ALL, Send::Get),
    ("GET", "/register/{register}/{number}", 404, ALL, Send::Get),
    ("GET", "/help", 200, ALL, Send::Get),
    ("GET", "/apply", 200, ALL, Send::Get),
    ("GET", "/apply/{procedure}", 200, ALL, Send::Get),
    ("POST", "/apply/{procedure}", 303, ALL, Send::Form(&[])),
    ("GET", "/apply/d/{draft}/{step}", 404, ALL, Send::Get),
    ("POST", "/apply/d/{draft}/{step}", 404, ALL, Send::Form(&[])),
    ("GET", "/desk/apply", 200, NOBODY_HERE, Send::Get),
    ("GET", "/desk/apply/{procedure}", 200, NOBODY_HERE, Send::Get),
    ("POST", "/desk/apply/{procedure}", 303, NOBODY_HERE, Send::Form(&[])),
    ("GET", "/desk/apply/d/{draft}/{step}", 404, NOBODY_HERE, Send::Get),
    ("POST", "/desk/apply/d/{draft}/{step}", 404, NOBODY_HERE, Send::Form(&[])),
    ("GET", "/sign-in", 200, "o dddd dddd ddddd", Send::Get),
    ("POST", "/sign-in", 401, ALL, Send::Form(&[("login", "nobody-{n}"), ("password", "x")])),
    ("GET", "/desk", 303, SIGNED, Send::Get),
    ("GET", "/packs", 200, SIGNED, Send::Get),
    ("GET", "/packs/{id}", 404, SIGNED, Send::Get),
    ("GET", "/packs/{id}/processes/{name}", 404, SIGNED, Send::Get),
    ("GET", "/desk/worklist", 200, READERS, Send::Get),
    ("GET", "/desk/board", 200, SIGNED, Send::Get),
    ("GET", "/desk/reception", 200, RECEPTION, Send::Get),
    ("POST", "/desk/reception", 422, RECEPTION, Send::Form(&[("procedure", BIRTH), ("do", "receive")])),
    ("GET", "/desk/dossiers/{id}/received", 200, "s oxxx ?xxx ?xxxx", Send::Get),
    ("GET", "/desk/reminders", 200, READERS, Send::Get),
    ("GET", "/desk/revisions", 200, LEADERS, Send::Get),
    ("POST", "/desk/revisions", 200, LEADERS, Send::Form(&[])),
    ("GET", "/desk/registers", 200, READERS, Send::Get),
    ("GET", "/desk/registers/{register}", 404, READERS, Send::Get),
    ("GET", "/desk/registers/{register}/{number}", 404, READERS, Send::Get),
    ("GET", "/desk/recount", 200, LEADERS, Send::Get),
    ("POST", "/desk/recount", 422, LEADERS, Send::Form(&[("act", "")])),
    ("POST", "/desk/approve", 200, ACTORS, Send::Form(&[])),
    ("GET", "/desk/dossiers/{id}", 200, READERS_HERE, Send::Get),
    // What isn't offered to a colleague is no page for that colleague.
    ("GET", "/desk/dossiers/{id}/acts/{act}", 200, "s ?o?x ???x ???xx", Send::Get),
    ("POST", "/desk/dossiers/{id}/acts/{act}", 303, "s xoxx ???x ???xx", Send::Form(&[("version", "1")])),
    // Reception looks at it first and needs no reason; who works on it gives one.
    ("GET", "/desk/dossiers/{id}/pass/{way}", 200, "s oo?x ???x ???xx", Send::Get),
    ("POST", "/desk/dossiers/{id}/pass/{way}", 303, "s ooxx ???x ???xx", Send::Form(SENT)),
    ("POST", "/desk/dossiers/{id}/ticks", 303, "s ooox ???x ???xx", Send::Form(&[("on", "none")])),
    ("GET", "/desk/dossiers/{id}/files/{blob}", 200, READERS_HERE, Send::Get),
    ("GET", "/desk/dossiers/{id}/files/{blob}/picture", 404, READERS_HERE, Send::Get),
    ("GET", "/desk/dossiers/{id}/receipt", 200, READERS_HERE, Send::Get),
    ("GET", "/desk/dossiers/{id}/slips/{version}", 404, READERS_HERE, Send::Get),
    ("GET", "/desk/dossiers/{id}/control", 200, READERS_HERE, Send::Get),
    ("GET", "/desk/dossiers/{id}/papers/{paper}", 200, READERS_HERE, Send::Get),
    ("GET", "/desk/book.pdf", 200, READERS, Send::Get),
    ("GET", "/desk/territory", 200, PROVINCE, Send::Get),
    ("POST", "/desk/territory", 422, PROVINCE, Send::Form(&[("sure", "1")])),
    ("GET", "/manage/people", 200, PEOPLE_READERS, Send::Get),
    ("POST", "/manage/people", 422, ADMINISTRATORS, Send::Form(&[("login", "")])),
    ("GET", "/manage/people/new", 200, ADMINISTRATORS, Send::Get),
    ("GET", "/manage/people/{id}", 200, "s xxoo xx?? xx??o", Send::Get),
    ("POST", "/manage/people/{id}/roles", 422, "s xxxo xxx? xxx?x", Send::Form(&[("roles", "emperor")])),
    ("GET", "/manage/people/{id}/close", 200, "s xxxo xxx? xxx?x", Send::Get),
    ("POST", "/manage/people/{id}/close", 303, "s xxxo xxx? xxx?x", Send::Form(&[])),
    ("POST", "/manage/people/{id}/reopen", 303, "s xxxo xxx? xxx?x", Send::Form(&[])),
    ("GET", "/manage/people/{id}/password", 200, "s xxxo xxx? xxx?x", Send::Get),
    ("POST", "/manage/people/{id}/password", 200, "s xxxo xxx? xxx?x", Send::Form(&[])),
    ("GET", "/manage/people/{id}/send", 200, SENDERS, Send::Get),
    ("POST", "/manage/people/{id}/send", 422, SENDERS, Send::Form(&[("unit", "")])),
    ("GET", "/manage/people/{id}/keys", 200, "s xxxo xxx? xxx?x", Send::Get),
    ("POST", "/manage/people/{id}/keys", 422, "s xxxo xxx? xxx?x", Send::Form(&[("label", "")])),
    ("POST", "/manage/people/{id}/keys/revoke", 404, "s xxxo xxx? xxx?x", Send::Form(&[("key", "none")])),
    ("GET", "/manage/hours", 200, HOURS, Send::Get),
    ("POST", "/manage/hours/close", 422, HOURS, Send::Form(&[("part", "day")])),
    ("POST", "/manage/hours/open", 422, HOURS, Send::Form(&[("sessions", "x")])),
    ("POST", "/manage/hours/withdraw", 404, HOURS, Send::Form(&[("day", "2026-01-01")])),
    ("GET", "/manage/hours/week", 200, HOURS, Send::Get),
    ("POST", "/manage/hours/week", 422, HOURS, Send::Form(&[("from", "x")])),
    ("GET", "/manage/calendar", 200, PROVINCE, Send::Get),
    ("GET", "/manage/territory", 200, PROVINCE, Send::Get),
    ("POST", "/manage/territory", 422, PROVINCE, Send::Form(&[("text", "x")])),
    ("POST", "/manage/territory/look", 422, PROVINCE, Send::Form(&[("text", "x")])),
    ("POST", "/manage/calendar", 422, PROVINCE, Send::Form(&[("date", "x")])),
    ("GET", "/sync", 200, SIGNED, Send::Get),
    ("GET", "/manage/nodes", 200, PROVINCE, Send::Get),
    ("POST", "/manage/nodes", 422, PROVINCE, Send::Form(&[("name", "")])),
    ("GET", "/manage/notices", 200, PROVINCE, Send::Get),
    ("POST", "/manage/notices/again", 404, PROVINCE, Send::Form(&[("id", "x")])),
    ("GET", "/manage/nodes/new", 200, PROVINCE, Send::Get),
    ("GET", "/manage/nodes/faults/{key}", 404, PROVINCE, Send::Get),
    ("POST", "/manage/nodes/faults/{key}", 404, PROVINCE, Send::Form(&[("note", "x")])),
    ("GET", "/manage/nodes/strays/{key}", 404, PROVINCE, Send::Get),
    ("POST", "/manage/nodes/strays/{key}", 404, PROVINCE, Send::Form(&[("note", "x")])),
    ("GET", "/manage/nodes/strays/{key}/files/{blob}", 404, PROVINCE, Send::Get),
    ("GET", "/manage/nodes/{id}", 404, PROVINCE, Send::Get),
    ("POST", "/manage/nodes/{id}/give", 404, PROVINCE, Send::Form(&[("unit", "x")])),
    ("POST", "/manage/nodes/{id}/withdraw", 404, PROVINCE, Send::Form(&[])),
    ("GET", "/manage/nodes/{id}/revoke", 404, PROVINCE, Send::Get),
    ("POST", "/manage/nodes/{id}/revoke", 404, PROVINCE, Send::Form(&[("reason", "x")])),
    ("GET", "/manage/nodes/{id}/take-back", 404, PROVINCE, Send::Get),
    ("POST", "/manage/nodes/{id}/take-back", 404, PROVINCE, Send::Form(&[("unit", "x")])),
    ("POST", "/manage/people/{id}/assignments", 422, "s xxxo xxx? xxx?x", Send::Form(&[])),
    ("POST", "/manage/people/{id}/assignments/end", 409, "s xxxo xxx? xxx?x", Send::Form(&[])),
    ("GET", "/manage/people/{id}/hand-over", 200, HANDERS_OVER, Send::Get),
    ("POST", "/manage/people/{id}/hand-over", 422, HANDERS_OVER, Send::Form(&[])),
    ("GET", "/own/delegations", 200, DELEGATORS, Send::Get),
    ("POST", "/own/delegations", 422, DELEGATORS, Send::Form(&[])),
    ("POST", "/own/delegations/{id}/revoke", 404, DELEGATORS, Send::Form(&[])),
    // Citizens don't sign in where no provider is set up; who does is tested in `citizens`.
    ("GET", "/citizen/sign-in", 200, ALL, Send::Get),
    ("POST", "/citizen/sign-in", 404, ALL, Send::Form(&[])),
    ("GET", "/citizen/callback", 404, ALL, Send::Get),
    ("POST", "/citizen/sign-out", 303, ALL, Send::Form(&[])),
    ("POST", "/citizen/back-channel-logout", 400, ALL, Send::Form(&[("logout_token", "x")])),
    ("POST", "/sign-in/second", 401, ALL, Send::Form(&[("ticket", "x"), ("code", "000000")])),
    ("POST", "/sign-in/set-up", 401, ALL, Send::Form(&[("ticket", "x"), ("code", "000000")])),
    ("GET", "/own/second", 200, SIGNED, Send::Get),
    ("POST", "/own/second", 422, SIGNED, Send::Form(&[("do", "codes"), ("password", "x")])),
    ("POST", "/own/second/confirm", 422, SIGNED, Send::Form(&[("ticket", "x"), ("code", "000000")])),
    ("GET", "/manage/people/{id}/second", 200, "s xxxo xxx? xxx?x", Send::Get),
    ("POST", "/manage/people/{id}/second", 303, "s xxxo xxx? xxx?x", Send::Form(&[])),
    ("GET", "/manage/second", 200, "s xxxx xxxx xxxox", Send::Get),
    ("POST", "/manage/second", 422, "s xxxx xxxx xxxox", Send::Form(&[("from", "x")])),
    ("GET", "/own", 200, SIGNED, Send::Get),
    ("POST", "/own/password", 422, SIGNED, Send::Form(&[("old", "x"), ("new", "x"), ("again", "x")])),
    ("GET", "/api", 200, ALL, Send::Get),
    ("GET", "/api/v1/openapi.json", 200, ALL, Send::Get),
    ("GET", "/api/v1/me", 200, SIGNED, Send::Get),
    ("GET", "/api/v1/dossiers", 200, READERS, Send::Get),
    ("POST", "/api/v1/dossiers", 201, RECEPTION, Send::Json(anywhere)),
    ("GET", "/api/v1/dossiers/{id}", 200, READERS_HERE, Send::Get),
    ("GET", "/api/v1/dossiers/{id}/files/{digest}", 200, READERS_HERE, Send::Get),
    ("GET", "/api/v1/dossiers/{id}/papers/{paper}", 200, READERS_HERE, Send::Get),
    ("POST", "/api/v1/dossiers/{id}/acts/{act}", 200, "s xoxx ???x ???xx", Send::Json(forward)),
    ("POST", "/api/v1/dossiers/{id}/send", 200, "s ooxx ???x ???xx", Send::Json(send_on)),
    // It was never anywhere else: nothing to give back, and nothing on its way.
    ("POST", "/api/v1/dossiers/{id}/return", 409, "s xoxx ???x ???xx", Send::Json(forward)),
    ("POST", "/api/v1/dossiers/{id}/recall", 409, "s ooxx ???x ???xx", Send::Json(forward)),
    ("POST", "/api/v1/submissions", 201, RECEPTION, Send::Json(anywhere_online)),
    ("POST", "/api/v1/uploads", 201, ACTORS, Send::File),
    ("GET", "/api/v1/delegations", 200, DELEGATORS, Send::Get),
    ("POST", "/api/v1/delegations", 422, DELEGATORS, Send::Json(nothing)),
    ("POST", "/api/v1/delegations/{id}/revoke", 404, DELEGATORS, Send::Json(nothing)),
    ("POST", "/api/v1/people/{id}/hand-over", 422, HANDERS_OVER, Send::Json(nothing)),
    ("POST", "/api/v1/people/{id}/send", 422, SENDERS, Send::Json(nothing)),
    ("GET", "/api/v1/track/{code}", 200, ALL, Send::Get),
    ("GET", "/api/v1/procedures", 200, ALL, Send::Get),
    ("GET", "/api/v1/procedures/{code}", 200, ALL, Send::Get),
    ("POST", "/api/v1/procedures/{code}/asked", 200, RECEPTION, Send::Json(nothing)),
    ("GET", "/api/v1/revisions", 200, LEADERS, Send::Get),
    ("POST", "/api/v1/dossiers/{id}/revision", 409, "s xxox xx?x xx?xx", Send::Json(nothing)),
    ("GET", "/api/v1/registers", 200, READERS, Send::Get),
    ("GET", "/api/v1/registers/{register}", 404, READERS, Send::Get),
    ("GET", "/api/v1/registers/{register}/{number}", 404, READERS, Send::Get),
    ("GET", "/api/v1/units", 200, ALL, Send::Get),
    ("GET", "/api/v1/units/{code}", 200, ALL, Send::Get),
    ("GET", "/api/v1/units/{code}/hours", 200, ALL, Send::Get),
    ("GET", "/api/v1/rates", 200, ALL, Send::Get),
    ("GET", "/api/v1/territory/waiting", 200, PROVINCE, Send::Get),
    ("POST", "/api/v1/territory/decisions", 422, PROVINCE, Send::Json(nothing)),
    ("GET", "/api/v1/board", 200, SIGNED, Send::Get),
    ("GET", "/api/v1/node", 200, SIGNED, Send::Get),
    ("GET", "/api/v1/nodes", 200, PROVINCE, Send::Get),
    // A provider's request carries a secret.
    ("POST", "/notices/{provider}/receipt", 404, ALL, Send::Form(&[("x", "1")])),
    // A letter is signed, whoever brings it; a form is none.
    ("POST", "/sync", 415, ALL, Send::Form(&[("letter", "x")])),
    ("GET", "/units", 200, ALL, Send::Get),
    ("GET", "/units/{code}", 200, ALL, Send::Get),
    ("GET", "/manage/info", 200, HOURS, Send::Get),
    ("POST", "/manage/info", 422, HOURS, Send::Form(&[("lat", "x")])),
    ("POST", "/manage/info/announce", 422, HOURS, Send::Form(&[("title", "")])),
    ("POST", "/manage/info/withdraw", 404, HOURS, Send::Form(&[("number", "7")])),
    ("POST", "/desk/queue", 303, RECEPTION, Send::Form(&[("press", "came")])),
    ("GET", "/manifest.webmanifest", 200, ALL, Send::Get),
    ("GET", "/sw.js", 200, ALL, Send::Get),
    ("GET", "/offline", 200, ALL, Send::Get),
    // The last one: it ends the sessions.
    ("POST", "/sign-out", 303, SIGNED, Send::Form(&[])),
];

fn anywhere() -> Value {
    let mut asked = birth();
    asked.as_object_mut().unwrap().remove("unit");
    asked
}

fn anywhere_online() -> Value {
    let mut asked = anywhere();
    asked["channel"] = json!("online");
    asked
}

fn nothing() -> Value {
    json!({})
}

fn forward() -> Value {
    json!({"version": 1})
}

fn send_on() -> Value {
    json!({"version": 1, "to": THERE, "reason": "thuộc nơi cư trú"})
}

const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

/// Something of the commune to ask for.
struct Thing {
    dossier: String,
    code: String,
    digest: String,
    person: String,
}

impl Thing {
    async fn new(office: &Office, reception: &Client) -> Self {
        let sent =
            reception.multipart("/api/v1/uploads", &[], &[("file", "a.pdf", PDF)]).await.is(201).json();
        let mut asked = birth();
        asked["documents"][0]["files"] = json!([sent["digest"]]);
        let dossier = reception.api("/api/v1/dossiers", Some(asked)).await.is(201).json();
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        Self {
            dossier: text(&dossier["id"]),
            code: text(&dossier["code"]),
            digest: text(&sent["digest"]),
            person: office.spare().await,
        }
    }

    /// A path with its names filled in.
    fn fill(&self, path: &str) -> String {
        let id = if path.contains("/people/") { &self.person } else { &self.dossier };
        let code = match path {
            p if p.contains("/procedures/") => BIRTH,
            p if p.contains("/units/") => HERE,
            _ => self.code.as_str(),
        };
        let style = web::assets::asset_path("app.css");
        let filled = path.replace("{id}", id).replace("{code}", code).replace("{digest}", &self.digest);
        let filled = filled
            .replace("{blob}", &self.digest)
            .replace("{act}", "forward")
            .replace("{way}", "send")
            .replace("{key}", "none")
            .replace("{provider}", "none")
            .replace("{unit}", HERE)
            .replace("{draft}", id)
            .replace("{step}", "who")
            .replace("{paper}", "receipt.pdf")
            .replace("{version}", "1")
            .replace("{register}", "nowhere")
            .replace("{number}", "1%2F2026");
        filled.replace("{procedure}", BIRTH).replace("{name}", style.trim_start_matches("/assets/"))
    }
}

/// Nobody, then everybody in the order of a line.
async fn everybody(office: &Office) -> Vec<(String, Client)> {
    let mut all = vec![("nobody".to_owned(), (*office.anyone()).clone())];
    for unit in [HERE, THERE, CENTRE] {
        for role in Role::ALL {
            // Who applies for others is asked about in `apply`.
            if role != Role::Intermediary && (role != Role::Province || unit == CENTRE) {
                all.push((format!("{} of {unit}", role.as_str()), office.signed_in(unit, role).await));
            }
        }
    }
    all
}

async fn send(client: &Client, path: &str, send: Send, n: usize) -> Answer {
    match send {
        Send::Get => client.get(path).await,
        Send::Json(body) => client.api(path, Some(body())).await,
        Send::File => client.multipart(path, &[], &[("file", "a.pdf", PDF)]).await,
        Send::Form(fields) => {
            let filled: Vec<_> = fields.iter().map(|(k, v)| (*k, v.replace("{n}", &n.to_string()))).collect();
            let fields: Vec<_> = filled.iter().map(|(k, v)| (*k, v.as_str())).collect();
            client.form(path, &fields).await
        }
    }
}

/// The status of a letter.
fn wanted(letter: char, line: &Line) -> u16 {
    let (method, path, status, ..) = *line;
    match letter {
        'o' => status,
        // Citizens' forms are held, and go on when somebody signed in.
        's' if path.starts_with("/citizen/") => 303,
        's' if method == "GET" && !path.starts_with("/api/") => 303,
        's' => 401,
        'd' => 303,
        'x' => 403,
        '?' => 404,
        other => panic!("{path}: what is {other}?"),
    }
}

#[test]
fn every_route_has_a_line_and_every_line_a_route() {
    let mut table: Vec<_> = web::routes::rows().iter().map(|r| format!("{} {}", r.method, r.path)).collect();
    let mut lines: Vec<_> = LINES.iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    table.sort();
    lines.sort();
    assert_eq!(table, lines, "a new route needs a line in LINES: who may go there?");
}

#[tokio::test]
async fn everybody_gets_exactly_as_far_as_the_reference_says() {
    let office = Office::new().await;
    let people = everybody(&office).await;
    let reception = &people[1].1;
    let mut wrong = Vec::new();
    for line in LINES {
        let (method, path, _, who, what) = *line;
        let letters: Vec<char> = who.chars().filter(|c| *c != ' ').collect();
        assert_eq!(letters.len(), people.len(), "{path}");
        // A minute on, so that limits by the minute don't stand in the way.
        office.clock.pass(1);
        for (n, ((name, client), letter)) in people.iter().zip(letters).enumerate() {
            let path = Thing::new(&office, reception).await.fill(path);
            let answer = send(client, &path, what, n).await;
            let (got, wanted) = (answer.status.as_u16(), wanted(letter, line));
            let to = answer.header("location");
            let elsewhere = match letter {
                's' if path.starts_with("/citizen/") || path == "/citizen" => {
                    wanted == 303 && !to.starts_with("/citizen/sign-in?to=")
                }
                's' => wanted == 303 && !to.starts_with("/sign-in?to="),
                'd' => to != "/desk",
                _ => to.starts_with("/sign-in"),
            };
            if got != wanted || elsewhere {
                wrong.push(format!("{method} {path}, {name}: {got}, not {wanted}"));
            }
        }
        if path == "/sign-out" {
            break;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    office.verify();
}

#[tokio::test]
async fn looking_writes_nothing() {
    let office = Office::new().await;
    let people = everybody(&office).await;
    let thing = Thing::new(&office, &people[1].1).await;
    received(&people[1].1).await;
    let commits = office.app.store().commits().unwrap();
    let before = (*commits.borrow(), office.files());
    let rows = web::routes::rows().into_iter().filter(|row| row.method == Method::GET);
    for row in rows {
        let path = thing.fill(row.path);
        office.clock.pass(1);
        for (_, client) in &people {
            client.get(&path).await;
            client.get(&format!("{path}?q=mai&unit={HERE}&month=2026-03&lang=en")).await;
        }
        assert_eq!((*commits.borrow(), office.files()), before, "{} writes", row.path);
    }
}
