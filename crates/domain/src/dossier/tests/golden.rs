//! Golden events: read for ever. A new field gets a default, and a new file `v2.json`; these never change.

use super::{at, colleague, filing};
use crate::calendar::{self, Due, Limit};
use crate::dossier::{
    Accepted, Approved, Assigned, Attachment, ChangeSaid, ChildAsked, ChildEnd, ChildEnded, Clock, Corrected,
    Delivered, Dossier, Entered, Event, Extended, Filing, HandOver, HandOverReason, HandedOver, Lapsed,
    Moved, Opened, ParentOf, PaymentAsked, PaymentTold, Piece, Recalled, Received, Recounted, Refused,
    Resumed, Revised, Stage, Submitted, SupplementAsked, TakenOver, Withdrawn, evolve,
};
use crate::identity::Place;
use crate::packs::pack::{PackRef, Running};
use crate::packs::{Change, Join};
use crate::registers::RecordRef;
use crate::words::{Channel, DossierId, Moment, StepId};
use uuid::Uuid;

fn step(name: &str) -> StepId {
    name.parse().unwrap()
}

fn due() -> Due {
    calendar::due(at(9), Limit::WorkingDays(2), Channel::Counter, &super::hours(), None)
}

/// As due dates were told before their grounds said how much each counted.
fn uncounted() -> Due {
    let mut due = due();
    due.grounds.iter_mut().for_each(|g| g.counted = 0);
    due
}

fn scan() -> Attachment {
    Attachment {
        blob: "ab".repeat(32).parse().unwrap(),
        name: "giay-chung-sinh.pdf".into(),
        media: "application/pdf".into(),
        size_bytes: 12_345,
    }
}

fn piece() -> Piece {
    Piece { name: "Giấy chứng sinh".into(), originals: 1, copies: 0, files: vec![scan()] }
}

fn elsewhere() -> Place {
    Place { unit: "15088@2025-07-01".parse().unwrap(), province: super::province() }
}

fn why() -> HandOverReason {
    HandOverReason::Reorganisation { act: "1686/NQ-UBTVQH15".into(), rule: "whole".into() }
}

fn on_its_way(due: &Due) -> Dossier {
    let event = Event::Submitted(submitted(filing(), None));
    let dossier = evolve(None, at(9), &event).unwrap();
    let clock = Clock::start(at(9), Limit::WorkingDays(2), due);
    let dossier = Dossier { clock: Some(clock), stage: Stage::Received, ..dossier };
    evolve(
        Some(dossier),
        at(10),
        &Event::HandedOver(HandedOver { to: elsewhere(), why: why(), released: false }),
    )
    .unwrap()
}

fn submitted(filing: Filing, answer_by: Option<Moment>) -> Submitted {
    Submitted { filing, step: step("accept"), answer_by, wished: None, internal: false }
}

fn received(due: &Due) -> Received {
    let (limit, due) = (Limit::WorkingDays(2), due.clone());
    Received { filing: filing(), step: step("check"), limit, due, parent: None, internal: false }
}

