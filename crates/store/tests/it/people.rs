//! Accounts, secrets, procedures, notices, files, copies.

use crate::fixture::{Desk, check, definition, digest, nine, province, stamp, unit};
use domain::calendar::Limit;
use domain::identity::{Account, Assignment, Role};
use domain::packs::Definition;
use domain::words::{PersonId, UnitId};
use store::{
    AccountChange, Beside, Loaded, Outcome, Publication, Reads, Session, Store, StoreError, Upload, Writes,
};
use uuid::Uuid;

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn account(n: u128, login: &str) -> Account {
    Account {
        person: person(n),
        login: login.into(),
        name: "Phạm Văn Bình".into(),
        title: "Công chức".into(),
        unit: unit(),
        province: province(),
        roles: vec![Role::Reception, Role::Leader],
        assignments: vec![Assignment {
            roles: vec![Role::Specialist],
            from: nine().day(),
            to: None,
            act: "12/QĐ-UBND".into(),
        }],
        open: true,
        moved_to: None,
        version: 1,
    }
}

async fn keep(desk: &Desk, after: Account) -> Result<Outcome<()>, StoreError> {
    let reads = Reads { account: Some(after.person), login: Some(after.login.clone()), ..Reads::of(unit()) };
    let stamp = stamp(nine());
    let run = move |loaded: &Loaded| {
        if loaded.login_taken {
            return Err(());
        }
        let version = loaded.account.as_ref().map_or(0, |a| a.version) + 1;
        let change = AccountChange { stamp: stamp.clone(), after: Account { version, ..after.clone() } };
        Ok(Writes { accounts: vec![change], ..Writes::default() })
    };
    desk.store.submit(reads, run).await
}

#[tokio::test]
async fn accounts_are_kept_in_the_ledger_and_names_are_given_once() {
    let desk = Desk::new();
    keep(&desk, account(1, "binh")).await.unwrap();
    assert_eq!(keep(&desk, account(2, "binh")).await.unwrap(), Outcome::Refused(()));
    keep(&desk, Account { open: false, ..account(1, "binh") }).await.unwrap();
    let found = desk.store.read(|r| r.account_by_login("binh")).await.unwrap().unwrap();
    assert_eq!(found, Account { open: false, version: 2, ..account(1, "binh") });
    let entries = desk.store.read(|r| r.entries_after(&unit(), 0, 9)).await.unwrap();
    let kinds: Vec<&str> = entries.iter().map(|e| e.head.kind.as_str()).collect();
    assert_eq!(kinds, ["account-opened", "account-closed"]);
    let report = desk.checked();
    assert!(report.clean() && report.accounts == 1, "{:?}", report.differences);
}

#[tokio::test]
async fn sessions_tokens_and_attempts_come_and_go() {
    let desk = Desk::new();
    let later = |minutes| nine().plus_minutes(minutes);
    let session = Session {
        digest: digest(1),
        person: person(1),
        csrf: "c".into(),
        created: nine(),
        seen: nine(),
        expires: later(60),
    };
    let beside = vec![
        Beside::Credential { person: person(1), password_hash: "$argon2id$".into(), at: nine() },
        Beside::SessionOpened(session.clone()),
        Beside::Bearer { digest: digest(2), person: person(1), label: "máy quét".into(), at: nine() },
        Beside::Attempt { scope: "login".into(), key: "binh".into(), at: nine() },
        Beside::Attempt { scope: "login".into(), key: "binh".into(), at: later(5) },
    ];
    desk.store.put_beside(unit(), beside).await.unwrap();
    let found = desk.store.read(move |r| r.session(&digest(1), later(59))).await.unwrap();
    assert_eq!(found, Some(session));
    assert_eq!(desk.store.read(move |r| r.session(&digest(1), later(60))).await.unwrap(), None);
    assert_eq!(desk.store.read(move |r| r.attempts("login", "binh", later(1))).await.unwrap(), 1);
    let beside = vec![
        Beside::SessionSeen { digest: digest(1), at: later(30), expires: later(90) },
        Beside::BearerRevoked { digest: digest(2), at: later(30) },
        Beside::AttemptsForgotten { scope: "login".into(), key: "binh".into() },
    ];
    desk.store.put_beside(unit(), beside).await.unwrap();
    assert!(desk.store.read(move |r| r.session(&digest(1), later(60))).await.unwrap().is_some());
    let bearer = desk.store.read(|r| r.bearer(&digest(2))).await.unwrap().unwrap();
    assert_eq!(bearer.revoked, Some(later(30)));
    assert_eq!(desk.store.read(move |r| r.attempts("login", "binh", nine())).await.unwrap(), 0);
    desk.store.put_beside(unit(), vec![Beside::SessionsEnded(person(1))]).await.unwrap();
    assert_eq!(desk.store.read(move |r| r.session(&digest(1), later(60))).await.unwrap(), None);
    let hash = desk.store.read(|r| r.credential(person(1))).await.unwrap().unwrap().password_hash;
    assert_eq!(hash, "$argon2id$");
}

