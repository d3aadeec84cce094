//! Information pages of offices: what a unit says of itself, how long one waits there, who is named.

use crate::nodes::invite;
use crate::office::{CENTRE, Client, HERE, Office, THERE};
use domain::identity::Role;

const REACH: [(&str, &str); 6] = [
    ("address", "Số 1, đường Lò Văn Giá"),
    ("lat", "21.327"),
    ("lon", "103,9144"),
    ("phone", "0212 385 2000"),
    ("email", "motcua@hamrong.example"),
    ("paying", "Tài khoản 0001, Kho bạc\nGhi: mã hồ sơ"),
];

async fn page(client: &Client, path: &str) -> String {
    client.get(path).await.is(200).text()
}

/// Presses so many times.
async fn press(reception: &Client, what: &str, times: usize) {
    for _ in 0..times {
        reception.form("/desk/queue", &[("press", what)]).await.is(303);
    }
}

#[tokio::test]
async fn an_office_is_found_by_its_name_without_diacritics_and_only_in_its_province() {
    let office = Office::new().await;
    let anyone = office.anyone();
    let all = page(&anyone, "/units").await;
    assert!(all.matches("href=\"/units/").count() > 70, "every commune and the centre");
    let found = page(&anyone, "/units?q=ham+rong").await;
    assert!(found.contains(&format!("/units/{HERE}\"")) && !found.contains(&format!("/units/{THERE}\"")));
    assert!(page(&anyone, "/units?q=am+rong").await.contains("class=\"empty\""), "not from within a word");
    for marks in ["%3Cb%3E", "%3C", "!!!"] {
        let none = page(&anyone, &format!("/units?q={marks}")).await;
        assert!(none.contains("class=\"empty\""), "{marks} stands in no name");
    }
    let kept = page(&anyone, "/units?q=%3Cb%3Ex").await;
    assert!(kept.contains("value=\"&#60;b&#62;x\"") && !kept.contains("<b>x"));
    for wrong in ["01", "nonsense", "99999"] {
        anyone.get(&format!("/units/{wrong}")).await.is(404);
    }
    let centre = page(&anyone, &format!("/units/{CENTRE}")).await;
    assert!(centre.contains("href=\"/rates\""), "the province's own page");
}

