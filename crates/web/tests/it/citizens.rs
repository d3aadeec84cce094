//! Citizens sign in through a real provider, and out.

use crate::office::{Answer, BIRTH, Client, Office};
use crate::provider::Op;
use axum::body::Body;
use axum::http::{Request, header};

/// A browser with the cookies that our site gave it.
#[derive(Clone)]
struct Browser {
    client: Client,
    on_the_way: String,
    session: String,
    begun: String,
}

impl Browser {
    fn of(office: &Office) -> Self {
        let none = String::new;
        Self { client: (*office.anyone()).clone(), on_the_way: none(), session: none(), begun: none() }
    }

    fn take(&mut self, answer: &Answer) {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            match pair.split_once('=').unwrap() {
                ("motcua_door", value) => value.clone_into(&mut self.on_the_way),
                ("motcua_citizen", value) => value.clone_into(&mut self.session),
                ("motcua_draft", value) => value.clone_into(&mut self.begun),
                other => panic!("{other:?}"),
            }
        }
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: String) -> Answer {
        let Self { on_the_way, session, begun, .. } = &self;
        let cookies = format!("motcua_door={on_the_way}; motcua_citizen={session}; motcua_draft={begun}");
        let answer =
            self.client.send(request.header(header::COOKIE, cookies).body(Body::from(body)).unwrap());
        let answer = answer.await;
        self.take(&answer);
        answer
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), String::new()).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, serde_urlencoded::to_string(fields).unwrap()).await
    }

    /// Begins, and goes through with it at the provider: the query that it brings back.
    async fn come_back(&mut self, op: &Op, fields: &[(&str, &str)]) -> String {
        let going = self.post("/citizen/sign-in", fields).await.is(200);
        let refresh = going.header("refresh").to_owned();
        op.sent_back(refresh.strip_prefix("0; url=").unwrap())
    }

    /// The whole of it.
    async fn sign_in(&mut self, op: &Op) {
        self.sign_in_for(op, "/rates").await;
    }

    /// The same on the way to a page.
    async fn sign_in_for(&mut self, op: &Op, to: &str) {
        let query = self.come_back(op, &[("to", to)]).await;
        let back = self.get(&format!("/citizen/callback?{query}")).await.is(303);
        assert_eq!(back.header("location"), to);
    }

    /// What the page's forms carry.
    async fn csrf(&mut self) -> String {
        let page = self.get("/").await.is(200).text();
        page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }
}

async fn office_with(op: &Op, patience: u64) -> Office {
    let office = Office::new().await;
    office.clock.turn_to(op.now());
    assert!(office.app.open_door(op.door(patience)));
    office
}

const NAME: &str = "Lê Thị Thanh";

#[tokio::test]
async fn a_citizen_signs_in_and_comes_back_to_where_they_were() {
    let op = Op::open();
    let office = office_with(&op, 4000).await;
    let mut browser = Browser::of(&office);
    let first = browser.get("/rates").await.is(200).text();
    assert!(first.contains("href=\"/citizen/sign-in?to=/rates\"") && !first.contains(NAME));
    let page = browser.get("/citizen/sign-in?to=/rates").await.is(200).text();
    assert!(page.contains("name=\"to\" value=\"/rates\"") && page.contains("href=\"/track\""));
    browser.sign_in(&op).await;
    assert!(!browser.session.is_empty());
    let home = browser.get("/").await.is(200).text();
    assert!(home.contains(NAME) && home.contains("action=\"/citizen/sign-out\""));
    // Who is in isn't asked again.
    assert_eq!(browser.get("/citizen/sign-in?to=/verify").await.is(303).header("location"), "/verify");
    office.clock.pass(121);
    assert!(!browser.get("/").await.is(200).text().contains(NAME), "two hours are over");
    office.verify();
}

