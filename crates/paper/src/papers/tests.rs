//! Each paper against its golden file; all of them in every language; nothing from outside unescaped.

use super::{ControlSheet, Happened, Issuer, PaperError, Receipt, Slip, control_sheet, receipt, slip};
use crate::{Signer, proof::Proof};
use domain::calendar::{Calendar, Hours, Limit, Office, Via, due, extend, restart};
use domain::dossier::{
    Applicant, Approved, Assigned, Delivered, Dossier, Event, Extended, Filing, HandOver, Lapsed, Moved,
    PaymentAsked, Piece, Received, Refused, Resumed, SupplementAsked, evolve,
};
use domain::ledger::Digest;
use domain::packs::Process;
use domain::words::{Channel, Day, DossierId, Moment, NumberCheck, PersonalNumber, Phone};
use lang::{Lang, Words};

const PROCEDURE: &str = "Đăng ký khai sinh";
const NUMBER: &str = "000190123456";

fn at(day: i8, hour: i8) -> Moment {
    Moment::at(Day::new(2025, 8, day).unwrap(), hour, 0)
}

fn hours() -> Hours {
    Hours::of(Office::default(), calendar())
}

fn calendar() -> Calendar {
    let days = "date,kind,name_vi,name_en,status\n2025-09-02,holiday,Quốc khánh,National Day,official\n";
    Calendar::parse(days).unwrap()
}

fn process() -> Process {
    Process::parse(include_str!("../../../../packs/one-stop/process.toml")).unwrap()
}

const fn issuer() -> Issuer<'static> {
    Issuer {
        above: "UBND xã Bắc Yên",
        name: "Trung tâm Phục vụ hành chính công xã Bắc Yên",
        place: "Bắc Yên",
    }
}

fn filing(name: &str) -> Filing {
    let check = NumberCheck { year_now: 2025, invented: true };
    let piece = |name: &str, originals, copies| Piece { name: name.into(), originals, copies, files: vec![] };
    Filing {
        id: DossierId("0198a9b0-0000-7000-8000-000000000001".parse::<DossierId>().unwrap().0),
        code: "H56.148-250815-0012".parse().unwrap(),
        unit: "15085@2025-07-01".parse().unwrap(),
        province: "38@2025-07-01".parse().unwrap(),
        procedure: "1.001193".parse().unwrap(),
        revision: "0123456789ab".into(),
        case: None,
        channel: Channel::Counter,
        applicant: Applicant {
            name: name.into(),
            personal_number: Some(PersonalNumber::parse(NUMBER, check).unwrap()),
            tax_code: None,
            phone: Some(Phone::parse("0912 345 678").unwrap()),
            address: "Thôn Phiêng Ban 1, xã Bắc Yên, tỉnh Sơn La".into(),
        },
        content: "Khai sinh cho con Lê Minh Khôi".into(),
        documents: vec![
            piece("Tờ khai đăng ký khai sinh", 1, 0),
            piece("Giấy chứng sinh", 1, 0),
            piece("Giấy chứng nhận kết hôn của cha, mẹ", 0, 1),
        ],
        data: serde_json::Map::new(),
        fee_vnd: 8_000,
        submitter: None,
    }
}

/// What happened to the dossier, by whom.
fn story(name: &str, reason: &str) -> Vec<(Moment, &'static str, Event)> {
    let (hours, limit) = (hours(), Limit::WorkingDays(3));
    let step = |name: &str| name.parse().unwrap();
    let promised = due(at(15, 9), limit, Via::Counter, &hours, None);
    let again = restart(at(19, 9), limit, Via::Counter, &hours, None);
    let later = extend(&again, at(27, 17)).unwrap();
    let (officer, leader) = ("Phạm Văn Bình", "Hoàng Thị Mai");
    let moved = |act, to| Event::Moved(Moved { act: step(act), step: step(to), same_role: false });
    vec![
        (
            at(15, 9),
            "Vàng A Súa",
            Event::Received(Received {
                filing: filing(name),
                step: step("check"),
                limit,
                due: promised,
                parent: None,
                internal: false,
            }),
        ),
        (
            at(15, 11),
            officer,
            Event::SupplementAsked(SupplementAsked {
                items: vec!["Giấy chứng sinh có dấu của cơ sở y tế".into(), "Văn bản ủy quyền".into()],
                reason: reason.into(),
                until: None,
            }),
        ),
        (
            at(19, 9),
            "Vàng A Súa",
            Event::Resumed(Resumed { documents: vec![], due: again.clone(), score_due: None, data: None }),
        ),
        (at(20, 10), officer, moved("forward", "sign")),
        (
            at(21, 8),
            leader,
            Event::Extended(Extended {
                reason: reason.into(),
                before: again.at,
                due: later,
                score_due: None,
            }),
        ),
        (
            at(21, 9),
            leader,
            Event::Approved(Approved {
                step: step("return"),
                number: "12/GKS".into(),
                summary: String::new(),
                files: vec![],
            }),
        ),
        (
            at(22, 9),
            "Vàng A Súa",
            Event::Delivered(Delivered { receiver: name.into(), way: HandOver::Counter }),
        ),
    ]
}

