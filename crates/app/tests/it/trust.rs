//! What a box can't do, whatever its program writes: here its store is written past its use cases, as
//! somebody would who has its disk.

use crate::node::{BIRTH, Node};
use crate::nodes::{HERE, THERE, Wire, centre, counter, enrolled, faults, head, knows, level};
use crate::nodes::{receive, refused};
use domain::dossier::{DossierCode, Event, Filing};
use domain::identity::{Account, Place, Role, moving};
use domain::nodes::FaultCause;
use domain::words::{Day, DossierId, PersonId, UnitId};
use std::convert::Infallible;
use store::{AccountChange, Act, Beside, Loaded, Reads, Stamp, Writes};

fn stamp(own: &Node) -> Stamp {
    Stamp { at: own.app.now(), actor: "system:forged".to_owned(), salt: own.app.random() }
}

async fn write(own: &Node, unit: &UnitId, (acts, accounts): (Vec<Act>, Vec<AccountChange>)) {
    let account = accounts.first().map(|change| change.after.person);
    let run = move |_: &Loaded| {
        Ok::<_, Infallible>(Writes { acts: acts.clone(), accounts: accounts.clone(), ..Writes::default() })
    };
    let reads = Reads { account, ..Reads::of(unit.clone()) };
    own.app.store().submit(reads, run).await.unwrap();
}

/// Takes a dossier in that is like one of the box's own, but for what is changed.
async fn forge(own: &Node, unit: &UnitId, like: DossierId, change: impl FnOnce(&mut Filing)) {
    let history = own.app.store().read(move |r| r.dossier_history(like)).await.unwrap();
    let first = history.into_iter().find(|e| e.head.kind == "received").unwrap();
    let (event, _) = Event::read(&first.head.kind, first.head.body_version, first.body().unwrap()).unwrap();
    let Event::Received(mut received) = event else { panic!("it was received") };
    change(&mut received.filing);
    let dossier = received.filing.id;
    let act = Act { stamp: stamp(own), dossier, event: Event::Received(received), note: String::new() };
    write(own, unit, (vec![act], Vec::new())).await;
}

fn code(agency: &str, number: u32) -> DossierCode {
    DossierCode::new(agency, Day::parse("2026-03-09").unwrap(), number).unwrap()
}

/// The next round is refused, and the centre's ledger stays where it was.
async fn refused_whole(own: &Node, centre: &Node, unit: &UnitId) {
    let before = head(centre, unit).await;
    assert_eq!(refused(own.app.round(&Wire::to(centre)).await), "not-allowed");
    assert_eq!(head(centre, unit).await, before);
    assert_eq!(faults(centre).await, [FaultCause::NotAllowed]);
    centre.verified();
}

#[tokio::test]
async fn a_box_takes_no_dossier_that_another_unit_has() {
    let centre = centre().await;
    let (unit, there) = (centre.unit(HERE), centre.unit(THERE));
    let (theirs, _) = receive(&centre, THERE, "Hồ sơ của xã bên").await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let (like, _) = receive(&own, HERE, "Hồ sơ của xã").await;
    level(&own, &centre).await;
    forge(&own, &unit, like, |filing| {
        filing.code = code(filing.code.agency(), 900);
        filing.id = theirs;
    })
    .await;
    refused_whole(&own, &centre, &unit).await;
    let found = centre.app.store().read(move |r| r.dossier(theirs)).await.unwrap().unwrap();
    assert_eq!(found.dossier.place().unit, there);
}

#[tokio::test]
async fn a_box_gives_no_code_of_another_unit() {
    let centre = centre().await;
    let (unit, there) = (centre.unit(HERE), centre.unit(THERE));
    let agency = centre.app.world().agency(&there).unwrap().to_owned();
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let (like, _) = receive(&own, HERE, "Hồ sơ của xã").await;
    level(&own, &centre).await;
    let id: DossierId = "00000000-0000-0000-0000-000000000077".parse().unwrap();
    forge(&own, &unit, like, |filing| {
        filing.code = code(&agency, 900);
        filing.id = id;
    })
    .await;
    refused_whole(&own, &centre, &unit).await;
    assert!(!knows(&centre, id).await);
}

