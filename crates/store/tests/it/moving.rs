//! Dossiers, people and archives that go from unit to unit: found in the right place, owned once, checked
//! across ledgers.

use crate::database::{contents, tamper};
use crate::fixture::{Desk, check, nine, province, rebuilt, stamp, unit};
use domain::dossier::{
    Approve, Command, Deliver, Dossier, HandOverReason, Move, Refusal, hand_over, recall, take_over,
};
use domain::identity::{Place, Scope};
use domain::records::Body as _;
use domain::units::Closed;
use domain::words::{DossierId, Moment, UnitId};
use store::read::{Sort, WorklistFilter};
use store::{Act, Loaded, Outcome, Reads, RecordChange, StoreError, Writes};

pub fn there() -> Place {
    Place { unit: "15088@2025-07-01".parse().unwrap(), province: province() }
}

fn far() -> Place {
    Place { unit: "24133@2025-07-01".parse().unwrap(), province: "66@2025-07-01".parse().unwrap() }
}

fn later() -> Moment {
    nine().plus_minutes(60)
}

fn rule() -> HandOverReason {
    HandOverReason::Reorganisation { act: "1686/NQ-UBTVQH15".into(), rule: "whole".into() }
}

pub async fn give(
    desk: &Desk,
    id: DossierId,
    from: UnitId,
    to: Place,
) -> Result<Outcome<Refusal>, StoreError> {
    let stamp = stamp(later());
    let run = move |loaded: &Loaded| {
        let event = hand_over(loaded.dossier.as_ref().unwrap(), to.clone(), rule(), true)?;
        let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
        Ok(Writes { acts: vec![act], ..Writes::default() })
    };
    desk.store.submit(Reads { dossier: Some(id), ..Reads::of(from) }, run).await
}

pub async fn take(
    desk: &Desk,
    id: DossierId,
    from: UnitId,
    here: UnitId,
) -> Result<Outcome<Refusal>, StoreError> {
    let (stamp, unit) = (stamp(later()), here.clone());
    let run = move |loaded: &Loaded| {
        let event = take_over(&unit, loaded.dossier.clone().unwrap())?;
        let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
        Ok(Writes { acts: vec![act], ..Writes::default() })
    };
    desk.store.submit(Reads { dossier: Some(id), taking_over: Some(from), ..Reads::of(here) }, run).await
}

async fn close(desk: &Desk, unit: UnitId, keeper: Place) {
    let closed = Closed {
        successors: vec![keeper.unit.clone()],
        keeper,
        act: "1686/NQ-UBTVQH15".into(),
        day: nine().day(),
        reorganisation: "x".into(),
        waiting: 0,
    };
    let record = RecordChange {
        stamp: stamp(later()),
        kind: Closed::KIND,
        key: Closed::KEY.into(),
        body: closed.text().unwrap(),
    };
    let run = move |_: &Loaded| {
        Ok::<_, std::convert::Infallible>(Writes { records: vec![record.clone()], ..Writes::default() })
    };
    desk.store.submit(Reads::of(unit), run).await.unwrap();
}

async fn finish(desk: &Desk, id: DossierId) {
    desk.act(id, nine(), "forward", Command::Move(Move {})).await.unwrap();
    desk.act(id, nine(), "approve", Command::Approve(Approve::default())).await.unwrap();
    let receiver = Deliver { receiver: "A".into(), ..Deliver::default() };
    desk.act(id, nine(), "deliver", Command::Deliver(receiver)).await.unwrap();
}

/// Open, late in a hundred days, in the list of all, found by telephone.
async fn seen(desk: &Desk, scope: Scope) -> (u64, u64, usize, usize) {
    let read = desk.store.read(move |r| {
        let counts = r.worklist_counts(&scope, nine().plus_minutes(100 * 24 * 60))?;
        let open = r.open_counts(&scope, nine(), &[])?.iter().map(|c| c.n).sum::<u64>();
        assert_eq!(open, counts.open);
        let all = r.worklist(&scope, &WorklistFilter::default(), Sort::Newest, None, 99)?.rows.len();
        Ok((counts.open, counts.late, all, r.search(&scope, "0912345678", 99)?.len()))
    });
    read.await.unwrap()
}

async fn dossier(desk: &Desk, id: DossierId) -> (Dossier, Place) {
    let found = desk.store.read(move |r| r.dossier(id)).await.unwrap().unwrap();
    (found.dossier, found.kept)
}

