//! All samples of all components and one page of each kind, in three languages, as files to look at:
//! `cargo test -p web gallery` writes `target/gallery/<language>/<page>.html`.

use std::{fs, path::PathBuf};

use askama::{Template, filters::Safe};
use lang::{Lang, Words};

use crate::{
    assets::{asset_path, find},
    components::{
        self, Band, Button, Choice, DocumentRow, Due, DueSize, Field, FilterChips, Gauge, Guide, GuideText,
        History, Notice, NoticeKind, ProcedureCard, SearchBox, SearchSize, StateTag, StepTrack, Summary,
        Table, Tone,
    },
    layout::{Audience, Layout, Line, NavItem, Visitor},
};

type Samples = fn(&'static Words) -> Vec<String>;

/// Every component has its line here; `every_component_has_samples` compares it with the folders.
const ALL: [(&str, Samples); 22] = [
    ("button", components::button::samples),
    ("chart", components::chart::samples),
    ("chips", components::chips::samples),
    ("confirm", components::confirm::samples),
    ("document", components::document::samples),
    ("due", components::due::samples),
    ("empty", components::empty::samples),
    ("error_summary", components::error_summary::samples),
    ("field", components::field::samples),
    ("form", components::form::samples),
    ("guide", components::guide::samples),
    ("history", components::history::samples),
    ("notice", components::notice::samples),
    ("procedure_card", components::procedure_card::samples),
    ("search_box", components::search_box::samples),
    ("strip", components::strip::samples),
    ("summary", components::summary::samples),
    ("table", components::table::samples),
    ("tag", components::tag::samples),
    ("track", components::track::samples),
    ("week", components::week::samples),
    ("why", components::why::samples),
];

#[derive(Template)]
#[template(path = "gallery/gallery.html")]
struct Gallery {
    layout: Layout,
    sections: Vec<(&'static str, Vec<Safe<String>>)>,
}

#[derive(Template)]
#[template(path = "gallery/home.html")]
struct Home {
    layout: Layout,
    search: SearchBox,
    track: SearchBox,
    cards: Safe<String>,
    gauge: Gauge,
}

#[derive(Template)]
#[template(path = "gallery/reception.html")]
struct Reception {
    layout: Layout,
    applicant: Vec<Field>,
    documents: Vec<DocumentRow>,
    button: Button,
}

#[derive(Template)]
#[template(path = "gallery/worklist.html")]
struct Worklist {
    layout: Layout,
    chips: Safe<String>,
    table: Table,
}

#[derive(Template)]
#[template(path = "gallery/dossier.html")]
struct Dossier {
    layout: Layout,
    due: Due,
    state: StateTag,
    parts: Vec<Safe<String>>,
    guide: Safe<String>,
    button: Button,
    others: Vec<Button>,
}

#[derive(Template)]
#[template(path = "gallery/board.html")]
struct Board {
    layout: Layout,
    charts: Vec<Safe<String>>,
    table: Table,
}

#[derive(Template)]
#[template(path = "gallery/receipt.html")]
struct Receipt {
    layout: Layout,
    summary: Safe<String>,
}

fn frame(words: &'static Words, title: &str, audience: Audience, current: usize) -> Layout {
    let mut layout = Layout::new(words, title, "UBND xã Bắc Yên");
    layout.unit_under = Some("Tỉnh Sơn La".into());
    layout.audience = audience;
    if audience == Audience::Office {
        layout.person =
            Some(Visitor { name: "Nguyễn Văn An".into(), role: "Tư pháp – hộ tịch".into() });
        let cut = Line::Cut { since: "14:05".into(), waiting: 14 };
        layout.line = if current == 0 { Line::Online } else { cut };
        layout.csrf = "sample".into();
        let names = ["Tiếp nhận", "Việc của tôi", "Hồ sơ", "Trả kết quả", "Bảng điều hành", "Sổ"];
        layout.nav = names
            .into_iter()
            .enumerate()
            .map(|(at, text)| NavItem {
                text: text.into(),
                href: "#".into(),
                current: at == current,
                count: (at == 1).then_some(14),
            })
            .collect();
    }
    layout
}

fn safe(samples: &[String]) -> Safe<String> {
    Safe(samples.concat())
}

fn home(words: &'static Words) -> String {
    let search = SearchBox {
        words,
        action: "#".into(),
        name: "q".into(),
        label: "Bạn cần làm thủ tục gì?".into(),
        value: String::new(),
        button: None,
        size: SearchSize::Large,
    };
    let track = SearchBox {
        name: "code".into(),
        label: "Tra cứu hồ sơ".into(),
        button: Some("Xem".into()),
        size: SearchSize::Row,
        ..search.clone()
    };
    let gauge = Gauge {
        words,
        id: "rate".into(),
        title: "Đúng hạn tháng này".into(),
        part: 1204,
        whole: 1219,
        goal: None,
        href: None,
    };
    let layout = frame(words, "Dịch vụ công", Audience::Public, 9);
    let cards = safe(&components::procedure_card::samples(words));
    Home { layout, search, track, cards, gauge }.to_string()
}

fn reception(words: &'static Words) -> String {
    let sexes = vec![Choice::new("f", "Nữ"), Choice::new("m", "Nam")];
    let applicant = vec![
        Field::personal_number(words, "number", "Số định danh").value("000185012345").first(),
        Field::text(words, "name", "Họ, chữ đệm, tên").value("Lường Thị Mai"),
        Field::date(words, "born", "Ngày sinh"),
        Field::radios(words, "sex", "Giới tính", sexes).value("f"),
        Field::phone(words, "phone", "Điện thoại").optional(),
    ];
    let row = |name: &str, title: &str, note: Option<&str>, given| DocumentRow {
        words,
        name: name.into(),
        title: title.into(),
        note: note.map(Into::into),
        optional: note.is_some(),
        given,
        originals: 1,
        copies: 0,
        file: None,
        error: None,
    };
    let documents = vec![
        row("d1", "Tờ khai đăng ký khai sinh", None, true),
        row("d2", "Giấy chứng sinh", None, true),
        row("d3", "Văn bản ủy quyền", Some("khi người khác đi thay"), false),
    ];
    let layout = frame(words, "Tiếp nhận", Audience::Office, 0);
    Reception { layout, applicant, documents, button: Button::primary("Tiếp nhận") }.to_string()
}

fn worklist(words: &'static Words) -> String {
    let layout = frame(words, "Việc của tôi", Audience::Office, 1);
    let chips = safe(&components::chips::samples(words));
    Worklist { layout, chips, table: components::table::worklist(words) }.to_string()
}

fn dossier(words: &'static Words) -> String {
    let mut layout = frame(words, "Đăng ký khai sinh", Audience::Office, 2);
    layout.breadcrumbs = vec![components::Link::new("#", "Việc của tôi")];
    layout.notice = Some(Notice::new(words, NoticeKind::Success, "Đã nhận giấy chứng sinh bản rõ."));
    let due = Due {
        words,
        band: Band::Soon,
        left: "còn 6 giờ làm việc".into(),
        when: "hẹn trả 15:30 hôm nay".into(),
        elapsed: 320,
        allowed: 480,
        size: DueSize::Full,
    };
    let parts = vec![
        safe(&components::track::samples(words)),
        safe(&components::summary::samples(words)),
        safe(&components::document::samples(words)),
        safe(&components::history::samples(words)),
    ];
    let others = vec![
        Button::quiet("Yêu cầu bổ sung").to("#"),
        Button::quiet("Chuyển người khác").to("#"),
        Button::late("Từ chối").to("#"),
    ];
    Dossier {
        layout,
        due,
        state: StateTag::new(Tone::Action, "Đang thẩm tra"),
        parts,
        guide: safe(&components::guide::samples(words)),
        button: Button::primary("Trình ký"),
        others,
    }
    .to_string()
}

fn board(words: &'static Words) -> String {
    let layout = frame(words, "Bảng điều hành", Audience::Office, 4);
    let charts = components::chart::samples(words).into_iter().map(Safe).collect();
    Board { layout, charts, table: components::table::worklist(words) }.to_string()
}

fn receipt(words: &'static Words) -> String {
    let layout = frame(words, "Giấy tiếp nhận", Audience::Office, 0);
    Receipt { layout, summary: safe(&components::summary::samples(words)) }.to_string()
}

fn gallery(words: &'static Words) -> String {
    let sections =
        ALL.into_iter().map(|(name, samples)| (name, samples(words).into_iter().map(Safe).collect()));
    Gallery { layout: frame(words, "Gallery", Audience::Office, 9), sections: sections.collect() }.to_string()
}

fn pages(words: &'static Words) -> [(&'static str, String); 7] {
    [
        ("gallery", gallery(words)),
        ("home", home(words)),
        ("reception", reception(words)),
        ("worklist", worklist(words)),
        ("dossier", dossier(words)),
        ("board", board(words)),
        ("receipt", receipt(words)),
    ]
}

#[test]
fn every_component_has_samples() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/components");
    let mut folders: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    assert_eq!(folders, ALL.map(|(name, _)| name));
}

