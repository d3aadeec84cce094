//! Everybody's pages: found, followed, published, checked.

use crate::office::{BIRTH, CENTRE, HERE, Office, THERE, matter};
use domain::identity::Role;
use serde_json::json;

/// A birth registration received at the counter; its code.
async fn received(office: &Office) -> String {
    let body = json!({
        "procedure": BIRTH, "unit": HERE, "channel": "counter",
        "applicant": {"name": "Lường Thị Bí Mật"}, "documents": [], "data": matter(BIRTH)
    });
    let answer = office.reception().await.api("/api/v1/dossiers", Some(body)).await.is(201);
    answer.json()["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_procedure_is_found_with_and_without_diacritics_and_not_found_in_plain_words() {
    let office = Office::new().await;
    let anyone = office.anyone();
    for question in ["khai+sinh", "khai%20sinh", "%C4%91%C4%83ng+k%C3%BD+khai+sinh", BIRTH] {
        let page = anyone.get(&format!("/procedures?q={question}")).await.is(200).text();
        assert!(page.contains(&format!("/procedures/{BIRTH}\"")), "{question}");
    }
    let page = anyone.get("/procedures?q=%3Cscript%3Exyzzy").await.is(200).text();
    assert!(page.contains("Không tìm thấy thủ tục cho “&#60;script&#62;xyzzy”"));
    assert!(page.contains("/procedures?field="), "fields are offered instead");
    anyone.get("/procedures?q=%FF%FE&field=%").await.is(200);
}

#[tokio::test]
async fn a_procedures_page_says_papers_time_and_ground_and_an_unknown_one_is_not_found() {
    let office = Office::new().await;
    let page = office.anyone().get(&format!("/procedures/{BIRTH}")).await.is(200).text();
    for said in ["Giấy tờ cần có", "Trong ngày", "Quyết định công bố", "Nơi nộp"] {
        assert!(page.contains(said), "{said}");
    }
    // 1.000086 has a number without a unit: the page must not pretend to know.
    let assumed = office.anyone().get("/procedures/1.000086").await.is(200).text();
    assert!(assumed.contains("không có đơn vị"));
    assert!(!page.contains("không có đơn vị"), "the law's limit needs no warning");
    office.anyone().get("/procedures/9.999999").await.is(404);
}

#[tokio::test]
async fn tracking_tells_progress_and_nothing_about_the_person_or_the_matter() {
    let office = Office::new().await;
    let code = received(&office).await;
    let page = office.anyone().get(&format!("/track?code={}", code.to_lowercase())).await.is(200).text();
    assert!(page.contains(&code) && page.contains("Hẹn trả"));
    assert!(!page.contains("Bí Mật") && !page.contains("khai sinh"));
    for wrong in ["H56.18-250815-9999", "khong-phai-ma", "%22%3E%3Cb%3E"] {
        let page = office.anyone().get(&format!("/track?code={wrong}")).await.is(404).text();
        assert!(page.contains("Không tìm thấy hồ sơ"), "{wrong}");
        assert!(!page.contains("\"><b>"), "{wrong}");
    }
    let kept = office.anyone().get("/track?code=khong-phai-ma").await.is(404).text();
    assert!(kept.contains("value=\"khong-phai-ma\""), "what was typed is kept");
    let led = office.anyone().get(&format!("/procedures?q=+{}", code.to_lowercase())).await.is(303);
    assert_eq!(led.header("location"), format!("/track?code={code}"), "the first box leads there too");
    let led = office.anyone().post("/track", &[("code", &code), ("phone", " ")]).await.is(303);
    assert_eq!(led.header("location"), format!("/track?code={code}"), "the code alone shows what it shows");
    let page = office.anyone().post("/track", &[("code", ""), ("phone", "0912345678")]).await.is(422).text();
    assert!(page.contains("Hãy nhập mã hồ sơ") && page.contains("value=\"0912345678\""), "{page}");
    let more = [("code", code.as_str()), ("phone", ""), ("more", "yes")];
    let page = office.anyone().post("/track", &more).await.is(422).text();
    assert!(page.contains("Hãy nhập số điện thoại") && page.contains(&format!("value=\"{code}\"")), "{page}");
}

#[tokio::test]
async fn guessing_codes_is_limited_by_the_minute() {
    let office = Office::new().await;
    for n in 0..30 {
        office.anyone().get(&format!("/track?code=H56.18-250815-{n:04}")).await.is(404);
    }
    office.anyone().get("/track?code=H56.18-250815-0031").await.is(429);
    office.anyone().get("/track").await.is(200);
    office.clock.pass(1);
    office.anyone().get("/track?code=H56.18-250815-0031").await.is(404);
}

#[tokio::test]
async fn rates_are_told_by_old_units_too_and_the_sums_stay() {
    let office = Office::new().await;
    received(&office).await;
    office.clock.set("2026-03-11T09:00");
    let page = office.anyone().get("/rates?month=2026-03&units=2025-06-30").await.is(200).text();
    assert!(page.contains("0/1"), "the province's sum is the same");
    assert!(page.contains("30/06/2025") && page.contains(" + "));
    let csv = office.anyone().get("/rates.csv?month=2026-03&units=2025-06-30").await.is(200).text();
    let counted: Vec<&str> = csv.lines().filter(|l| l.contains(",1,0,0,0,1,0,1,0.00,")).collect();
    let [line] = counted.as_slice() else { panic!("one group has the dossier: {counted:?}") };
    // Phường Hàm Rồng was made of these.
    assert!(line.contains(",14755+14758+14761+14791+15859,\"Phường Hàm Rồng + "), "{line}");
    let wards = csv.lines().count() - 1;
    assert!(
        (500..=560).contains(&wards),
        "{wards}: every old commune of the province, grouped where it must be"
    );
    let api =
        office.anyone().api("/api/v1/rates?month=2026-03&units_on=2025-06-30", None).await.is(200).json();
    let items = api["items"].as_array().unwrap();
    let sum: u64 = items.iter().map(|i| i["received"].as_u64().unwrap()).sum();
    assert_eq!((sum, items.len()), (1, wards));
    let group = items.iter().find(|i| i["received"] == 1).unwrap();
    assert_eq!(group["counted"], serde_json::json!([format!("{HERE}@2025-07-01")]));
    assert!(group["units"].as_array().unwrap().iter().all(|u| u.as_str().unwrap().ends_with("@0000")));
    office.anyone().api("/api/v1/rates?units_on=yesterday", None).await.is(422);
    office.anyone().get("/rates?units=nonsense").await.is(200);
}

#[tokio::test]
async fn rates_count_what_is_overdue_with_both_numbers_on_the_page_and_in_the_file() {
    let office = Office::new().await;
    received(&office).await;
    office.clock.set("2026-03-11T09:00");
    let page = office.anyone().get("/rates").await.is(200).text();
    assert!(page.contains("0/1"), "one dossier, overdue and open, counts against the rate");
    let csv = office.anyone().get("/rates.csv?month=2026-03").await.is(200).text();
    let line = csv.lines().find(|l| l.contains(HERE)).unwrap();
    assert!(line.ends_with(",1,0,0,0,1,0,1,0.00,2026-03-11T09:00:00+07:00"), "{line}");
    assert!(csv.lines().count() > 160, "every commune is named");
    let unit = office.anyone().get(&format!("/rates/{HERE}?month=2026-03")).await.is(200).text();
    assert!(unit.contains("0/1") && unit.contains(BIRTH));
    // A month that was over before the promise broke isn't spoilt afterwards.
    let before = office.anyone().get("/rates.csv?month=2026-02").await.is(200).text();
    assert!(
        before.lines().filter(|l| l.contains(HERE)).all(|l| l.contains(",0,0,0,0,0,0,0,,2026-03-01T00:00"))
    );
    office.anyone().get("/rates/01").await.is(404);
    office.anyone().get("/rates/nonsense").await.is(404);
    office.anyone().get(&format!("/rates/{THERE}?month=nonsense&sort=sideways")).await.is(200);
    for sort in ["name", "-name", "rate", "-rate", "volume", "-volume", "x"] {
        office.anyone().get(&format!("/rates?sort={sort}")).await.is(200);
    }
    office.anyone().get(&format!("/rates/{CENTRE}")).await.is(200);
    // A name is found from the beginning of its words, with or without accents; the sums stay the province's.
    let named = office.anyone().get("/rates?name=ham+rong").await.is(200).text();
    assert!(named.contains(&format!("/rates/{HERE}?")) && !named.contains(&format!("/rates/{THERE}?")));
    assert!(named.contains("0/1"));
    let inside = office.anyone().get("/rates?name=am+rong").await.is(200).text();
    assert!(!inside.contains(&format!("/rates/{HERE}?")) && inside.contains("class=\"empty\""));
}

#[tokio::test]
async fn a_receipts_proof_is_genuine_until_one_sign_of_it_changes() {
    let office = Office::new().await;
    let code = received(&office).await;
    let actor = office.account(HERE, Role::Reception).actor(office.app.now().day());
    let id = office.app.dossier_id_of(&actor, &code.parse().unwrap()).await.unwrap();
    let query = office.app.receipt_proof(&actor, id).await.unwrap().query();
    let anyone = office.anyone();
    assert!(anyone.get(&format!("/verify?{query}")).await.is(200).text().contains("Giấy này là thật"));
    let changed = query.replacen("c=H", "c=G", 1);
    assert!(changed != query);
    for wrong in [changed.as_str(), "c=x&h=y&s=z", "c=&s="] {
        let page = anyone.get(&format!("/verify?{wrong}")).await.is(200).text();
        assert!(page.contains("không phải do hệ thống") && !page.contains("Giấy này là thật"), "{wrong}");
    }
    let other = Office::new().await;
    let page = other.anyone().get(&format!("/verify?{query}")).await.is(200).text();
    assert!(page.contains("chưa đồng bộ về đây"), "signed with this key, in another ledger");
}

#[tokio::test]
async fn every_public_page_speaks_three_languages_and_keeps_its_question() {
    let office = Office::new().await;
    for path in ["/", "/procedures?", "/track?", "/rates?", "/verify?", "/help?", "/sign-in?"] {
        for lang in ["vi", "en", "fr"] {
            let page = office
                .anyone()
                .get(&format!("{}{}lang={lang}", path, if path == "/" { "?" } else { "" }))
                .await
                .is(200)
                .text();
            assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{path}");
            for raw in [">portal-", "\"portal-", ">nav-", ">manage-"] {
                assert!(!page.contains(raw), "{path} in {lang} lacks a word: {raw}");
            }
        }
    }
    let page = office.anyone().get("/procedures?q=khai+sinh&lang=en").await.is(200).text();
    assert!(page.contains("href=\"?q=khai+sinh&#38;lang=fr\""), "another language, the same question");
}

#[tokio::test]
async fn the_box_suggests_while_one_types_and_works_without() {
    let office = Office::new().await;
    let anyone = office.anyone();
    let page = anyone.get("/").await.is(200).text();
    assert!(page.contains("data-suggest=\"/suggest\"") && page.contains("action=\"/procedures\""), "{page}");
    let found = anyone.get("/suggest?q=dang+ky+khai+s").await.is(200).json();
    let first = &found["items"][0];
    assert_eq!(first["href"], format!("/procedures/{BIRTH}"), "{found}");
    assert_eq!(first["about"], "Thủ tục");
    assert!(found["says"].as_str().unwrap().contains("gợi ý"));
    for nothing in ["", "%20", "%FF%FE", "%3Cscript%3E", "zzzzqq"] {
        let found = anyone.get(&format!("/suggest?q={nothing}")).await.is(200).json();
        assert!(found["items"].as_array().unwrap().is_empty(), "{nothing}: {found}");
    }
    // Without a script: what was meant is a link on the page of answers.
    let page = anyone.get("/procedures?q=dang+ky+khaii+sinnh+").await.is(200).text();
    assert!(page.contains("Có phải bạn muốn tìm") && page.contains(">dang ky khai sinh</a>?"), "{page}");
}

#[tokio::test]
async fn units_stand_in_the_one_box_and_guides_for_officers_only() {
    let office = Office::with_all_packs().await;
    let anyone = office.anyone();
    let page = anyone.get("/procedures?q=phuong+hac+thanh").await.is(200).text();
    assert!(page.contains("href=\"/rates/") && page.contains("Phường Hạc Thành"), "{page}");
    let officer = office.signed_in(HERE, Role::Reception).await;
    let title =
        office.app.catalogue().all().find_map(|r| Some(r.definition.guides.first()?.head.title.vi.clone()));
    let title = title.unwrap();
    let asked = domain::words::fold(&title).replace(' ', "+");
    let question = format!("/procedures?q={asked}");
    assert!(officer.get(&question).await.is(200).text().contains("#guide-"), "{title}");
    assert!(!anyone.get(&question).await.is(200).text().contains("#guide-"));
    assert!(!anyone.get(&format!("/suggest?q={asked}")).await.is(200).text().contains("#guide-"));
}
