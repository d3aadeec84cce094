//! What citizens did at the centre to dossiers that a machine of the unit's own works on.

use super::own::{answered, asked, citizen, full, waiting};
use super::{at, unit};
use crate::dossier::{
    Assigned, Attachment, Doing, Dossier, Event, HandOverReason, Moved, Refusal, SentAct, SentTaken, Since,
    Stage, TellPaid, Withdraw, evolve, hand_over, take_over, tell_paid, withdraw,
};
use crate::identity::{Level, Place};
use crate::nodes::{Audience, audience_of_record, files};
use crate::records::{Body, RecordKind};
use crate::words::{Moment, PersonId, UnitId};

const ACT: &str = include_str!("../../../testdata/records/sent-act/v1.json");
const TAKEN: &str = include_str!("../../../testdata/records/sent-taken/v1.json");

fn act() -> SentAct {
    serde_json::from_str(ACT).unwrap()
}

fn other() -> UnitId {
    "14758@2025-07-01".parse().unwrap()
}

fn me() -> String {
    act().person.to_string()
}

#[test]
fn they_read_as_they_were_written_for_ever() {
    assert_eq!(act().text().unwrap(), ACT.trim());
    let taken: SentTaken = serde_json::from_str(TAKEN).unwrap();
    assert_eq!(taken.text().unwrap(), TAKEN.trim());
    let done = SentTaken { refused: None, ..taken };
    assert_eq!(serde_json::from_str::<SentTaken>(&done.text().unwrap()).unwrap(), done);
    for doing in [
        Doing::Pay { reference: "FT25227001".into(), files: Vec::new(), proof: "Biên lai".into() },
        Doing::Withdraw { reason: "nộp nhầm".into() },
    ] {
        let act = SentAct { doing, before: Vec::new(), ..act() };
        assert_eq!(serde_json::from_str::<SentAct>(&act.text().unwrap()).unwrap(), act);
    }
}

#[test]
fn it_concerns_the_unit_that_has_the_dossier_and_those_that_had_it_and_brings_its_files() {
    let province = super::province();
    let to = |kind, body| audience_of_record(&province, kind, Some(body));
    assert_eq!(to(RecordKind::SentAct, ACT), Audience::Units(vec![other(), unit()]));
    let first = SentAct { before: Vec::new(), ..act() };
    assert_eq!(to(RecordKind::SentAct, &first.text().unwrap()), Audience::Units(vec![unit()]));
    assert_eq!(audience_of_record(&province, RecordKind::SentAct, None), Audience::Nobody);
    assert_eq!(audience_of_record(&unit(), RecordKind::SentTaken, Some(TAKEN)), Audience::Nobody);
    let files: Vec<Attachment> = files::named(ACT);
    assert_eq!(files.len(), 1, "its files travel like those of every entry");
}

#[test]
fn one_that_is_sent_on_knows_each_unit_that_had_it_once() {
    let first = SentAct { before: Vec::new(), ..act() };
    let there = first.clone().sent_on(other());
    assert_eq!((there.unit.clone(), there.before.clone()), (other(), vec![unit()]));
    let back = there.sent_on(unit()).sent_on(other());
    assert_eq!(back.before, [unit(), other()]);
    assert_eq!(SentAct { unit: first.unit.clone(), before: Vec::new(), ..back }, first, "nothing else");
}

#[test]
fn keys_of_a_dossiers_acts_follow_each_other() {
    let id = act().dossier;
    let mut keys: Vec<String> = [12, 2, 1].map(|n| SentAct::key(id, n)).to_vec();
    keys.sort();
    assert_eq!(keys, [1, 2, 12].map(|n| SentAct::key(id, n)));
    assert!(keys.iter().all(|key| key.starts_with(&SentAct::keys_of(id))));
}

/// Events of a dossier that goes to another unit.
fn sent_on(d: &Dossier) -> Result<Vec<Event>, Refusal> {
    let to = Place { unit: other(), province: super::province() };
    let given = hand_over(d, to, HandOverReason::Competence {}, false)?;
    let gone = evolve(Some(d.clone()), at(14), &given).unwrap();
    let taken = take_over(&other(), gone)?;
    Ok(vec![given, taken])
}

