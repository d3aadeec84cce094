//! Dossiers between units: taken in for another unit, sent on, returned with their result, called back while
//! nobody knows of them at the other end. One owner at any time, one promise, and figures where they belong.

use crate::node::{BIRTH, Node, procedures};
use app::dossier::{Answer, ApplicantInput, Intake, ListQuery, Look};
use app::{AppError, Once};
use domain::dossier::{Event, HandOverReason, Passing, RefusalCode, Stage};
use domain::identity::{Actor, Role, Scope};
use domain::indicators::Measure;
use domain::nodes::Home;
use domain::records::Body as _;
use domain::words::{DossierId, NodeId, UnitCode, UnitId};
use serde_json::{Map, Value};
use std::convert::Infallible;
use store::{Beside, Loaded, Reads, RecordChange, Stamp, Writes};
use uuid::Uuid;

const HERE: &str = "14758";
const THERE: &str = "14797";
const THIRD: &str = "14812";

struct Two {
    node: Node,
    here: UnitId,
    there: UnitId,
    reception: Actor,
    specialist: Actor,
}

async fn two() -> Two {
    let node = Node::new("2026-03-09T09:00", "38").await;
    node.app.publish(procedures(&[BIRTH]), "setup", |_| {}).await.unwrap();
    let (here, there) = (node.unit(HERE), node.unit(THERE));
    let reception = node.actor(&here, Role::Reception).await;
    let specialist = node.actor(&here, Role::Specialist).await;
    Two { node, here, there, reception, specialist }
}

fn intake(competent: &str) -> Intake {
    let fields = [("child_name", "Vàng Bảo An"), ("born_on", "2026-03-01")];
    let data: Map<String, Value> = fields.map(|(name, v)| (name.to_owned(), v.into())).into_iter().collect();
    let applicant = ApplicantInput { name: "Vàng Thị Pà".to_owned(), ..ApplicantInput::default() };
    let (procedure, competent) = (BIRTH.to_owned(), competent.to_owned());
    Intake { procedure, applicant, data, competent, ..Intake::default() }
}

fn code(text: &str) -> UnitCode {
    text.parse().unwrap()
}