fn clean(desk: &Desk) -> (u64, u64) {
    let report = check(desk.path());
    assert!(report.clean(), "{:?}", report.differences);
    (report.moved, report.in_transit)
}

#[tokio::test]
async fn a_dossier_moves_with_all_its_promises_and_is_counted_once() {
    let desk = Desk::new();
    let (id, _) = (desk.receive("Lê Thị Ánh").await.unwrap(), desk.receive("Đỗ Văn Cường").await.unwrap());
    let (before, _) = dossier(&desk, id).await;
    give(&desk, id, unit(), there()).await.unwrap();
    assert_eq!(clean(&desk), (0, 1), "on its way: a count, not a fault");
    assert_eq!(seen(&desk, Scope::Unit(unit())).await, (1, 1, 2, 2), "shown, not counted");
    assert_eq!(seen(&desk, Scope::Unit(there().unit)).await, (0, 0, 0, 0));
    take(&desk, id, unit(), there().unit).await.unwrap();
    assert_eq!(clean(&desk), (1, 0));
    // Who took it in finds it wherever it is; its list and its counts are of what it has.
    assert_eq!(seen(&desk, Scope::Unit(unit())).await, (1, 1, 1, 2));
    assert_eq!(seen(&desk, Scope::Unit(there().unit)).await, (1, 1, 1, 1));
    assert_eq!(seen(&desk, Scope::Province(province())).await, (2, 2, 2, 2), "totals are conserved");
    let (after, kept) = dossier(&desk, id).await;
    assert_eq!((&after.clock, &after.filing), (&before.clock, &before.filing));
    assert_eq!((after.version, kept), (3, there()));
    let code = before.filing.code.clone();
    let found = desk.store.read(move |r| r.dossier_by_code(&code)).await.unwrap().unwrap();
    assert_eq!(found.dossier, after, "the old code leads to where it is now");
    let history = desk.store.read(move |r| r.dossier_history(id)).await.unwrap();
    let kinds: Vec<_> = history.iter().map(|e| (e.head.kind.as_str(), e.head.version)).collect();
    assert_eq!(kinds, [("received", 1), ("handed-over", 2), ("taken-over", 3)]);
    // And home again, where its first row stood.
    give(&desk, id, there().unit, Place { unit: unit(), province: province() }).await.unwrap();
    take(&desk, id, there().unit, unit()).await.unwrap();
    assert_eq!(clean(&desk), (2, 0));
    assert_eq!(seen(&desk, Scope::Unit(unit())).await, (2, 2, 2, 2));
    let dir = desk.dir;
    drop(desk.store);
    let live = contents(dir.path());
    assert!(rebuilt(dir.path()).clean());
    assert_eq!(contents(dir.path()), live);
}

#[tokio::test]
async fn nobody_takes_what_was_not_given_or_acts_on_what_was() {
    let desk = Desk::new();
    let id = desk.receive("Lê Thị Ánh").await.unwrap();
    assert!(matches!(take(&desk, id, unit(), there().unit).await, Ok(Outcome::Refused(_))));
    give(&desk, id, unit(), there()).await.unwrap();
    assert!(matches!(take(&desk, id, unit(), far().unit).await, Ok(Outcome::Refused(_))));
    assert!(matches!(give(&desk, id, unit(), far()).await, Ok(Outcome::Refused(_))));
    let act = desk.act(id, later(), "forward", Command::Move(Move {})).await.unwrap();
    assert!(matches!(act, Outcome::Refused(_)));
    take(&desk, id, unit(), there().unit).await.unwrap();
    assert!(matches!(take(&desk, id, unit(), there().unit).await, Ok(Outcome::Refused(_))), "once");
    assert_eq!(clean(&desk), (1, 0));
}

/// Calls a dossier back; `other` is the unit of which is looked what it has.
async fn call_back(
    desk: &Desk,
    id: DossierId,
    other: Option<UnitId>,
) -> Result<Outcome<Refusal>, StoreError> {
    let stamp = stamp(later());
    let run = move |loaded: &Loaded| {
        let dossier = loaded.dossier.as_ref().unwrap();
        let event = recall(dossier, dossier.version)?;
        let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
        Ok(Writes { acts: vec![act], ..Writes::default() })
    };
    desk.store.submit(Reads { dossier: Some(id), taking_over: other, ..Reads::of(unit()) }, run).await
}

