//! The page of a step: where one is, what is asked, with what is typed, what is wrong and what is known.

use super::filling::{Filling, Step, extras, is_paper};
use super::step::Page;
use crate::components::{
    Button, Choice, ErrorSummary, Field, FormItem, FormView, Link, Problem, StepTrack, TrackState, TrackStep,
};
use crate::desk::reception::typed;
use crate::desk::unit;
use crate::forms::{DATA, Drawing, Filled, proposals};
use crate::frame::{Fail, html};
use crate::layout::Layout;
use crate::show;
use askama::Template;
use axum::response::Response;
use domain::words::Channel;
use lang::Words;

/// A paper, with the files that are there.
struct Paper {
    name: String,
    title: String,
    hint: String,
    error: Option<String>,
    files: Vec<File>,
    /// The field of its name, where the catalogue doesn't name it.
    named: Option<Field>,
}

/// A file that is there.
struct File {
    link: Link,
    digest: String,
}

#[derive(Template)]
#[template(path = "apply/step.html")]
struct StepPage {
    layout: Layout,
    words: &'static Words,
    procedure: Link,
    place: String,
    track: StepTrack,
    errors: ErrorSummary,
    action: String,
    version: u32,
    lead: Option<String>,
    fields: Vec<Field>,
    asked: Option<FormView>,
    papers: Vec<Paper>,
    with_papers: bool,
    /// How large a file may be.
    most_mb: u64,
    extras: usize,
    next: Button,
    back: bool,
    kept_until: String,
}

/// The page of a step, other than the last one.
pub(super) async fn page(filling: &Filling<'_>, page: Page<'_>) -> Result<Response, Fail> {
    let (here, words, step) = (filling.here, filling.here.visit.words, page.step);
    let (steps, draft) = (filling.steps(), filling.draft);
    let at = steps.iter().position(|s| *s == step).unwrap_or_default();
    let title = filling.title(step);
    let asked = match step {
        Step::Form(group) => Some(asked(filling, group, &page.problems).await?),
        _ => None,
    };
    let summary = ErrorSummary { words, problems: page.problems.clone() };
    let fields = match step {
        Step::Who => who(filling, &summary),
        Step::Case => vec![case(filling, &summary)],
        Step::Papers => vec![content(filling, &summary)],
        Step::Form(_) | Step::Review => Vec::new(),
    };
    let mut wrong: Vec<_> = page.problems.into_iter().map(|p| (filling.step_of(&p.field), p)).collect();
    filling.name(&mut wrong);
    let problems = wrong.into_iter().map(|(_, problem)| problem).collect();
    let with_papers = step == Step::Papers;
    let place = [("at", (at + 1).into()), ("of", steps.len().into()), ("title", title.as_str().into())];
    let mut layout = here.layout(title.clone());
    layout.notice = page.notice;
    let name = show::procedure(words, &filling.running.definition);
    Ok(html(&StepPage {
        procedure: Link::new(format!("{}/{}", here.base(), draft.procedure), name),
        place: words.say_with("apply-place", &place),
        track: track(filling, &steps, at),
        errors: ErrorSummary { words, problems },
        action: here.at(draft.dossier(), &step.name()),
        version: draft.version,
        lead: (step == Step::Who && !here.known()).then(|| words.say("apply-anonymous")),
        fields,
        asked,
        papers: if with_papers { papers(filling, &summary) } else { Vec::new() },
        with_papers,
        most_mb: here.web.file_mb(),
        extras: extras(&filling.fields()),
        next: Button::primary(words.say("apply-next")).sends("do", "next"),
        back: at > 0,
        kept_until: words.say_one("apply-kept-until", "day", show::day(words, draft.expires.day())),
        words,
        layout,
    }))
}