#[test]
fn what_offices_do_among_themselves_makes_nobodys_act_fail() {
    let case = waiting(Stage::AwaitingDocuments);
    let me = me();
    let moved = Event::Moved(Moved {
        act: "forward".parse().unwrap(),
        step: "sign".parse().unwrap(),
        same_role: false,
    });
    let assigned = Event::Assigned(Assigned { person: PersonId(uuid::Uuid::from_u128(3)), name: "B".into() });
    let mut events = sent_on(&case.dossier).unwrap();
    events.extend([moved, assigned]);
    let office: Vec<(&str, Option<&Event>)> = events.iter().map(|event| ("officer", Some(event))).collect();
    let office = || office.iter().copied();
    assert_eq!(act().since(office()), Since::Nothing);
    let resumed = answered(at(11))(case.rules(), &case.dossier).unwrap();
    let theirs = [(me.as_str(), Some(&resumed))];
    assert_eq!(act().since(office().chain(theirs)), Since::Done);
    let counters = [("officer", Some(&resumed))];
    assert_eq!(act().since(office().chain(counters)), Since::More, "the counter was faster");
    assert_eq!(act().since([("officer", None)]), Since::More, "what was erased may have been anything");
    let pay = SentAct {
        doing: Doing::Pay { reference: "x".into(), files: Vec::new(), proof: String::new() },
        ..act()
    };
    assert_eq!(pay.since(theirs), Since::More, "another act of theirs isn't this one");
}

#[test]
fn a_cut_line_costs_the_person_no_time() {
    let case = waiting(Stage::AwaitingDocuments);
    let monday = Moment::from_millis(at(9).millis() + 3 * 24 * 60 * 60 * 1000);
    let sent = |at: Moment| SentAct { at, ..act() };
    assert_eq!(sent(at(11)).counts_from(&case.dossier, monday), at(11), "when it came to the centre");
    assert_eq!(sent(at(9)).counts_from(&case.dossier, monday), at(10), "not before it was asked for");
    assert_eq!(sent(at(16)).counts_from(&case.dossier, at(15)), at(15), "not in the future");
    // It came to another step meanwhile: what is taken back ends there.
    let mut moved = case.dossier.clone();
    moved.step_since = at(14);
    let back = SentAct { doing: Doing::Withdraw { reason: "nộp nhầm".into() }, ..sent(at(11)) };
    assert_eq!(back.counts_from(&moved, monday), at(14));
    assert_eq!(sent(at(11)).counts_from(&moved, monday), at(11));
}

#[test]
fn it_decides_as_the_same_act_done_there() {
    let own = citizen(Level::Two);
    let case = waiting(Stage::AwaitingDocuments);
    let (d, rules) = (&case.dossier, case.rules());
    let supplement = Doing::Supplement { answers: full(), note: "Gửi thêm sau".into() };
    let (event, said) = supplement.decide(&own, at(11), rules, d, d.version, &asked()).unwrap();
    assert_eq!(event, answered(at(11))(rules, d).unwrap());
    assert_eq!(said, "Chữ ký của cha: Cha đã ký tại bộ phận một cửa\nGửi thêm sau");
    let back = Doing::Withdraw { reason: "nộp nhầm".into() };
    let (event, _) = back.decide(&own, at(11), rules, d, d.version, &[]).unwrap();
    assert_eq!(event, withdraw(&own, d, d.version, Withdraw { reason: "nộp nhầm".into() }).unwrap());
    let case = waiting(Stage::AwaitingPayment);
    let d = &case.dossier;
    let pay = Doing::Pay { reference: "FT1".into(), files: Vec::new(), proof: "Biên lai".into() };
    let (event, _) = pay.decide(&own, at(11), case.rules(), d, d.version, &[]).unwrap();
    let paid = TellPaid { reference: "FT1".into(), documents: Vec::new() };
    assert_eq!(event, tell_paid(&own, d, d.version, paid).unwrap());
    assert!(pay.decide(&own, at(11), case.rules(), d, d.version + 1, &[]).is_err(), "another version");
}
