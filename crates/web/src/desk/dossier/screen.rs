//! The dossier's screen: a function of what the use case shows, what is typed and the time.

use super::super::new_key;
use super::away::away;
use super::children::{Children, children};
use super::form::{self, ActForms};
use super::{passing, track};
use crate::brought::{Kept, kept_fields};
use crate::components::WhyDue;
use crate::components::{
    Button, Due, DueSize, ErrorSummary, Field, FormView, Guide, History, Link, Notice, NoticeKind,
    Problem as FieldProblem, StateTag, StepTrack, Summary, SummaryRow,
};
use crate::forms::{self, ANSWERS, DATA, Told};
use crate::frame::{Area, Fields, Visit, Web};
use crate::guides;
use crate::layout::Layout;
use crate::show;
use crate::why::why;
use app::AppError;
use app::dossier::{Look, Mark};
use askama::Template;
use domain::dossier::{Dossier, Event, Punctuality};
use domain::packs::{ActDef, ActKind, Form};
use domain::words::{Moment, Phone, UnitId};
use lang::Words;
use serde_json::Value;

/// What was typed into an act's form, and what came of it.
#[derive(Default)]
pub struct Typed {
    /// The act, when one was tried.
    pub act: String,
    /// Names and values.
    pub fields: Fields,
    /// Files that are kept already.
    pub kept: Kept,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
}

/// An act with its form.
pub struct ActForm {
    pub action: String,
    pub hidden: Vec<(String, String)>,
    pub fields: Vec<Field>,
    pub button: Button,
    pub law: Option<String>,
    /// What the act itself asks to fill.
    pub form: Option<FormView>,
    /// The procedure's form, where the act completes it.
    pub completes: Option<FormView>,
    /// Whether that was worked on already.
    pub opened: bool,
}

/// A paper that was handed in.
struct Paper {
    name: String,
    count: String,
    files: Vec<FileLine>,
}

/// A file of a paper.
struct FileLine {
    link: Link,
    /// Where its small picture is, while the file itself is on its way.
    picture: Option<Picture>,
    coming: bool,
}

/// A small picture and what it is of.
struct Picture {
    source: String,
    text: String,
}

/// What the national score counts to, and how it stands.
struct Score {
    says: String,
    grounds: Option<WhyDue>,
}

/// The page.
#[derive(Template)]
#[template(path = "desk/dossier/screen.html")]
pub struct Screen {
    pub layout: Layout,
    words: &'static Words,
    errors: ErrorSummary,
    away: Option<Notice>,
    code: String,
    person: String,
    state: StateTag,
    due: Option<Due>,
    filed: String,
    track: StepTrack,
    grounds: Option<WhyDue>,
    score: Option<Score>,
    summary: Summary,
    data: Vec<Told>,
    papers: Vec<Paper>,
    children: Option<Children>,
    outcome: Option<Summary>,
    results: Vec<Link>,
    history: History,
    step: String,
    act: Option<ActForm>,
    others: Vec<Button>,
    unmet: Vec<(String, String)>,
    barred: Vec<(String, String)>,
    why_none: Option<String>,
    guide: Option<Guide>,
    prints: Vec<Link>,
}

/// Where an act's form goes.
fn action(d: &Dossier, act: &str) -> String {
    format!("/desk/dossiers/{}/acts/{act}", d.id())
}

/// An act with its form, filled with what was typed.
pub fn act_form(
    web: &Web,
    visit: &Visit,
    look: &Look,
    def: &ActDef,
    typed: &Typed,
    errors: &ErrorSummary,
) -> ActForm {
    let (words, d) = (visit.words, &look.dossier);
    let mut hidden = vec![
        ("csrf".to_owned(), visit.csrf().to_owned()),
        ("key".to_owned(), new_key(web)),
        ("version".to_owned(), d.version.to_string()),
    ];
    // Files of forms of packs are named where they are asked for.
    hidden.extend(kept_fields(&typed.kept).into_iter().filter(|(name, _)| !name.contains('/')));
    let (form, completes) = ActForms::read(web, look, def, typed).views(web, words, errors);
    hidden.extend(form.is_some().then(|| ("asked".to_owned(), ANSWERS.to_owned())));
    hidden.extend(completes.is_some().then(|| ("completes".to_owned(), DATA.to_owned())));
    let title = show::text(words, &def.title);
    let final_one = matches!(def.kind, ActKind::Refuse | ActKind::Withdraw);
    let button = if final_one { Button::late(title) } else { Button::primary(title) };
    ActForm {
        action: action(d, def.id.as_str()),
        hidden,
        fields: form::fields(words, look, def, typed, errors),
        button,
        law: form::article(def.kind).map(|key| words.say(key)),
        form,
        opened: typed.fields.get("completes") == DATA,
        completes,
    }
}