fn asked(due: &Due) -> ChildAsked {
    ChildAsked {
        id: DossierId(Uuid::from_u128(11)),
        unit: elsewhere().unit,
        procedure: "XA-HTI-01".parse().unwrap(),
        title: "Trả lời xác minh".into(),
        channel: Channel::Counter,
        limit: Limit::WorkingDays(2),
        due: due.clone(),
        applicant: None,
        data: serde_json::from_str(r#"{"name":"Lê Thị Ánh"}"#).unwrap(),
    }
}

fn child_end() -> ChildEnd {
    ChildEnd {
        code: "H56.149-250815-0003".parse().unwrap(),
        stage: Stage::Delivered,
        at: at(16),
        number: "7/UBND".into(),
        summary: "Chưa kết hôn".into(),
        data: serde_json::from_str(r#"{"name":"Lê Thị Ánh"}"#).unwrap(),
    }
}

fn samples(due: &Due) -> Vec<Event> {
    let limit = Limit::WorkingDays(2);
    let reason = || "Thiếu chữ ký".to_owned();
    let mut all = vec![
        Event::Submitted(submitted(filing(), None)),
        Event::Received(received(due)),
        Event::Accepted(Accepted { step: step("check"), limit, due: due.clone() }),
        Event::Moved(Moved { act: step("forward"), step: step("sign"), same_role: false }),
        Event::SupplementAsked(SupplementAsked {
            items: vec!["Giấy chứng sinh".into()],
            reason: reason(),
            until: None,
        }),
        Event::PaymentAsked(PaymentAsked { amount_vnd: 50_000, reason: reason() }),
        Event::Resumed(Resumed { documents: vec![piece()], data: None, due: due.clone(), score_due: None }),
        Event::Refused(Refused { reason: reason(), accepted: true }),
        Event::Extended(Extended { reason: reason(), before: at(16), due: due.clone(), score_due: None }),
        Event::Approved(Approved {
            step: step("return"),
            number: "12/GKS".into(),
            summary: "Đã đăng ký".into(),
            files: vec![scan()],
        }),
        Event::Delivered(Delivered { receiver: "Lê Thị Ánh".into(), way: HandOver::Counter }),
        Event::Withdrawn(Withdrawn { reason: reason() }),
        Event::Corrected(Corrected {
            applicant: filing().applicant,
            content: "Khai sinh".into(),
            reason: reason(),
        }),
        Event::HandedOver(HandedOver { to: elsewhere(), why: why(), released: false }),
        Event::TakenOver(TakenOver { from: super::unit(), dossier: Box::new(on_its_way(due)) }),
        Event::Assigned(Assigned { person: colleague(2, &[]).person, name: colleague(2, &[]).name }),
        Event::Lapsed(Lapsed { asked: at(9), until: at(17) }),
        Event::Recounted(Recounted {
            before: at(16),
            due: due.clone(),
            score_due: None,
            reason: reason(),
            act: "5015/TB-BNV".into(),
        }),
    ];
    all.extend(of_packs());
    all.extend(of_children(due));
    all.push(Event::Recalled(Recalled { from: elsewhere().unit }));
    all.push(Event::PaymentTold(PaymentTold { reference: "FT25227001".into(), documents: vec![piece()] }));
    all
}

fn of_packs() -> [Event; 2] {
    [
        Event::Entered(Entered {
            act: step("approve"),
            answers: serde_json::from_str(r#"{"grade":"nặng","months":12}"#).unwrap(),
            records: vec![RecordRef {
                register: "disabled".parse().unwrap(),
                number: "0001/2025-15085".into(),
                change: Change::Create,
            }],
        }),
        Event::Revised(Revised {
            from: "0123456789ab".into(),
            to: "ba9876543210".into(),
            pack: Some(PackRef {
                id: "housing".parse().unwrap(),
                version: 2,
                decision: None,
                effective: None,
                running: Running::Migrate,
            }),
            step: step("check"),
            changes: vec![ChangeSaid {
                key: "diff-limit".into(),
                facts: [("channel", "channel-counter"), ("old", "2wd"), ("new", "3wd")]
                    .map(|(name, said)| (name.to_owned(), said.to_owned()))
                    .into(),
            }],
        }),
    ]
}

fn of_children(due: &Due) -> [Event; 2] {
    [
        Event::Opened(Opened {
            act: Some(step("ask")),
            step: step("check"),
            same_role: true,
            holds: Some(step("check")),
            join: Join::Quorum(2),
            stops_clock: None,
            children: vec![asked(due)],
        }),
        Event::ChildEnded(ChildEnded { child: asked(due).id, end: child_end(), due: None, score_due: None }),
    ]
}

/// Writes an event as its golden file has it, and reads that file as the event.
fn is_golden(event: &Event, file: &str) {
    let path = format!("{}/testdata/events/{}/{file}", env!("CARGO_MANIFEST_DIR"), event.kind());
    let body = event.body("ghi chú").unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test reads its golden file")]
    let golden = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}\n{body}"));
    assert_eq!(body, golden.trim(), "{path}");
    let (read, note) = Event::read(event.kind(), 1, golden.trim()).unwrap();
    assert_eq!((&read, note.as_str()), (event, "ghi chú"));
}

#[test]
fn every_kind_has_a_golden_file_that_is_written_and_read_alike() {
    let samples = samples(&uncounted());
    let kinds: Vec<&str> = samples.iter().map(Event::kind).collect();
    assert_eq!(kinds, Event::KINDS);
    for event in &samples {
        is_golden(event, "v1.json");
    }
}

#[test]
fn what_a_ground_counted_is_golden_too() {
    let promises = ["received", "accepted", "resumed", "extended"];
    let samples = samples(&due());
    let promising = samples.iter().filter(|e| promises.contains(&e.kind()));
    assert_eq!(promising.map(|event| is_golden(event, "counted.json")).count(), promises.len());
}

#[test]
fn both_dates_and_the_ends_of_waiting_are_golden_too() {
    let mut filed = filing();
    filed.case = Some("1.001193.02".parse().unwrap());
    let (until, score) = (Some(at(17)), || Some(due()));
    let reason = || "Thiếu chữ ký".to_owned();
    let events = [
        Event::Submitted(submitted(filed, until)),
        Event::SupplementAsked(SupplementAsked { items: vec!["Ảnh".into()], reason: reason(), until }),
        Event::Resumed(Resumed { documents: Vec::new(), data: None, due: due(), score_due: score() }),
        Event::Extended(Extended { reason: reason(), before: at(16), due: due(), score_due: score() }),
    ];
    for event in &events {
        is_golden(event, "clock.json");
    }
}

#[test]
fn parents_children_and_a_clock_that_stands_for_them_are_golden_too() {
    let parent = ParentOf {
        dossier: filing().id,
        code: filing().code,
        unit: super::unit(),
        title: "Xác nhận tình trạng hôn nhân".into(),
    };
    let wished = Some(vec!["1.004222".parse().unwrap()]);
    let mut online = submitted(filing(), None);
    online.wished = wished;
    let events = [
        Event::Received(Received { parent: Some(parent), internal: true, ..received(&due()) }),
        Event::Submitted(online),
        Event::Opened(Opened {
            act: None,
            step: step("check"),
            same_role: true,
            holds: None,
            join: Join::Nobody,
            stops_clock: Some("Điều 21".into()),
            children: vec![ChildAsked { applicant: Some(filing().applicant), ..asked(&due()) }],
        }),
        Event::ChildEnded(ChildEnded {
            child: asked(&due()).id,
            end: child_end(),
            due: Some(due()),
            score_due: Some(due()),
        }),
    ];
    for event in &events {
        is_golden(event, "children.json");
    }
}

#[test]
fn why_people_pass_a_dossier_on_is_golden_too() {
    let to = |why| Event::HandedOver(HandedOver { to: elsewhere(), why, released: false });
    is_golden(&to(HandOverReason::Competence {}), "competence.json");
    is_golden(&to(HandOverReason::Return { reason: "Thiếu chữ ký".into() }), "return.json");
    let plain = to(HandOverReason::Return { reason: String::new() }).body("").unwrap();
    assert!(plain.ends_with(r#""why":{"kind":"return"}}"#), "{plain}");
    assert!(Event::read("handed-over", 1, &plain).is_ok());
}

#[test]
fn unknown_kinds_and_broken_bodies_are_errors_not_guesses() {
    assert!(Event::read("exploded", 1, "{}").is_err());
    assert!(Event::read("moved", 2, "{}").is_err());
    assert!(Event::read("moved", 1, "{}").is_err());
}