#[tokio::test]
async fn what_a_browser_began_is_its_citizens_who_signed_in_to_go_on_with_it() {
    let op = Op::open();
    let office = office_with(&op, 4000).await;
    let mut browser = Browser::of(&office);
    let first = browser.get("/citizen/sign-in?to=/apply&level=2").await.is(200).text();
    assert!(
        first.contains("mức độ 2") && !first.contains("đăng nhập lại"),
        "nobody was here before: {first}"
    );
    let begun = browser.post(&format!("/apply/{BIRTH}"), &[]).await.is(303);
    assert!(begun.header("set-cookie").contains("Path=/;"), "{}", begun.header("set-cookie"));
    let draft = begun.header("location").to_owned();
    // Who signs in for something else may be somebody else.
    let mut other = browser.clone();
    other.sign_in(&op).await;
    let mut elsewhere = Browser { begun: String::new(), ..other };
    elsewhere.get(&draft).await.is(404);
    browser.sign_in_for(&op, &draft).await;
    let mut elsewhere = Browser { begun: String::new(), ..browser.clone() };
    elsewhere.get(&draft).await.is(200);
    let fields = [("csrf", browser.csrf().await)];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    browser.post("/citizen/sign-out", &fields).await.is(200);
    assert!(browser.begun.is_empty(), "who comes next begins anew");
}

#[tokio::test]
async fn a_citizen_leaves_here_and_is_led_to_leave_there() {
    let op = Op::open();
    let office = office_with(&op, 4000).await;
    let mut browser = Browser::of(&office);
    browser.sign_in(&op).await;
    browser.post("/citizen/sign-out", &[]).await.is(403);
    let (csrf, before) = (browser.csrf().await, browser.session.clone());
    let left = browser.post("/citizen/sign-out", &[("csrf", &csrf)]).await.is(200).text();
    assert!(left.contains("/session/end?") && left.contains("id_token_hint="), "{left}");
    assert!(browser.session.is_empty());
    browser.session = before;
    assert!(!browser.get("/").await.text().contains(NAME), "the cookie opens nothing any more");
}

#[tokio::test]
async fn a_callback_opens_once_and_only_in_the_browser_that_began() {
    let op = Op::open();
    let office = office_with(&op, 4000).await;
    let (mut browser, mut other) = (Browser::of(&office), Browser::of(&office));
    let query = browser.come_back(&op, &[("to", "/rates")]).await;
    let callback = format!("/citizen/callback?{query}");
    let refused = other.get(&callback).await.is(400).text();
    assert!(refused.contains("action=\"/citizen/sign-in\""), "what to do next");
    assert!(other.session.is_empty());
    // It took nothing away from whom it belongs to.
    let mut again = browser.clone();
    browser.get(&callback).await.is(303);
    again.get(&callback).await.is(400);
    assert!(again.session.is_empty());
    for forged in ["", "?code=x", "?state=x&code=y", "?error=access_denied"] {
        browser.clone().get(&format!("/citizen/callback{forged}")).await.is(400);
    }
    // A state of the own sign-in with somebody else's code.
    let (mut one, mut two) = (Browser::of(&office), Browser::of(&office));
    let (mine, theirs) = (one.come_back(&op, &[]).await, two.come_back(&op, &[]).await);
    let part = |query: &str, name: &str| {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
        pairs.into_iter().find(|(n, _)| n == name).unwrap().1
    };
    let mixed =
        [("state", part(&mine, "state")), ("code", part(&theirs, "code")), ("iss", part(&mine, "iss"))];
    let mixed = serde_urlencoded::to_string(mixed).unwrap();
    one.get(&format!("/citizen/callback?{mixed}")).await.is(400);
    assert!(one.session.is_empty());
}

#[tokio::test]
async fn what_is_signed_by_nobody_or_changed_on_the_way_lets_nobody_in() {
    let op = Op::open();
    let office = office_with(&op, 4000).await;
    for mode in ["tamper", "unsigned"] {
        let mut browser = Browser::of(&office);
        let query = browser.come_back(&op, &[]).await;
        op.control(&format!("mode/{mode}"));
        browser.get(&format!("/citizen/callback?{query}")).await.is(400);
        assert!(browser.session.is_empty());
        op.control("mode/well");
    }
    // New keys are taken as soon as they are needed.
    Browser::of(&office).sign_in(&op).await;
    op.control("rotate");
    office.clock.pass(1);
    Browser::of(&office).sign_in(&op).await;
}

