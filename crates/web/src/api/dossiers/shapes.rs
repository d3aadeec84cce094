//! Dossiers as programs see them.

use super::children::{ChildShown, ParentShown};
use crate::api::params::{REPLAYED, etag};
use crate::frame::Visit;
use crate::show;
use app::App;
use app::dossier::{Happening, Look};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::calendar::Due;
use domain::dossier::{Applicant, Attachment, Dossier, Outcome, Passing, Piece, Refusal};
use domain::packs::ActDef;
use domain::registers::RecordRef;
use domain::words::{DossierId, Moment};
use serde::Serialize;
use utoipa::ToSchema;

/// How a dossier stands after what was done.
#[derive(Serialize, ToSchema)]
pub struct Answer {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
    /// The code that people read.
    #[schema(examples("H56.001-260309-0001"))]
    code: String,
    /// Where it stands in the eyes of the law.
    #[schema(examples("received"))]
    state: String,
    /// The step at which it stands.
    #[schema(examples("check"))]
    step: String,
    /// What is promised; none before acceptance.
    #[schema(format = DateTime)]
    due: Option<String>,
    /// Its version: the next act names it.
    #[schema(minimum = 1)]
    version: u32,
}

impl From<app::dossier::Answer> for Answer {
    fn from(a: app::dossier::Answer) -> Self {
        Self { id: a.id, code: a.code, state: a.state, step: a.step, due: a.due, version: a.version }
    }
}