/// Fills the screen.
pub async fn screen(web: &Web, visit: &Visit, look: &Look, typed: &Typed) -> Result<Screen, AppError> {
    let (words, now, world, d) = (visit.words, web.app.now(), web.app.world(), &look.dossier);
    let errors = ErrorSummary { words, problems: typed.problems.clone() };
    let mut layout = web.layout(visit, show::procedure(words, &look.definition), Area::Worklist);
    layout.breadcrumbs = vec![Link::new("/desk/worklist", words.say("desk-worklist"))];
    let refused = web.app.dossier_barred(look);
    let open: Vec<&ActDef> =
        look.offered.iter().filter(|a| refused.iter().all(|(b, _)| b.id != a.id)).collect();
    // What can't be taken back, and what is done seldom, is asked on a page of its own.
    let aside = [ActKind::Refuse, ActKind::Withdraw, ActKind::Correct, ActKind::Assign];
    let inline = |def: &&&ActDef| !aside.contains(&def.kind) && !form::is_long(look, def);
    let tried = open.iter().find(|a| a.id.as_str() == typed.act);
    let first = tried.or_else(|| open.first().filter(inline)).copied();
    let others = open.iter().filter(|a| first.is_none_or(|f| f.id != a.id));
    let other = |def: &&ActDef| {
        let (title, to) = (show::text(words, &def.title), action(d, def.id.as_str()));
        match def.kind {
            // The usual act, where it asks too much to be asked beside the dossier.
            kind if first.is_none()
                && open.first().is_some_and(|f| f.id == def.id)
                && !aside.contains(&kind) =>
            {
                Button::primary(title).to(to)
            }
            ActKind::Refuse => Button::late(title).to(to),
            ActKind::Withdraw | ActKind::Correct | ActKind::Extend => Button::link(title).to(to),
            _ => Button::quiet(title).to(to),
        }
    };
    let marks = web.app.checklist_marks(d).await?;
    let (unmet, barred): (Vec<_>, Vec<_>) = refused.iter().partition(|(_, refusal)| refusal.said.is_some());
    let bar = |(def, refusal): &(ActDef, domain::dossier::Refusal)| {
        (show::text(words, &def.title).to_owned(), show::refusal(words, refusal))
    };
    Ok(Screen {
        away: away(web, visit, look).or_else(|| paid(words, now, d)),
        code: d.filing.code.to_string(),
        person: d.filing.applicant.name.clone(),
        state: show::stage(words, d.stage),
        due: show::due(words, &world, now, d, DueSize::Full),
        filed: words.say_one("desk-filed", "at", show::near(words, now, d.filed)),
        track: track::track(web, words, look),
        grounds: d.clock.as_ref().map(|c| why(words, &c.due)),
        score: score(words, now, d),
        summary: summary(web, words, look),
        data: data(web, words, look),
        papers: papers(words, look),
        children: children(web, words, &look.family, &look.definition.process),
        outcome: outcome(words, d),
        results: d.outcome.iter().flat_map(|o| &o.files).map(|a| file(d, a)).collect(),
        history: track::history(web, words, look),
        step: words.say_one("desk-this-step", "step", show::step(words, &look.definition.process, &d.step)),
        act: first.map(|def| act_form(web, visit, look, def, typed, &errors)),
        others: others.map(other).chain(passing::buttons(words, look)).collect(),
        unmet: unmet.into_iter().map(bar).collect(),
        barred: barred.into_iter().map(bar).collect(),
        why_none: first.is_none().then(|| why_none(words, look)).flatten(),
        guide: guide(visit, look, &marks),
        prints: prints(words, look),
        layout,
        words,
        errors,
    })
}