#[test]
fn the_gallery_is_written_to_be_looked_at() {
    for lang in Lang::ALL {
        let folder =
            PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/gallery")).join(lang.tag());
        fs::create_dir_all(&folder).unwrap();
        for (name, html) in pages(Words::of(lang)) {
            let mut html = html;
            for file in ["app.css", "app.js", "favicon.svg"] {
                let path = asset_path(file);
                assert!(html.contains(&path), "{name} lacks {file}");
                html = html.replace(&path, file);
                let asset = find(path.trim_start_matches("/assets/")).unwrap();
                fs::write(folder.join(file), asset.bytes).unwrap();
            }
            fs::write(folder.join(format!("{name}.html")), html).unwrap();
        }
    }
}

#[test]
fn no_page_lacks_a_word_or_breaks_the_content_policy() {
    for lang in Lang::ALL {
        for (name, html) in pages(Words::of(lang)) {
            for wrong in ["page-due-", ">page-", "\"page-", "style=", "<style", "onclick", "javascript:"] {
                assert!(!html.contains(wrong), "{name} in {lang} has {wrong}");
            }
            assert_eq!(html.matches("<script").count(), html.matches("<script src=").count(), "{name}");
            assert_eq!(html.matches("<h1").count(), if name == "gallery" { 2 } else { 1 }, "{name}");
            assert!(html.contains(&format!(r#"<html lang="{lang}">"#)), "{name}");
        }
    }
}

/// The values of an attribute in a page.
fn values<'a>(html: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(&*format!(" {attribute}=\"").leak()).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn ids_are_unique_and_labels_lead_to_their_fields() {
    for (name, html) in pages(Words::of(Lang::Vi)) {
        let mut ids: Vec<_> = values(&html, "id").collect();
        ids.sort_unstable();
        let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        // The gallery shows the same component several times.
        assert!(name == "gallery" || twice.is_empty(), "{name}: {twice:?}");
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for target in values(&html, attribute).flat_map(str::split_whitespace) {
                assert!(ids.contains(&target), "{name}: {attribute} {target}");
            }
        }
    }
}

#[test]
fn what_people_wrote_is_escaped_once() {
    let words = Words::of(Lang::Vi);
    let field = Field::text(words, "name", "<b>").value(r#""><script>"#).error(Some("a & b".into()));
    let html = field.to_string();
    assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    let confirm = components::Confirm {
        words,
        title: "?".into(),
        notice: None,
        summary: Summary::default(),
        fields: vec![field],
        action: "#".into(),
        hidden: vec![],
        button: Button::late("!"),
        back: "#".into(),
    };
    assert!(confirm.to_string().contains(&html), "a component inside another is not escaped again");
    let chips = FilterChips { label: "<".into(), chips: vec![] };
    assert!(chips.to_string().contains(r#"aria-label="&#60;""#));
    let history = History { days: vec![] };
    assert!(!history.to_string().contains("<h3>"));
    let text = GuideText { title: "<i>".into(), kind: String::new(), html: String::new() };
    let guide = Guide { words, action: String::new(), csrf: String::new(), lines: vec![], texts: vec![text] };
    assert!(!guide.to_string().contains("<i>"));
    let card = ProcedureCard {
        words,
        code: "1".into(),
        title: "<u>".into(),
        href: "#".into(),
        field: String::new(),
        deadline: String::new(),
        fee: String::new(),
    };
    assert!(!card.to_string().contains("<u>"));
    let track = StepTrack { words, steps: vec![] };
    assert!(!track.to_string().contains("<li"));
}
