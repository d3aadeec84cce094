//! Messages that leave the house, one-time codes, wishes: against a way out that answers as it is told.

use crate::node::{BIRTH, Node};
use app::dossier::{ApplicantInput, Intake};
use app::telling::{Handed, Handing, Heard, Parcel, Transport, Unheard, Verdict};
use app::{App, AppError};
use domain::identity::Role;
use domain::notify::{Channel, Delivery, Quiet, Settings, Wish, Wished};
use domain::records::RecordKind;
use domain::words::{PersonId, Phone};
use serde_json::{Map, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::{Beside, Telling, Try};
use uuid::Uuid;

const MORNING: &str = "2026-03-09T09:00";
const PROVINCE: &str = "38";
const COMMUNE: &str = "14758";
const ADDRESS: &str = "192.0.2.1";

/// What a way out does with what it gets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Takes,
    Later,
    Never,
    Hangs,
}

struct Out {
    does: Mutex<Does>,
    got: Mutex<Vec<Parcel>>,
}

impl Out {
    fn new() -> Arc<Self> {
        Arc::new(Self { does: Mutex::new(Does::Takes), got: Mutex::default() })
    }

    fn set(&self, does: Does) {
        *self.does.lock().unwrap() = does;
    }

    fn got(&self) -> Vec<Parcel> {
        std::mem::take(&mut *self.got.lock().unwrap())
    }
}

fn tried(parcel: &Parcel, does: Does, at: domain::words::Moment) -> Try {
    let taken = does == Does::Takes;
    Try {
        notice: parcel.id.clone(),
        kind: parcel.notice.kind.clone(),
        channel: "sms".to_owned(),
        provider: "carrier".to_owned(),
        state: if taken { Delivery::Accepted } else { Delivery::Failed },
        provider_ids: if taken { vec!["m1".to_owned(), "m2".to_owned()] } else { Vec::new() },
        parts: if taken { 2 } else { 0 },
        cost_vnd: if taken { 700 } else { 0 },
        at,
        took_ms: 12,
        fault: if taken { String::new() } else { "unreadable: <html>".to_owned() },
    }
}

impl Transport for Out {
    fn house(&self) -> Option<Settings> {
        Some(Settings { channels: vec![Channel::Sms, Channel::Email], quiet: Quiet::default() })
    }

    fn deliver<'a>(&'a self, parcel: &'a Parcel) -> Handing<'a> {
        Box::pin(async move {
            // Others get their turn while this one is on its way.
            tokio::task::yield_now().await;
            self.got.lock().unwrap().push(parcel.clone());
            let does = *self.does.lock().unwrap();
            let verdict = match does {
                Does::Takes => Verdict::Done,
                Does::Later => Verdict::Later,
                Does::Never => Verdict::Never,
                Does::Hangs => std::future::pending().await,
            };
            let at = domain::words::Moment::parse(MORNING).unwrap();
            Handed { verdict, tries: vec![tried(parcel, does, at)] }
        })
    }

    fn longest(&self) -> Duration {
        Duration::from_millis(if *self.does.lock().unwrap() == Does::Hangs { 20 } else { 60_000 })
    }

    fn receipts(&self, provider: &str, secret: &str, body: &[u8]) -> Result<Vec<Heard>, Unheard> {
        if (provider, secret) != ("carrier", "secret") {
            return Err(Unheard::Forged);
        }
        let text = std::str::from_utf8(body).map_err(|_| Unheard::Unreadable)?;
        let (id, state) = text.split_once('=').ok_or(Unheard::Unreadable)?;
        let state = Delivery::parse(state).ok_or(Unheard::Unreadable)?;
        Ok(vec![Heard { provider: provider.to_owned(), provider_id: id.to_owned(), state }])
    }
}

fn phone() -> Phone {
    Phone::parse("0990 000 001").unwrap()
}

async fn received(node: &Node) -> String {
    let unit = node.unit(COMMUNE);
    let reception = node.actor(&unit, Role::Reception).await;
    let applicant = ApplicantInput {
        name: "Lò Thị Mai".to_owned(),
        phone: phone().to_string(),
        ..ApplicantInput::default()
    };
    let data: Map<_, _> =
        serde_json::from_value(json!({"child_name": "Lò An", "born_on": "2026-03-01"})).unwrap();
    let intake = Intake { procedure: BIRTH.to_owned(), applicant, data, ..Intake::default() };
    node.app.dossier_receive(&reception, intake, None).await.unwrap().0.code
}

