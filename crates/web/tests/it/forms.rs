//! Forms of packs at the counter and at an act: rows, tables, conditional parts, places, files, what is
//! known; and the checklist beside them.

use crate::desk::between;
use crate::office::{Client, HERE, Office, THERE};
use crate::pack_house::{FILES, HOUSE};
use domain::identity::Role;
use std::collections::BTreeSet;

type Pairs = Vec<(String, String)>;

/// What a browser would send of the part of a page that begins with `prefix`, nothing changed.
fn sent(page: &str, prefix: &str) -> Pairs {
    let mut pairs = Pairs::new();
    for tag in page.split('<').skip(1) {
        let attr = |name: &str| {
            let text = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
            Some(
                text.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&"),
            )
        };
        let name = attr("name").filter(|name| name.starts_with(prefix) && !name.ends_with("-file"));
        let ticked = !tag.contains("\"checkbox\"") && !tag.contains("\"radio\"") || tag.contains(" checked");
        if let (Some(name), true, true) = (name, tag.starts_with("input "), ticked) {
            pairs.push((name, attr("value").unwrap_or_default()));
        } else if let (Some(name), true) = (attr("name"), tag.starts_with("textarea ")) {
            pairs.push((name, tag.split_once('>').unwrap().1.to_owned()));
        }
    }
    for select in page.split("<select ").skip(1) {
        let name = between(select, "name=\"", "\"");
        let body = select.split("</select>").next().unwrap();
        let chosen = body
            .split("<option value=\"")
            .skip(1)
            .find(|o| o.split('>').next().unwrap().contains(" selected"));
        let value = chosen.map(|o| o.split('"').next().unwrap().to_owned()).unwrap_or_default();
        pairs.push((name, value));
    }
    pairs.retain(|(name, _)| name.starts_with(prefix));
    pairs.sort();
    pairs
}

fn pairs<'a>(own: &'a Pairs, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    own.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(more.iter().copied()).collect()
}

const FILLED: [(&str, &str); 13] = [
    ("procedure", HOUSE),
    ("name", "Lò Văn Pó"),
    ("personal_number", "000190000001"),
    ("data/kind", "rent"),
    ("data/owner/name", "Cầm Thị \"Bé\""),
    ("data/owner/phone", "0912345678"),
    ("data/place", "14758"),
    ("data/area", "42,5"),
    ("data/price", "1.500.000"),
    ("data/uses", "live"),
    ("data/people/0/name", "An"),
    ("data/people/0/born_on", "01/02/1990"),
    ("data/notes/0", "gần chợ"),
];

async fn office() -> (Office, Client) {
    let office = Office::with_pack(&FILES).await;
    let reception = office.reception().await.clone();
    (office, reception)
}

async fn receive(reception: &Client, key: &str, more: &[(&str, &str)]) -> String {
    let fields: Vec<_> =
        FILLED.iter().copied().chain([("key", key), ("do", "receive")]).chain(more.iter().copied()).collect();
    let answer = reception.form("/desk/reception", &fields).await.is(303);
    answer.header("location").trim_end_matches("/received").to_owned()
}