/// What the person says of a payment that is waited for: somebody must look whether the money came.
fn paid(words: &'static Words, now: Moment, d: &Dossier) -> Option<Notice> {
    let paid = d.paid.as_ref()?;
    let at = show::near(words, now, paid.at);
    let facts = [("at", at.into()), ("reference", paid.reference.as_str().into())];
    let told = Notice::new(words, NoticeKind::Warning, words.say_with("own-paid-look", &facts));
    Some(told.titled(words.say("own-stage-paid")))
}

/// The guide of the step, while somebody works there.
pub fn guide(visit: &Visit, look: &Look, marks: &[Mark]) -> Option<Guide> {
    let works = !look.dossier.stage.ended() && look.dossier.moved_to.is_none();
    let of = || guides::of_dossier(visit.words, visit, look, marks, !look.offered.is_empty());
    works.then(of).flatten()
}

/// The second count, by which the office is measured; its grounds where they are others.
fn score(words: &'static Words, now: Moment, d: &Dossier) -> Option<Score> {
    let clock = d.clock.as_ref()?;
    let standing = words.say(match d.scored(now) {
        Punctuality::NoPromise => return None,
        Punctuality::Running => "desk-score-running",
        Punctuality::Overdue => "desk-score-overdue",
        Punctuality::OnTime => "desk-score-on-time",
        Punctuality::Late => "desk-score-late",
    });
    let at = show::near(words, now, clock.score().at);
    let says = words.say_with("desk-score", &[("at", at.into()), ("standing", standing.into())]);
    let grounds = clock.score_due.as_ref().map(|due| why(words, due));
    Some(Score { says, grounds })
}

/// Why this person has nothing to do here now.
fn why_none(words: &Words, look: &Look) -> Option<String> {
    if look.dossier.stage.ended() {
        return Some(words.say("desk-none-ended"));
    }
    if look.dossier.moved_to.is_some() {
        return Some(words.say("refusal-in-transit"));
    }
    let step = look.definition.process.step(&look.dossier.step)?;
    let role = words.say(&format!("role-{}", step.role.as_str()));
    let step = show::text(words, &step.title);
    Some(words.say_with("desk-none-other", &[("step", step.into()), ("role", role.into())]))
}

fn file(d: &Dossier, attachment: &domain::dossier::Attachment) -> Link {
    Link::new(format!("/desk/dossiers/{}/files/{}", d.id(), attachment.blob), &attachment.name)
}

/// A file with what is to be said of it while it is on its way.
fn file_line(words: &Words, look: &Look, attachment: &domain::dossier::Attachment) -> FileLine {
    let (away, link) =
        (look.files_away.iter().find(|f| f.blob == attachment.blob), file(&look.dossier, attachment));
    let picture = away.filter(|f| f.picture).map(|_| Picture {
        source: format!("{}/picture", link.href),
        text: words.say_one("desk-file-picture", "name", attachment.name.as_str()),
    });
    FileLine { link, picture, coming: away.is_some() }
}

fn papers(words: &Words, look: &Look) -> Vec<Paper> {
    let d = &look.dossier;
    let paper = |piece: &domain::dossier::Piece| {
        let count = |key: &str, n: u8| (n > 0).then(|| words.say_one(key, "count", n));
        let counts = [count("paper-originals", piece.originals), count("paper-copies", piece.copies)];
        Paper {
            name: piece.name.clone(),
            count: counts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            files: piece.files.iter().map(|a| file_line(words, look, a)).collect(),
        }
    };
    d.filing.documents.iter().map(paper).collect()
}