#[tokio::test]
async fn a_setting_is_its_units_own_and_tablets_forget_at_night() {
    let desk = Desk::new();
    let meta = |key: &str, value: String| Beside::Meta { key: key.to_owned(), value };
    let shown = meta("tablet:7", format!("{}|H56.148-250815-0001", nine().millis()));
    desk.store.put_beside(unit(), vec![shown.clone(), meta("queue", "1".to_owned())]).await.unwrap();
    desk.store.put_beside(province(), vec![shown, meta("queue", "2".to_owned())]).await.unwrap();
    let of = async |unit: UnitId, key: &'static str| {
        desk.store.read(move |r| r.setting(&unit, key)).await.unwrap()
    };
    assert_eq!(of(unit(), "queue").await.as_deref(), Some("1"));
    assert_eq!(of(province(), "queue").await.as_deref(), Some("2"));
    let prune = async |minutes| {
        let now = nine().plus_minutes(minutes);
        desk.store.put_beside(unit(), vec![Beside::Prune { before: nine(), now }]).await.unwrap();
        (of(unit(), "tablet:7").await.is_some(), of(unit(), "queue").await.is_some())
    };
    assert_eq!(prune(60).await, (true, true));
    assert_eq!(prune(24 * 60).await, (false, true));
    assert!(of(province(), "tablet:7").await.is_some(), "each unit's own go with its own");
}

#[tokio::test]
async fn the_revision_that_a_dossier_keeps_can_always_be_read() {
    let desk = Desk::new();
    let publish = async |limit| {
        let definition = definition(limit);
        let publication = Publication {
            stamp: stamp(nine()),
            code: definition.code().clone(),
            body: definition.body().unwrap(),
        };
        let revision = Definition::revision_of(&publication.body);
        let run = move |_: &Loaded| {
            Ok::<_, ()>(Writes { procedures: vec![publication.clone()], ..Writes::default() })
        };
        desk.store.submit(Reads::of(province()), run).await.unwrap();
        revision
    };
    let first = publish(Limit::WorkingDays(3)).await;
    let second = publish(Limit::WorkingDays(2)).await;
    let third = publish(Limit::WorkingDays(3)).await;
    assert_eq!(first, third);
    let code = definition(Limit::SameDay).code().clone();
    let (running, old, all) = desk
        .store
        .read(move |r| {
            let old = r.procedure_revision(&code, &second)?;
            Ok((r.procedure(&province(), &code)?, old, r.procedures(&province())?))
        })
        .await
        .unwrap();
    assert_eq!(running.unwrap().revision, first);
    let old: Definition = serde_json::from_str(&old.unwrap().body).unwrap();
    assert_eq!(old, definition(Limit::WorkingDays(2)));
    assert_eq!(all.len(), 1);
    let report = desk.checked();
    assert!(report.clean() && report.procedures == 2, "{:?}", report.differences);
}

#[tokio::test]
async fn notices_wait_until_they_are_delivered() {
    let desk = Desk::new();
    desk.receive("A").await.unwrap();
    let due = |at| desk.store.read(move |r| r.outbox_due(at, 9));
    let waiting = due(nine()).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].notice.kind.as_str()), (1, "accepted"));
    let (id, next) = (waiting[0].id.clone(), nine().plus_minutes(10));
    desk.store.put_beside(unit(), vec![Beside::NoticeRetry { id: id.clone(), next }]).await.unwrap();
    assert!(due(nine()).await.unwrap().is_empty());
    assert_eq!(due(next).await.unwrap()[0].attempts, 1);
    desk.store.put_beside(unit(), vec![Beside::NoticeDone { id, at: next }]).await.unwrap();
    assert!(due(next.plus_minutes(9_999)).await.unwrap().is_empty());
    assert!(desk.checked().clean());
}

#[tokio::test]
async fn a_copy_is_a_store_of_its_own() {
    let desk = Desk::new();
    desk.receive("A").await.unwrap();
    let blob = desk.store.blob_put(b"%PDF-1.7".to_vec()).await.unwrap();
    assert_eq!(desk.store.blob_put(b"%PDF-1.7".to_vec()).await.unwrap(), blob);
    let upload = Upload {
        blob: blob.clone(),
        person: person(1),
        name: "giấy.pdf".into(),
        media: "application/pdf".into(),
        size_bytes: 8,
        at: nine(),
    };
    desk.store.put_beside(unit(), vec![Beside::Uploaded(upload.clone())]).await.unwrap();
    let to = desk.path().join("copy");
    if crate::database::on_postgres() {
        // A server has its own means to copy a database, and says which.
        let refused = desk.store.backup(to).await;
        assert!(matches!(&refused, Err(StoreError::Unfit(why)) if why.contains("pg_dump")), "{refused:?}");
        return;
    }
    desk.store.backup(to.clone()).await.unwrap();
    let report = check(&to);
    assert!(report.clean(), "{:?}", report.differences);
    assert_eq!((report.entries, report.blobs), (1, 1));
    let copy = Store::open_read_only(&to).unwrap();
    assert_eq!(copy.blob_get(blob.clone()).await.unwrap().unwrap(), b"%PDF-1.7");
    assert_eq!(copy.read(move |r| r.uploads(&unit(), &blob)).await.unwrap(), [upload]);
    assert_eq!(copy.blob_get("ab".parse().unwrap()).await.unwrap(), None);
}