pub(super) fn track(filling: &Filling<'_>, steps: &[Step], here: usize) -> StepTrack {
    let step = |(at, step): (usize, &Step)| TrackStep {
        title: filling.title(*step),
        state: match at.cmp(&here) {
            std::cmp::Ordering::Less => TrackState::Done,
            std::cmp::Ordering::Equal => TrackState::Current,
            std::cmp::Ordering::Greater => TrackState::Next,
        },
        who: None,
        until: None,
    };
    StepTrack { words: filling.here.visit.words, steps: steps.iter().enumerate().map(step).collect() }
}

/// A field with its answer, or with what is known where nothing is typed, and its mistake.
fn with(filling: &Filling<'_>, errors: &ErrorSummary, field: Field) -> Field {
    let (words, citizen) = (filling.here.visit.words, &filling.here.visit.citizen);
    let known = citizen.as_ref().filter(|_| filling.here.room == super::Room::Citizens);
    let known = known.and_then(|signed| {
        let all = super::begin::identity(&signed.citizen);
        all.into_iter().find(|(name, _)| *name == field.name).map(|(_, value)| value)
    });
    let typed = filling.body().get(&field.name).to_owned();
    let error = errors.of(&field.name);
    let field = match known {
        Some(known) if typed.trim().is_empty() || typed == known => {
            field.value(known).from(words.say("apply-known"))
        }
        _ => field.value(typed),
    };
    field.error(error)
}

fn who(filling: &Filling<'_>, errors: &ErrorSummary) -> Vec<Field> {
    let (here, words) = (filling.here, filling.here.visit.words);
    let with = |field: Field| with(filling, errors, field);
    let choice = |value: &str, key: &str| Choice::new(value, words.say(key));
    let kinds = vec![choice("person", "apply-as-person"), choice("business", "apply-as-business")];
    let kind = Field::radios(words, "as", words.say("apply-as"), kinds);
    let kind = if filling.body().get("as").is_empty() && here.visit.citizen.is_none() {
        kind.value("person")
    } else {
        Field { from: None, ..with(kind) }
    };
    let codes = here.visit.citizen.as_ref().map(|c| c.citizen.tax_codes.clone()).unwrap_or_default();
    let label = words.say("desk-tax-code");
    let tax_code = if codes.is_empty() {
        Field::text(words, "tax_code", label)
    } else {
        let none = Choice::new("", words.say("desk-choose"));
        let own = codes.iter().map(|code| Choice::new(code.as_str(), code.as_str()));
        Field::select(words, "tax_code", label, std::iter::once(none).chain(own).collect())
    };
    let phone = Field::phone(words, "phone", words.say("desk-phone"));
    let others = here.room == super::Room::Intermediaries;
    let phone = if others { phone.hint(words.say("apply-phone-hint")) } else { phone.optional() };
    vec![
        kind,
        with(Field::text(words, "name", words.say("apply-name"))),
        with(Field::personal_number(words, "personal_number", words.say("desk-personal-number"))),
        with(tax_code).optional().hint(words.say("apply-tax-code-hint")),
        with(phone),
        with(Field::text(words, "address", words.say("desk-address"))).optional(),
        with(unit::field(here.web, words, "competent", "apply-unit", None))
            .hint(words.say("apply-unit-hint")),
    ]
}

fn case(filling: &Filling<'_>, errors: &ErrorSummary) -> Field {
    let (words, definition) = (filling.here.visit.words, &filling.running.definition);
    let choice = |case: &domain::packs::Case<'_>| {
        let name = app::case_name(definition, &case.code, words).unwrap_or_default();
        let limit = definition.limit(Channel::Online, Some(&case.code));
        let hint = limit.map(|l| words.say_one(l.key(), "amount", l.amount()));
        Choice { hint, ..Choice::new(case.code.as_str(), name) }
    };
    let choices = definition.cases().iter().map(choice).collect();
    let field = with(filling, errors, Field::radios(words, "case", words.say("desk-case"), choices));
    if definition.case_needed(Channel::Online) { field } else { field.optional() }
}

