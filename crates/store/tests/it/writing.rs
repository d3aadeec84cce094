//! Writing: nothing twice, nothing half, no gap, and an answer only when it is on disk.

use crate::database::{location, on_postgres};
use crate::fixture::{Desk, check, digest, nine, unit};
use domain::dossier::{Approve, Command, Deliver, Move, RefusalCode, Stage};
use domain::words::Channel;
use store::{IdempotencyKey, Loaded, Options, Outcome, Reads, Store, StoreError, Writes};

#[tokio::test]
async fn a_dossier_goes_its_way_and_everything_follows() {
    let desk = Desk::new();
    let id = desk.receive("Lê Thị Ánh").await.unwrap();
    let later = nine().plus_minutes(60);
    desk.act(id, later, "forward", Command::Move(Move {})).await.unwrap();
    desk.act(id, later, "approve", Command::Approve(Approve::default())).await.unwrap();
    let deliver = Command::Deliver(Deliver { receiver: "Ánh".into(), ..Deliver::default() });
    desk.act(id, later, "deliver", deliver).await.unwrap();
    let (dossier, history) =
        desk.store.read(move |r| Ok((r.dossier(id)?.unwrap(), r.dossier_history(id)?))).await.unwrap();
    let dossier = dossier.dossier;
    assert_eq!((dossier.stage, dossier.version), (Stage::Delivered, 4));
    let kinds: Vec<&str> = history.iter().map(|e| e.head.kind.as_str()).collect();
    assert_eq!(kinds, ["received", "moved", "approved", "delivered"]);
    let report = desk.checked();
    assert!(report.clean(), "{:?}", report.differences);
    assert_eq!((report.entries, report.dossiers, report.notices), (4, 1, 2));
}

