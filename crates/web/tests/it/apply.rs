//! Applying online: step by step, by a person, for a business, for somebody else; and what goes wrong on the
//! way.

use crate::desk::between;
use crate::office::{Answer, BIRTH, Client, HERE, Office};
use app::telling::{Handed, Handing, Parcel, Transport, Verdict};
use domain::identity::{Citizen, CitizenKind, Level, Right, Role};
use domain::notify::{Channel, Quiet, Settings};
use domain::words::{PersonalNumber, Phone, TaxCode};
use std::sync::{Arc, Mutex};

const PDF: &[u8] = b"%PDF-1.7 giay chung sinh %%EOF";
const THANH: &str = "000191000001";
const BUSINESS: &str = "0001910001";

fn citizen(office: &Office, subject: &str, number: &str) -> Citizen {
    Citizen {
        issuer: "https://id.example.test".to_owned(),
        subject: subject.to_owned(),
        kind: CitizenKind::Person,
        name: "Lò Thị Thanh".to_owned(),
        personal_number: Some(PersonalNumber::parse(number, office.app.numbers()).unwrap()),
        tax_codes: Vec::new(),
        phone: Phone::parse("0900000001").ok(),
        email: None,
        level: Level::Two,
    }
}

/// The same browser, with the citizen signed in.
async fn signed_in(office: &Office, browser: &Client, citizen: &Citizen) -> Client {
    let session = office.app.citizen_seed(citizen).await.unwrap();
    let csrf = office.app.citizen_by_session(&session.token).await.unwrap().unwrap().csrf;
    let own = format!("motcua_citizen={}", session.token);
    let jar = if browser.jar.is_empty() { own } else { format!("{}; {own}", browser.jar) };
    Client { jar, csrf, ..browser.clone() }
}

async fn thanh(office: &Office) -> Client {
    signed_in(office, &office.anyone(), &citizen(office, "thanh", THANH)).await
}

/// Begins; gives the path of the draft, without a step.
async fn begin(browser: &mut Client, base: &str) -> String {
    let begun = browser.form(&format!("{base}/{BIRTH}"), &[]).await.is(303);
    let cookie = begun.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    if !cookie.is_empty() {
        assert!(begun.header("set-cookie").contains("HttpOnly"), "scripts never read it");
        browser.jar = cookie;
    }
    begun.header("location").trim_end_matches("/who").to_owned()
}

fn version(page: &Answer) -> String {
    between(&page.text(), "name=\"version\" value=\"", "\"")
}