#[tokio::test]
async fn what_the_unit_says_of_its_office_is_read_by_everybody_and_wrong_input_is_kept() {
    let office = Office::new().await;
    let (leader, anyone, path) = (office.leader().await, office.anyone(), format!("/units/{HERE}"));
    assert!(page(&anyone, &path).await.contains("chưa ghi địa chỉ"));
    let swapped = [("address", "Tổ 2"), ("lat", "103.9"), ("lon", "21.3"), ("phone", "12"), ("email", "x@")];
    let wrong = leader.form("/manage/info", &swapped).await.is(422).text();
    for part in
        ["value=\"Tổ 2\"", "value=\"103.9\"", "value=\"12\"", "value=\"x@\"", "#lat", "#phone", "#email"]
    {
        assert!(wrong.contains(part), "{part}: {wrong}");
    }
    leader.form("/manage/info", &REACH).await.is(303);
    let said = page(&anyone, &path).await;
    for part in
        ["Lò Văn Giá", "geo:21.327,103.9144", "tel:+842123852000", "mailto:motcua@hamrong.example", "Kho bạc"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let api = anyone.api(&format!("/api/v1{path}"), None).await.is(200).json();
    assert_eq!(api["office"]["lat"], "21.327");
    assert_eq!(api["office"]["phone"], "+842123852000");
    let form = page(&leader, "/manage/info").await;
    assert!(form.contains("value=\"103.9144\"") && form.contains("value=\"0212 385 2000\""), "{form}");
    // Another unit's leader says nothing of this one.
    let other = office.signed_in(THERE, Role::Leader).await;
    other.form("/manage/info", &[("address", "Nơi khác")]).await.is(303);
    assert!(!page(&anyone, &path).await.contains("Nơi khác"));
    office.app.reload().await.unwrap();
    assert!(page(&anyone, &path).await.contains("Lò Văn Giá"), "after a restart");
    office.verify();
}

#[tokio::test]
async fn an_announcement_is_read_on_its_days_and_can_be_taken_down() {
    let office = Office::new().await;
    let (leader, anyone, path) = (office.leader().await, office.anyone(), format!("/units/{HERE}"));
    let typed = [("title", "Cấp căn cước lưu động"), ("text", "Từ 8 giờ"), ("from", "10/03/2026")];
    let wrong = leader.form("/manage/info/announce", &typed).await.is(422).text();
    assert!(wrong.contains("value=\"Cấp căn cước lưu động\"") && wrong.contains("#until"), "{wrong}");
    let over = [&typed[..], &[("until", "09/03/2026")]].concat();
    leader.form("/manage/info/announce", &over).await.is(422);
    let good = [&typed[..], &[("until", "11/03/2026"), ("key", "k-1")]].concat();
    for _ in 0..2 {
        leader.form("/manage/info/announce", &good).await.is(303);
    }
    assert!(!page(&anyone, &path).await.contains("căn cước lưu động"), "not before its first day");
    assert_eq!(page(&leader, "/manage/info").await.matches("<b>Cấp căn cước").count(), 1, "sent twice");
    office.clock.set("2026-03-11T09:00");
    assert!(page(&anyone, &path).await.contains("căn cước lưu động"));
    office.clock.set("2026-03-12T09:00");
    assert!(!page(&anyone, &path).await.contains("căn cước lưu động"));
    office.clock.set("2026-03-10T09:00");
    // The session of yesterday is over.
    let leader = office.leader().await;
    leader.form("/manage/info/withdraw", &[("number", "1")]).await.is(303);
    leader.form("/manage/info/withdraw", &[("number", "1")]).await.is(404);
    assert!(!page(&anyone, &path).await.contains("căn cước lưu động"));
    office.verify();
}

#[tokio::test]
async fn only_who_receives_and_who_leads_is_named() {
    let office = Office::new().await;
    let said = page(&office.anyone(), &format!("/units/{HERE}")).await;
    let name = |role: Role| said.find(&format!("<b>Lò Thị {}</b> · Công chức", role.as_str()));
    assert!(name(Role::Leader).unwrap() < name(Role::Reception).unwrap(), "who leads first");
    assert_eq!((name(Role::Specialist), name(Role::Administrator)), (None, None));
    assert!(!said.contains("reception-14758"), "nobody's sign-in name");
}

#[tokio::test]
async fn everybody_reads_how_long_one_waits_and_where_one_waits_less_while_it_is_true() {
    let office = Office::new().await;
    let (reception, anyone, path) = (office.reception().await, office.anyone(), format!("/units/{HERE}"));
    let there = office.signed_in(THERE, Role::Reception).await;
    office.leader().await.form("/manage/info", &REACH).await.is(303);
    // Two kilometres further north.
    let near = [("lat", "21.345"), ("lon", "103.9144")];
    office.signed_in(THERE, Role::Leader).await.form("/manage/info", &near).await.is(303);
    assert!(!page(&anyone, &path).await.contains("Lúc này"), "nobody counted yet");
    press(&reception, "came", 3).await;
    press(&there, "came", 1).await;
    let said = page(&anyone, &path).await;
    assert!(said.contains("Chờ khoảng 30 phút, 3 người đang chờ"), "{said}");
    assert!(said.contains("cách 2 km: chờ khoảng 10 phút"), "{said}");
    assert!(!page(&anyone, &format!("/units/{THERE}")).await.contains("cách 2 km"), "no one waits less here");
    assert!(page(&anyone, "/units?q=ham+rong").await.contains("Chờ khoảng 30 phút"));
    reception.form("/desk/queue", &[("press", "counters"), ("counters", "3")]).await.is(303);
    press(&reception, "left", 1).await;
    let api = anyone.api(&format!("/api/v1{path}"), None).await.is(200).json();
    assert_eq!((&api["load"]["waiting"], &api["load"]["minutes"]), (&2.into(), &7.into()));
    reception.form("/desk/queue", &[("press", "counters"), ("counters", "0")]).await.is(422);
    office.clock.pass(31);
    assert!(!page(&anyone, &path).await.contains("Lúc này"), "what is old is told to nobody");
    press(&reception, "called", 1).await;
    assert!(page(&anyone, &path).await.contains("1 người đang chờ"), "the count goes on");
    office.verify();
}

#[tokio::test]
async fn a_press_beside_what_is_typed_loses_nothing_and_counts_once_when_sent_twice() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let typed =
        [("procedure", crate::office::BIRTH), ("name", "Lò Thị Mai"), ("press", "came"), ("key", "k-1")];
    for _ in 0..2 {
        let screen = reception.form("/desk/reception", &typed).await.is(200).text();
        assert!(screen.contains("value=\"Lò Thị Mai\"") && screen.contains("1 người đang chờ"), "{screen}");
    }
    let specialist = page(&office.specialist().await.without_key(), "/desk/worklist").await;
    assert!(!specialist.contains("đang chờ</b>"), "who doesn't receive keeps no queue");
}

#[tokio::test]
async fn a_box_tells_the_centre_what_its_office_says_and_how_many_wait_there() {
    let centre = Office::new().await;
    let province = centre.province().await;
    let (commune, wire) = centre.joined(&invite(&province).await).await;
    commune.app.round(&wire).await.unwrap();
    let leader = commune.signed_in(HERE, Role::Leader).await;
    leader.form("/manage/info", &REACH).await.is(303);
    press(&commune.signed_in(HERE, Role::Reception).await, "came", 2).await;
    centre.clock.pass(2);
    while commune.app.round(&wire).await.unwrap().more {}
    let said = page(&centre.anyone(), &format!("/units/{HERE}")).await;
    assert!(said.contains("Lò Văn Giá") && said.contains("2 người đang chờ"), "{said}");
    centre.clock.pass(31);
    while commune.app.round(&wire).await.unwrap().more {}
    assert!(!page(&centre.anyone(), &format!("/units/{HERE}")).await.contains("đang chờ"), "an old number");
}

#[tokio::test]
async fn the_pages_of_offices_speak_three_languages_and_keep_the_question() {
    let office = Office::new().await;
    let (leader, reception, anyone) = (office.leader().await, office.reception().await, office.anyone());
    press(&reception, "came", 2).await;
    leader.form("/manage/info", &REACH).await.is(303);
    let unit = format!("/units/{HERE}");
    for lang in ["vi", "en", "fr"] {
        for path in ["/units", "/units?q=ham", unit.as_str(), "/offline", "/manage/info"] {
            let client: &Client = if path.starts_with("/manage") { &leader } else { &anyone };
            let asked = format!("{path}{}lang={lang}", if path.contains('?') { "&" } else { "?" });
            let said = page(client, &asked).await;
            assert!(said.contains(&format!("<html lang=\"{lang}\">")), "{asked}");
            for raw in [">places-", "\"places-", ">info-", ">queue-", ">offline-", ">problem-"] {
                assert!(!said.contains(raw), "{asked} lacks a word: {raw}");
            }
        }
    }
    assert!(page(&anyone, "/units?q=ham&lang=en").await.contains("href=\"?q=ham&#38;lang=fr\""));
}