async fn node() -> Node {
    let node = Node::new(MORNING, PROVINCE).await;
    node.app.publish(crate::node::procedures(&[BIRTH]), "setup", |_| {}).await.unwrap();
    node
}

async fn sent_code(app: &App, out: &Out, purpose: &str) -> String {
    app.send_code(&phone(), purpose, ADDRESS).await.unwrap();
    app.outbox_drain(out).await.unwrap();
    out.got().pop().expect("a code is sent at once").notice.code
}

fn key(error: AppError) -> &'static str {
    match error {
        AppError::Invalid(problems) => problems[0].key,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_code_goes_out_at_once_even_at_night_and_works_once_for_its_purpose() {
    let node = node().await;
    node.clock.set("2026-03-09T23:00");
    let (app, out) = (&node.app, Out::new());
    let code = sent_code(app, &out, "apply").await;
    assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
    assert_eq!(key(app.check_code(&phone(), "withdraw", &code).await.unwrap_err()), "problem-code-over");
    let other = Phone::parse("0990 000 002").unwrap();
    assert_eq!(key(app.check_code(&other, "apply", &code).await.unwrap_err()), "problem-code-over");
    let typed = format!("{} {}", &code[..3], &code[3..]);
    app.check_code(&phone(), "apply", &typed).await.unwrap();
    assert_eq!(key(app.check_code(&phone(), "apply", &code).await.unwrap_err()), "problem-code-over");
    node.verified();
    node.rebuilt().await;
}

#[tokio::test]
async fn a_code_for_something_that_failed_is_said_again_until_it_is_spent() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    let code = sent_code(app, &out, "apply").await;
    for _ in 0..6 {
        app.code_stands(&phone(), "apply", &code).await.unwrap();
    }
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(key(app.code_stands(&phone(), "apply", wrong).await.unwrap_err()), "problem-code-tried");
    app.code_spend(&phone(), "apply").await.unwrap();
    assert_eq!(key(app.code_stands(&phone(), "apply", &code).await.unwrap_err()), "problem-code-over");
}

#[tokio::test]
async fn five_wrong_codes_end_it_and_so_do_ten_minutes() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    let code = sent_code(app, &out, "apply").await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let mut said = Vec::new();
    for _ in 0..6 {
        said.push(key(app.check_code(&phone(), "apply", wrong).await.unwrap_err()));
    }
    let mut wanted = vec!["problem-code-tried"; 5];
    wanted.push("problem-code-over");
    assert_eq!(said, wanted);
    assert_eq!(key(app.check_code(&phone(), "apply", &code).await.unwrap_err()), "problem-code-over");
    let code = sent_code(app, &out, "apply").await;
    node.clock.set("2026-03-09T09:10");
    assert_eq!(key(app.check_code(&phone(), "apply", &code).await.unwrap_err()), "problem-code-over");
}

#[tokio::test]
async fn a_new_code_ends_the_one_before_and_only_so_many_are_sent() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    let first = sent_code(app, &out, "apply").await;
    let second = sent_code(app, &out, "apply").await;
    assert_ne!(first, second);
    assert_eq!(key(app.check_code(&phone(), "apply", &first).await.unwrap_err()), "problem-code-tried");
    app.check_code(&phone(), "apply", &second).await.unwrap();
    for _ in 0..2 {
        app.send_code(&phone(), "apply", ADDRESS).await.unwrap();
    }
    let many = app.send_code(&phone(), "apply", "192.0.2.2").await.unwrap_err();
    assert!(matches!(many, AppError::TooMany { .. }), "by telephone: {many}");
    for n in 0..16 {
        let phone = Phone::parse(&format!("0990 001 0{n:02}")).unwrap();
        app.send_code(&phone, "apply", ADDRESS).await.unwrap();
    }
    let other = Phone::parse("0990 002 000").unwrap();
    let many = app.send_code(&other, "apply", ADDRESS).await.unwrap_err();
    assert!(matches!(many, AppError::TooMany { .. }), "by address: {many}");
    node.clock.set("2026-03-09T10:01");
    app.send_code(&phone(), "apply", ADDRESS).await.unwrap();
}

#[tokio::test]
async fn a_code_that_could_not_go_in_time_does_not_go_at_all() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    app.send_code(&phone(), "apply", ADDRESS).await.unwrap();
    node.clock.set("2026-03-09T09:10");
    assert_eq!(app.outbox_drain(&*out).await.unwrap(), 0);
    assert!(out.got().is_empty());
    let watch = node.actor(&node.unit(PROVINCE), Role::Province).await;
    let view = app.notices(&watch).await.unwrap();
    assert_eq!((view.waiting, view.failed_count, view.failed[0].failed.fault.as_str()), (0, 1, "late"));
}

