//! Second factors of people whose unit's home moves: they travel with the password, and what was used stays
//! used.

use crate::node::Node;
use crate::nodes::{HERE, centre, enrolled, faults, level};
use app::AppError;
use app::people::PersonInput;
use app::second::{Brought, Confirmed, Entered, Shown, Sure};
use domain::identity::{Account, Actor, Role};
use signin::totp;

const PASSWORD: &str = "mot cau dai de nho";
const LOGIN: &str = "hai-buoc";

async fn account(centre: &Node) -> Account {
    let input = PersonInput {
        login: LOGIN.to_owned(),
        name: "Lò Thị Hai".to_owned(),
        title: "Công chức".to_owned(),
        roles: vec![Role::Specialist.as_str().to_owned()],
    };
    centre.app.account_seed(&centre.unit(HERE), &input, Some(PASSWORD)).await.unwrap()
}

async fn by_password(node: &Node, actor: &Actor) -> Sure {
    match node.app.own_password(actor, PASSWORD, None).await.unwrap() {
        Shown::Sure(sure) => sure,
        Shown::Second(asked) => panic!("{asked:?}"),
    }
}

/// The secret that people type: base 32 in groups.
fn secret(typed: &str) -> Vec<u8> {
    let five = |c: u8| if c.is_ascii_uppercase() { c - b'A' } else { c - b'2' + 26 };
    let letters = typed.bytes().filter(|c| *c != b' ');
    let bits: Vec<u8> = letters.flat_map(|c| (0..5).rev().map(move |at| (five(c) >> at) & 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |n, bit| n * 2 + bit)).collect()
}

fn code(node: &Node, secret: &[u8]) -> String {
    totp::code(secret, node.app.now()).unwrap()
}

/// Sets codes up: the secret, and the codes on paper.
async fn set_up(node: &Node, actor: &Actor) -> (Vec<u8>, Vec<String>) {
    let codes = node.app.codes_set_up(&by_password(node, actor).await).await.unwrap();
    let secret = secret(codes.typed.shown());
    let first = code(node, &secret);
    let Confirmed { recovery, .. } =
        node.app.codes_confirm(Some(actor), codes.ticket.shown(), &first).await.unwrap();
    (secret, recovery.iter().map(|code| code.shown().to_owned()).collect())
}

/// Password and then a code.
async fn enter(node: &Node, code: &str) -> Result<(), AppError> {
    let asked = match node.app.enter(LOGIN, PASSWORD, "test", None).await.unwrap() {
        Entered::Second(asked) => asked,
        other => panic!("{other:?}"),
    };
    let brought = Brought { ticket: asked.ticket.shown(), code, answer: "", site: None };
    node.app.second_finish(&brought).await.map(drop)
}

fn wrong(entered: Result<(), AppError>) -> bool {
    matches!(entered, Err(AppError::Invalid(_)))
}

#[tokio::test]
async fn factors_go_with_the_home_and_what_was_used_there_stays_used() {
    let centre = centre().await;
    let account = account(&centre).await;
    let actor = account.actor(centre.app.now().day());
    let (secret, paper) = set_up(&centre, &actor).await;
    let (own, _) = enrolled(&centre, HERE, 21).await;

    // No letter is written from here on: the box asks by itself.
    for node in [&centre, &own] {
        node.clock.set("2026-03-09T08:02");
    }
    assert!(wrong(enter(&own, "000000").await));
    enter(&own, &code(&own, &secret)).await.unwrap();
    enter(&own, &paper[0]).await.unwrap();
    assert!(wrong(enter(&own, &paper[0]).await), "once");

    level(&own, &centre).await;
    centre.app.node_take_back(None, &centre.unit(HERE)).await.unwrap();
    assert!(wrong(enter(&centre, &paper[0]).await), "what was used on the box opens nothing at the centre");
    assert!(wrong(enter(&centre, &code(&centre, &secret)).await));
    enter(&centre, &paper[1]).await.unwrap();
    assert!(faults(&centre).await.is_empty());
}

#[tokio::test]
async fn who_began_without_a_factor_does_not_go_on_when_there_is_one() {
    let node = centre().await;
    let account = account(&node).await;
    let actor = account.actor(node.app.now().day());
    // Somebody who knows the password alone begins too.
    let begun = node.app.codes_set_up(&by_password(&node, &actor).await).await.unwrap();
    let (own, _) = set_up(&node, &actor).await;
    let theirs = code(&node, &secret(begun.typed.shown()));
    let late = node.app.codes_confirm(Some(&actor), begun.ticket.shown(), &theirs).await;
    assert!(matches!(late, Err(AppError::SignedOut)), "{late:?}");
    node.clock.set("2026-03-09T08:02");
    enter(&node, &code(&node, &own)).await.unwrap();
}