/// Sends a step as its page would.
async fn step(
    client: &Client,
    draft: &str,
    step: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Answer {
    let path = format!("{draft}/{step}");
    let version = version(&client.get(&path).await.is(200));
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    client.multipart(&path, &all, files).await
}

fn who(number: &str) -> Vec<(&'static str, String)> {
    vec![
        ("as", "person".to_owned()),
        ("name", "Lò Thị Thanh".to_owned()),
        ("personal_number", number.to_owned()),
        ("phone", "0900000001".to_owned()),
        ("competent", HERE.to_owned()),
        ("do", "next".to_owned()),
    ]
}

async fn send_who(client: &Client, draft: &str, number: &str) -> Answer {
    let fields = who(number);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    step(client, draft, "who", &fields, &[]).await
}

const CHILD: [(&str, &str); 3] =
    [("data/child_name", "Lò Thị Ban Mai"), ("data/born_on", "01/03/2026"), ("do", "next")];

/// Fills in what a birth registration can't do without.
async fn fill(client: &Client, draft: &str, number: &str) {
    send_who(client, draft, number).await.is(303);
    step(client, draft, "form-1", &CHILD, &[]).await.is(303);
    let scan = [("document-0-file", "giấy chứng sinh.pdf", PDF)];
    let kept = step(client, draft, "papers", &[("do", "upload")], &scan).await.is(303);
    assert!(kept.header("location").ends_with("/papers"));
}

async fn submit(client: &Client, draft: &str) -> Answer {
    client.form(&format!("{draft}/review"), &[("do", "submit")]).await
}

async fn dossiers(office: &Office) -> Vec<serde_json::Value> {
    let reception = office.with_key(HERE, Role::Reception).await;
    let all = reception.api("/api/v1/dossiers", None).await.is(200).json();
    all["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_person_fills_in_before_signing_in_and_sends_once() {
    let office = Office::new().await;
    let mut browser = (*office.anyone()).clone();
    let about = browser.get(&format!("/procedures/{BIRTH}")).await.is(200).text();
    assert!(about.contains(&format!("href=\"/apply/{BIRTH}\"")) && about.contains("dichvucong.gov.vn"));
    browser.get(&format!("/apply/{BIRTH}")).await.is(200);
    let draft = begin(&mut browser, "/apply").await;
    fill(&browser, &draft, THANH).await;
    let review = browser.get(&format!("{draft}/review")).await.is(200).text();
    let today = office.app.now().day();
    let unit = office.app.world().unit_at(HERE, today).unwrap().full_name.clone();
    assert!(review.contains(&unit), "who typed the code of {unit} sees whose it is: {review}");
    for said in ["Lò Thị Ban Mai", "01/03/2026", "giấy chứng sinh.pdf", "form-1", "8 giờ làm việc"]
    {
        assert!(review.contains(said), "{said} isn't in {review}");
    }
    // The catalogue names no fee, and the pack only what copies cost: nobody said that it is nothing.
    assert!(review.contains("Hỏi tại quầy") && !review.contains("0\u{a0}₫"), "{review}");
    let out = submit(&browser, &draft).await.is(303);
    assert!(out.header("location").starts_with("/citizen/sign-in?to="), "sending needs a name");
    let person = signed_in(&office, &browser, &citizen(&office, "thanh", THANH)).await;
    let list = person.get("/apply").await.is(200).text();
    assert!(list.contains(&draft), "what was begun without a name is there after signing in");
    let first = submit(&person, &draft).await.is(303);
    let again = submit(&person, &draft).await.is(303);
    assert_eq!(first.header("location"), format!("{draft}/sent"));
    assert_eq!(again.header("location"), format!("{draft}/sent"));
    let sent = person.get(&format!("{draft}/sent")).await.is(200).text();
    assert!(sent.contains("-0001"), "{sent}");
    let all = dossiers(&office).await;
    assert_eq!(all.len(), 1, "{all:?}");
    let reception = office.with_key(HERE, Role::Reception).await;
    let id = all[0]["id"].as_str().unwrap();
    assert_eq!(id, draft.rsplit('/').next().unwrap(), "the dossier is the draft's");
    let dossier = reception.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200).json();
    assert_eq!(dossier["state"], "submitted");
    assert!(!person.get("/apply").await.is(200).text().contains(&draft), "it is sent, and no draft any more");
    office.anyone().get(&format!("{draft}/sent")).await.is(404);
    office.verify();
}

#[tokio::test]
async fn what_is_wrong_is_kept_and_told_at_its_field() {
    let office = Office::new().await;
    let person = thanh(&office).await;
    let draft = begin(&mut person.clone(), "/apply").await;
    let page = person.get(&format!("{draft}/who")).await.is(200).text();
    assert!(page.contains("value=\"Lò Thị Thanh\"") && page.contains(THANH), "who signed in is filled in");
    let wrong = send_who(&person, &draft, "123").await.is(422).text();
    assert!(wrong.contains("href=\"#personal_number\"") && wrong.contains("value=\"123\""), "{wrong}");
    let empty = [("as", "person"), ("personal_number", "123"), ("competent", ""), ("do", "next")];
    let wrong = step(&person, &draft, "who", &empty, &[]).await.is(422).text();
    let said = ["Họ, chữ đệm, tên; hoặc tên doanh nghiệp: ", "Số định danh cá nhân: ", "Nơi giải quyết: "];
    let at = said.map(|said| wrong.find(said).unwrap_or_else(|| panic!("{said} isn't in {wrong}")));
    assert!(at.is_sorted(), "the summary has the order of the page: {wrong}");
    let later = person.get(&format!("{draft}/who")).await.is(200).text();
    assert!(later.contains("value=\"123\""), "what is wrong is kept too");
    let fields = [("data/child_name", "Ban \"Mai\""), ("data/born_on", "32/13/2026"), ("do", "next")];
    let wrong = step(&person, &draft, "form-1", &fields, &[]).await.is(422).text();
    assert!(wrong.contains("href=\"#data/born_on\"") && wrong.contains("value=\"32/13/2026\""), "{wrong}");
    assert!(wrong.contains("value=\"Ban &#34;Mai&#34;\""));
    // Going back doesn't ask whether it is right.
    let back = [("data/child_name", "Ban"), ("data/born_on", "x"), ("do", "back")];
    let back = step(&person, &draft, "form-1", &back, &[]).await.is(303);
    assert!(back.header("location").ends_with("/who"), "{}", back.header("location"));
    let told = submit(&person, &draft).await.is(422).text();
    for field in ["/who#personal_number", "/form-1#data/born_on"] {
        assert!(told.contains(field), "{field} isn't in {told}");
    }
    assert_eq!(dossiers(&office).await.len(), 0);
}

#[tokio::test]
async fn a_file_is_taken_by_its_content_and_taken_away_again() {
    let office = Office::new().await;
    let person = thanh(&office).await;
    let draft = begin(&mut person.clone(), "/apply").await;
    let files: [(&str, &str, &[u8]); 2] =
        [("document-0-file", "a.pdf", b"MZ\x90\x00"), ("document-1-file", "b.jpg", PDF)];
    let wrong = step(&person, &draft, "papers", &[("do", "next")], &files).await.is(422).text();
    assert!(wrong.contains("href=\"#document-0\""), "a program is none of the kinds: {wrong}");
    assert!(wrong.contains("b.jpg"), "the other file is kept");
    let digest = between(&wrong, "name=\"drop\" value=\"document-1 ", "\"");
    let file = person.get(&format!("{draft}/file-{digest}")).await.is(200);
    assert_eq!((file.header("content-type"), file.body.as_slice()), ("application/pdf", PDF));
    office.anyone().get(&format!("{draft}/file-{digest}")).await.is(303);
    let drop = format!("document-1 {digest}");
    step(&person, &draft, "papers", &[("drop", &drop)], &[]).await.is(303);
    assert!(!person.get(&format!("{draft}/papers")).await.is(200).text().contains("b.jpg"));
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_loses_nothing() {
    let office = Office::new().await;
    let mut browser = (*office.anyone()).clone();
    let draft = begin(&mut browser, "/apply").await;
    let owner = citizen(&office, "thanh", THANH);
    let person = signed_in(&office, &browser, &owner).await;
    send_who(&person, &draft, THANH).await.is(303);
    let seen = version(&person.get(&format!("{draft}/form-1")).await.is(200));
    // The session is over; the page is still open.
    let path = format!("{draft}/form-1");
    let mut fields = vec![("version", seen.as_str())];
    fields.extend(CHILD);
    let out = browser.multipart(&path, &fields, &[]).await.is(303);
    assert_eq!(out.header("location"), format!("/citizen/sign-in?to={path}&level=2"));
    browser.get(&path).await.is(303);
    let other = signed_in(&office, &office.anyone(), &citizen(&office, "minh", "000185000002")).await;
    other.get(&path).await.is(404);
    let back = signed_in(&office, &browser, &owner).await;
    let page = back.get(&path).await.is(200);
    assert!(page.text().contains("value=\"Lò Thị Ban Mai\""), "{}", page.text());
    step(&back, &draft, "form-1", &CHILD, &[]).await.is(303);
    let held = back.get("/apply").await.is(200).text();
    assert_eq!(held.matches(&format!("href=\"{draft}")).count(), 1, "what was held is no draft of its own");
    step(&back, &draft, "papers", &[("do", "next")], &[]).await.is(303);
    submit(&back, &draft).await.is(303);
    assert_eq!(dossiers(&office).await.len(), 1);
}

#[tokio::test]
async fn two_windows_overwrite_each_other_only_knowingly() {
    let office = Office::new().await;
    let person = thanh(&office).await;
    let draft = begin(&mut person.clone(), "/apply").await;
    let path = format!("{draft}/form-1");
    let seen = version(&person.get(&path).await.is(200));
    // Another step in another window is no conflict.
    send_who(&person, &draft, THANH).await.is(303);
    let send = |name: &'static str| {
        let (person, path, seen) = (person.clone(), path.clone(), seen.clone());
        async move {
            let fields =
                [("version", seen.as_str()), ("data/child_name", name), ("data/born_on", "01/03/2026")];
            person.multipart(&path, &fields, &[("data/none-file", "a.pdf", PDF)]).await
        }
    };
    send("Lò Thị Một").await.is(303);
    let late = send("Lò Thị Hai").await.is(409);
    assert!(late.text().contains("value=\"Lò Thị Hai\""), "what was typed stays on the page");
    assert!(person.get(&path).await.is(200).text().contains("value=\"Lò Thị Một\""), "and isn't kept");
    let (now, fields) = (version(&late), [("data/child_name", "Lò Thị Hai"), ("data/born_on", "01/03/2026")]);
    let all: Vec<_> = fields.into_iter().chain([("version", now.as_str())]).collect();
    person.multipart(&path, &all, &[]).await.is(303);
    assert!(person.get(&path).await.is(200).text().contains("value=\"Lò Thị Hai\""));
}

#[tokio::test]
async fn somebody_elses_draft_is_not_found() {
    let office = Office::new().await;
    let person = thanh(&office).await;
    let draft = begin(&mut person.clone(), "/apply").await;
    let other = signed_in(&office, &office.anyone(), &citizen(&office, "minh", "000185000002")).await;
    other.get(&format!("{draft}/who")).await.is(404);
    other.form(&format!("{draft}/who"), &[("name", "x")]).await.is(404);
    other.form(&format!("{draft}/drop"), &[]).await.is(404);
    submit(&other, &draft).await.is(404);
    let mut browser = (*office.anyone()).clone();
    let unknown = begin(&mut browser, "/apply").await;
    office.anyone().get(&format!("{unknown}/who")).await.is(404);
    browser.get(&format!("{unknown}/who")).await.is(200);
    browser.form(&format!("{unknown}/drop"), &[]).await.is(303);
    browser.get(&format!("{unknown}/who")).await.is(404);
}

#[tokio::test]
async fn who_signs_in_sends_in_the_own_name_and_at_level_two() {
    let office = Office::new().await;
    let person = thanh(&office).await;
    let draft = begin(&mut person.clone(), "/apply").await;
    fill(&person, &draft, "000185000002").await;
    let wrong = submit(&person, &draft).await.is(422).text();
    assert!(wrong.contains("/who#personal_number"), "{wrong}");
    fill(&person, &draft, THANH).await;
    let unsure = Citizen { level: Level::One, ..citizen(&office, "thanh", THANH) };
    let unsure = signed_in(&office, &office.anyone(), &unsure).await;
    let wrong = submit(&unsure, &draft).await.is(422).text();
    assert!(wrong.contains("level=2"), "it says where to sign in again: {wrong}");
    assert_eq!(dossiers(&office).await.len(), 0);
    let sure = thanh(&office).await;
    submit(&sure, &draft).await.is(303);
    assert_eq!(dossiers(&office).await.len(), 1);
}

#[tokio::test]
async fn a_business_is_applied_for_by_those_who_act_for_it() {
    let office = Office::new().await;
    let tax_codes: Vec<TaxCode> = TaxCode::parse(BUSINESS, office.app.numbers()).into_iter().collect();
    let stranger = thanh(&office).await;
    let draft = begin(&mut stranger.clone(), "/apply").await;
    fill(&stranger, &draft, THANH).await;
    let business = [
        ("as", "business"),
        ("name", "Hộ kinh doanh Minh An"),
        ("tax_code", BUSINESS),
        ("competent", HERE),
        ("do", "next"),
    ];
    step(&stranger, &draft, "who", &business, &[]).await.is(303);
    let wrong = submit(&stranger, &draft).await.is(422).text();
    assert!(wrong.contains("/who#tax_code"), "{wrong}");
    let acts = Citizen { tax_codes, ..citizen(&office, "thanh", THANH) };
    let acts = signed_in(&office, &office.anyone(), &acts).await;
    submit(&acts, &draft).await.is(303);
    let id = draft.rsplit('/').next().unwrap().parse().unwrap();
    let found = office.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap();
    let submitter = found.dossier.filing.submitter.unwrap();
    assert_eq!(submitter.business.unwrap().as_str(), BUSINESS);
    assert_eq!(submitter.level, Some(Level::Two));
    office.verify();
}

#[tokio::test]
async fn an_intermediary_sends_nothing_without_the_persons_code() {
    let office = Office::new().await;
    let other = office.intermediary().await;
    let mut browser = other.without_key();
    let draft = begin(&mut browser, "/desk/apply").await;
    assert!(draft.starts_with("/desk/apply/d/"));
    fill(&browser, &draft, "000185000002").await;
    let none = submit(&browser, &draft).await.is(422).text();
    assert!(none.contains("href=\"#code\""), "{none}");
    let wrong = [("do", "submit"), ("code", "000000")];
    let wrong = browser.form(&format!("{draft}/review"), &wrong).await.is(422).text();
    assert!(wrong.contains("href=\"#code\"") && wrong.contains("Lò Thị Ban Mai"), "{wrong}");
    assert_eq!(dossiers(&office).await.len(), 0);
    thanh(&office).await.get(&format!("{}/who", draft.replace("/desk", ""))).await.is(404);
}

#[tokio::test]
async fn an_intermediary_gets_to_applying_and_nowhere_else() {
    let office = Office::new().await;
    let intermediary = office.intermediary().await;
    assert_eq!(intermediary.get("/desk").await.is(303).header("location"), "/desk/apply");
    let open = [Right::Public, Right::SignedIn, Right::Citizen, Right::ApplyForOthers];
    let rows = web::routes::rows().into_iter().filter(|row| !open.contains(&row.right));
    for row in rows.filter(|row| row.method == axum::http::Method::GET) {
        let path = row.path.replace(['{', '}'], "");
        let status = intermediary.get(&path).await.status.as_u16();
        assert_eq!(status, 403, "{path}");
    }
}

#[tokio::test]
async fn a_draft_ends_a_month_after_its_last_change_and_there_are_only_so_many() {
    let office = Office::new().await;
    let owner = citizen(&office, "thanh", THANH);
    let person = signed_in(&office, &office.anyone(), &owner).await;
    for _ in 0..app::apply::DRAFTS {
        begin(&mut person.clone(), "/apply").await;
    }
    let many = person.form(&format!("/apply/{BIRTH}"), &[]).await.is(422).text();
    assert!(many.contains("20"), "{many}");
    office.clock.pass(31 * 24 * 60);
    let later = signed_in(&office, &office.anyone(), &owner).await;
    assert!(!later.get("/apply").await.is(200).text().contains("/apply/d/"));
    begin(&mut later.clone(), "/apply").await;
}

/// How many files are kept here.
fn kept(office: &Office) -> usize {
    office.files().iter().filter(|(path, _)| path.contains("/blobs/")).count()
}

/// Pictures that differ, of so many bytes.
fn scans(count: usize, bytes: usize) -> Vec<Vec<u8>> {
    let scan = |n: usize| {
        let mut scan = format!("%PDF-1.7 {n}").into_bytes();
        scan.resize(bytes - 5, b' ');
        [scan, b"%%EOF".to_vec()].concat()
    };
    (0..count).map(scan).collect()
}

fn as_files<'a>(field: &'a str, scans: &'a [Vec<u8>]) -> Vec<(&'a str, &'a str, &'a [u8])> {
    scans.iter().map(|scan| (field, "a.pdf", scan.as_slice())).collect()
}

