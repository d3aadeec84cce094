//! Ratings from outside: once, with the receipt's proof, after the answer; told only together, and never who.

use crate::contract::received;
use crate::nodes::invite;
use crate::office::{Client, HERE, Office, THERE};
use domain::identity::Role;
use domain::ratings::Waiting;
use domain::records::RecordKind;
use serde_json::{Value, json};

const VERY: &str = "very-satisfied";
const NOT: &str = "not-satisfied";

/// The people through whose hands a dossier goes.
struct Hands {
    reception: Client,
    specialist: Client,
    leader: Client,
}

impl Hands {
    async fn of(office: &Office) -> Self {
        Self {
            reception: office.with_key(HERE, Role::Reception).await,
            specialist: office.with_key(HERE, Role::Specialist).await,
            leader: office.with_key(HERE, Role::Leader).await,
        }
    }

    /// A dossier that is decided; with `delivered` handed over too.
    async fn answered(&self, delivered: bool) -> Value {
        let dossier = received(&self.reception).await;
        self.answer(&dossier, delivered).await
    }

    async fn answer(&self, dossier: &Value, delivered: bool) -> Value {
        let dossier = act(&self.specialist, dossier, "forward", json!({})).await;
        let decided = json!({"number": "12/2026", "summary": "Đăng ký khai sinh"});
        let dossier = act(&self.leader, &dossier, "approve", decided).await;
        if !delivered {
            return dossier;
        }
        act(&self.reception, &dossier, "deliver", json!({"receiver": "Lò Thị Mai", "way": "counter"})).await
    }
}

async fn act(client: &Client, dossier: &Value, act: &str, data: Value) -> Value {
    let path = format!("/api/v1/dossiers/{}/acts/{act}", dossier["id"].as_str().unwrap());
    client
        .api(&path, Some(json!({"version": dossier["version"], "data": data, "note": ""})))
        .await
        .is(200)
        .json()
}

fn code(dossier: &Value) -> &str {
    dossier["code"].as_str().unwrap()
}

fn proof(office: &Office, dossier: &Value) -> String {
    office.app.rating_proof(&code(dossier).parse().unwrap())
}

fn path(dossier: &Value) -> String {
    format!("/rate/{}", code(dossier))
}

/// Rates to the end, and says where it leads.
async fn rate(office: &Office, dossier: &Value, answer: &str, more: &[(&str, &str)]) -> String {
    let proof = proof(office, dossier);
    let mut fields = vec![("proof", proof.as_str()), ("answer", answer), ("send", "1")];
    fields.extend_from_slice(more);
    let out = office.anyone().post(&path(dossier), &fields).await.is(303);
    out.header("location").to_owned()
}

/// The ratings that wait for their batch.
async fn waiting(office: &Office) -> Vec<Waiting> {
    let tomorrow = office.app.now().day().plus(1);
    let unit = office.app.world().unit_at(HERE, tomorrow).unwrap().id.clone();
    office.app.store().read(move |r| r.ratings_waiting(&unit, tomorrow)).await.unwrap()
}

/// What the receipt's QR code leads to.
async fn behind_the_receipt(office: &Office, dossier: &Value) -> String {
    let actor = office.account(HERE, Role::Reception).actor(office.app.now().day());
    let id = dossier["id"].as_str().unwrap().parse().unwrap();
    let proof = office.app.receipt_proof(&actor, id).await.unwrap();
    office.anyone().get(&format!("/verify?{}", proof.query())).await.is(200).text()
}

#[tokio::test]
async fn who_holds_the_receipt_rates_once_and_not_before_the_answer() {
    let office = Office::new().await;
    let hands = Hands::of(&office).await;
    let dossier = received(&hands.reception).await;
    let proof = proof(&office, &dossier);
    let link = format!("{}?proof={proof}", path(&dossier));
    assert!(!behind_the_receipt(&office, &dossier).await.contains("/rate/"), "nothing to rate yet");
    let early = office.anyone().get(&link).await.is(200).text();
    assert!(early.contains("chưa giải quyết xong") && !early.contains("value=\"satisfied\""), "{early}");
    let fields = [("proof", proof.as_str()), ("answer", VERY), ("send", "1")];
    office.anyone().post(&path(&dossier), &fields).await.is(409);

    hands.answer(&dossier, false).await;
    let behind = behind_the_receipt(&office, &dossier).await;
    assert!(behind.contains(&link));
    let asked = office.anyone().get(&link).await.is(200).text();
    for answer in [VERY, "satisfied", NOT] {
        assert!(asked.contains(&format!("value=\"{answer}\"")), "{asked}");
    }
    assert!(!asked.contains("Lò Thị Mai"), "whoever holds the link learns no name");
    let why = office.anyone().post(&path(&dossier), &[("proof", proof.as_str()), ("answer", NOT)]).await;
    assert!(why.is(200).text().contains("value=\"many-trips\""), "asked why, and nothing is written");
    assert_eq!(rate(&office, &dossier, NOT, &[("reason", "late"), ("words", "Phải chờ")]).await, "/rated");
    assert_eq!(rate(&office, &dossier, VERY, &[]).await, "/rated?again=1");
    // Only who sends a rating is told: whoever keeps a copy of the receipt sees what it was before.
    assert_eq!(office.anyone().get(&link).await.is(200).text(), asked);
    assert_eq!(behind_the_receipt(&office, &dossier).await, behind);
    let waiting = waiting(&office).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].rating.reasons, ["late"], "the first counts");
    office.verify();
}