fn folded(story: &[(Moment, &str, Event)]) -> Dossier {
    story.iter().fold(None, |state, (at, _, event)| evolve(state, *at, event)).unwrap()
}

/// Every paper with its name.
fn papers(words: &Words, name: &str, reason: &str) -> Vec<(&'static str, String)> {
    let story = story(name, reason);
    let (hours, process) = (hours(), process());
    let proof: Proof =
        Signer::from_secret(&[7; 32]).prove(&"H56.148-250815-0012".parse().unwrap(), &Digest([0xAB; 32]));
    let link = format!("https://motcua.bacyen.example/verify?{}", proof.query());
    let received = folded(story.get(..1).unwrap());
    let paper = Receipt {
        dossier: &received,
        procedure_name: PROCEDURE,
        case: "",
        issuer: issuer(),
        number: "12",
        received_by: "Vàng A Súa",
        sets: 1,
        decides: "",
        result_at: issuer().name,
        proof_link: &link,
    };
    let made = |at: Moment, by, event: &Event| {
        let (dossier, issuer) = (&received, issuer());
        let (procedure_name, number, phone) = (PROCEDURE, "", "0212 3860 123");
        let paper = Slip { dossier, procedure_name, issuer, number, event, at, by, phone };
        slip(&paper, words).unwrap().unwrap().html
    };
    let refused = |accepted| Event::Refused(Refused { reason: reason.into(), accepted });
    let history: Vec<Happened<'_>> =
        story.iter().map(|(at, by, event)| Happened { at: *at, by, event }).collect();
    let sheet = ControlSheet {
        dossier: &folded(&story),
        procedure_name: PROCEDURE,
        issuer: issuer(),
        number: "3",
        process: &process,
        hours: &hours,
        history: &history,
        now: at(22, 10),
    };
    let told = |n: usize| {
        let (at, by, event) = &story[n];
        made(*at, by, event)
    };
    vec![
        ("receipt", receipt(&paper, words).unwrap().html),
        ("supplement", told(1)),
        ("refusal", made(at(15, 9), "Vàng A Súa", &refused(false))),
        ("stopped", made(at(15, 16), "Hoàng Thị Mai", &refused(true))),
        ("apology", told(4)),
        ("control-sheet", control_sheet(&sheet, words).unwrap().html),
    ]
}

fn usual(words: &Words) -> Vec<(&'static str, String)> {
    papers(words, "Lê Thị Ánh", "Giấy chứng sinh chưa có dấu của cơ sở y tế")
}

#[test]
fn each_paper_is_as_its_golden_file() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut changed = Vec::new();
    for (name, html) in usual(Words::of(Lang::Vi)) {
        let golden = std::fs::read_to_string(format!("{root}/testdata/{name}.vi.html")).unwrap_or_default();
        if html != golden {
            let folder = format!("{root}/../../target/paper");
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(format!("{folder}/{name}.vi.html"), html).unwrap();
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "{changed:?} differ from testdata: read target/paper, copy what is right");
}

#[test]
fn each_paper_is_whole_in_every_language() {
    for lang in Lang::ALL {
        for (name, html) in usual(Words::of(lang)) {
            assert!(html.contains(&format!("lang=\"{lang}\"")), "{name}");
            assert!(html.contains("H56.148-250815-0012"), "{name}");
            assert!(!html.contains(">paper-") && !html.contains("limit-") && !html.contains("ground-"));
            assert!(!html.contains(NUMBER), "{name} shows a whole personal number");
            assert!(!html.contains("style=") && !html.contains("<script"), "{name}");
            let translated = html.contains(&Words::of(lang).say("paper-translation"));
            assert_eq!(translated, lang != Lang::Vi, "{name} {lang}");
        }
    }
}

#[test]
fn what_people_wrote_is_text_and_never_markup() {
    for lang in Lang::ALL {
        let evil = "<script>alert(1)</script>\"'&";
        for (name, html) in papers(Words::of(lang), evil, evil) {
            assert!(!html.contains("<script"), "{name}: {html}");
            assert!(html.contains("script"), "{name} lost it");
        }
    }
}

#[test]
fn a_receipt_promises_only_what_is_promised() {
    let words = Words::of(Lang::Vi);
    let story = story("Lê Thị Ánh", "Thiếu dấu");
    let mut dossier = folded(story.get(..1).unwrap());
    dossier.clock = None;
    let paper = Receipt {
        dossier: &dossier,
        procedure_name: PROCEDURE,
        case: "",
        issuer: issuer(),
        number: "",
        received_by: "Vàng A Súa",
        sets: 1,
        decides: "",
        result_at: "",
        proof_link: "https://motcua.bacyen.example",
    };
    assert!(matches!(receipt(&paper, words), Err(PaperError::NotReceived)));
}