#[tokio::test]
async fn files_that_a_draft_has_no_room_for_are_never_kept() {
    let office = Office::new().await;
    let mut browser = (*office.anyone()).clone();
    let draft = begin(&mut browser, "/apply").await;
    let many = scans(41, 100);
    let files = as_files("document-0-file", &many);
    let large = step(&browser, &draft, "papers", &[("do", "upload")], &files).await.is(422).text();
    assert!(large.contains("quá nhiều chữ hoặc tệp") && !large.contains("name=\"drop\""), "{large}");
    assert_eq!(kept(&office), 0);
    // Nor those that belong to no field of the step.
    step(&browser, &draft, "who", &[("do", "save")], &files[..3]).await.is(303);
    step(&browser, &draft, "form-1", &[("do", "save")], &files[..3]).await.is(303);
    submit(&browser, &draft).await.is(303);
    browser.multipart(&format!("{draft}/review"), &[("do", "submit")], &files[..3]).await.is(303);
    assert_eq!(kept(&office), 0);
    step(&browser, &draft, "papers", &[("do", "upload")], &files[..40]).await.is(303);
    assert_eq!(kept(&office), 40);
    step(&browser, &draft, "papers", &[("do", "upload")], &files[40..]).await.is(422);
    assert_eq!(kept(&office), 40);
}