#[tokio::test]
async fn who_is_signed_in_as_an_officer_rates_nothing_but_on_a_tablet() {
    let office = Office::new().await;
    let hands = Hands::of(&office).await;
    let dossier = hands.answered(true).await;
    let officer = office.reception().await;
    let proof = proof(&office, &dossier);
    let fields = [("proof", proof.as_str()), ("answer", VERY), ("send", "1")];
    let refused = officer.form(&path(&dossier), &fields).await.is(403).text();
    assert!(refused.contains("đăng nhập bằng tài khoản cán bộ"), "{refused}");
    let forged = [&fields[..], &[("o", "1"), ("d", "2026-03-09"), ("t", "x")]].concat();
    officer.form(&path(&dossier), &forged).await.is(404);
    assert!(waiting(&office).await.is_empty());
    assert_eq!(rate(&office, &dossier, VERY, &[]).await, "/rated");
}

#[tokio::test]
async fn a_forged_proof_finds_nothing_and_wrong_answers_are_named() {
    let office = Office::new().await;
    let hands = Hands::of(&office).await;
    let (dossier, other) = (hands.answered(false).await, hands.answered(false).await);
    let of_other = proof(&office, &other);
    for wrong in ["", "AAAAAAAAAAAAAAAA", of_other.as_str()] {
        office.anyone().get(&format!("{}?proof={wrong}", path(&dossier))).await.is(404);
        let fields = [("proof", wrong), ("answer", VERY), ("send", "1")];
        office.anyone().post(&path(&dossier), &fields).await.is(404);
    }
    let proof = proof(&office, &dossier);
    let send = async |fields: &[(&str, &str)]| {
        let all = [&[("proof", proof.as_str()), ("send", "1")], fields].concat();
        office.anyone().post(&path(&dossier), &all).await
    };
    send(&[("answer", "perfect")]).await.is(422);
    send(&[("answer", VERY), ("reason", "late")]).await.is(422);
    let long = "chờ ".repeat(200);
    let kept = send(&[("answer", NOT), ("reason", "late"), ("words", &long)]).await.is(422).text();
    assert!(kept.contains(long.trim()), "what was typed is kept");
    assert!(waiting(&office).await.is_empty());
}

#[tokio::test]
async fn figures_are_told_from_five_on_and_never_who_said_what() {
    let office = Office::new().await;
    let hands = Hands::of(&office).await;
    let words = "Cán bộ bảo về lấy thêm giấy";
    let mut dossiers = Vec::new();
    for _ in 0..5 {
        dossiers.push(hands.answered(false).await);
    }
    for dossier in &dossiers[..4] {
        rate(&office, dossier, VERY, &[("reason", "polite")]).await;
    }
    office.clock.set("2026-03-10T00:05");
    assert_eq!(office.app.ratings_gather().await.unwrap(), 0, "four wait on");
    rate(&office, &dossiers[4], NOT, &[("reason", "asked-more-papers"), ("words", words)]).await;
    let unit = &format!("/rates/{HERE}?month=2026-03");
    assert_eq!(office.app.ratings_gather().await.unwrap(), 0, "the day isn't over");
    assert!(office.anyone().get(unit).await.is(200).text().contains("Chưa đủ 5 lượt"));
    office.clock.set("2026-03-11T08:00");
    assert_eq!(office.app.ratings_gather().await.unwrap(), 1);
    assert_eq!(office.app.ratings_gather().await.unwrap(), 0, "once");

    let page = office.anyone().get(unit).await.is(200).text();
    assert!(page.contains("4/5") && page.contains("1/5") && page.contains("Đòi thêm giấy tờ"), "{page}");
    assert!(!page.contains(words), "free words aren't published");
    let other = office.anyone().get(&format!("/rates/{THERE}?month=2026-03")).await.is(200).text();
    assert!(other.contains("Chưa đủ 5 lượt"));
    for wrong in ["2026-13", "2026-05", "march"] {
        office.anyone().get(&format!("/ratings.csv?month={wrong}")).await.is(400);
        office.anyone().get(&format!("/rates.csv?month={wrong}")).await.is(400);
    }
    let csv = office.anyone().get("/ratings.csv?month=2026-03").await.is(200).text();
    assert!(csv.contains(&format!(",{NOT},1,5,asked-more-papers:1\r\n")), "{csv}");
    // Sessions of the day before are over.
    let (reception, leader) = (office.reception().await, office.leader().await);
    let board = reception.get("/desk/board").await.is(200).text();
    assert!(board.contains("4/5") && !board.contains(words), "the counter reads no words");
    assert!(leader.get("/desk/board").await.is(200).text().contains(words));
    // Neither code nor id stands in what the ledger keeps, and still each counts as rated.
    let batches = office.app.store().read(|r| r.records(RecordKind::Rating)).await.unwrap();
    assert_eq!((batches.len(), batches[0].actor.as_str()), (1, "system:rating"));
    for dossier in &dossiers {
        assert!(!batches[0].body.contains(code(dossier)));
        assert!(!batches[0].body.contains(dossier["id"].as_str().unwrap()));
        assert_eq!(rate(&office, dossier, VERY, &[]).await, "/rated?again=1");
    }
    office.verify();
}

