//! Officers' second step: codes, keys in devices, codes on paper; who must have one; who takes it away.

use crate::device::Device;
use crate::office::{Client, HERE, Office};
use axum::http::header;
use domain::identity::Role;
use std::collections::BTreeSet;

const SITE: &str = "https://motcua.test";

/// What stands between two texts of a page.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap_or_else(|| panic!("{from} in {text}")).1.split_once(to).unwrap().0
}

/// What a form's hidden field has.
fn hidden(page: &str, name: &str) -> String {
    between(page, &format!("name=\"{name}\" value=\""), "\"").to_owned()
}

/// The options for the script, as the browser reads them.
fn options(page: &str) -> String {
    between(page, "data-options=\"", "\"")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The secret that people type: base 32 in groups.
fn secret(page: &str) -> Vec<u8> {
    let typed = between(page, "<b id=\"typed\">", "</b>").replace(' ', "");
    let five = |c: u8| if c.is_ascii_uppercase() { c - b'A' } else { c - b'2' + 26 };
    let bits: Vec<u8> = typed.bytes().flat_map(|c| (0..5).rev().map(move |at| (five(c) >> at) & 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |n, bit| n * 2 + bit)).collect()
}

/// What the authenticator shows now.
fn code(office: &Office, secret: &[u8]) -> String {
    let totp = totp_rs::Builder::new().with_secret(secret.to_vec()).build().unwrap();
    totp.generate(u64::try_from(office.app.now().millis() / 1000).unwrap()).to_string()
}

/// Somebody with a password, at the page where one signs in.
struct Person<'a> {
    office: &'a Office,
    anyone: Client,
    login: String,
    password: String,
}

impl<'a> Person<'a> {
    async fn of(office: &'a Office, role: Role) -> Self {
        let (login, password) = (office.account(HERE, role).login.clone(), office.password(HERE, role).await);
        Self { office, anyone: office.anyone_at(SITE), login, password }
    }

    async fn enter(&self) -> crate::office::Answer {
        self.anyone.post("/sign-in", &[("login", &self.login), ("password", &self.password)]).await
    }

    async fn give(&self, ticket: &str, code: &str) -> crate::office::Answer {
        self.anyone.post("/sign-in/second", &[("ticket", ticket), ("code", code), ("to", "/own")]).await
    }

    /// In, with a session at this site.
    async fn within(&self) -> Client {
        let session = self.office.app.sign_in(&self.login, &self.password, "test").await.unwrap();
        let mut client = self.anyone.clone();
        client.csrf = self.office.app.by_session(&session.token).await.unwrap().unwrap().csrf;
        client.cookie = Some(session.token);
        client
    }
}