#[tokio::test]
async fn strangers_leave_only_so_much_from_an_address_in_a_minute() {
    let office = Office::new().await;
    let mut browser = (*office.anyone()).clone();
    let draft = begin(&mut browser, "/apply").await;
    let many = scans(40, 1024 * 1024);
    let files = as_files("document-0-file", &many);
    for _ in 0..3 {
        step(&browser, &draft, "who", &[("do", "save")], &files).await.is(303);
    }
    let typed = [("do", "upload"), ("content", "Xin làm sớm")];
    let wait = step(&browser, &draft, "papers", &typed, &files[..1]).await.is(422).text();
    assert!(wait.contains("chờ một phút") && wait.contains("Xin làm sớm"), "{wait}");
    assert_eq!(kept(&office), 0);
    office.clock.pass(1);
    step(&browser, &draft, "papers", &typed, &files[..1]).await.is(303);
    assert_eq!(kept(&office), 1);
}

#[tokio::test]
async fn what_is_held_is_of_the_forms_steps_and_there_is_only_so_much_of_it() {
    let office = Office::new().await;
    let mut browser = (*office.anyone()).clone();
    begin(&mut browser, "/apply").await;
    let person = thanh(&office).await;
    let mut held = Vec::new();
    for _ in 0..6 {
        let draft = begin(&mut person.clone(), "/apply").await;
        held.extend(["who", "case", "papers", "form-1"].map(|step| format!("{draft}/{step}")));
    }
    let draft = held[0].trim_end_matches("/who");
    browser.form(&format!("{draft}/form-99"), &[("do", "next")]).await.is(404);
    for path in &held[..20] {
        browser.form(path, &[("name", "Lò Thị Thanh")]).await.is(303);
    }
    browser.form(&held[20], &[("name", "Lò Thị Thanh")]).await.is(422);
    browser.form(&held[0], &[("name", "Lò Thị Mai")]).await.is(303);
}

