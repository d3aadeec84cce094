//! Invented dossiers on paper, so that every template can be tried before anybody needs it.

use super::{
    Authority, Book, BookRow, ControlSheet, Entry, Filled, Happened, Issuer, Own, PaperError, Receipt, Slip,
    book, control_sheet, own, receipt, slip,
};
use domain::calendar::{Hours, Limit, Via, due};
use domain::dossier::{
    Applicant, Approved, Dossier, Event, Extended, Filing, Lapsed, Moved, Piece, Received, Refused,
    SupplementAsked, evolve,
};
use domain::packs::{ActKind, Definition, Filling, form_sample};
use domain::words::{Channel, Day, DossierId, Moment, NumberCheck, PartName, PersonalNumber, Phone};
use lang::Words;
use serde_json::{Map, Value};

const ISSUER: Issuer<'static> = Issuer {
    above: "UBND xã Bắc Yên",
    name: "Trung tâm Phục vụ hành chính công xã Bắc Yên",
    place: "Bắc Yên",
};
const OFFICER: &str = "Phạm Văn Bình";
const REASON: &str = "Giấy chứng sinh chưa có dấu của cơ sở y tế nơi trẻ được sinh ra.";
const LINK: &str = "https://motcua.bacyen.example/verify?c=H56.148-250815-0012";

/// A dossier with what happened to it; none only if the words of this file weren't valid.
struct Sample {
    received: Dossier,
    decided: Dossier,
    history: Vec<(Moment, Event)>,
}

fn at(day: i8, hour: i8) -> Option<Moment> {
    Some(Moment::at(Day::new(2025, 8, day)?, hour, 0))
}

fn filing(definition: &Definition, data: Map<String, Value>, pieces: u8) -> Option<Filing> {
    let check = NumberCheck { year_now: 2025, invented: true };
    let piece = |n: u8| Piece {
        name: format!("Giấy tờ thứ {n} của hồ sơ, có xác nhận của cơ quan cấp"),
        originals: n % 2,
        copies: 1,
        files: Vec::new(),
    };
    Some(Filing {
        id: "0198a9b0-0000-7000-8000-000000000001".parse::<DossierId>().ok()?,
        code: "H56.148-250815-0012".parse().ok()?,
        unit: "15085@2025-07-01".parse().ok()?,
        province: "38@2025-07-01".parse().ok()?,
        procedure: definition.code().clone(),
        revision: String::new(),
        case: None,
        channel: Channel::Counter,
        applicant: Applicant {
            name: "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Thị Ngọc Quỳnh Như".into(),
            personal_number: Some(PersonalNumber::parse("000190123456", check).ok()?),
            tax_code: None,
            phone: Some(Phone::parse("0912 345 678").ok()?),
            address: "Thôn Phiêng Ban 1, xã Bắc Yên, tỉnh Sơn La".into(),
        },
        content: "Theo nội dung tờ khai".into(),
        documents: (1..=pieces).map(piece).collect(),
        data,
        fee_vnd: 8_000,
        submitter: None,
    })
}

impl Sample {
    fn of(definition: &Definition, data: Map<String, Value>, pieces: u8, hours: &Hours) -> Option<Self> {
        let limit = Limit::WorkingDays(3);
        let promised = due(at(15, 9)?, limit, Via::Counter, hours, None);
        let step = definition.process.steps.first()?.id.clone();
        let filing = filing(definition, data, pieces)?;
        let taken = Event::Received(Received {
            filing,
            step: step.clone(),
            limit,
            due: promised,
            parent: None,
            internal: false,
        });
        let moved = Event::Moved(Moved { act: step.clone(), step: step.clone(), same_role: true });
        let signed = Event::Approved(Approved {
            step,
            number: "12/2025".into(),
            summary: "Đồng ý".into(),
            files: Vec::new(),
        });
        let mut history = vec![(at(15, 9)?, taken)];
        for day in 16..27 {
            history.push((at(day, 10)?, moved.clone()));
        }
        history.push((at(27, 15)?, signed));
        let fold = |events: &[(Moment, Event)]| events.iter().fold(None, |d, (at, e)| evolve(d, *at, e));
        Some(Self { received: fold(history.get(..1)?)?, decided: fold(&history)?, history })
    }
}