/// Sets codes up: the secret, and the codes on paper.
async fn codes_set_up(office: &Office, client: &Client, password: &str) -> (Vec<u8>, Vec<String>) {
    let page = client.form("/own/second", &[("do", "codes"), ("password", password)]).await.is(200).text();
    assert!(page.contains("<svg") && !page.contains("otpauth:"));
    let (ticket, secret) = (hidden(&page, "ticket"), secret(&page));
    let confirm =
        async |code: &str| client.form("/own/second/confirm", &[("ticket", &ticket), ("code", code)]).await;
    confirm("000000").await.is(422);
    let shown = confirm(&code(office, &secret)).await.is(200).text();
    let paper: Vec<String> = shown
        .split("document code\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(paper.iter().collect::<BTreeSet<_>>().len(), 10);
    confirm(&code(office, &secret)).await.is(422);
    (secret, paper)
}

#[tokio::test]
async fn a_code_is_asked_for_after_the_password_and_opens_once() {
    let office = Office::new().await;
    let person = Person::of(&office, Role::Specialist).await;
    person.enter().await.is(303);
    let client = person.within().await;
    let wrong = client.form("/own/second", &[("do", "codes"), ("password", "wrong")]).await.is(422);
    assert!(!wrong.text().contains("<svg"));
    let (secret, paper) = codes_set_up(&office, &client, &person.password).await;
    let page = person.enter().await.is(200);
    assert!(page.header("set-cookie").is_empty(), "no session before the second step");
    let ticket = hidden(&page.text(), "ticket");
    // The code that set it up was used.
    person.give(&ticket, &code(&office, &secret)).await.is(401);
    office.clock.pass(1);
    let now = code(&office, &secret);
    let entered = person.give(&ticket, &now).await.is(303);
    assert!(entered.header("set-cookie").starts_with("motcua_session="));
    assert_eq!(entered.header("location"), "/own");
    person.give(&ticket, &now).await.is(401);
    let ticket = hidden(&person.enter().await.text(), "ticket");
    person.give(&ticket, &now).await.is(401);
    // One of the codes on paper opens, and once.
    person.give(&ticket, &paper[3].to_lowercase()).await.is(303);
    let ticket = hidden(&person.enter().await.text(), "ticket");
    person.give(&ticket, &paper[3]).await.is(401);
    // A page that lay open too long is of no use.
    office.clock.pass(11);
    person.give(&ticket, &code(&office, &secret)).await.is(401);
    assert!(office.app.sign_in(&person.login, &person.password, "test").await.is_err());
    office.verify();
}

#[tokio::test]
async fn of_two_who_bring_the_same_code_one_comes_in() {
    let office = Office::new().await;
    let person = Person::of(&office, Role::Specialist).await;
    let client = person.within().await;
    let (secret, _) = codes_set_up(&office, &client, &person.password).await;
    office.clock.pass(1);
    let now = code(&office, &secret);
    let tickets =
        [hidden(&person.enter().await.text(), "ticket"), hidden(&person.enter().await.text(), "ticket")];
    let (a, b) = tokio::join!(person.give(&tickets[0], &now), person.give(&tickets[1], &now));
    let statuses = BTreeSet::from([a.status.as_u16(), b.status.as_u16()]);
    assert_eq!(statuses, BTreeSet::from([303, 401]));
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_even_all_at_once() {
    let office = Office::new().await;
    let person = Person::of(&office, Role::Specialist).await;
    let client = person.within().await;
    let (secret, _) = codes_set_up(&office, &client, &person.password).await;
    office.clock.pass(1);
    let ticket = hidden(&person.enter().await.text(), "ticket");
    let wrong = || person.give(&ticket, "123456");
    let first = async { tokio::join!(wrong(), wrong(), wrong(), wrong()) };
    let others = async { tokio::join!(wrong(), wrong(), wrong()) };
    let ((one, two, three, four), (five, six, seven)) = tokio::join!(first, others);
    let all = [one, two, three, four, five, six, seven];
    let refused = all.iter().filter(|answer| answer.status == 429).count();
    assert_eq!(refused, 2, "five may be wrong");
    let ticket = hidden(&person.enter().await.text(), "ticket");
    person.give(&ticket, &code(&office, &secret)).await.is(429);
    office.clock.pass(16);
    let ticket = hidden(&person.enter().await.text(), "ticket");
    person.give(&ticket, &code(&office, &secret)).await.is(303);
}

#[tokio::test]
async fn a_key_in_a_device_is_registered_and_opens() {
    let office = Office::new().await;
    let person = Person::of(&office, Role::Leader).await;
    let client = person.within().await;
    let mut device = Device::of(SITE, 7);
    let fields = [("do", "key"), ("password", person.password.as_str()), ("label", "Điện thoại")];
    let page = client.form("/own/second", &fields).await.is(200).text();
    assert!(page.contains("/assets/passkey."));
    let answer = device.create(&options(&page));
    let ticket = hidden(&page, "ticket");
    let confirm = [("ticket", ticket.as_str()), ("answer", answer.as_str())];
    let shown = client.form("/own/second/confirm", &confirm).await.is(200).text();
    assert_eq!(shown.matches("document code\">").count(), 10);
    client.form("/own/second/confirm", &confirm).await.is(422);
    assert!(client.get("/own/second").await.is(200).text().contains("Điện thoại"));
    for _ in 0..2 {
        let page = person.enter().await.is(200).text();
        let (ticket, answer) = (hidden(&page, "ticket"), device.get(&options(&page)));
        let send = async |answer: &str| {
            person.anyone.post("/sign-in/second", &[("ticket", &ticket), ("answer", answer)]).await
        };
        send("{}").await.is(401);
        send(&Device::of(SITE, 8).get(&options(&page))).await.is(401);
        send(&answer).await.is(303);
        send(&answer).await.is(401);
    }
    // Under another address there is no such key, and the page says so; codes on paper open all the same.
    let elsewhere = office.anyone();
    let login = [("login", person.login.as_str()), ("password", person.password.as_str())];
    let page = elsewhere.post("/sign-in", &login).await.is(200).text();
    assert!(!page.contains("data-options") && page.contains("name=\"code\""));
    office.verify();
}

#[tokio::test]
async fn a_change_of_factors_asks_for_a_factor_too() {
    let office = Office::new().await;
    let person = Person::of(&office, Role::Specialist).await;
    let client = person.within().await;
    let (secret, paper) = codes_set_up(&office, &client, &person.password).await;
    let ask = async |what: &str| {
        let fields = [("do", what), ("password", person.password.as_str()), ("label", "Máy cơ quan")];
        client.form("/own/second", &fields).await.is(200).text()
    };
    let give = async |page: &str, code: &str| {
        let (ticket, what, label) = (hidden(page, "ticket"), hidden(page, "do"), hidden(page, "label"));
        let fields = [("do", &*what), ("label", &*label), ("ticket", &*ticket), ("code", code)];
        client.form("/own/second", &fields).await
    };
    // The password alone takes nothing away, makes nothing new and shows nothing.
    for what in ["codes-off", "codes", "key", "recovery"] {
        let page = ask(what).await;
        assert!(page.contains("name=\"code\"") && !page.contains("<svg"), "{what}");
        assert!(!page.contains("document code") && !page.contains("data-passkey=\"create\""), "{what}");
    }
    let page = ask("codes-off").await;
    let again = give(&page, "000000").await.is(422).text();
    assert_eq!(hidden(&again, "do"), "codes-off");
    give(&page, &code(&office, &secret)).await.is(422);
    assert!(person.enter().await.is(200).header("set-cookie").is_empty(), "still asked for");
    // A code on paper does, once, and so does one of the authenticator.
    let shown = give(&ask("recovery").await, &paper[0]).await.is(200).text();
    assert_eq!(shown.matches("document code\">").count(), 10);
    give(&ask("recovery").await, &paper[1]).await.is(422);
    office.clock.pass(1);
    let page = ask("key").await;
    let now = code(&office, &secret);
    let made = give(&page, &now).await.is(200).text();
    give(&page, &now).await.is(422);
    let mut device = Device::of(SITE, 9);
    let (ticket, answer) = (hidden(&made, "ticket"), device.create(&options(&made)));
    client.form("/own/second/confirm", &[("ticket", &ticket), ("answer", &answer)]).await.is(303);
    assert!(client.get("/own/second").await.is(200).text().contains("Máy cơ quan"));
    // A key in a device does as well.
    let page = ask("codes-off").await;
    let (ticket, answer) = (hidden(&page, "ticket"), device.get(&options(&page)));
    let fields = [("do", "codes-off"), ("ticket", &*ticket), ("answer", &*answer)];
    client.form("/own/second", &fields).await.is(303);
    // Nobody goes on with somebody else's second step.
    let stranger = Person::of(&office, Role::Reception).await.within().await;
    let ticket = hidden(&ask("codes").await, "ticket");
    let fields = [("do", "codes"), ("ticket", ticket.as_str()), ("code", "000000")];
    let page = stranger.form("/own/second", &fields).await.is(422).text();
    assert!(page.contains("name=\"password\""));
    office.verify();
}

#[tokio::test]
async fn passwords_that_are_guessed_all_at_once_are_counted() {
    let office = Office::new().await;
    let person = Person::of(&office, Role::Specialist).await;
    let client = person.within().await;
    let wrong = || client.form("/own/second", &[("do", "codes"), ("password", "wrong")]);
    let four = async || {
        let (a, b, c, d) = tokio::join!(wrong(), wrong(), wrong(), wrong());
        [a, b, c, d].map(|answer| answer.status.as_u16())
    };
    let (first, second, third) = tokio::join!(four(), four(), four());
    let looked_at = [first, second, third].as_flattened().iter().filter(|status| **status == 422).count();
    // Two are looked at side by side: of the last two turns both may be.
    assert!((5..=6).contains(&looked_at), "{looked_at}");
    let right = [("do", "codes"), ("password", person.password.as_str())];
    client.form("/own/second", &right).await.is(429);
    let own = [("old", person.password.as_str()), ("new", "mot cau dai khac"), ("again", "mot cau dai khac")];
    client.form("/own/password", &own).await.is(429);
    office.clock.pass(16);
    client.form("/own/second", &right).await.is(200);
}

#[tokio::test]
async fn an_administrator_takes_a_lost_factor_away_on_record() {
    let office = Office::new().await;
    let person = Person::of(&office, Role::Specialist).await;
    let client = person.within().await;
    codes_set_up(&office, &client, &person.password).await;
    let administrator = office.administrator().await;
    let who = office.account(HERE, Role::Specialist).person;
    let path = format!("/manage/people/{who}/second");
    administrator.get(&path).await.is(200);
    administrator.form(&path, &[]).await.is(303);
    assert!(client.get("/own").await.is(303).header("location").starts_with("/sign-in"), "sessions end");
    person.enter().await.is(303);
    let unit = office.account(HERE, Role::Specialist).unit.clone();
    let entries = office
        .app
        .store()
        .read(move |r| r.record(&unit, domain::records::RecordKind::SecondReset, &who.to_string()));
    assert!(entries.await.unwrap().is_some());
    let own = office.account(HERE, Role::Administrator).person;
    administrator.form(&format!("/manage/people/{own}/second"), &[]).await.is(422);
    office.verify();
}

#[tokio::test]
async fn whom_the_provinces_rule_binds_sets_a_factor_up_before_coming_in() {
    let office = Office::new().await;
    let centre = office.signed_in(crate::office::CENTRE, Role::Administrator).await;
    let rule = |from: &'static str, grace: &'static str| {
        [("roles", "leader"), ("from", from), ("grace_days", grace)]
    };
    centre.form("/manage/second", &rule("09/03/2026", "91")).await.is(422);
    centre.form("/manage/second", &rule("09/03/2026", "7")).await.is(303);
    let leader = Person::of(&office, Role::Leader).await;
    let warned = leader.enter().await.is(303);
    assert_eq!(warned.header("location"), "/own/second?by=2026-03-16");
    centre.form("/manage/second", &rule("01/03/2026", "7")).await.is(303);
    let page = leader.enter().await.is(200);
    assert!(page.headers.get(header::SET_COOKIE).is_none());
    let page = page.text();
    let (ticket, secret) = (hidden(&page, "ticket"), secret(&page));
    let set_up = async |code: &str| {
        leader.anyone.post("/sign-in/set-up", &[("ticket", &ticket), ("code", code)]).await
    };
    set_up("12").await.is(422);
    let entered = set_up(&code(&office, &secret)).await.is(200);
    assert!(entered.header("set-cookie").starts_with("motcua_session="));
    assert_eq!(entered.text().matches("document code\">").count(), 10);
    Person::of(&office, Role::Specialist).await.enter().await.is(303);
    office.verify();
}
