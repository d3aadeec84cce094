//! Reading: lists page by page, search as people type, figures with both their numbers.

use crate::fixture::{Desk, day, nine, province, unit};
use domain::dossier::{Approve, Command, Move, Refuse, Stage, Supplement};
use domain::identity::Scope;
use domain::indicators::Measure;
use domain::words::{Channel, DossierId};
use store::read::{Cursor, Sort, WorklistFilter};

async fn names(desk: &Desk, scope: Scope, text: &str) -> Vec<String> {
    let text = text.to_owned();
    let found = desk.store.read(move |r| r.search(&scope, &text, 10)).await.unwrap();
    found.into_iter().map(|row| row.applicant).collect()
}

#[tokio::test]
async fn pages_follow_one_another_without_hole_or_double() {
    let desk = Desk::new();
    let mut made = Vec::new();
    for n in 0..23 {
        let at = nine().plus_minutes(n % 3 * 60 * 24);
        let who = format!("Người {n}");
        made.push(desk.receive_keyed(&who, at, Channel::Counter, None).await.unwrap().0);
    }
    for sort in [Sort::Due, Sort::Newest] {
        let mut seen: Vec<DossierId> = Vec::new();
        let mut cursor: Option<Cursor> = None;
        let mut due = Vec::new();
        loop {
            let filter = WorklistFilter { open: true, ..WorklistFilter::default() };
            let after = cursor.map(|c| c.to_string().parse().unwrap());
            let scope = Scope::Unit(unit());
            let page = desk.store.read(move |r| r.worklist(&scope, &filter, sort, after, 5)).await.unwrap();
            assert!(page.rows.len() <= 5);
            due.extend(page.rows.iter().map(|r| r.sort_at));
            seen.extend(page.rows.iter().map(|r| r.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        if sort == Sort::Due {
            assert!(due.is_sorted());
        } else {
            assert!(seen.is_sorted_by(|a, b| a > b));
        }
        seen.sort();
        assert_eq!(seen, made);
    }
}

#[tokio::test]
async fn a_scope_hides_what_lies_outside() {
    let desk = Desk::new();
    desk.receive("Lê Thị Ánh").await.unwrap();
    let other: domain::words::UnitId = "15088@2025-07-01".parse().unwrap();
    for (scope, n) in [
        (Scope::Nobody, 0),
        (Scope::Unit(other.clone()), 0),
        (Scope::Province(other), 0),
        (Scope::Unit(unit()), 1),
        (Scope::Province(province()), 1),
    ] {
        let page = {
            let scope = scope.clone();
            let all = WorklistFilter::default();
            desk.store.read(move |r| r.worklist(&scope, &all, Sort::Due, None, 9)).await.unwrap()
        };
        assert_eq!(page.rows.len(), n);
        assert_eq!(names(&desk, scope.clone(), "le thi").await.len(), n);
        let s = scope.clone();
        let counts = desk.store.read(move |r| r.worklist_counts(&s, nine())).await.unwrap();
        assert_eq!(counts.open, n as u64);
        let s = scope.clone();
        let tallies = desk.store.read(move |r| r.tallies(&s, day(), day())).await.unwrap();
        assert_eq!(tallies.len(), n);
        let accounts = desk.store.read(move |r| r.accounts(&scope)).await.unwrap();
        assert!(accounts.is_empty());
    }
}

#[tokio::test]
async fn search_understands_what_people_type() {
    let desk = Desk::new();
    for name in ["Lê Thị Ánh", "Lê Thị Bình", "Đỗ Văn Cường"] {
        desk.receive(name).await.unwrap();
    }
    let all = || Scope::Unit(unit());
    assert_eq!(names(&desk, all(), "lê thị").await, ["Lê Thị Ánh", "Lê Thị Bình"]);
    assert_eq!(names(&desk, all(), "DO VAN").await, ["Đỗ Văn Cường"]);
    assert_eq!(names(&desk, all(), "h56.148-250815-0002").await, ["Lê Thị Bình"]);
    assert_eq!(names(&desk, all(), "0912 345 678").await.len(), 3);
    assert_eq!(names(&desk, all(), "000090000001").await.len(), 0);
    assert_eq!(names(&desk, all(), " – ").await.len(), 0);
    assert_eq!(names(&desk, all(), "100%'; drop").await.len(), 0);
    let filter = WorklistFilter { text: "cường".into(), ..WorklistFilter::default() };
    let page = desk.store.read(move |r| r.worklist(&all(), &filter, Sort::Newest, None, 9)).await.unwrap();
    assert_eq!(page.rows.len(), 1);
}

#[tokio::test]
async fn late_paused_and_finished_are_counted_apart() {
    let desk = Desk::new();
    let mut ids = Vec::new();
    for n in 0..4 {
        ids.push(desk.receive(&format!("Người {n}")).await.unwrap());
    }
    let soon = nine().plus_minutes(30);
    let reason = || "lý do ghi rõ".to_owned();
    let ask = Command::Supplement(Supplement { items: vec!["Giấy chứng sinh".into()], reason: reason() });
    desk.act(ids[0], soon, "supplement", ask).await.unwrap();
    desk.act(ids[1], soon, "forward", Command::Move(Move {})).await.unwrap();
    desk.act(ids[1], soon, "approve", Command::Approve(Approve::default())).await.unwrap();
    let much_later = nine().plus_minutes(30 * 24 * 60);
    desk.act(ids[2], soon, "forward", Command::Move(Move {})).await.unwrap();
    desk.act(ids[2], much_later, "refuse", Command::Refuse(Refuse { reason: reason() })).await.unwrap();
    let scope = || Scope::Unit(unit());
    let counts = desk.store.read(move |r| r.worklist_counts(&scope(), much_later)).await.unwrap();
    assert_eq!((counts.open, counts.late), (3, 1), "only the untouched one is late");
    let early = desk.store.read(move |r| r.worklist_counts(&scope(), nine())).await.unwrap();
    assert_eq!((early.late, early.due_today), (0, 0));
    let late = WorklistFilter { late: Some(much_later), stages: vec![Stage::Received], ..Default::default() };
    let page = desk.store.read(move |r| r.worklist(&scope(), &late, Sort::Due, None, 9)).await.unwrap();
    assert_eq!(page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [ids[3]]);
    let to = much_later.day();
    let rates = desk.store.read(move |r| r.unit_rates(&province(), day(), to, much_later)).await.unwrap();
    let rate = &rates[0];
    assert_eq!((rate.received, rate.on_time, rate.late, rate.overdue), (4, 1, 1, 1));
    assert_eq!((rate.rate.numerator, rate.rate.denominator), (1, 3));
    let open = desk.store.read(move |r| r.open_counts(&scope(), much_later, &[])).await.unwrap();
    assert_eq!(open.iter().map(|c| c.n).sum::<u64>(), 3);
    let tallies = desk.store.read(move |r| r.tallies(&scope(), day(), to)).await.unwrap();
    let received = tallies.iter().find(|t| t.measure == Measure::Received).unwrap();
    assert_eq!(received.n, 4);
}