/// The law's papers of an invented dossier, one of each template; the receipt also with forty papers.
pub fn of_law(definition: &Definition, hours: &Hours, words: &Words) -> Result<Vec<Filled>, PaperError> {
    let sample = |pieces| Sample::of(definition, Map::new(), pieces, hours).ok_or(PaperError::History);
    let (few, many) = (sample(3)?, sample(40)?);
    let taken = |dossier| {
        receipt(
            &Receipt {
                dossier,
                procedure_name: &definition.facts.name,
                case: "",
                issuer: ISSUER,
                number: "12",
                received_by: OFFICER,
                sets: 1,
                decides: "",
                result_at: ISSUER.name,
                proof_link: LINK,
            },
            words,
        )
    };
    let mut papers = vec![taken(&few.received)?, taken(&many.received)?];
    for event in slips(&few).ok_or(PaperError::History)? {
        let (dossier, procedure_name) = (&few.received, definition.facts.name.as_str());
        let (number, at, by, phone) = ("", few.received.filed, OFFICER, "0212 3860 123");
        let paper = Slip { dossier, procedure_name, issuer: ISSUER, number, event: &event, at, by, phone };
        papers.extend(slip(&paper, words)?);
    }
    let told = few.history.iter();
    let history: Vec<_> = told.map(|(at, event)| Happened { at: *at, by: OFFICER, event }).collect();
    papers.push(control_sheet(
        &ControlSheet {
            dossier: &few.decided,
            procedure_name: &definition.facts.name,
            issuer: ISSUER,
            number: "3",
            process: &definition.process,
            hours,
            history: &history,
            now: few.decided.filed,
        },
        words,
    )?);
    papers.push(book_of(&few, words)?);
    Ok(papers)
}

fn slips(sample: &Sample) -> Option<Vec<Event>> {
    let reason = || REASON.to_owned();
    let clock = sample.received.clock.as_ref()?;
    let (items, until) = (vec!["Giấy chứng sinh".to_owned(), "Văn bản ủy quyền".to_owned()], at(26, 17));
    Some(vec![
        Event::SupplementAsked(SupplementAsked { items, reason: reason(), until }),
        Event::Refused(Refused { reason: reason(), accepted: false }),
        Event::Refused(Refused { reason: reason(), accepted: true }),
        Event::Extended(Extended {
            reason: reason(),
            before: clock.due.at,
            due: clock.due.clone(),
            score_due: None,
        }),
        Event::Lapsed(Lapsed { asked: at(15, 9)?, until: at(26, 17)? }),
    ])
}

fn book_of(sample: &Sample, words: &Words) -> Result<Filled, PaperError> {
    let filing = &sample.received.filing;
    let row = BookRow {
        code: filing.code.to_string(),
        procedure: "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh".into(),
        applicant: filing.applicant.name.clone(),
        home: filing.applicant.address.clone(),
        lead: ISSUER.name.into(),
        received: "09:00 15/08/2025".into(),
        due: "17:00 20/08/2025".into(),
        returned: String::new(),
        way: words.say("channel-counter"),
    };
    let now = sample.received.filed;
    let (from, to) = (now.day(), now.day());
    book(&Book { issuer: ISSUER, number: "", from, to, rows: &vec![row; 40], now }, words)
}

/// A pack's paper for an invented dossier of a procedure, filled in every way and as a draft.
pub fn of_pack(
    name: &PartName,
    definition: &Definition,
    hours: &Hours,
    words: &Words,
) -> Result<Vec<Filled>, PaperError> {
    let unit = Authority {
        body: "Ủy ban nhân dân".into(),
        name: "xã Bắc Yên".into(),
        place: "Bắc Yên".into(),
        province: "tỉnh Sơn La".into(),
    };
    let asked = definition.process.acts().find(|(_, act)| match act.kind {
        ActKind::Approve => definition.result.as_ref().is_some_and(|r| r.paper.as_ref() == Some(name)),
        _ => act.paper.as_ref() == Some(name),
    });
    let asked = asked.and_then(|(_, act)| definition.forms.get(act.form.as_ref()?));
    let entered = definition.result.as_ref().and_then(|r| definition.registers.get(r.register.as_ref()?));
    let entered = entered.and_then(|r| definition.forms.get(&r.form));
    let mut papers = Vec::new();
    for filling in Filling::EVERY {
        let fill = |form: Option<&Value>| form.map(|f| form_sample(f, filling)).unwrap_or_default();
        let sample = Sample::of(definition, fill(definition.form.as_ref()), 2, hours);
        let mut sample = sample.ok_or(PaperError::History)?;
        let filled = definition.process.acts().filter_map(|(_, act)| {
            let form = definition.forms.get(act.form.as_ref()?)?;
            Some((act.id.clone(), form_sample(form, filling)))
        });
        sample.decided.answers = filled.collect();
        let record = Entry { number: "0012/2025-15085".into(), fields: Value::Object(fill(entered)) };
        let draft = filling == Filling::Least;
        let paper = Own {
            dossier: if draft { &sample.received } else { &sample.decided },
            definition,
            case: "",
            issuer: ISSUER,
            unit: &unit,
            signer: if draft { "" } else { OFFICER },
            answers: &fill(asked),
            record: (!draft).then_some(&record),
            proof_link: LINK,
            at: sample.decided.filed,
            names: &|code| Some(format!("xã {code}")),
        };
        papers.push(own(name, &paper, words)?);
    }
    Ok(papers)
}
