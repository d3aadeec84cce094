//! Ledgers that another node writes: copied whole or in excerpts, refused when they don't follow, and never
//! written by two.

use crate::database::contents;
use crate::fixture::{Desk, check, nine, province, rebuilt, stamp, unit};
use crate::moving::{give, take, there};
use domain::ledger::Entry;
use domain::nodes::{Home, files};
use domain::records::Body as _;
use domain::words::{NodeId, PersonId, UnitId};
use std::collections::BTreeMap;
use store::{Beside, Copy, Factor, Loaded, Outcome, Reads, RecordChange, Secret, StoreError, Writes};

fn node(n: u128) -> NodeId {
    NodeId(uuid::Uuid::from_u128(n))
}

const CENTRE: u128 = 9;
const BOX: u128 = 1;

async fn be(desk: &Desk, n: u128) {
    let meta = |key: &str, value: String| Beside::Meta { key: key.into(), value };
    let mut marks = vec![meta("node", node(n).to_string())];
    if n == CENTRE {
        marks.push(meta("node-centre", "1".into()));
    }
    desk.store.put_beside(province(), marks).await.unwrap();
}

async fn home(desk: &Desk, of: UnitId, n: u128, epoch: u32) -> Result<Outcome<()>, StoreError> {
    let home = Home { node: node(n), epoch, since: nine(), floor: 0 };
    let (key, body) = (Home::KEY.to_owned(), home.text().unwrap());
    let record = RecordChange { stamp: stamp(nine()), kind: Home::KIND, key, body };
    let run = move |_: &Loaded| Ok::<_, ()>(Writes { records: vec![record.clone()], ..Writes::default() });
    desk.store.submit(Reads::of(of), run).await
}

async fn copy(desk: &Desk, of: UnitId, copy: Copy) -> Result<(), StoreError> {
    let run = move |_: &Loaded| Ok::<_, ()>(Writes { copy: Some(copy.clone()), ..Writes::default() });
    desk.store.submit(Reads::of(of), run).await.map(|_| ())
}

async fn entries(desk: &Desk, of: &UnitId, after: u64) -> Vec<Entry> {
    let of = of.clone();
    desk.store.read(move |r| r.entries_batch(&of, after, 1_000, usize::MAX)).await.unwrap()
}

async fn head(desk: &Desk, of: &UnitId) -> u64 {
    let of = of.clone();
    desk.store.read(move |r| r.head(&of)).await.unwrap().map_or(0, |(seq, _)| seq)
}

async fn whole(to: &Desk, from: &Desk, of: &UnitId) -> Result<(), StoreError> {
    let entries = entries(from, of, head(to, of).await).await;
    copy(to, of.clone(), Copy { entries, whole: true, at: nine(), ..Copy::default() }).await
}

/// What the box of these units is told of another ledger.
async fn excerpt(to: &Desk, from: &Desk, of: &UnitId, reader: UnitId) {
    let after = to.store.read(|r| r.mirrored());
    let after = after.await.unwrap();
    let after = after.iter().find(|m| m.unit == *of).map_or(0, |m| m.seq);
    let ledger = of.clone();
    let found = from.store.read(move |r| r.excerpt(&ledger, &[reader], after, usize::MAX)).await.unwrap();
    let (entries, upto, secrets) = (found.entries, found.upto, found.secrets);
    copy(to, of.clone(), Copy { entries, upto, secrets, at: nine(), ..Copy::default() }).await.unwrap();
}

/// A centre that was the office of a unit, and the unit's new box, which has its ledger.
async fn pair() -> (Desk, Desk) {
    let (centre, own) = (Desk::new(), Desk::new());
    centre.receive("Trước").await.unwrap();
    be(&centre, CENTRE).await;
    be(&own, BOX).await;
    home(&centre, unit(), BOX, 1).await.unwrap();
    whole(&own, &centre, &unit()).await.unwrap();
    (centre, own)
}

