//! What is a citizen's own, listed by SQL: the same as the policy says of each dossier, on both engines.

use crate::database::define;
use crate::database::location;
use crate::fixture::{Desk, check, nine};
use domain::dossier::{Submitter, owns};
use domain::identity::{Level, Own, Scope};
use domain::words::{DossierId, NumberCheck, PersonId, PersonalNumber, Phone, TaxCode};
use store::read::{Sort, WorklistFilter};
use store::{Options, Store};
use uuid::Uuid;

const CHECK: NumberCheck = NumberCheck { year_now: 2026, invented: true };
const HERS: &str = "000191000001";

fn number(text: &str) -> PersonalNumber {
    PersonalNumber::parse(text, CHECK).unwrap()
}

/// A business's tax code; the last digit checks the others.
fn business(head: &str) -> TaxCode {
    (0..10).find_map(|last| TaxCode::parse(&format!("{head}{last}"), CHECK).ok()).unwrap()
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn own(number_of: Option<&str>, tax_codes: Vec<TaxCode>) -> Own {
    Own { person: person(7), level: Level::Two, personal_number: number_of.map(number), tax_codes }
}

fn sent(person: PersonId, business: Option<TaxCode>) -> Submitter {
    Submitter { person, level: Some(Level::Two), business, intermediary: None }
}

/// One dossier in each way in which something is whose.
async fn filed(desk: &Desk) -> Vec<DossierId> {
    let mut ids = vec![desk.receive("Người lạ").await.unwrap()];
    ids.push(desk.receive_so(|f| f.submitter = Some(Box::new(sent(person(7), None)))).await);
    ids.push(
        desk.receive_so(|f| f.submitter = Some(Box::new(sent(person(8), Some(business("000191000")))))).await,
    );
    ids.push(desk.receive_so(|f| f.applicant.personal_number = Some(number(HERS))).await);
    ids.push(desk.receive_so(|f| f.applicant.tax_code = Some(business("000191000"))).await);
    ids.push(
        desk.receive_so(|f| {
            f.applicant.personal_number = Some(number("000191000002"));
            f.applicant.tax_code = Some(business("000194000"));
        })
        .await,
    );
    // The tax code of a household is its head's personal number.
    ids.push(desk.receive_so(|f| f.applicant.tax_code = TaxCode::parse(HERS, CHECK).ok()).await);
    ids
}

async fn listed(store: &Store, own: &Own) -> Vec<DossierId> {
    let scope = Scope::Own(Box::new(own.clone()));
    let all = WorklistFilter::default();
    let page = store.read(move |r| r.worklist(&scope, &all, Sort::Newest, None, 50)).await.unwrap();
    let mut ids: Vec<DossierId> = page.rows.iter().map(|row| row.id).collect();
    ids.sort();
    ids
}

/// What the policy says of each dossier.
async fn by_policy(store: &Store, ids: &[DossierId], own: &Own) -> Vec<DossierId> {
    let mut theirs = Vec::new();
    for id in ids.iter().copied() {
        let found = store.read(move |r| r.dossier(id)).await.unwrap().unwrap();
        theirs.extend(owns(own, &found.dossier).then_some(id));
    }
    theirs.sort();
    theirs
}

fn citizens() -> Vec<Own> {
    vec![
        own(None, Vec::new()),
        own(Some(HERS), Vec::new()),
        own(Some("000191000003"), vec![business("000191000"), business("000194000")]),
        own(Some(HERS), vec![TaxCode::parse(HERS, CHECK).unwrap()]),
        Own { person: person(9), ..own(None, Vec::new()) },
    ]
}

#[tokio::test]
async fn lists_and_counts_hold_what_the_policy_says_of_each() {
    let desk = Desk::new();
    let ids = filed(&desk).await;
    let mut sizes = Vec::new();
    for own in citizens() {
        let listed = listed(&desk.store, &own).await;
        assert_eq!(listed, by_policy(&desk.store, &ids, &own).await, "{own:?}");
        let scope = Scope::Own(Box::new(own));
        let counts = desk.store.read(move |r| r.worklist_counts(&scope, nine())).await.unwrap();
        assert_eq!(counts.open, listed.len() as u64);
        sizes.push(listed.len());
    }
    assert_eq!(sizes, [1, 3, 4, 3, 0]);
    assert!(desk.checked().clean());
}

#[tokio::test]
async fn a_citizens_scope_shows_nothing_of_an_office() {
    let desk = Desk::new();
    filed(&desk).await;
    let scope = Scope::Own(Box::new(own(Some(HERS), Vec::new())));
    let (s, day) = (scope.clone(), nine().day());
    assert!(desk.store.read(move |r| r.tallies(&s, day, day)).await.unwrap().is_empty());
    assert!(desk.store.read(move |r| r.accounts(&scope)).await.unwrap().is_empty());
}

#[tokio::test]
async fn code_and_telephone_find_one_dossier_together_and_none_apart() {
    let desk = Desk::new();
    let id = desk.receive("Lê Thị Ánh").await.unwrap();
    let code = desk.store.read(move |r| r.dossier(id)).await.unwrap().unwrap().dossier.filing.code;
    let phone = |text: &str| Phone::parse(text).unwrap();
    for (code, phone, found) in [
        (code.clone(), phone("0912345678"), true),
        (code, phone("0912345679"), false),
        ("H56.148-250815-9999".parse().unwrap(), phone("0912345678"), false),
    ] {
        let gave = desk.store.read(move |r| r.dossier_by_code_and_phone(&code, &phone)).await.unwrap();
        assert_eq!(gave.map(|f| f.dossier.id()), found.then_some(id));
    }
}

#[tokio::test]
async fn rows_from_before_there_were_columns_are_filled_from_their_states() {
    let desk = Desk::new();
    let ids = filed(&desk).await;
    let Desk { store, dir, .. } = desk;
    drop(store);
    define(
        dir.path(),
        "drop index dossier_paid; drop index dossier_submitter; drop index dossier_business; \
         drop index dossier_tax_code; drop index record_taken; alter table dossier drop column submitter; \
         alter table dossier drop column business; alter table dossier drop column tax_code; \
         alter table dossier drop column paid; drop table rating; drop table rated; drop table draft; \
         delete from migration where number >= 13",
    );
    let store = Store::open(location(dir.path()), Options::default()).unwrap();
    for own in citizens() {
        assert_eq!(listed(&store, &own).await, by_policy(&store, &ids, &own).await, "{own:?}");
    }
    drop(store);
    assert!(check(dir.path()).clean());
}