fn content(filling: &Filling<'_>, errors: &ErrorSummary) -> Field {
    let words = filling.here.visit.words;
    with(filling, errors, Field::text_area(words, "content", words.say("desk-content"), 2)).optional()
}

/// One group of the procedure's form. What is carried along for other groups stays in the draft.
async fn asked(filling: &Filling<'_>, group: usize, problems: &[Problem]) -> Result<FormView, Fail> {
    let (here, words, form) = (filling.here, filling.here.visit.words, filling.form());
    let fields = filling.fields();
    let known = proposals(here.web, here.visit, &form, &fields).await?;
    let filled = Filled::knowing(here.web, &form, DATA, (&fields, filling.kept()), known);
    let errors = ErrorSummary { words, problems: problems.to_vec() };
    let (world, today) = (here.web.app.world(), here.web.app.now().day());
    let drawing =
        Drawing { words, world: &world, today, prefix: DATA, form: &form, filled: &filled, errors: &errors };
    let mut view = drawing.view();
    let proposed = |item: &FormItem| matches!(item, FormItem::Unasked(u) if u.name == "proposed");
    let last = view.sets.last().map(|set| set.items.clone()).unwrap_or_default();
    view.sets =
        view.sets.into_iter().enumerate().filter(|(at, _)| *at == group).map(|(_, set)| set).collect();
    let names: Vec<String> = view.names().iter().map(|(name, _)| (*name).to_owned()).collect();
    if let Some(set) = view.sets.first_mut() {
        let here = |item: &FormItem| matches!(item, FormItem::Unasked(u) if names.contains(&u.value));
        set.items.retain(|item| !proposed(item));
        set.items.extend(last.into_iter().filter(|item| proposed(item) && here(item)));
        // The page's own heading says it.
        set.title = None;
    }
    Ok(view)
}

fn files(filling: &Filling<'_>, name: &str) -> Vec<File> {
    let of = |file: &domain::dossier::Attachment| {
        let digest = file.blob.to_string();
        let href = filling.here.at(filling.draft.dossier(), &format!("file-{digest}"));
        File { link: Link::new(href, &file.name), digest }
    };
    filling.kept().get(name).map(|files| files.iter().map(of).collect()).unwrap_or_default()
}

/// The papers that this request must bring, those of which there is a file, and lines for others.
fn papers(filling: &Filling<'_>, errors: &ErrorSummary) -> Vec<Paper> {
    let (words, definition) = (filling.here.visit.words, &filling.running.definition);
    let wanted = filling.here.web.app.apply_asked(&filling.typed().intake);
    let asked = |(at, document): &(usize, &domain::packs::catalogue::DocumentAsked)| {
        let given = filling.kept().contains_key(&typed::paper(*at));
        given || wanted.as_ref().is_none_or(|w| w.documents.iter().any(|d| d == *document))
    };
    let paper = |(at, asked): (usize, &domain::packs::catalogue::DocumentAsked)| {
        let name = typed::paper(at);
        Paper {
            title: asked.name.clone(),
            hint: asked.group.clone(),
            error: errors.of(&name),
            files: files(filling, &name),
            named: None,
            name,
        }
    };
    let extra = |at: usize| {
        let name = typed::extra(at);
        let field = format!("{name}-name");
        let label = words.say_one("desk-extra", "number", at + 1);
        let named = Field::text(words, &field, label.clone()).optional();
        Paper {
            title: words.say_one("apply-extra-file", "number", at + 1),
            hint: String::new(),
            error: errors.of(&name),
            files: files(filling, &name),
            named: Some(named.value(filling.body().get(&field)).error(errors.of(&field))),
            name,
        }
    };
    let listed = definition.facts.documents.iter().enumerate().filter(asked).map(paper);
    listed.chain((0..extras(&filling.fields())).map(extra)).filter(|p| is_paper(&p.name)).collect()
}
