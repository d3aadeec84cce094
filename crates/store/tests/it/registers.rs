//! Records of registers: numbers without gaps however many ask at once, found by lists and searches, checked
//! and rebuilt like everything else.

use crate::database::tamper;
use crate::fixture::{Desk, check, nine, province, rebuilt, stamp, unit};
use domain::identity::Scope;
use domain::packs::Change;
use domain::records::{Body as _, RecordKind};
use domain::registers::{Holder, MadeBy, Registered, series};
use domain::words::Day;
use serde_json::json;
use std::collections::BTreeSet;
use store::read::RegisterFilter;
use store::{Loaded, Outcome, Reads, RecordChange, Writes};

fn record(sequence: u32, name: &str, until: Option<Day>) -> Registered {
    Registered {
        register: "cards".parse().unwrap(),
        number: format!("{sequence:04}/2025"),
        year: Some(2025),
        sequence,
        fields: [("name".to_owned(), json!(name))].into_iter().collect(),
        from: nine().day(),
        until,
        ended: None,
        holder: Holder { name: name.into(), ..Holder::default() },
        change: Change::Create,
        made_by: MadeBy {
            dossier: domain::words::DossierId(uuid::Uuid::from_u128(7)),
            code: "H56.148-250815-0001".parse().unwrap(),
            procedure: "1.001193".parse().unwrap(),
            revision: "0123456789ab".into(),
            act: "approve".parse().unwrap(),
        },
        province: province(),
    }
}

fn next() -> String {
    series(&"cards".parse().unwrap(), Some(2025))
}

/// Makes the next record; one whose name is empty is refused, after its number was seen.
async fn make(desk: &Desk, name: &str, until: Option<Day>) -> Outcome<()> {
    let (stamp, name) = (stamp(nine()), name.to_owned());
    let reads = Reads { series: vec![next()], ..Reads::of(unit()) };
    let run = move |loaded: &Loaded| {
        let last = loaded.last.iter().find(|(series, _)| *series == next()).unwrap().1;
        let record = record(last + 1, &name, until);
        if name.is_empty() {
            return Err(());
        }
        let (key, body) = (record.key(), record.text().unwrap());
        let change = RecordChange { stamp: stamp.clone(), kind: RecordKind::Register, key, body };
        Ok(Writes { records: vec![change], answer: record.number, ..Writes::default() })
    };
    desk.store.submit(reads, run).await.unwrap()
}

fn of(text: &str) -> RegisterFilter {
    RegisterFilter { register: "cards".parse().unwrap(), text: text.into(), ends: None }
}

async fn found(desk: &Desk, scope: Scope, filter: RegisterFilter) -> Vec<String> {
    let page = desk.store.read(move |r| r.register(&scope, &filter, None, 50)).await.unwrap();
    page.rows.into_iter().map(|row| row.registered.number).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn numbers_have_no_gap_however_many_ask_at_once() {
    let desk = std::sync::Arc::new(Desk::new());
    let mut asking = tokio::task::JoinSet::new();
    for n in 0..60 {
        let desk = std::sync::Arc::clone(&desk);
        // Every fifth is refused: it takes no number.
        let name = if n % 5 == 0 { String::new() } else { format!("Người {n}") };
        asking.spawn(async move { make(&desk, &name, None).await });
    }
    let mut numbers = BTreeSet::new();
    while let Some(done) = asking.join_next().await {
        if let Outcome::Done { answer, .. } = done.unwrap() {
            assert!(numbers.insert(answer), "a number was given twice");
        }
    }
    let all: BTreeSet<String> = (1..=48).map(|n| format!("{n:04}/2025")).collect();
    assert_eq!(numbers, all);
    let desk = std::sync::Arc::into_inner(desk).unwrap();
    let report = desk.checked();
    assert!(report.clean() && report.records == 48, "{:?}", report.differences);
}

#[tokio::test]
async fn a_register_is_searched_with_and_without_diacritics_and_page_by_page() {
    let desk = Desk::new();
    let ends = Day::new(2026, 1, 31);
    for (name, until) in [("Lê Thị Ánh", ends), ("Đỗ Văn Cường", None), ("Lê Văn Ánh", None)] {
        make(&desk, name, until).await;
    }
    let here = || Scope::Unit(unit());
    assert_eq!(found(&desk, here(), of("anh le")).await, ["0003/2025", "0001/2025"]);
    assert_eq!(found(&desk, here(), of("Đỗ")).await, ["0002/2025"]);
    assert_eq!(found(&desk, here(), of("0001/2025")).await, ["0001/2025"]);
    assert_eq!(found(&desk, Scope::Province(province()), of("")).await.len(), 3);
    assert!(found(&desk, Scope::Unit("15088@2025-07-01".parse().unwrap()), of("")).await.is_empty());
    assert!(found(&desk, Scope::Nobody, of("")).await.is_empty());
    let soon = RegisterFilter { ends: Some((nine().day(), ends.unwrap())), ..of("") };
    assert_eq!(found(&desk, here(), soon).await, ["0001/2025"]);
    let (scope, filter) = (here(), of(""));
    let pages = desk.store.read(move |r| {
        let first = r.register(&scope, &filter, None, 2)?;
        let second = r.register(&scope, &filter, first.next.as_deref(), 2)?;
        Ok((first.rows.len(), second.rows.len(), second.next))
    });
    assert_eq!(pages.await.unwrap(), (2, 1, None));
    let single = desk.store.read(|r| r.registered(&Scope::Unit(unit()), "cards/0002/2025")).await.unwrap();
    assert_eq!((single.len(), single[0].version), (1, 1));
    let history = desk.store.read(|r| r.record_history(&unit(), RecordKind::Register, "cards/0002/2025"));
    assert_eq!(history.await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_lists_find_records_by_is_checked_and_rebuilt() {
    let desk = Desk::new();
    make(&desk, "Lê Thị Ánh", Day::new(2026, 1, 31)).await;
    make(&desk, "Đỗ Văn Cường", None).await;
    let Desk { dir, store, .. } = desk;
    drop(store);
    for sql in [
        "update record set words = 'x'",
        "update record set place = 'cards/2025/0000000009' where place like '%1'",
        "update record set ends = null",
        "update record set keeper = '38@2025-07-01'",
        "update record set province = '40@2025-07-01'",
        "update record set body = replace(body, 'Cường', 'X')",
    ] {
        tamper(dir.path(), sql);
        assert!(!check(dir.path()).clean(), "{sql} is not noticed");
        rebuilt(dir.path());
        let report = check(dir.path());
        assert!(report.clean() && report.records == 2, "{sql}: {:?}", report.differences);
    }
}