#[test]
fn only_some_events_call_for_a_paper() {
    let words = Words::of(Lang::Vi);
    let story = story("Lê Thị Ánh", "Thiếu dấu");
    let dossier = folded(story.get(..1).unwrap());
    let called: Vec<&str> = story
        .iter()
        .filter(|(at, by, event)| {
            let (issuer, procedure_name) = (issuer(), PROCEDURE);
            let (at, dossier) = (*at, &dossier);
            let paper = Slip { dossier, procedure_name, issuer, number: "", event, at, by, phone: "" };
            slip(&paper, words).unwrap().is_some()
        })
        .map(|(_, _, event)| event.kind())
        .collect();
    assert_eq!(called, ["supplement-asked", "extended"]);
}

/// Who took it on is named, and giving it to a colleague is a hand-over like any other, with no time judged.
#[test]
fn colleagues_hand_over_by_name() {
    let words = Words::of(Lang::Vi);
    let (hours, process) = (hours(), process());
    let whole = story("Lê Thị Ánh", "Thiếu dấu");
    let to = |n: u128, name: &str| {
        Event::Assigned(Assigned { person: format!("{n:032x}").parse().unwrap(), name: name.into() })
    };
    let story = [
        whole[0].clone(),
        (at(15, 10), "Phạm Văn Bình", to(1, "Phạm Văn Bình")),
        (at(15, 11), "Hoàng Thị Mai (thay Đỗ Văn Dũng)", to(2, "Lý Thị Én")),
        (at(18, 10), "Lý Thị Én", whole[3].2.clone()),
    ];
    let history: Vec<Happened<'_>> =
        story.iter().map(|(at, by, event)| Happened { at: *at, by, event }).collect();
    let sheet = ControlSheet {
        dossier: &folded(&story),
        procedure_name: PROCEDURE,
        issuer: issuer(),
        number: "",
        process: &process,
        hours: &hours,
        history: &history,
        now: at(19, 15),
    };
    let html = control_sheet(&sheet, words).unwrap().html;
    let rows: Vec<&str> = html.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 3, "{html}");
    assert!(rows[0].contains("Phạm Văn Bình (Thẩm tra)"), "{}", rows[0]);
    assert!(rows[1].contains("Phạm Văn Bình (Thẩm tra)") && rows[1].contains("Lý Thị Én (Thẩm tra)"));
    assert!(rows[1].contains("–") && !rows[1].contains("hạn"), "{}", rows[1]);
    assert!(rows[2].contains("Lý Thị Én (Thẩm tra)"), "{}", rows[2]);
}

#[test]
fn the_slip_says_by_when_and_the_notice_says_what_became_of_it() {
    let words = Words::of(Lang::Vi);
    let dossier = folded(story("Lê Thị Ánh", "Thiếu dấu").get(..1).unwrap());
    let paper = |event: &Event| {
        let (issuer, procedure_name) = (issuer(), PROCEDURE);
        let (dossier, at, by) = (&dossier, at(27, 8), "system:clock");
        let paper = Slip { dossier, procedure_name, issuer, number: "", event, at, by, phone: "" };
        slip(&paper, words).unwrap().unwrap().html
    };
    let (items, reason) = (vec!["Ảnh".to_owned()], "Thiếu ảnh".to_owned());
    let asked = paper(&Event::SupplementAsked(SupplementAsked { items, reason, until: Some(at(26, 17)) }));
    assert!(asked.contains("Hạn bổ sung: 17:00 ngày 26/08/2025"), "{asked}");
    let closed = paper(&Event::Lapsed(Lapsed { asked: at(15, 9), until: at(26, 17) }));
    assert!(closed.contains("17:00 ngày 26/08/2025") && closed.contains("hồ sơ mới"), "{closed}");
    assert!(!closed.contains("system:"), "no person signs for the system");
}

/// Examination may take four working hours: two before the pause, two and a half after it.
#[test]
fn a_payment_takes_the_pause_out_and_a_supplement_begins_anew() {
    let words = Words::of(Lang::Vi);
    let (hours, process) = (hours(), process());
    let whole = story("Lê Thị Ánh", "Thiếu dấu");
    let payment = Event::PaymentAsked(PaymentAsked { amount_vnd: 8_000, reason: "Lệ phí".into() });
    for (pause, said) in [(payment, "Quá hạn"), (whole[1].2.clone(), "Trước hạn")] {
        let story = [
            whole[0].clone(),
            (at(15, 11), "Phạm Văn Bình", pause),
            whole[2].clone(),
            (Moment::at(Day::new(2025, 8, 19).unwrap(), 14, 0), "Phạm Văn Bình", whole[3].2.clone()),
        ];
        let history: Vec<Happened<'_>> =
            story.iter().map(|(at, by, event)| Happened { at: *at, by, event }).collect();
        let sheet = ControlSheet {
            dossier: &folded(&story),
            procedure_name: PROCEDURE,
            issuer: issuer(),
            number: "",
            process: &process,
            hours: &hours,
            history: &history,
            now: at(19, 15),
        };
        let html = control_sheet(&sheet, words).unwrap().html;
        let last = html.rsplit("<tr>").next().unwrap();
        assert!(last.contains(said), "{last}");
        let cut = ControlSheet { history: history.get(1..).unwrap(), ..sheet };
        assert!(matches!(control_sheet(&cut, words), Err(PaperError::History)));
    }
}