/// Telephones of everybody: the codes that came, in order.
#[derive(Default)]
struct Telephones(Mutex<Vec<String>>);

impl Transport for Telephones {
    fn house(&self) -> Option<Settings> {
        Some(Settings { channels: vec![Channel::Sms], quiet: Quiet::default() })
    }

    fn deliver<'a>(&'a self, parcel: &'a Parcel) -> Handing<'a> {
        self.0.lock().unwrap().push(parcel.notice.code.clone());
        Box::pin(std::future::ready(Handed { verdict: Verdict::Done, tries: Vec::new() }))
    }
}

#[tokio::test]
async fn a_persons_code_sends_what_it_was_asked_for_and_nothing_else() {
    let office = Office::new().await;
    let telephones = Arc::new(Telephones::default());
    office.app.send_by(Arc::<Telephones>::clone(&telephones));
    let mut browser = office.intermediary().await.without_key();
    let draft = begin(&mut browser, "/desk/apply").await;
    fill(&browser, &draft, "000185000002").await;
    let review = format!("{draft}/review");
    let ask = async || {
        browser.form(&review, &[("do", "code")]).await.is(200);
        office.app.outbox_drain(&*telephones).await.unwrap();
        telephones.0.lock().unwrap().pop().expect("a code came")
    };
    let say = async |code: &str| browser.form(&review, &[("do", "submit"), ("code", code)]).await;
    let code = ask().await;
    let other = [("data/child_name", "Lò Thị Ban Chiều"), ("data/born_on", "01/03/2026"), ("do", "next")];
    step(&browser, &draft, "form-1", &other, &[]).await.is(303);
    let changed = say(&code).await.is(422).text();
    assert!(
        changed.contains("href=\"#code\"") && changed.contains("đã được sửa sau khi gửi mã"),
        "{changed}"
    );
    let code = ask().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    say(wrong).await.is(422);
    assert_eq!(dossiers(&office).await.len(), 0);
    // Who asks again and again gets no more; the newest code still has its place on the page.
    ask().await;
    let code = ask().await;
    let many = browser.form(&review, &[("do", "code")]).await.is(429).text();
    assert!(many.contains("name=\"code\"") && many.contains("mã trong tin nhắn mới nhất"), "{many}");
    // Looking at a step again and leaving it as it is changes nothing.
    step(&browser, &draft, "form-1", &other, &[]).await.is(303);
    say(&code).await.is(303);
    say(&code).await.is(303);
    assert_eq!(dossiers(&office).await.len(), 1);
    let id = draft.rsplit('/').next().unwrap().parse().unwrap();
    let found = office.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap();
    let submitter = found.dossier.filing.submitter.unwrap();
    let by = submitter.intermediary.unwrap();
    assert_eq!((submitter.level, by.name.as_str()), (None, "Lò Thị intermediary"));
    assert!(by.organisation.starts_with("Công chức, "), "{}", by.organisation);
    office.verify();
}