#[tokio::test]
async fn what_is_called_back_is_owned_once() {
    let desk = Desk::new();
    let id = desk.receive("Lê Thị Ánh").await.unwrap();
    give(&desk, id, unit(), there()).await.unwrap();
    let blind = call_back(&desk, id, None).await;
    assert!(matches!(blind, Err(StoreError::Unfit(_))), "without a look at the other end: {blind:?}");
    call_back(&desk, id, Some(there().unit)).await.unwrap();
    assert!(matches!(take(&desk, id, unit(), there().unit).await, Ok(Outcome::Refused(_))));
    assert_eq!((clean(&desk), dossier(&desk, id).await.1.unit), ((0, 0), unit()));
    give(&desk, id, unit(), there()).await.unwrap();
    take(&desk, id, unit(), there().unit).await.unwrap();
    let late = call_back(&desk, id, Some(there().unit)).await;
    assert!(matches!(late, Ok(Outcome::Refused(_))), "it has an owner: {late:?}");
    // What stayed behind says that it is on its way; a look at it alone is not enough.
    let stub = call_back(&desk, id, None).await;
    assert!(matches!(stub, Err(StoreError::Unfit(_))), "{stub:?}");
    assert_eq!((clean(&desk), dossier(&desk, id).await.1), ((1, 0), there()));
    let dir = desk.dir;
    drop(desk.store);
    let live = contents(dir.path());
    assert!(rebuilt(dir.path()).clean());
    assert_eq!(contents(dir.path()), live);
}

#[tokio::test]
async fn the_archive_of_a_closed_unit_goes_from_keeper_to_keeper() {
    let desk = Desk::new();
    let (done, open) =
        (desk.receive("Lê Thị Ánh").await.unwrap(), desk.receive("Đỗ Văn Cường").await.unwrap());
    finish(&desk, done).await;
    close(&desk, unit(), there()).await;
    assert_eq!(seen(&desk, Scope::Unit(there().unit)).await, (0, 0, 1, 1), "the finished one is found");
    assert_eq!(seen(&desk, Scope::Unit(unit())).await, (1, 1, 1, 1), "the open one waits");
    assert_eq!(dossier(&desk, done).await.1, there());
    clean(&desk);
    // The keeper ends as well, and its successor lies in another province.
    close(&desk, there().unit, far()).await;
    assert_eq!(dossier(&desk, done).await.1, far());
    clean(&desk);
    // So does the province of what still waits.
    close(&desk, province(), Place { unit: far().province, province: far().province }).await;
    assert_eq!(seen(&desk, Scope::Province(province())).await, (0, 0, 0, 0));
    assert_eq!(seen(&desk, Scope::Province(far().province)).await, (1, 1, 2, 2));
    assert_eq!(dossier(&desk, open).await.1.unit, unit());
    clean(&desk);
    // What was decided late leaves the closed unit like any other.
    give(&desk, open, unit(), far()).await.unwrap();
    take(&desk, open, unit(), far().unit).await.unwrap();
    assert_eq!(seen(&desk, Scope::Unit(far().unit)).await, (1, 1, 2, 2));
    clean(&desk);
    let dir = desk.dir;
    drop(desk.store);
    let live = contents(dir.path());
    assert!(rebuilt(dir.path()).clean());
    assert_eq!(contents(dir.path()), live);
}

#[tokio::test]
async fn halves_that_do_not_fit_are_found() {
    let cases = [
        ("delete from entry where kind = 'handed-over'", "never handed it over"),
        (
            "update entry set body = replace(body, 'Ánh', 'X') where kind = 'taken-over'",
            "taken over other than",
        ),
        ("update dossier set moved_to = null, version = 9 where moved_to is not null", "owned twice"),
        ("update dossier set keeper = '1@2025-07-01' where moved_to is null", "its row"),
    ];
    for (sql, word) in cases {
        let desk = Desk::new();
        let id = desk.receive("Lê Thị Ánh").await.unwrap();
        give(&desk, id, unit(), there()).await.unwrap();
        take(&desk, id, unit(), there().unit).await.unwrap();
        clean(&desk);
        let dir = desk.dir;
        drop(desk.store);
        tamper(dir.path(), sql);
        let report = check(dir.path());
        assert!(report.differences.iter().any(|d| d.contains(word)), "{sql}: {:?}", report.differences);
    }
}