fn id(answer: &Answer) -> DossierId {
    answer.id.parse().unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> RefusalCode {
    match result {
        Err(AppError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

impl Two {
    async fn taken_in(&self, competent: &str) -> Answer {
        self.node.app.dossier_receive(&self.reception, intake(competent), None).await.unwrap().0
    }

    async fn look(&self, actor: &Actor, id: DossierId) -> Look {
        self.node.app.dossier_look(actor, id).await.unwrap()
    }

    async fn there(&self, role: Role) -> Actor {
        self.node.actor(&self.there, role).await
    }

    /// Takes over whatever is on its way.
    async fn arrive(&self) -> usize {
        self.node.app.between_tick().await.unwrap().dossiers
    }

    /// Examined and signed there.
    async fn decided(&self, id: DossierId) {
        for (role, act) in [(Role::Specialist, "forward"), (Role::Leader, "approve")] {
            let actor = self.there(role).await;
            self.node.act(&actor, id, act).await;
        }
    }

    async fn counted(&self, unit: &UnitId, measure: Measure) -> u64 {
        let (scope, today) = (Scope::Unit(unit.clone()), self.node.app.now().day());
        let rows = self.node.app.store().read(move |r| r.tallies(&scope, today, today)).await.unwrap();
        rows.into_iter().filter(|row| row.measure == measure).map(|row| row.n).sum()
    }

    async fn open(&self, actor: &Actor) -> u64 {
        self.node.app.dossier_list(actor, &ListQuery::default()).await.unwrap().counts.open
    }

    async fn write(&self, unit: &UnitId, writes: Writes) {
        let run = move |_: &Loaded| Ok::<_, Infallible>(writes.clone());
        self.node.app.store().submit(Reads::of(unit.clone()), run).await.unwrap();
    }

    /// This node becomes a centre, and the other unit lives on a box.
    async fn apart(&self) {
        let meta = |key: &str, value: String| Beside::Meta { key: key.to_owned(), value };
        let node = |n| NodeId(Uuid::from_u128(n));
        let me = vec![meta("node", node(1).to_string()), meta("node-centre", "1".to_owned())];
        let centre = self.node.unit("38");
        self.write(&centre, Writes { beside: me, ..Writes::default() }).await;
        let now = self.node.app.now();
        let stamp = Stamp { at: now, actor: "system:test".into(), salt: self.node.app.random() };
        let home = Home::next(None, node(2), now);
        let (kind, key, body) = (Home::KIND, Home::KEY.to_owned(), home.text().unwrap());
        let records = vec![RecordChange { stamp, kind, key, body }];
        self.write(&self.there, Writes { records, ..Writes::default() }).await;
    }

    /// The other unit's node was served this unit's ledger.
    async fn served(&self, upto: u64) {
        let beside = vec![Beside::Served { reader: self.there.clone(), upto }];
        self.write(&self.here, Writes { beside, ..Writes::default() }).await;
    }
}

#[tokio::test]
async fn taken_in_for_another_unit_it_is_decided_there_and_given_out_here() {
    let two = two().await;
    let app = &two.node.app;
    let promised = app.dossier_promise(&two.there, BIRTH, "counter", "").unwrap().due;
    let answer = two.taken_in(THERE).await;
    let id = id(&answer);
    assert!(answer.code.starts_with("H56.001-"), "the number is of who takes in: {}", answer.code);
    assert_eq!((answer.version, answer.due.as_deref()), (2, Some(promised.at.rfc3339().as_str())));
    let look = two.look(&two.reception, id).await;
    assert_eq!(look.passings, [Passing::Recall]);
    let what = look.history.iter().filter_map(|h| h.event.as_ref()).collect::<Vec<_>>();
    let [Event::Received(_), Event::HandedOver(handed)] = what.as_slice() else { panic!("{what:?}") };
    assert_eq!((&handed.to.unit, &handed.why), (&two.there, &HandOverReason::Competence {}));
    assert_eq!(two.open(&two.reception).await, 0);
    assert_eq!(two.arrive().await, 1);
    assert_eq!(two.arrive().await, 0, "once");
    two.decided(id).await;
    // What was taken in here is seen and found here, wherever it is, and is nobody's work here.
    let look = two.look(&two.reception, id).await;
    assert_eq!((look.dossier.stage, look.dossier.place().unit), (Stage::Resolved, two.there.clone()));
    assert!(look.offered.is_empty() && look.passings.is_empty());
    for text in [answer.code.as_str(), "vàng thị"] {
        let query = ListQuery { text: text.to_owned(), ..ListQuery::default() };
        let found = app.dossier_list(&two.reception, &query).await.unwrap();
        assert_eq!(found.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id], "{text}");
        let query = ListQuery { state: "open".to_owned(), ..query };
        assert!(app.dossier_list(&two.reception, &query).await.unwrap().rows.is_empty(), "{text}");
    }
    assert_eq!((two.open(&two.reception).await, two.open(&two.there(Role::Leader).await).await), (0, 1));
    let back = two.there(Role::Reception).await;
    let once = || Some(Once::of("k1", b"return"));
    let version = look.dossier.version;
    let (first, replayed) = app.dossier_return(&back, id, version, "", once()).await.unwrap();
    assert!(!replayed);
    assert_eq!(two.arrive().await, 1);
    let (again, replayed) = app.dossier_return(&back, id, version, "", once()).await.unwrap();
    assert_eq!((again, replayed), (first, true), "asked once more, after it went on");
    two.node.act(&two.reception, id, "deliver").await;
    assert_eq!(two.counted(&two.here, Measure::Received).await, 1);
    assert_eq!(two.counted(&two.here, Measure::OnTime).await, 0);
    assert_eq!(two.counted(&two.there, Measure::OnTime).await, 1, "who decided is on time");
    assert_eq!(two.counted(&two.here, Measure::Delivered).await, 1);
    assert_eq!(two.node.verified(), (2, 0));
    two.node.rebuilt().await;
}

#[tokio::test]
async fn only_units_of_the_province_are_competent_and_others_see_nothing() {
    let two = two().await;
    let app = &two.node.app;
    for competent in ["00004", "nowhere", "99999"] {
        let wrong = app.dossier_receive(&two.reception, intake(competent), None).await;
        let Err(AppError::Invalid(problems)) = wrong else { panic!("{wrong:?}") };
        assert_eq!((problems[0].field.as_str(), problems[0].key), ("competent", "problem-competent"));
    }
    let own = two.taken_in(HERE).await;
    assert_eq!((own.version, own.state.as_str()), (1, "received"), "its own: nothing is handed over");
    let third = two.node.actor(&two.node.unit(THIRD), Role::Reception).await;
    let away = id(&two.taken_in(THERE).await);
    let seen = app.dossier_look(&third, away).await;
    assert!(matches!(seen, Err(AppError::NotFound)));
    let sent = app.dossier_send(&third, away, 2, &code(THIRD), "về đây", None).await;
    assert!(matches!(sent, Err(AppError::NotFound)));
    let leader = two.node.actor(&two.here, Role::Leader).await;
    let sent = app.dossier_send(&leader, id(&own), 1, &code(THERE), "sai nơi nhận", None).await;
    assert!(matches!(sent, Err(AppError::Forbidden)), "it doesn't stand where a leader works");
}

#[tokio::test]
async fn a_portal_s_submission_is_filed_at_the_centre_and_accepted_there() {
    let two = two().await;
    let app = &two.node.app;
    let centre = two.node.actor(&two.node.unit("38"), Role::Reception).await;
    let asked = Intake { unit: THERE.to_owned(), ..intake("") };
    let neighbour = app.dossier_submit(&two.reception, asked.clone(), None).await;
    assert!(matches!(neighbour, Err(AppError::Forbidden)), "only a centre files for others");
    let (answer, _) = app.dossier_submit(&centre, asked, None).await.unwrap();
    assert!(answer.code.starts_with("H56-"), "{}", answer.code);
    assert_eq!((answer.state.as_str(), answer.version), ("submitted", 2));
    assert_eq!(two.arrive().await, 1);
    let reception = two.there(Role::Reception).await;
    two.node.act(&reception, id(&answer), "accept").await;
    assert_eq!(two.counted(&two.there, Measure::Received).await, 1);
    assert_eq!(two.look(&centre, id(&answer)).await.dossier.stage, Stage::Received);
    assert_eq!(two.node.verified(), (1, 0));
}

#[tokio::test]
async fn what_came_to_the_wrong_unit_is_sent_with_a_reason_and_returned_with_one() {
    let two = two().await;
    let app = &two.node.app;
    let id = id(&two.taken_in("").await);
    let mute = app.dossier_send(&two.specialist, id, 1, &code(THERE), " ", None).await;
    assert_eq!(refused(mute), RefusalCode::ReasonMissing);
    let own = app.dossier_send(&two.specialist, id, 1, &code(HERE), "sai nơi nhận", None).await;
    assert_eq!(refused(own), RefusalCode::SameUnit);
    let stale = app.dossier_send(&two.specialist, id, 7, &code(THERE), "sai nơi nhận", None).await;
    assert_eq!(refused(stale), RefusalCode::Stale);
    app.dossier_send(&two.specialist, id, 1, &code(THERE), "cư trú nơi khác", None).await.unwrap();
    let look = two.look(&two.specialist, id).await;
    assert_eq!(look.history.last().unwrap().note, "cư trú nơi khác");
    two.arrive().await;
    let specialist = two.there(Role::Specialist).await;
    let mute = app.dossier_return(&specialist, id, 3, "", None).await;
    assert_eq!(refused(mute), RefusalCode::ReasonMissing);
    app.dossier_return(&specialist, id, 3, "vẫn thuộc nơi nhận", None).await.unwrap();
    two.arrive().await;
    let look = two.look(&two.specialist, id).await;
    assert_eq!((look.dossier.owner.clone(), look.dossier.version), (None, 5));
    assert_eq!(two.node.verified(), (2, 0));
}

#[tokio::test]
async fn on_one_node_it_is_called_back_until_it_is_taken_over() {
    let two = two().await;
    let app = &two.node.app;
    let id = id(&two.taken_in(THERE).await);
    let once = || Some(Once::of("k1", b"recall"));
    let (answer, _) = app.dossier_recall(&two.reception, id, 2, Some(code(THIRD)), once()).await.unwrap();
    assert_eq!(answer.version, 4, "called back and sent elsewhere at once");
    let (again, replayed) =
        app.dossier_recall(&two.reception, id, 2, Some(code(THIRD)), once()).await.unwrap();
    assert_eq!((again, replayed), (answer, true));
    let stale = app.dossier_recall(&two.reception, id, 2, None, None).await;
    assert_eq!(refused(stale), RefusalCode::Stale);
    assert_eq!(two.node.verified(), (0, 1));
    assert_eq!(two.arrive().await, 1);
    let third = two.node.unit(THIRD);
    assert_eq!(two.look(&two.reception, id).await.dossier.place().unit, third);
    let late = app.dossier_recall(&two.reception, id, 5, None, None).await;
    assert_eq!(refused(late), RefusalCode::Fetched);
    let stub = app.dossier_recall(&two.reception, id, 4, None, None).await;
    assert_eq!(refused(stub), RefusalCode::Fetched, "what stayed behind is no dossier on its way");
    assert_eq!(two.node.verified(), (1, 0));
    // Kept here, it goes on here.
    let id = self::id(&two.taken_in(THERE).await);
    app.dossier_recall(&two.reception, id, 2, None, None).await.unwrap();
    let nothing = app.dossier_recall(&two.reception, id, 3, None, None).await;
    assert_eq!(refused(nothing), RefusalCode::NotInTransit);
    two.node.act(&two.specialist, id, "forward").await;
    assert_eq!(two.arrive().await, 0);
    assert_eq!(two.node.verified(), (1, 0));
    two.node.rebuilt().await;
}

#[tokio::test]
async fn a_unit_on_a_box_is_asked_by_how_far_its_node_was_served() {
    let two = two().await;
    two.apart().await;
    let app = &two.node.app;
    let (first, second) = (id(&two.taken_in(THERE).await), id(&two.taken_in(THERE).await));
    assert_eq!(two.arrive().await, 0, "the box takes it over");
    let on = two.look(&two.reception, first).await.history.last().unwrap().seq;
    two.served(on).await;
    let late = app.dossier_recall(&two.reception, first, 2, None, None).await;
    assert_eq!(refused(late), RefusalCode::Fetched);
    let (answer, _) = app.dossier_recall(&two.reception, second, 2, None, None).await.unwrap();
    assert_eq!((answer.version, answer.state.as_str()), (3, "received"));
    // What it reads from here on tells both in one: nobody there takes over what isn't on its way.
    let (here, there) = (two.here.clone(), vec![two.there.clone()]);
    let read = app.store().read(move |r| r.excerpt(&here, &there, on, 1));
    let told: Vec<String> = read.await.unwrap().entries.into_iter().map(|e| e.head.kind).collect();
    assert_eq!(told, ["received", "handed-over", "recalled"]);
}