#[tokio::test]
async fn a_box_sends_nobody_to_another_unit() {
    let centre = centre().await;
    let (unit, province) = (centre.unit(HERE), centre.unit("38"));
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let account: Account = own.account(&unit, Role::Leader).await;
    let to = Place { unit: province.clone(), province };
    let after = moving::handed_over(&account, &to).unwrap();
    write(&own, &unit, (Vec::new(), vec![AccountChange { stamp: stamp(&own), after }])).await;
    refused_whole(&own, &centre, &unit).await;
    assert_eq!(centre.app.between_tick().await.unwrap().people, 0);
}

async fn password(node: &Node, person: PersonId) -> Option<String> {
    let found = node.app.store().read(move |r| r.credential(person)).await.unwrap();
    found.map(|c| c.password_hash)
}

#[tokio::test]
async fn a_password_travels_without_an_entry_and_to_nobody_else() {
    let centre = centre().await;
    let (unit, there) = (centre.unit(HERE), centre.unit(THERE));
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let mine = own.account(&unit, Role::Leader).await.person;
    let theirs = centre.account(&there, Role::Leader).await.person;
    let before = head(&own, &unit).await;
    let set =
        |person, hash: &str| Beside::Credential { person, password_hash: hash.to_owned(), at: own.app.now() };
    own.app.store().put_beside(unit.clone(), vec![set(mine, "first")]).await.unwrap();
    level(&own, &centre).await;
    assert_eq!(password(&centre, mine).await.as_deref(), Some("first"));
    own.clock.set("2026-03-09T08:01");
    centre.clock.set("2026-03-09T08:01");
    let both = vec![set(mine, "second"), set(theirs, "forged")];
    own.app.store().put_beside(unit.clone(), both).await.unwrap();
    let line = Wire::to(&centre);
    own.app.round(&line).await.unwrap();
    let letters = line.carried().len();
    assert_eq!(password(&centre, mine).await.as_deref(), Some("second"));
    assert_eq!(password(&centre, theirs).await, None);
    assert_eq!(head(&centre, &unit).await, before, "no entry tells of it");
    let line = Wire::to(&centre);
    own.app.round(&line).await.unwrap();
    assert_eq!(line.carried().len(), letters - 1, "once");
    assert!(faults(&centre).await.is_empty());
}

#[tokio::test]
async fn nothing_is_written_while_the_ledger_is_coming_back() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let (seq, hash) = head(&own, &unit).await.unwrap();
    let more = Beside::Sent { seq: seq + 5, hash, at: own.app.now(), proof: String::new() };
    own.app.store().put_beside(unit.clone(), vec![more]).await.unwrap();
    let waits = own.try_receive(&counter(&own, HERE).await, BIRTH, "Quá sớm").await;
    assert_eq!(waits.unwrap_err().code(), "home-elsewhere");
    // The centre has no more than this: it says so again, and a person hears of it.
    level(&own, &centre).await;
    receive(&own, HERE, "Bây giờ được").await;
    assert_eq!(faults(&centre).await, [FaultCause::SetBack]);
}

#[tokio::test]
async fn a_centre_that_was_set_back_gets_again_what_it_lost_of_a_box() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (own, _) = enrolled(&centre, HERE, 21).await;
    // Where a server keeps the database it keeps its copies too.
    let Some(copy) = centre.kept().await else { return };
    let (id, _) = receive(&own, HERE, "Vàng Thị Pà").await;
    level(&own, &centre).await;
    assert!(knows(&centre, id).await);
    let centre = centre.set_back(copy).await;
    assert!(!knows(&centre, id).await);
    level(&own, &centre).await;
    assert!(knows(&centre, id).await, "it is brought again");
    assert_eq!(head(&own, &unit).await, head(&centre, &unit).await);
    assert_eq!(faults(&centre).await, [FaultCause::SetBack]);
    centre.verified();
    own.verified();
}