fn clean(desk: Desk) -> Vec<String> {
    let dir = desk.dir;
    drop(desk.store);
    let report = check(dir.path());
    assert!(report.clean(), "{:?}", report.differences);
    let before = contents(dir.path());
    assert!(rebuilt(dir.path()).clean());
    let after = contents(dir.path());
    assert_eq!(after, before, "what is copied is what would be rebuilt");
    vec![format!("{} entries", report.entries)]
}

#[tokio::test]
async fn only_its_home_writes_a_ledger_and_both_sides_end_up_with_the_same() {
    let (centre, own) = pair().await;
    let refused = centre.receive("Ở tỉnh").await;
    assert!(matches!(refused, Err(StoreError::HomeElsewhere { .. })), "{refused:?}");
    let id = own.receive("Ở xã").await.unwrap();
    let (ahead, behind) = (head(&own, &unit()).await, head(&centre, &unit()).await);
    assert_eq!(ahead, behind + 1);
    whole(&centre, &own, &unit()).await.unwrap();
    whole(&centre, &own, &unit()).await.unwrap();
    let found = centre.store.read(move |r| r.dossier(id)).await.unwrap().unwrap();
    assert!(
        found.dossier.filing.code.as_str().ends_with("-0002"),
        "numbers go on: {}",
        found.dossier.filing.code
    );
    let waiting = centre.store.read(|r| r.mirrored());
    let waiting = waiting.await.unwrap();
    assert!(waiting.iter().any(|m| m.unit == unit() && m.whole && m.seq == ahead));
    clean(centre);
    clean(own);
}

#[tokio::test]
async fn what_does_not_follow_is_not_taken_in_part() {
    let (centre, own) = pair().await;
    own.receive("Một").await.unwrap();
    own.receive("Hai").await.unwrap();
    let good = entries(&own, &unit(), head(&centre, &unit()).await).await;
    let mut altered = good.clone();
    altered[1].head.actor.push('x');
    let other = Entry {
        head: domain::ledger::Header { ledger: there().unit, ..good[0].head.clone() },
        ..good[0].clone()
    };
    for bad in [altered, good[1..].to_vec(), vec![other]] {
        let before = head(&centre, &unit()).await;
        let taken =
            copy(&centre, unit(), Copy { entries: bad, whole: true, at: nine(), ..Copy::default() }).await;
        assert!(matches!(taken, Err(StoreError::Unadmitted { early: false, .. })), "{taken:?}");
        assert_eq!(head(&centre, &unit()).await, before);
    }
    clean(centre);
}

#[tokio::test]
async fn a_dossier_goes_to_a_box_and_comes_back() {
    let (centre, own) = pair().await;
    let other = there().unit;
    let here = domain::identity::Place { unit: unit(), province: province() };
    // The box hands one to a unit at the centre, which hands it back.
    let id = own.receive("Đi và về").await.unwrap();
    give(&own, id, unit(), there()).await.unwrap();
    let early = take(&centre, id, unit(), other.clone()).await;
    assert!(early.is_err(), "it isn't there yet: {early:?}");
    whole(&centre, &own, &unit()).await.unwrap();
    take(&centre, id, unit(), other.clone()).await.unwrap();
    give(&centre, id, other.clone(), here).await.unwrap();
    let told = centre.store.read(|r| r.inbox_ledgers(&[unit()], &BTreeMap::new())).await.unwrap();
    assert!(told.contains(&other), "{told:?}");
    excerpt(&own, &centre, &other, unit()).await;
    excerpt(&own, &centre, &other, unit()).await;
    take(&own, id, other.clone(), unit()).await.unwrap();
    whole(&centre, &own, &unit()).await.unwrap();
    for desk in [&centre, &own] {
        let found = desk.store.read(move |r| r.dossier(id)).await.unwrap().unwrap().dossier;
        assert_eq!((found.place().unit, found.moved_to.clone(), found.version), (unit(), None, 5));
        let history = desk.store.read(move |r| r.dossier_history(id)).await.unwrap();
        assert_eq!(history.len(), 5, "the whole story is known on both sides");
    }
    clean(centre);
    clean(own);
}