fn summary(web: &Web, words: &Words, look: &Look) -> Summary {
    let (d, filing) = (&look.dossier, &look.dossier.filing);
    let person = &filing.applicant;
    let say = |key: &str| words.say(key);
    let national = d.national().number();
    let stage = words.say_with(
        "desk-national",
        &[("state", show::stage_word(words, d.stage).into()), ("number", u32::from(national).into())],
    );
    let world = web.app.world();
    let rows = [
        ("desk-for-citizen", Some(stage)),
        ("desk-name", Some(person.name.clone())),
        ("desk-personal-number", person.personal_number.as_ref().map(|n| n.as_str().to_owned())),
        ("desk-tax-code", person.tax_code.as_ref().map(|n| n.as_str().to_owned())),
        ("desk-phone", person.phone.as_ref().map(Phone::dialled)),
        ("desk-address", Some(person.address.clone())),
        ("desk-case", filing.case.as_ref().and_then(|c| app::case_name(&look.definition, c, words))),
        ("desk-content", Some(filing.content.clone())),
        ("channel", Some(say(filing.channel.key()))),
        ("desk-fee", Some(words.money(filing.fee_vnd))),
        ("desk-assignee", look.assignee.clone()),
        (
            if d.owner.is_some() { "desk-unit-filed" } else { "desk-unit" },
            Some(world.unit_name(&filing.unit)),
        ),
        ("desk-unit-owner", d.owner.as_ref().map(|place| world.unit_name(&place.unit))),
        ("desk-unit-decides", decides(d).map(|unit| world.unit_name(unit))),
        ("desk-unit-next", d.moved_to.as_ref().map(|place| world.unit_name(&place.unit))),
    ];
    let rows = rows.into_iter().filter_map(|(key, value)| Some((key, value.filter(|v| !v.is_empty())?)));
    Summary { rows: rows.map(|(key, value)| SummaryRow::new(say(key), value)).collect() }
}

/// The unit that decides it, where it isn't the one that has it and isn't about to be.
fn decides(d: &Dossier) -> Option<&UnitId> {
    let named = [&d.place().unit, &d.filing.unit].contains(&d.hours_of());
    let next = d.moved_to.as_ref().is_some_and(|place| place.unit == *d.hours_of());
    (!named && !next).then(|| d.hours_of())
}

/// What the procedure's form asked, with the answers.
fn data(web: &Web, words: &'static Words, look: &Look) -> Vec<Told> {
    let Some(schema) = &look.definition.form else { return Vec::new() };
    let d = &look.dossier;
    let values = Value::Object(d.filing.data.clone());
    let files = || d.filing.documents.iter().flat_map(|p| &p.files);
    let link = |digest: &str| files().find(|f| f.blob.as_str() == digest).map(|f| file(d, f));
    forms::told(words, (&web.app.world(), d.filed.day()), &Form::of(schema), &values, &link)
}

fn outcome(words: &Words, d: &Dossier) -> Option<Summary> {
    let outcome = d.outcome.as_ref()?;
    let rows = [
        ("desk-decided-at", show::moment(words, outcome.at)),
        ("desk-act-number", outcome.number.clone()),
        ("desk-act-summary", outcome.summary.clone()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    Some(Summary { rows: rows.map(|(key, value)| SummaryRow::new(words.say(key), value)).collect() })
}

/// The papers that can be printed.
fn prints(words: &Words, look: &Look) -> Vec<Link> {
    let at = format!("/desk/dossiers/{}", look.dossier.id());
    let mut prints = Vec::new();
    if look.dossier.clock.is_some() {
        prints.push(Link::new(format!("{at}/receipt"), words.say("desk-print-receipt")));
    }
    for happening in &look.history {
        let key = match &happening.event {
            Some(Event::SupplementAsked(_)) => "desk-print-supplement",
            Some(Event::Refused(_)) => "desk-print-refusal",
            Some(Event::Extended(_)) => "desk-print-apology",
            Some(Event::Lapsed(_)) => "desk-print-lapse",
            _ => continue,
        };
        prints.push(Link::new(format!("{at}/slips/{}", happening.version), words.say(key)));
    }
    prints.push(Link::new(format!("{at}/control"), words.say("desk-print-control")));
    for (version, _) in look.act_papers() {
        prints.push(Link::new(format!("{at}/papers/act-{version}.pdf"), words.say("desk-print-act")));
    }
    if let Some(result) = look.definition.result.as_ref().filter(|_| look.result_paper().is_some()) {
        prints.push(Link::new(format!("{at}/papers/result.pdf"), show::text(words, &result.title)));
    }
    prints
}