#[tokio::test]
async fn a_refused_act_leaves_no_trace() {
    let desk = Desk::new();
    let id = desk.receive("Lê Thị Ánh").await.unwrap();
    let before = *desk.store.commits().unwrap().borrow();
    let outcome = desk.act(id, nine(), "approve", Command::Approve(Approve::default())).await.unwrap();
    assert!(matches!(outcome, Outcome::Refused(r) if r.code == RefusalCode::NotHere));
    assert_eq!(*desk.store.commits().unwrap().borrow(), before, "nothing was committed");
    assert_eq!(desk.checked().entries, 1);
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer() {
    let desk = Desk::new();
    let key = |n| Some(IdempotencyKey { scope: "p".into(), key: "k".into(), digest: digest(n), at: nine() });
    let (first, replayed) = desk.receive_keyed("A", nine(), Channel::Counter, key(1)).await.unwrap();
    assert!(!replayed);
    let again = desk.receive_keyed("A", nine(), Channel::Counter, key(1)).await.unwrap();
    assert_eq!(again, (first, true));
    let other = desk.receive_keyed("B", nine(), Channel::Counter, key(2)).await;
    assert!(matches!(other, Err(StoreError::KeyReused)));
    assert_eq!(desk.checked().entries, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_at_once_get_numbers_without_gap() {
    let desk = std::sync::Arc::new(Desk::new());
    let tasks: Vec<_> = (0..64)
        .map(|n| {
            let desk = std::sync::Arc::clone(&desk);
            tokio::spawn(async move {
                for k in 0..4 {
                    desk.receive(&format!("Người {n} {k}")).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let commits = *desk.store.commits().unwrap().borrow();
    assert!(commits < 256, "{commits} commits for 256 receptions: none was shared");
    let entries = desk.store.read(|r| r.entries_after(&unit(), 0, 1000)).await.unwrap();
    let seqs: Vec<u64> = entries.iter().map(|e| e.head.seq).collect();
    assert_eq!(seqs, (1..=256).collect::<Vec<_>>());
    let mut codes = Vec::new();
    for e in &entries {
        let (event, _) = domain::dossier::Event::read(&e.head.kind, 1, e.body().unwrap()).unwrap();
        if let domain::dossier::Event::Received(received) = event {
            codes.push(received.filing.code.to_string());
        }
    }
    codes.sort();
    let expected: Vec<String> = (1..=256).map(|n| format!("H56.148-250815-{n:04}")).collect();
    assert_eq!(codes, expected);
    let report = std::sync::Arc::into_inner(desk).unwrap().checked();
    assert!(report.clean(), "{:?}", report.differences);
}

#[tokio::test]
async fn a_panic_and_a_misfit_spoil_nobody_else() {
    let desk = Desk::new();
    let id = desk.receive("A").await.unwrap();
    let broken =
        desk.store.submit(Reads::of(unit()), |_: &Loaded| -> Result<Writes, ()> { panic!("broken") });
    // The second files what exists already: the batch fails as a whole and is done again one by one.
    let twice = {
        let entry = desk.store.read(move |r| r.dossier_history(id)).await.unwrap().remove(0);
        let (event, _) = domain::dossier::Event::read("received", 1, entry.body().unwrap()).unwrap();
        let act =
            store::Act { stamp: crate::fixture::stamp(nine()), dossier: id, event, note: String::new() };
        desk.store.submit(Reads::of(unit()), move |_: &Loaded| {
            Ok::<_, ()>(Writes { acts: vec![act.clone()], ..Writes::default() })
        })
    };
    let (broken, twice, good, other) = tokio::join!(broken, twice, desk.receive("B"), desk.receive("C"));
    assert!(matches!(broken, Err(StoreError::Panicked)));
    assert!(matches!(twice, Err(StoreError::Conflict)), "{twice:?}");
    good.unwrap();
    other.unwrap();
    let report = desk.checked();
    assert!(report.clean(), "{:?}", report.differences);
    assert_eq!(report.entries, 3);
}

#[tokio::test]
async fn an_act_on_what_was_not_loaded_is_refused_as_a_fault() {
    let desk = Desk::new();
    let id = desk.receive("A").await.unwrap();
    let event = domain::dossier::Event::Withdrawn(domain::dossier::Withdrawn { reason: "thôi".into() });
    let act = store::Act { stamp: crate::fixture::stamp(nine()), dossier: id, event, note: String::new() };
    let run = move |_: &Loaded| Ok::<_, ()>(Writes { acts: vec![act.clone()], ..Writes::default() });
    assert!(matches!(desk.store.submit(Reads::of(unit()), run).await, Err(StoreError::Unfit(_))));
    assert!(desk.checked().clean());
}

#[tokio::test]
async fn two_writers_never_share_a_folder_but_readers_do() {
    if on_postgres() {
        return two_programs_write_one_database().await;
    }
    let desk = Desk::new();
    desk.receive("A").await.unwrap();
    assert!(matches!(Store::open(location(desk.path()), Options::default()), Err(StoreError::InUse)));
    let reader = Store::open_read_only(location(desk.path())).unwrap();
    assert!(check(desk.path()).clean(), "checked while the office works");
    assert!(matches!(reader.put_beside(unit(), Vec::new()).await, Err(StoreError::ReadOnly)));
    assert_eq!(reader.read(|r| r.head(&unit())).await.unwrap().unwrap().0, 1);
    drop(desk.store);
    Store::open(location(desk.dir.path()), Options::default()).unwrap();
}

/// On a server programs write beside each other: ledgers stay dense, numbers are given out once.
async fn two_programs_write_one_database() {
    let first = Desk::new();
    let store = Store::open(location(first.path()), Options::default()).unwrap();
    let second = Desk { store, dir: tempfile::tempdir().unwrap(), book: first.book.clone() };
    let many = async |desk: &Desk| {
        for _ in 0..40 {
            let all = tokio::join!(desk.receive("A"), desk.receive("B"), desk.receive("C"));
            assert!(all.0.is_ok() && all.1.is_ok() && all.2.is_ok(), "{all:?}");
        }
    };
    tokio::join!(many(&first), many(&second));
    let last = first.store.read(|r| r.head(&unit())).await.unwrap().unwrap().0;
    assert_eq!(last, 240);
    drop(second);
    let report = first.checked();
    assert!(report.clean() && report.dossiers == 240, "{:?}", report.differences);
}