#[tokio::test]
async fn a_tablet_shows_what_its_officer_chose_and_the_officer_sees_no_answer() {
    let office = Office::new().await;
    let hands = Hands::of(&office).await;
    let dossier = hands.answered(true).await;
    let officer = office.reception().await;
    let desk = officer.get("/desk/rate-tablet").await.is(200).text();
    assert!(desk.contains(code(&dossier)));
    let at = desk.find("/rate-tablet?o=").unwrap();
    let tablet = desk[at..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    let idle = office.anyone().get(&tablet).await.is(200).text();
    assert!(!idle.contains("value=\"satisfied\""));
    office.anyone().get(&tablet.replace("&t=", "&t=x")).await.is(404);

    let id = dossier["id"].as_str().unwrap();
    let out = officer.form("/desk/rate-tablet", &[("dossier", id)]).await.is(303);
    assert!(out.header("location").starts_with("/desk/rate-tablet?shown="));
    let asked = office.anyone().get(&tablet).await.is(200).text();
    assert!(asked.contains("value=\"satisfied\"") && !asked.contains("Lò Thị Mai"), "{asked}");
    let before = officer.get("/desk/rate-tablet").await.is(200).text();
    assert_eq!(rate(&office, &dossier, VERY, &[]).await, "/rated", "on a telephone");
    let still = office.anyone().get(&tablet).await.is(200).text();
    assert_eq!(still, asked, "what was said elsewhere is nothing to the tablet");
    let query: Vec<(String, String)> = serde_urlencoded::from_str(tablet.split_once('?').unwrap().1).unwrap();
    let proof = proof(&office, &dossier);
    let mut fields = vec![("proof", proof.as_str()), ("answer", NOT), ("send", "1")];
    fields.extend(query.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    let out = office.anyone().post(&path(&dossier), &fields).await.is(303);
    assert!(out.header("location").contains("thanks=1") && !out.header("location").contains(NOT));
    assert!(!office.anyone().get(&tablet).await.is(200).text().contains("value=\"satisfied\""));
    let after = officer.get("/desk/rate-tablet").await.is(200).text();
    assert_eq!(before, after, "the officer's page is the same before and after");
    office.clock.set("2026-03-10T08:00");
    office.anyone().get(&tablet).await.is(404);
    office.verify();
}

#[tokio::test]
async fn what_a_communes_own_machine_served_is_rated_at_the_centre_alone() {
    let centre = Office::new().await;
    let province = centre.province().await;
    let (commune, wire) = centre.joined(&invite(&province).await).await;
    let hands = Hands::of(&commune).await;
    let mut dossiers = Vec::new();
    for _ in 0..5 {
        dossiers.push(hands.answered(false).await);
    }
    while commune.app.round(&wire).await.unwrap().more {}
    for dossier in &dossiers {
        let own = proof(&commune, dossier);
        commune.anyone().get(&format!("{}?proof={own}", path(dossier))).await.is(404);
        assert_eq!(rate(&centre, dossier, VERY, &[]).await, "/rated");
    }
    assert!(!behind_the_receipt(&commune, &dossiers[0]).await.contains("/rate/"));
    centre.clock.set("2026-03-10T00:05");
    assert_eq!(centre.app.ratings_gather().await.unwrap(), 1);
    let unit = dossiers[0]["code"].as_str().unwrap().parse().unwrap();
    let found = centre.app.store().read(move |r| r.dossier_by_code(&unit)).await.unwrap().unwrap();
    let (served, day) = (found.dossier.place().unit, centre.app.now().day());
    let sums = centre.app.satisfaction_of(&served, day.plus(-1), day).await.unwrap().unwrap();
    assert_eq!(sums.total(), 5, "the province's ledger holds them, the unit's figures count them");
    assert_eq!(rate(&centre, &dossiers[0], NOT, &[]).await, "/rated?again=1");
    centre.verify();
    commune.verify();
}