#[tokio::test]
async fn of_two_workers_that_look_at_once_one_sends() {
    let node = node().await;
    let out = Out::new();
    for _ in 0..5 {
        received(&node).await;
    }
    let (a, b) = tokio::join!(node.app.outbox_drain(&*out), node.app.outbox_drain(&*out));
    assert_eq!(a.unwrap() + b.unwrap(), 5);
    let mut ids: Vec<String> = out.got().into_iter().map(|parcel| parcel.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5);
    node.verified();
}

#[tokio::test]
async fn nobody_is_woken() {
    let node = node().await;
    let out = Out::new();
    received(&node).await;
    node.clock.set("2026-03-09T21:30");
    assert_eq!(node.app.outbox_drain(&*out).await.unwrap(), 0);
    node.clock.set("2026-03-10T06:59");
    assert_eq!(node.app.outbox_drain(&*out).await.unwrap(), 0);
    node.clock.set("2026-03-10T07:00");
    assert_eq!(node.app.outbox_drain(&*out).await.unwrap(), 1);
    let parcel = out.got().pop().unwrap();
    assert_eq!(parcel.attempts.iter().map(|a| a.channel).collect::<Vec<_>>(), [Channel::Sms]);
}

#[tokio::test]
async fn what_fails_is_tried_later_and_what_nobody_takes_waits_for_an_administrator() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    received(&node).await;
    out.set(Does::Later);
    assert_eq!(app.outbox_drain(&*out).await.unwrap(), 0);
    assert_eq!((app.outbox_drain(&*out).await.unwrap(), out.got().len()), (0, 1), "not at once");
    node.clock.set("2026-03-09T09:01");
    out.set(Does::Never);
    assert_eq!((app.outbox_drain(&*out).await.unwrap(), out.got().len()), (0, 1));
    let watch = node.actor(&node.unit(PROVINCE), Role::Province).await;
    let view = app.notices(&watch).await.unwrap();
    let failed = &view.failed[0].failed;
    assert_eq!((failed.kind.as_str(), failed.fault.as_str()), ("accepted", "unreadable: <html>"));
    assert_eq!(view.providers[0].figures.failed, 2);
    assert!(view.costs.is_empty());
    let reception = node.actor(&node.unit(COMMUNE), Role::Reception).await;
    assert!(matches!(app.notice_again(&reception, &failed.id).await, Err(AppError::Forbidden)));
    out.set(Does::Takes);
    for _ in 0..2 {
        app.notice_again(&watch, &failed.id).await.unwrap();
    }
    assert_eq!(app.outbox_drain(&*out).await.unwrap(), 1);
    app.notice_again(&watch, &failed.id).await.unwrap();
    assert_eq!(app.outbox_drain(&*out).await.unwrap(), 0, "what is delivered isn't sent again");
    node.verified();
}

#[tokio::test]
async fn what_was_taken_before_a_stop_is_noted_and_not_sent_again() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    received(&node).await;
    let now = app.now();
    let waiting = app.store().read(move |r| r.outbox_due(now, 9)).await.unwrap();
    let [notice] = waiting.try_into().unwrap();
    let parcel = Parcel {
        id: notice.id.clone(),
        notice: notice.notice.clone(),
        unit: String::new(),
        language: String::new(),
        attempts: Vec::new(),
    };
    let note = async |does| {
        let tried = Beside::Telling(Box::new(Telling::Tried(tried(&parcel, does, now))));
        app.store().put_beside(app.settings().province.clone(), vec![tried]).await.unwrap();
    };
    // A try in vain is no reason not to try again; one that a provider took is.
    note(Does::Never).await;
    out.set(Does::Later);
    assert_eq!((app.outbox_drain(&*out).await.unwrap(), out.got().len()), (0, 1));
    node.clock.set("2026-03-09T09:30");
    out.set(Does::Takes);
    note(Does::Takes).await;
    assert_eq!((app.outbox_drain(&*out).await.unwrap(), out.got().len()), (1, 0));
    node.clock.set("2026-03-09T12:00");
    assert_eq!((app.outbox_drain(&*out).await.unwrap(), out.got().len()), (0, 0), "it is done");
    node.verified();
}

