//! The test office stands.

use crate::office::{HERE, Office};
use domain::identity::Role;

#[tokio::test]
async fn people_come_in_with_their_session_and_nobody_without() {
    let office = Office::new().await;
    office.anyone().get("/").await.is(200);
    let out = office.anyone().get("/desk/worklist").await.is(303);
    assert_eq!(out.header("location"), "/sign-in?to=/desk/worklist");
    office.specialist().await.get("/desk/worklist").await.is(200);
    assert_eq!(office.account(HERE, Role::Leader).unit.code(), HERE);
    office.verify();
}
