//! Signing in and out, forms from elsewhere, forms sent twice.

use crate::office::{BASE, BIRTH, CHILD, HERE, Office};
use axum::body::Body;
use axum::http::{Request, header};
use domain::identity::Role;

#[tokio::test]
async fn a_form_without_the_sessions_token_or_from_another_site_is_turned_away() {
    let office = Office::new().await;
    let officer = office.specialist().await;
    officer.post("/sign-out", &[]).await.is(403);
    officer.post("/sign-out", &[("csrf", "0")]).await.is(403);
    let other = office.leader().await;
    officer.post("/sign-out", &[("csrf", &other.csrf)]).await.is(403);
    let from = async |name: &str, value: &str| {
        let request = Request::post("/sign-out")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value)
            .body(Body::from(format!("csrf={}", officer.csrf)));
        officer.send(request.unwrap()).await
    };
    for site in ["cross-site", "same-site"] {
        from("sec-fetch-site", site).await.is(403);
    }
    for origin in ["https://evil.example", "null", "http://motcua.test.evil.example"] {
        from("origin", origin).await.is(403);
    }
    officer.get("/desk/worklist").await.is(200);
    from("origin", BASE).await.is(303);
}

#[tokio::test]
async fn a_session_ends_with_signing_out_and_after_its_time() {
    let office = Office::new().await;
    let (one, two) = (office.specialist().await, office.leader().await);
    one.get("/desk/worklist").await.is(200);
    let out = one.form("/sign-out", &[]).await.is(303);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    one.get("/desk/worklist").await.is(303);
    two.get("/desk/worklist").await.is(200);
    office.clock.pass(12 * 60 + 1);
    two.get("/desk/worklist").await.is(303);
}

#[tokio::test]
async fn a_closed_account_loses_cookie_and_key_at_once() {
    let office = Office::new().await;
    let officer = office.specialist().await;
    let administrator = office.account(HERE, Role::Administrator).actor(office.app.now().day());
    let person = office.account(HERE, Role::Specialist).person;
    let password = office.password(HERE, Role::Specialist).await;
    officer.api("/api/v1/me", None).await.is(200);
    office.app.person_set_open(&administrator, person, false).await.unwrap();
    officer.get("/desk/worklist").await.is(303);
    officer.api("/api/v1/me", None).await.is(401);
    let login = [("login", "specialist-14758"), ("password", &*password)];
    office.anyone().post("/sign-in", &login).await.is(401);
    office.app.person_set_open(&administrator, person, true).await.unwrap();
    officer.api("/api/v1/me", None).await.is(200);
    office.anyone().post("/sign-in", &login).await.is(303);
    office.verify();
}

#[tokio::test]
async fn rights_are_those_of_this_moment() {
    let office = Office::new().await;
    let administrator = office.account(HERE, Role::Administrator).actor(office.app.now().day());
    let officer = office.with_key(HERE, Role::Reception).await;
    officer.api("/api/v1/dossiers", None).await.is(200);
    let person = office.account(HERE, Role::Reception).person;
    office.app.person_set_roles(&administrator, person, 1, &["administrator".to_owned()]).await.unwrap();
    officer.api("/api/v1/dossiers", None).await.is(403);
}

#[tokio::test]
async fn guessing_a_password_is_slowed_down() {
    let office = Office::new().await;
    let (anyone, login) = (office.anyone(), "leader-14758");
    let password = office.password(HERE, Role::Leader).await;
    for _ in 0..8 {
        anyone.post("/sign-in", &[("login", login), ("password", "wrong")]).await.is(401);
    }
    let right = [("login", login), ("password", &*password)];
    let wait = anyone.post("/sign-in", &right).await.is(429);
    assert!(wait.text().contains("15"), "it says how long to wait");
    let other = office.password(HERE, Role::Reception).await;
    anyone.post("/sign-in", &[("login", "reception-14758"), ("password", &other)]).await.is(303);
    office.clock.pass(16);
    for _ in 0..3 {
        for _ in 0..5 {
            anyone.post("/sign-in", &[("login", login), ("password", "wrong")]).await.is(401);
        }
        anyone.post("/sign-in", &right).await.is(303);
    }
    let entered = anyone.post("/sign-in", &right).await.is(303);
    let cookie = entered.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    for away in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let fields = [right[0], right[1], ("to", away)];
        assert_eq!(anyone.post("/sign-in", &fields).await.is(303).header("location"), "/desk");
    }
}

#[tokio::test]
async fn a_form_sent_twice_gives_the_first_answer() {
    let office = Office::new().await;
    let officer = office.reception().await;
    let mut form =
        vec![("procedure", BIRTH), ("do", "receive"), ("name", "Lò Thị Mai"), ("key", "0123456789abcdef")];
    form.extend(CHILD);
    let first = officer.form("/desk/reception", &form).await.is(303);
    let again = officer.form("/desk/reception", &form).await.is(303);
    assert_eq!(first.header("location"), again.header("location"));
    let list = officer.api("/api/v1/dossiers", None).await.is(200).json();
    assert_eq!(list["counts"]["open"], 1, "twice the same button, once the dossier");
    let mut other = form.clone();
    other[2].1 = "Người khác";
    officer.form("/desk/reception", &other).await.is(422);
    let missing = officer.form("/desk/reception", &[form[0], form[1], ("content", "Giữ lại")]).await.is(422);
    assert!(missing.text().contains("Giữ lại"), "what was typed is kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guesses_that_come_all_at_once_are_counted_like_others() {
    let office = Office::new().await;
    let guesses = (0..40).map(|n| {
        let client = office.anyone().without_key();
        tokio::spawn(async move {
            let guess = format!("guess-{n}");
            client.post("/sign-in", &[("login", "leader-14758"), ("password", &guess)]).await.status.as_u16()
        })
    });
    let mut answers = Vec::new();
    for guess in guesses.collect::<Vec<_>>() {
        answers.push(guess.await.unwrap());
    }
    let tried = answers.iter().filter(|status| **status == 401).count();
    assert!((8..=10).contains(&tried), "{tried} guesses were tried: {answers:?}");
    assert!(answers.iter().all(|status| [401, 429].contains(status)), "{answers:?}");
    let later = office.anyone().post("/sign-in", &[("login", "leader-14758"), ("password", "x")]).await;
    assert_eq!(later.is(429).header("retry-after"), "900");
}

#[tokio::test]
async fn signing_in_again_ends_the_session_that_the_browser_had() {
    let office = Office::new().await;
    let officer = office.specialist().await;
    let password = office.password(HERE, Role::Leader).await;
    let officer_stays = office.reception().await;
    officer.form("/sign-in", &[("login", "leader-14758"), ("password", "wrong")]).await.is(401);
    officer.get("/desk/worklist").await.is(200);
    officer.form("/sign-in", &[("login", "leader-14758"), ("password", &password)]).await.is(303);
    officer.get("/desk/worklist").await.is(303);
    officer_stays.get("/desk/worklist").await.is(200);
}