#[tokio::test]
async fn who_never_answers_is_a_try_too() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    received(&node).await;
    out.set(Does::Hangs);
    assert_eq!(app.outbox_drain(&*out).await.unwrap(), 0);
    node.clock.set("2026-03-12T09:00");
    assert_eq!(app.outbox_drain(&*out).await.unwrap(), 0);
    let watch = node.actor(&node.unit(PROVINCE), Role::Province).await;
    let view = app.notices(&watch).await.unwrap();
    assert_eq!((view.failed_count, view.failed[0].failed.fault.as_str()), (1, "slow"));
}

#[tokio::test]
async fn what_providers_never_take_is_given_up_after_days() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    received(&node).await;
    out.set(Does::Later);
    app.outbox_drain(&*out).await.unwrap();
    node.clock.set("2026-03-12T09:00");
    app.outbox_drain(&*out).await.unwrap();
    let watch = node.actor(&node.unit(PROVINCE), Role::Province).await;
    let view = app.notices(&watch).await.unwrap();
    assert_eq!((view.waiting, view.failed_count), (0, 1));
}

#[tokio::test]
async fn receipts_count_once_in_any_order_and_forged_ones_do_not() {
    let node = node().await;
    let (app, out) = (&node.app, Out::new());
    app.send_by(out.clone());
    received(&node).await;
    // The first part's receipt is faster than our own note.
    app.notice_receipt("carrier", "secret", b"m1=delivered").await.unwrap();
    assert_eq!(app.outbox_drain(&*out).await.unwrap(), 1);
    let watch = node.actor(&node.unit(PROVINCE), Role::Province).await;
    let delivered = || async { app.notices(&watch).await.unwrap().costs[0].delivered };
    assert_eq!(delivered().await, 0, "a part is missing");
    assert!(matches!(app.notice_receipt("carrier", "guess", b"m2=delivered").await, Err(AppError::NotFound)));
    assert!(matches!(app.notice_receipt("nobody", "secret", b"m2=delivered").await, Err(AppError::NotFound)));
    assert!(matches!(app.notice_receipt("carrier", "secret", b"<html>").await, Err(AppError::Invalid(_))));
    assert_eq!(delivered().await, 0);
    for _ in 0..2 {
        app.notice_receipt("carrier", "secret", b"m2=delivered").await.unwrap();
    }
    app.notice_receipt("carrier", "secret", b"m2=failed").await.unwrap();
    let costs = app.notices(&watch).await.unwrap().costs;
    assert_eq!(costs.len(), 1);
    assert_eq!((costs[0].messages, costs[0].delivered, costs[0].parts, costs[0].cost_vnd), (1, 1, 2, 700));
    node.verified();
}

#[tokio::test]
async fn wishes_are_a_record_of_the_province_and_what_is_the_same_adds_no_entry() {
    let node = node().await;
    let person = PersonId(Uuid::from_u128(7));
    let wish = Wish { channels: vec![Channel::Email], language: "en".to_owned(), ..Wish::default() };
    let wished = Wished { wish, email: Some("mai@example.test".to_owned()), push: Vec::new() };
    assert_eq!(node.app.wishes(person).await.unwrap(), Wished::default());
    for _ in 0..2 {
        node.app.wishes_set(person, &wished).await.unwrap();
    }
    assert_eq!(node.app.wishes(person).await.unwrap(), wished);
    let province = node.unit(PROVINCE);
    let read = move |r: &store::Reader<'_>| r.record(&province, RecordKind::Wish, &person.to_string());
    assert_eq!(node.app.store().read(read).await.unwrap().unwrap().version, 1);
    let wrong = Wished { email: Some("mai".to_owned()), ..wished };
    assert_eq!(key(node.app.wishes_set(person, &wrong).await.unwrap_err()), "problem-email");
    node.verified();
    node.rebuilt().await;
}

#[tokio::test]
async fn a_shared_setting_is_replaced_only_by_who_knows_what_stands_there() {
    let node = node().await;
    let app = &node.app;
    assert!(app.shared_setting_replace("zns-tokens:a", None, "1").await.unwrap());
    let (a, b) = tokio::join!(
        app.shared_setting_replace("zns-tokens:a", Some("1"), "2"),
        app.shared_setting_replace("zns-tokens:a", Some("1"), "3"),
    );
    assert!(a.unwrap() ^ b.unwrap());
    assert!(!app.shared_setting_replace("zns-tokens:a", None, "4").await.unwrap());
    assert_ne!(app.shared_setting("zns-tokens:a").await.unwrap().as_deref(), Some("4"));
}