#[tokio::test]
async fn a_replaced_box_gives_other_numbers_and_the_old_one_is_cut_off() {
    let (centre, own) = pair().await;
    own.receive("Chưa gửi").await.unwrap();
    home(&centre, unit(), 2, 2).await.unwrap();
    let new = Desk::new();
    be(&new, 2).await;
    whole(&new, &centre, &unit()).await.unwrap();
    let id = new.receive("Ở máy mới").await.unwrap();
    let found = new.store.read(move |r| r.dossier(id)).await.unwrap().unwrap();
    assert!(found.dossier.filing.code.as_str().ends_with("-1001"), "{}", found.dossier.filing.code);
    let fork = whole(&centre, &own, &unit()).await;
    assert!(fork.is_ok() && head(&centre, &unit()).await == 3, "nothing new of it: the heads stand level");
    whole(&centre, &new, &unit()).await.unwrap();
    let fork = copy(
        &centre,
        unit(),
        Copy { entries: entries(&own, &unit(), 2).await, whole: true, at: nine(), ..Copy::default() },
    );
    assert!(matches!(fork.await, Err(StoreError::Unadmitted { .. })));
    // The old box drops what it has and takes what is right.
    let entries = entries(&centre, &unit(), 0).await;
    copy(&own, unit(), Copy { entries, whole: true, anew: true, at: nine(), ..Copy::default() })
        .await
        .unwrap();
    assert!(matches!(own.receive("Không được").await, Err(StoreError::HomeElsewhere { .. })));
    clean(own);
    clean(centre);
    clean(new);
}

#[tokio::test]
async fn what_was_served_is_known_where_it_is_decided() {
    let (centre, _own) = pair().await;
    let ask = async || {
        let reads = Reads { served: Some(unit()), ..Reads::of(there().unit) };
        let run = |loaded: &Loaded| {
            Ok::<_, ()>(Writes { answer: format!("{} {}", loaded.served, loaded.here), ..Writes::default() })
        };
        match centre.store.submit(reads, run).await.unwrap() {
            Outcome::Done { answer, .. } => answer,
            Outcome::Refused(()) => String::new(),
        }
    };
    assert_eq!(ask().await, "0 true");
    for upto in [7, 3] {
        let served = Beside::Served { reader: unit(), upto };
        centre.store.put_beside(there().unit, vec![served]).await.unwrap();
    }
    assert_eq!(ask().await, "7 true");
    assert_eq!(files::named("{}"), []);
}

#[tokio::test]
async fn second_factors_that_come_along_win_when_they_are_newer_and_a_used_code_stays_used() {
    let desk = Desk::new();
    be(&desk, BOX).await;
    let person = PersonId(uuid::Uuid::from_u128(5));
    let factor = |body: &str, last_code, minutes| Factor {
        person,
        body: body.to_owned(),
        last_code,
        changed: nine().plus_minutes(minutes),
    };
    let came = async |factor| {
        let secret =
            Secret { person, password_hash: "hash".to_owned(), changed: nine(), factor: Some(factor) };
        let along = Copy { secrets: vec![secret], at: nine(), ..Copy::default() };
        copy(&desk, there().unit, along).await.unwrap();
        desk.store.read(move |r| r.factor(person)).await.unwrap().unwrap()
    };
    assert_eq!(came(factor("a", 5, 0)).await, factor("a", 5, 0));
    assert_eq!(came(factor("a", 7, 0)).await, factor("a", 7, 0), "a code was used meanwhile");
    assert_eq!(came(factor("a", 6, 0)).await, factor("a", 7, 0));
    assert_eq!(came(factor("b", 6, 1)).await, factor("b", 6, 1), "another secret counts its own");
    assert_eq!(came(factor("a", 9, 0)).await, factor("b", 6, 1));
}
