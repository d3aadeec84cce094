//! Checking finds every kind of tampering, and rebuilding puts right what follows from entries.

use crate::database::{erase, tamper};
use crate::fixture::{Desk, check, nine, rebuilt, unit};
use domain::dossier::{Approve, Command, Move};
use std::path::Path;
use store::Beside;
use tempfile::TempDir;

/// A folder with a little of everything, closed.
async fn folder() -> TempDir {
    let desk = Desk::new();
    let first = desk.receive("Lê Thị Ánh").await.unwrap();
    desk.receive("Đỗ Văn Cường").await.unwrap();
    desk.act(first, nine(), "forward", Command::Move(Move {})).await.unwrap();
    desk.act(first, nine(), "approve", Command::Approve(Approve::default())).await.unwrap();
    let blob = desk.store.blob_put(b"giay".to_vec()).await.unwrap();
    let person = domain::words::PersonId(uuid::Uuid::from_u128(1));
    let upload = store::Upload {
        blob,
        person,
        name: "giấy".into(),
        media: "application/pdf".into(),
        size_bytes: 4,
        at: nine(),
    };
    desk.store.put_beside(unit(), vec![Beside::Uploaded(upload)]).await.unwrap();
    let Desk { dir, store, .. } = desk;
    drop(store);
    let report = check(dir.path());
    assert!(report.clean(), "{:?}", report.differences);
    dir
}

#[tokio::test]
async fn rows_that_entries_do_not_say_are_found_and_put_right() {
    let cases = [
        ("update dossier set applicant = 'X' where version = 1", "its row"),
        ("update dossier set due_at = due_at + 1 where version = 1", "its row"),
        ("update dossier set national = 9 where version = 1", "its row"),
        ("update dossier set state = replace(state, 'Cường', 'X') where version = 1", "its state"),
        ("update dossier set stage = 'nowhere' where version = 1", "stage"),
        ("update dossier set assignee = '00000000-0000-7000-8000-000000000009' where version = 1", "its row"),
        ("delete from dossier where version = 1", "is not stored"),
        (
            "insert into dossier select unit, 'ffffffff-0000-7000-8000-000000000000', province, \
             'H56-250815-9999', procedure, revision, channel, applicant, applicant_fold, number, \
             phone, stage, national, step, filed_at, received_at, due_at, runs_to, finished_at, \
             ended_at, open, sort_at, version, updated_at, state, assignee, \
             moved_to, keeper, parent, children, internal, submitter, business, tax_code, paid \
             from dossier where version = 1",
            "no entry speaks of it",
        ),
        ("update tally set n = n + 1 where measure = 'received'", "tally"),
        ("delete from tally where measure = 'on-time'", "is missing"),
        ("update series set last = 9", "numbers of unit"),
        ("delete from outbox where id like '%/1'", "is missing"),
        ("update outbox set body = replace(body, '84', '85')", "is not what its entry says"),
        (
            "insert into outbox select unit, unit || '/3', kind, body, at, attempts, next_at, done_at \
             from outbox where id like '%/1'",
            "no entry asks for it",
        ),
        (
            "insert into account values ('00000000-0000-7000-8000-000000000009', '1', '1', 'x', 'X', '', \
             'leader', 1, 1, '[]', null)",
            "no entry speaks of it",
        ),
        ("insert into procedure values ('15085@2025-07-01', '1.1', 'abc', 1, 1, 0)", "no entry speaks of it"),
        ("insert into tally values ('1', '38', 20250815, '1.1', 'received', 7)", "no ledger"),
    ];
    for (sql, word) in cases {
        let dir = folder().await;
        tamper(dir.path(), sql);
        let report = check(dir.path());
        assert!(!report.clean(), "not found: {sql}");
        assert!(report.differences.iter().any(|d| d.contains(word)), "{sql}: {:?}", report.differences);
        assert!(rebuilt(dir.path()).clean());
        let report = check(dir.path());
        assert!(report.clean(), "not put right: {sql}: {:?}", report.differences);
    }
}

#[tokio::test]
async fn entries_that_were_touched_are_found() {
    let cases = [
        ("update entry set body = replace(body, 'Cường', 'Khác') where seq = 2", "was changed"),
        ("update entry set at = at + 1 where seq = 2", "was changed"),
        ("update entry set actor = 'x' where seq = 3", "was changed"),
        ("update entry set salt = zeroblob(16) where seq = 2", "was changed"),
        ("update entry set hash = zeroblob(32) where seq = 2", "was changed"),
        ("update entry set prev = zeroblob(32) where seq = 3", "not chained"),
        ("update entry set prev = zeroblob(3) where seq = 3", "can't be read"),
        ("delete from entry where seq = 2", "expected entry 2, found 3"),
        ("delete from entry where seq = 4", "dossier"),
        ("update entry set kind = 'nothing' where seq = 3", "unknown event"),
        ("update entry set subject_kind = 'nothing' where seq = 3", "was changed"),
    ];
    for (sql, word) in cases {
        let dir = folder().await;
        tamper(dir.path(), sql);
        let report = check(dir.path());
        assert!(!report.clean(), "not found: {sql}");
        assert!(report.differences.iter().any(|d| d.contains(word)), "{sql}: {:?}", report.differences);
    }
}

#[tokio::test]
async fn a_file_that_was_changed_or_lost_is_found() {
    let dir = folder().await;
    let blob = |dir: &Path| {
        let one = |d: std::path::PathBuf| std::fs::read_dir(d).unwrap().next().unwrap().unwrap().path();
        one(one(one(dir.join("blobs"))))
    };
    std::fs::write(blob(dir.path()), b"anders").unwrap();
    assert!(check(dir.path()).differences[0].contains("was changed"));
    std::fs::remove_file(blob(dir.path())).unwrap();
    assert!(check(dir.path()).differences[0].contains("is missing"));
}

#[tokio::test]
async fn what_was_erased_by_law_still_verifies() {
    let dir = folder().await;
    erase(dir.path(), 2);
    for _ in 0..2 {
        let report = check(dir.path());
        assert!(report.clean(), "{:?}", report.differences);
        assert_eq!((report.erased, report.dossiers), (1, 1));
        assert!(rebuilt(dir.path()).clean());
    }
}