#[tokio::test]
async fn a_form_is_drawn_with_groups_rows_a_table_and_what_is_asked_now() {
    let (_office, reception) = office().await;
    let page = reception.get(&format!("/desk/reception?procedure={HOUSE}")).await.is(200).text();
    for wanted in [
        "<legend>Căn nhà</legend>",
        "name=\"data/kind\"",
        "<th scope=\"col\">Họ tên</th>",
        "<td data-label=\"Họ tên\">",
        "name=\"data/people/0/name\"",
        "name=\"data/notes/0\"",
        "<span>m²</span>",
        "data-place",
        "name=\"data/proof-file\"",
        "name=\"add\" value=\"data/people\"",
        "name=\"remove\" value=\"data/people/0\"",
        "value=\"form\" data-refresh",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    assert!(!page.contains("data/owner/name") && !page.contains("Người giám hộ"), "not asked yet");
    assert!(page.contains("Quên hỏi chủ nhà."), "the guide of the step at which it begins");
    assert!(page.len() < 100_000);
}

#[tokio::test]
async fn what_is_asked_follows_the_answers_and_comes_back_with_them() {
    let (_office, reception) = office().await;
    let fields = [FILLED.as_slice(), &[("data/people/0/born_on", "01/02/2020"), ("do", "form")]].concat();
    let fields: Vec<_> =
        fields.into_iter().filter(|f| *f != ("data/people/0/born_on", "01/02/1990")).collect();
    let page = reception.form("/desk/reception", &fields).await.is(200).text();
    assert!(page.contains("Họ tên chủ nhà") && page.contains("Người giám hộ"), "{page}");
    let own: Vec<_> = sent(&page, "data").into_iter().filter(|(n, _)| n != "data/kind").collect();
    let more = [("procedure", HOUSE), ("data/kind", "own"), ("do", "form")];
    let page = reception.form("/desk/reception", &pairs(&own, &more)).await.is(200).text();
    assert!(!page.contains("Họ tên chủ nhà"), "nobody asks who owns one's own house");
    let own: Vec<_> = sent(&page, "data").into_iter().filter(|(n, _)| n != "data/kind").collect();
    let more = [("procedure", HOUSE), ("data/kind", "rent"), ("do", "form")];
    let page = reception.form("/desk/reception", &pairs(&own, &more)).await.is(200).text();
    assert!(page.contains("value=\"Cầm Thị &#34;Bé&#34;\""), "changed back, it is still there: {page}");
}

#[tokio::test]
async fn a_page_sent_again_unchanged_shows_the_same() {
    let (_office, reception) = office().await;
    let fields =
        [FILLED.as_slice(), &[("data/people/4/name", "Bình"), ("data/notes/3", " "), ("do", "form")]]
            .concat();
    let first = sent(&reception.form("/desk/reception", &fields).await.is(200).text(), "data");
    let wanted: BTreeSet<_> = first.iter().map(|(n, _)| n.as_str()).collect();
    assert!(wanted.contains("data/people/1/name") && wanted.contains("data/notes/1"), "{wanted:?}");
    let more = [("procedure", HOUSE), ("do", "form")];
    let second = sent(&reception.form("/desk/reception", &pairs(&first, &more)).await.is(200).text(), "data");
    assert_eq!(first, second);
}

#[tokio::test]
async fn rows_come_and_go_without_a_script_and_without_losing_what_is_typed() {
    let (_office, reception) = office().await;
    let more = [FILLED.as_slice(), &[("add", "data/people")]].concat();
    let page = reception.form("/desk/reception", &more).await.is(200).text();
    assert!(page.contains("name=\"data/people/1/name\"") && page.contains("value=\"An\""), "{page}");
    let own = sent(&page, "data");
    let own: Pairs = own
        .into_iter()
        .map(|(n, v)| if n == "data/people/1/name" { (n, "Bình".into()) } else { (n, v) })
        .collect();
    let less = pairs(&own, &[("procedure", HOUSE), ("remove", "data/people/0")]);
    let page = reception.form("/desk/reception", &less).await.is(200).text();
    assert!(!page.contains("value=\"An\"") && page.contains("value=\"Bình\""), "{page}");
    assert!(
        page.contains("name=\"data/people/0/name\" value=\"Bình\"")
            || page.contains("id=\"data/people/0/name\"")
    );
    let full = ["0", "1", "2", "3"].map(|n| (format!("data/people/{n}/name"), "An".to_owned()));
    let full = pairs(&full.to_vec(), &[("procedure", HOUSE), ("do", "form")])
        .into_iter()
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .collect::<Pairs>();
    let page = reception.form("/desk/reception", &pairs(&full, &[])).await.is(200).text();
    assert!(!page.contains("name=\"add\" value=\"data/people\""), "four are the most");
}

#[tokio::test]
async fn every_wrong_and_hostile_value_is_told_at_its_place_and_stays() {
    let (_office, reception) = office().await;
    let fields = [
        ("procedure", HOUSE),
        ("name", "Lò Văn Pó"),
        ("data/kind", "castle"),
        ("data/area", "lớn"),
        ("data/price", "rẻ"),
        ("data/place", "Không Đâu Cả"),
        ("data/people/0/name", ""),
        ("data/people/2/name", "<script>alert(1)</script>"),
        ("data/people/5/number", "12"),
        ("data/notes/0", "x"),
        ("data/gone", "1"),
        ("do", "receive"),
    ];
    let page = reception.form("/desk/reception", &fields).await.is(422).text();
    for field in ["area", "price", "place", "people/1/number", "gone", "people/0/name"] {
        assert!(page.contains(&format!("href=\"#data/{field}\"")), "{field}: {page}");
    }
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(page.contains("value=\"rẻ\"") && page.contains("Không Đâu Cả"), "typed stays");
    let fields = [("procedure", HOUSE), ("name", "Lò Văn Pó"), ("do", "receive")];
    let page = reception.form("/desk/reception", &fields).await.is(422).text();
    assert!(page.contains("href=\"#data/kind\"") && page.contains("href=\"#data/people\""), "{page}");
}

#[tokio::test]
async fn a_place_is_found_by_its_name_and_one_of_several_is_chosen() {
    let (_office, reception) = office().await;
    let typed = |place: &'static str| [("procedure", HOUSE), ("data/place", place), ("do", "form")];
    let page = reception.form("/desk/reception", &typed("tỉnh sơn la")).await.is(200).text();
    assert!(page.contains("value=\"Tỉnh Sơn La (14)\""), "{page}");
    let page = reception.form("/desk/reception", &typed("Tân Tiến")).await.is(200).text();
    let several = page.matches("type=\"radio\" name=\"data/place\"").count();
    assert!(several > 1, "{page}");
    let code = between(&page, "type=\"radio\" name=\"data/place\" id=\"data/place-s1\" value=\"", "\"");
    let chosen = [("procedure", HOUSE), ("data/place", "Tân Tiến"), ("data/place", &code), ("do", "form")];
    let page = reception.form("/desk/reception", &chosen).await.is(200).text();
    assert!(page.contains(&format!("({code})\"")), "{page}");
}

#[tokio::test]
async fn what_was_filled_is_shown_as_people_read_it_with_its_file() {
    let (office, reception) = office().await;
    let scan: &[u8] = b"%PDF-1.7 hop dong %%EOF";
    let fields = [FILLED.as_slice(), &[("key", "a"), ("do", "receive")]].concat();
    let files = [("data/proof-file", "hợp đồng.pdf", scan)];
    let answer = reception.multipart("/desk/reception", &fields, &files).await.is(303);
    let dossier = answer.header("location").trim_end_matches("/received").to_owned();
    let page = reception.get(&dossier).await.is(200).text();
    for said in [
        "Nhà thuê",
        "Chủ nhà · Họ tên chủ nhà",
        "0912 345 678",
        "42,5",
        "1.500.000",
        "01/02/1990",
        "hợp đồng.pdf",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains("(14758)"), "the place by its name");
    let file = between(&page, "<a href=\"/desk/dossiers/", "\"");
    let file = reception.get(&format!("/desk/dossiers/{file}")).await.is(200);
    assert_eq!(file.body, scan);
    office.verify();
}

#[tokio::test]
async fn what_is_known_is_proposed_with_its_origin_and_never_in_another_unit() {
    let (office, reception) = office().await;
    receive(&reception, "first", &[("data/home", "Bản Lác")]).await;
    let typed = [
        ("procedure", HOUSE),
        ("name", "Lò Văn Pó"),
        ("personal_number", "000190000001"),
        ("address", "Bản Mới"),
        ("data/home", ""),
        ("data/before", ""),
        ("do", "form"),
    ];
    let page = reception.form("/desk/reception", &typed).await.is(200).text();
    assert!(page.contains("value=\"Bản Lác\"") && page.contains("-0001 ngày 09/03/2026"), "{page}");
    assert_eq!(page.matches("value=\"Bản Mới\"").count(), 2, "the applicant's own line, and the proposal");
    let cleared = [
        ("procedure", HOUSE),
        ("personal_number", "000190000001"),
        ("data/before", ""),
        ("proposed", "data/before"),
        ("do", "form"),
    ];
    let page = reception.form("/desk/reception", &cleared).await.is(200).text();
    assert!(!page.contains("Bản Lác"), "what was taken away isn't put back");
    let there = office.signed_in(THERE, Role::Reception).await;
    let page = there.form("/desk/reception", &typed).await.is(200).text();
    assert!(!page.contains("Bản Lác"), "another unit's dossiers say nothing here");
}

#[tokio::test]
async fn ticks_are_kept_with_who_and_when_and_stand_in_nobodys_way() {
    let (office, reception) = office().await;
    let dossier = receive(&reception, "a", &[]).await;
    let specialist = office.specialist().await;
    let page = specialist.get(&dossier).await.is(200).text();
    assert!(page.contains("Đối chiếu <strong>số định danh</strong>"), "{page}");
    let act = specialist.get(&format!("{dossier}/acts/visit")).await.is(200).text();
    let version = between(&act, "name=\"version\" value=\"", "\"");
    let line = between(&page, "name=\"on\" value=\"", "\"");
    let ticks = format!("{dossier}/ticks");
    specialist.form(&ticks, &[("on", &line), ("on", "nothing")]).await.is(303);
    // A colleague's page was made before: what is ticked there isn't undone.
    specialist.form(&ticks, &[]).await.is(303);
    let page = specialist.get(&dossier).await.is(200).text();
    assert!(page.contains(&format!("value=\"{line}\" checked")), "{page}");
    assert!(page.contains("Lò Thị specialist, 09:00 09/03/2026"), "{page}");
    let act = specialist.get(&format!("{dossier}/acts/visit")).await.is(200).text();
    assert_eq!(between(&act, "name=\"version\" value=\"", "\""), version, "a tick is no act");
    specialist.form(&ticks, &[("was", &line)]).await.is(303);
    let page = specialist.get(&dossier).await.is(200).text();
    assert!(!page.contains(&format!("value=\"{line}\" checked")));
    office.signed_in(THERE, Role::Specialist).await.form(&ticks, &[("on", &line)]).await.is(404);
    assert!(office.account(HERE, Role::Specialist).open);
    office.verify();
}

#[tokio::test]
async fn an_act_asks_its_own_form_and_keeps_what_is_typed() {
    let (office, reception) = office().await;
    let dossier = receive(&reception, "a", &[]).await;
    let specialist = office.specialist().await;
    let act = format!("{dossier}/acts/visit");
    let page = specialist.get(&dossier).await.is(200).text();
    assert!(page.contains(&format!("<a class=\"button\" href=\"{act}\"")), "{page}");
    let page = specialist.get(&act).await.is(200).text();
    assert!(page.contains("name=\"answers/seen_on\"") && !page.contains("answers/why"), "{page}");
    let version = between(&page, "name=\"version\" value=\"", "\"");
    let typed =
        [("asked", "answers"), ("version", version.as_str()), ("answers/sound", "no"), ("note", "đã đi")];
    let asked = [typed.as_slice(), &[("do", "form")]].concat();
    let page = specialist.form(&act, &asked).await.is(200).text();
    assert!(page.contains("answers/why") && page.contains("đã đi"), "{page}");
    let wrong = [typed.as_slice(), &[("answers/seen_on", "hôm qua")]].concat();
    let page = specialist.form(&act, &wrong).await.is(422).text();
    assert!(page.contains("href=\"#answers/seen_on\"") && page.contains("value=\"hôm qua\""), "{page}");
    let missing = [typed.as_slice(), &[("answers/seen_on", "09/03/2026")]].concat();
    let page = specialist.form(&act, &missing).await.is(422).text();
    assert!(page.contains("href=\"#answers/why\""), "{page}");
    let whole = [missing.as_slice(), &[("answers/why", "mái dột")]].concat();
    specialist.form(&act, &whole).await.is(303);
    office.verify();
}

#[tokio::test]
async fn a_pack_has_a_page_with_its_drawings_and_guides() {
    let (office, reception) = office().await;
    let all = reception.get("/packs").await.is(200).text();
    assert!(all.contains("href=\"/packs/house\"") && all.contains("href=\"/packs/one-stop\""), "{all}");
    let one = reception.get("/packs/house").await.is(200).text();
    assert!(one.contains("Quên hỏi chủ nhà.") && one.contains("Căn nhà · Người ở"), "{one}");
    let picture = between(&one, "<img src=\"", "\"");
    let drawn = reception.get(&picture).await.is(200);
    assert_eq!(drawn.header("content-type"), "image/svg+xml; charset=utf-8");
    assert!(drawn.text().contains("Ghi kết quả xác minh"));
    let page = reception.get(&format!("/procedures/{HOUSE}")).await.is(200).text();
    assert!(page.contains("href=\"/packs/house\""), "{page}");
    let page = office.anyone().get(&format!("/procedures/{HOUSE}")).await.is(200).text();
    assert!(!page.contains("/packs/"), "the work inside is for officers");
    reception.get("/packs/none").await.is(404);
    reception.get("/packs/house/processes/none").await.is(404);
}

/// The values of an attribute on a page.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let from = format!(" {name}=\"");
    page.split(from.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[tokio::test]
async fn every_form_of_the_packs_is_drawn_small_whole_and_labelled() {
    let office = Office::with_all_packs().await;
    let reception = office.reception().await;
    let catalogue = office.app.catalogue();
    let with_form: Vec<String> =
        catalogue.all().filter(|r| r.form.is_some()).map(|r| r.definition.code().to_string()).collect();
    assert!(with_form.iter().any(|code| code == crate::office::BIRTH));
    for code in with_form {
        let page = reception.get(&format!("/desk/reception?procedure={code}")).await.is(200).text();
        assert!(page.len() < 100_000, "{code}: {} bytes", page.len());
        let ids = attributes(&page, "id");
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{code}: an id stands twice");
        for label in attributes(&page, "for") {
            assert!(once.contains(label), "{code}: a label for {label}, which isn't there");
        }
        assert!(page.contains("name=\"data/"), "{code} asks for something");
    }
    for pack in office.app.world().packs.packs() {
        let id = &pack.manifest.id;
        let page = reception.get(&format!("/packs/{id}")).await.is(200).text();
        assert!(page.len() < 100_000, "{id}: {} bytes", page.len());
        for picture in attributes(&page, "src").into_iter().filter(|src| src.starts_with("/packs/")) {
            reception.get(picture).await.is(200);
        }
    }
}