#[tokio::test]
async fn a_provider_that_is_away_is_said_at_once_and_nothing_is_lost() {
    let op = Op::open();
    let office = office_with(&op, 300).await;
    op.control("mode/down");
    let mut browser = Browser::of(&office);
    for _ in 0..3 {
        let page = browser.post("/citizen/sign-in", &[("to", "/rates?q=1"), ("level", "2")]).await.is(503);
        assert!(!page.header("retry-after").is_empty());
        let page = page.text();
        assert!(page.contains("name=\"to\" value=\"/rates?q=1\"") && page.contains("value=\"2\""), "{page}");
    }
    let page = browser.get("/citizen/sign-in?to=/rates").await.is(200).text();
    assert!(page.contains("đang gián đoạn") && page.contains("name=\"to\" value=\"/rates\""));
    browser.get("/track").await.is(200);
    op.control("mode/well");
    office.clock.pass(1);
    browser.sign_in(&op).await;
    // It goes away while somebody is there.
    let mut late = Browser::of(&office);
    let query = late.come_back(&op, &[("to", "/verify")]).await;
    op.control("mode/slow");
    let page = late.get(&format!("/citizen/callback?{query}")).await.is(503).text();
    assert!(page.contains("name=\"to\" value=\"/verify\""));
}

#[tokio::test]
async fn a_level_that_is_too_low_is_said_and_can_be_raised() {
    let op = Op::open();
    let office = office_with(&op, 4000).await;
    op.control("level/level1");
    let mut browser = Browser::of(&office);
    browser.sign_in(&op).await;
    // In already, but not for this.
    let page = browser.get("/citizen/sign-in?to=/rates&level=2").await.is(200).text();
    assert!(page.contains("name=\"level\" value=\"2\"") && page.contains("mức độ 2"));
    let csrf = browser.csrf().await;
    let fields = [("to", "/rates"), ("level", "2"), ("csrf", csrf.as_str())];
    let query = browser.come_back(&op, &fields).await;
    let low = browser.get(&format!("/citizen/callback?{query}")).await.is(403).text();
    assert!(low.contains("name=\"to\" value=\"/rates\"") && low.contains("mức độ 2"));
    assert!(browser.get("/").await.text().contains(NAME), "still in as before");
    op.control("level/level2");
    let query = browser.come_back(&op, &fields).await;
    browser.get(&format!("/citizen/callback?{query}")).await.is(303);
    assert_eq!(browser.get("/citizen/sign-in?to=/rates&level=2").await.is(303).header("location"), "/rates");
}

#[tokio::test]
async fn the_provider_ends_sessions_by_its_own_word_and_once() {
    let op = Op::open();
    let office = office_with(&op, 4000).await;
    let (mut one, mut two) = (Browser::of(&office), Browser::of(&office));
    one.sign_in(&op).await;
    two.sign_in(&op).await;
    let token = op.control("logout-token/thanh");
    let tell = async |token: &str| {
        office.anyone().post("/citizen/back-channel-logout", &[("logout_token", token)]).await
    };
    for wrong in ["", "x", &token.replacen("ey", "eY", 1)] {
        tell(wrong).await.is(400);
    }
    assert!(one.get("/").await.text().contains(NAME));
    assert_eq!(tell(&token).await.is(200).header("cache-control"), "no-store");
    assert!(!one.get("/").await.text().contains(NAME) && !two.get("/").await.text().contains(NAME));
    one.sign_in(&op).await;
    tell(&token).await.is(400);
    assert!(one.get("/").await.text().contains(NAME), "an old word ends no new session");
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let op = Op::open();
    let office = office_with(&op, 4000).await;
    for to in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""] {
        let mut browser = Browser::of(&office);
        let query = browser.come_back(&op, &[("to", to)]).await;
        let back = browser.get(&format!("/citizen/callback?{query}")).await.is(303);
        assert_eq!(back.header("location"), "/citizen", "{to}");
    }
}

#[tokio::test]
async fn without_a_provider_the_page_says_so_and_names_the_national_portal() {
    let office = Office::new().await;
    let page = office.anyone().get("/citizen/sign-in").await.is(200).text();
    assert!(page.contains("https://dichvucong.gov.vn/") && !page.contains("action=\"/citizen/sign-in\""));
    assert!(office.anyone().get("/").await.text().contains("href=\"/sign-in\""));
}