impl Answer {
    /// As an answer, with its version as entity tag.
    pub fn response(&self, status: StatusCode, replayed: bool) -> Response {
        let mut response = (status, axum::Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::ETAG, etag(self.version));
        if status == StatusCode::CREATED
            && let Ok(place) = HeaderValue::from_str(&format!("/api/v1/dossiers/{}", self.id))
        {
            headers.insert(header::LOCATION, place);
        }
        if replayed {
            headers.insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}

/// Who asks.
#[derive(Serialize, ToSchema)]
#[schema(as = Applicant)]
pub struct ApplicantShown {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    personal_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tax_code: Option<String>,
    /// In the normal form `84xxxxxxxxx`.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    address: String,
}

impl From<&Applicant> for ApplicantShown {
    fn from(a: &Applicant) -> Self {
        Self {
            name: a.name.clone(),
            personal_number: a.personal_number.as_ref().map(ToString::to_string),
            tax_code: a.tax_code.as_ref().map(ToString::to_string),
            phone: a.phone.as_ref().map(ToString::to_string),
            address: a.address.clone(),
        }
    }
}

/// A file of a dossier.
#[derive(Serialize, ToSchema)]
#[schema(as = File)]
pub struct FileShown {
    /// SHA-256 of its bytes.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    digest: String,
    /// The name it came with, cleaned.
    name: String,
    /// Its media type, found from its content.
    #[schema(examples("application/pdf"))]
    media: String,
    size_bytes: u64,
    /// Where its bytes are.
    href: String,
}

impl FileShown {
    fn of(id: DossierId, a: &Attachment) -> Self {
        Self {
            digest: a.blob.to_string(),
            name: a.name.clone(),
            media: a.media.clone(),
            size_bytes: a.size_bytes,
            href: format!("/api/v1/dossiers/{id}/files/{}", a.blob),
        }
    }
}

/// A paper that was handed in.
#[derive(Serialize, ToSchema)]
#[schema(as = Document)]
pub struct PaperShown {
    name: String,
    originals: u8,
    copies: u8,
    files: Vec<FileShown>,
}

impl PaperShown {
    fn of(id: DossierId, p: &Piece) -> Self {
        let files = p.files.iter().map(|f| FileShown::of(id, f)).collect();
        Self { name: p.name.clone(), originals: p.originals, copies: p.copies, files }
    }
}

/// One step of the explanation of a due date.
#[derive(Serialize, ToSchema)]
pub struct WhyDue {
    /// The rule that was applied.
    #[schema(examples("first-day-not-counted"))]
    rule: String,
    /// In words.
    text: String,
    /// What it rests on, in words.
    article: String,
    #[schema(format = DateTime)]
    from: String,
    #[schema(format = DateTime)]
    to: String,
    /// How much, in the rule's unit.
    amount: u32,
    /// Working minutes that counted; together they are a limit in hours or working days.
    counted_minutes: u32,
}

impl WhyDue {
    /// Every ground of a due date.
    pub fn of(visit: &Visit, due: &Due) -> Vec<Self> {
        let said = app::grounds(due, visit.words);
        let why = |(ground, text): (&domain::calendar::Ground, String)| Self {
            rule: ground.rule.key().trim_start_matches("ground-").to_owned(),
            text,
            article: visit.words.say(ground.article.key()),
            from: ground.from.rfc3339(),
            to: ground.to.rfc3339(),
            amount: ground.amount,
            counted_minutes: ground.counted,
        };
        due.grounds.iter().zip(said).map(why).collect()
    }
}

/// The decision.
#[derive(Serialize, ToSchema)]
pub struct Decision {
    #[schema(format = DateTime)]
    at: String,
    /// Its number; may be empty.
    number: String,
    /// What was decided.
    summary: String,
    /// The signed result.
    files: Vec<FileShown>,
}

impl Decision {
    fn of(id: DossierId, o: &Outcome) -> Self {
        let files = o.files.iter().map(|f| FileShown::of(id, f)).collect();
        Self { at: o.at.rfc3339(), number: o.number.clone(), summary: o.summary.clone(), files }
    }
}

/// Something that this key's person may do now.
#[derive(Serialize, ToSchema)]
pub struct ActOffered {
    /// Its name in `POST /api/v1/dossiers/{id}/acts/{act}`.
    #[schema(examples("forward"))]
    id: String,
    /// What it means.
    #[schema(examples("move"))]
    kind: &'static str,
    /// What people call it.
    title: String,
    /// The step it leads to, where it leads somewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// The form that it asks to fill, as a JSON Schema; what it is filled with goes into `data.answers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    form: Option<serde_json::Value>,
}

impl ActOffered {
    fn of(visit: &Visit, look: &Look, act: &ActDef) -> Self {
        Self {
            id: act.id.to_string(),
            kind: act.kind.as_str(),
            title: show::text(visit.words, &act.title).to_owned(),
            to: act.to.as_ref().map(ToString::to_string),
            form: act.form.as_ref().and_then(|name| look.definition.forms.get(name)).cloned(),
        }
    }
}

/// A way in which this key's person may pass the dossier on now.
#[derive(Serialize, ToSchema)]
pub struct PassingOffered {
    /// Its name in `POST /api/v1/dossiers/{id}/{passing}`: `send`, `return` or `recall`.
    #[schema(examples("send"))]
    id: &'static str,
    /// What people call it.
    title: String,
}

impl PassingOffered {
    fn of(visit: &Visit, passing: Passing) -> Self {
        let id = passing.as_str();
        Self { id, title: visit.words.say(&format!("passing-{id}")) }
    }
}

/// Something that this key's person could do, but not now.
#[derive(Serialize, ToSchema)]
pub struct ActBarred {
    /// Its name in the process.
    #[schema(examples("forward"))]
    id: String,
    /// What people call it.
    title: String,
    /// What stands in the way.
    why: String,
}

impl ActBarred {
    fn of(visit: &Visit, act: &ActDef, refusal: &Refusal) -> Self {
        let title = show::text(visit.words, &act.title).to_owned();
        Self { id: act.id.to_string(), title, why: show::refusal(visit.words, refusal) }
    }
}

/// Something that happened.
#[derive(Serialize, ToSchema)]
pub struct Happened {
    #[schema(format = DateTime)]
    at: String,
    /// Who, by name.
    by: String,
    /// For whom, by name, where the role was another's.
    #[serde(skip_serializing_if = "Option::is_none")]
    stands_for: Option<String>,
    /// What; none where the entry was erased by law.
    #[schema(examples("received"))]
    event: Option<&'static str>,
    /// The same in words.
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    /// The entry's number in the unit's ledger.
    seq: u64,
    /// The entry's hash.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
}

impl Happened {
    fn of(visit: &Visit, look: &Look, h: &Happening) -> Self {
        let process = &look.definition.process;
        let title = h.event.as_ref().map(|e| show::event(visit.words, process, e));
        Self {
            at: h.at.rfc3339(),
            by: h.by.clone(),
            stands_for: h.stands_for.clone(),
            event: h.event.as_ref().map(domain::dossier::Event::kind),
            title: title.unwrap_or_else(|| visit.words.say("api-erased")),
            note: h.note.clone(),
            seq: h.seq,
            hash: h.hash.to_string(),
        }
    }
}

/// A record of a register that a dossier made or changed.
#[derive(Serialize, ToSchema)]
pub struct RecordNamed {
    #[schema(examples("disability"))]
    register: String,
    number: String,
    /// `create`, `change`, `renew` or `end`.
    change: &'static str,
}

impl From<&RecordRef> for RecordNamed {
    fn from(r: &RecordRef) -> Self {
        Self { register: r.register.to_string(), number: r.number.clone(), change: r.change.as_str() }
    }
}

/// All of a dossier.
#[derive(Serialize, ToSchema)]
#[schema(as = Dossier)]
pub struct WholeDossier {
    #[schema(format = "uuid")]
    id: String,
    #[schema(examples("H56.001-260309-0001"))]
    code: String,
    /// The owning unit's code.
    unit: String,
    unit_name: String,
    /// The unit that took it in, whose name stands on the receipt; another unit may own it by now.
    received_by: String,
    /// The unit that it was handed over to and that hasn't taken it over yet.
    handed_over_to: Option<String>,
    procedure: String,
    procedure_name: String,
    /// The published revision that the dossier keeps.
    revision: String,
    /// Which of the procedure's cases it is, where it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    /// `counter`, `online` or `post`.
    channel: &'static str,
    /// Where it stands in the eyes of the law.
    state: &'static str,
    /// The same for the national portal, 1 to 10.
    #[schema(minimum = 1, maximum = 10)]
    national_state: u8,
    step: String,
    #[schema(format = DateTime)]
    step_since: String,
    /// The person who took it on at this step.
    #[schema(format = "uuid")]
    assignee: Option<String>,
    /// That person's name.
    assignee_name: Option<String>,
    #[schema(format = DateTime)]
    filed: String,
    #[schema(format = DateTime)]
    received: Option<String>,
    /// What is promised now.
    #[schema(format = DateTime)]
    due: Option<String>,
    /// What was promised first.
    #[schema(format = DateTime)]
    promised: Option<String>,
    /// Why the due date is what it is, in reading order.
    due_grounds: Vec<WhyDue>,
    /// What the national score counts to (Decision 766/QĐ-TTg): the waiting is taken out of the first count.
    #[schema(format = DateTime)]
    score_due: Option<String>,
    /// How the promise is kept now: `no-promise`, `running`, `overdue`, `on-time`, `late`.
    punctuality: &'static str,
    /// How it stands by the national score, in the same words.
    score: &'static str,
    /// By when it wants attention: an answer before acceptance, papers while they are awaited, else the due
    /// date.
    #[schema(format = DateTime)]
    wanted_by: String,
    /// Whether the clock stands still.
    paused: bool,
    /// Whether the date was moved with an apology.
    extended: bool,
    /// The end of processing.
    #[schema(format = DateTime)]
    finished: Option<String>,
    #[schema(format = DateTime)]
    ended: Option<String>,
    fee_vnd: i64,
    applicant: ApplicantShown,
    content: String,
    documents: Vec<PaperShown>,
    /// What the procedure's form asks for.
    #[schema(value_type = Object)]
    data: serde_json::Map<String, serde_json::Value>,
    decision: Option<Decision>,
    /// What acts were filled with, by the act's name; the newest counts.
    #[schema(value_type = Object)]
    answers: std::collections::BTreeMap<String, serde_json::Map<String, serde_json::Value>>,
    /// The records of registers that it made or changed.
    records: Vec<RecordNamed>,
    /// What this key's person may do now, the usual one first.
    acts: Vec<ActOffered>,
    /// How this key's person may pass it on now: to the competent unit, back, or back from its way.
    passings: Vec<PassingOffered>,
    /// What this key's person could do, but not now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    barred: Vec<ActBarred>,
    /// The dossier that asked for it, where it is a child.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<ParentShown>,
    /// The dossiers that began from it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<ChildShown>,
    /// What happened, the first first.
    history: Vec<Happened>,
    #[schema(minimum = 1)]
    version: u32,
}

impl WholeDossier {
    /// What a person who may see it sees.
    pub fn of(visit: &Visit, app: &App, look: &Look) -> Self {
        let (world, now, barred) = (&*app.world(), app.now(), app.dossier_barred(look));
        let d: &Dossier = &look.dossier;
        let (f, clock, id) = (&d.filing, d.clock.as_ref(), d.id());
        let at = |m: Option<Moment>| m.map(Moment::rfc3339);
        Self {
            id: id.to_string(),
            code: f.code.to_string(),
            unit: d.place().unit.code().to_owned(),
            unit_name: world.unit_name(&d.place().unit),
            received_by: world.unit_name(&f.unit),
            handed_over_to: d.moved_to.as_ref().map(|to| world.unit_name(&to.unit)),
            procedure: f.procedure.to_string(),
            procedure_name: show::procedure(visit.words, &look.definition).to_owned(),
            revision: f.revision.clone(),
            case: f.case.as_ref().map(ToString::to_string),
            channel: f.channel.as_str(),
            state: d.stage.as_str(),
            national_state: d.national().number(),
            step: d.step.to_string(),
            step_since: d.step_since.rfc3339(),
            assignee: d.assignee.map(|p| p.to_string()),
            assignee_name: look.assignee.clone(),
            filed: d.filed.rfc3339(),
            received: at(clock.map(|c| c.received)),
            due: at(d.due()),
            promised: at(clock.map(|c| c.promised)),
            due_grounds: clock.map(|c| WhyDue::of(visit, &c.due)).unwrap_or_default(),
            score_due: at(clock.map(|c| c.score().at)),
            punctuality: d.punctuality(now).as_str(),
            score: d.scored(now).as_str(),
            wanted_by: d.wanted_by().rfc3339(),
            paused: d.stage.paused(),
            extended: clock.is_some_and(|c| c.extended),
            finished: at(d.finished()),
            ended: at(d.ended),
            fee_vnd: f.fee_vnd,
            applicant: (&f.applicant).into(),
            content: f.content.clone(),
            documents: f.documents.iter().map(|p| PaperShown::of(id, p)).collect(),
            data: f.data.clone(),
            decision: d.outcome.as_ref().map(|o| Decision::of(id, o)),
            answers: d.answers.iter().map(|(act, said)| (act.to_string(), said.clone())).collect(),
            records: d.records.iter().map(RecordNamed::from).collect(),
            acts: look.offered.iter().map(|a| ActOffered::of(visit, look, a)).collect(),
            passings: look.passings.iter().map(|way| PassingOffered::of(visit, *way)).collect(),
            barred: barred.iter().map(|(act, refusal)| ActBarred::of(visit, act, refusal)).collect(),
            parent: look.family.parent.as_ref().map(|p| ParentShown::of(world, p)),
            children: ChildShown::all(visit, world, &look.family),
            history: look.history.iter().map(|h| Happened::of(visit, look, h)).collect(),
            version: d.version,
        }
    }
}
