//! The reception's screen: a function of what is typed, what is published and the time.

use super::super::queue::Buttons;
use super::super::{new_key, unit};
use super::typed::{self, Typed, fee_typed};
use crate::brought::{Kept, kept_fields};
use crate::components::{
    Button, Choice, DocumentRow, ErrorSummary, Field, FormView, Guide, Notice, NoticeKind,
    Problem as FieldProblem,
};
use crate::forms::{DATA, Drawing, Filled, known_somewhere, proposals};
use crate::frame::{Area, Fail, Fields, Visit, Web};
use crate::guides;
use crate::layout::Layout;
use crate::show;
use app::catalogue::Running;
use app::dossier::AskedFor;
use app::search::Asker;
use askama::Template;
use axum::http::StatusCode;
use domain::packs::{Definition, Form as Asked};
use domain::words::{Channel, Moment};
use lang::Words;

/// How many procedures a search or the list of recent ones shows.
const PICKS: usize = 8;

/// What stands in the form, and what there is to say about it.
pub struct Draft {
    /// Names and values.
    pub fields: Fields,
    /// Files that are kept already.
    pub kept: Kept,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
    /// What just happened.
    pub notice: Option<String>,
    /// The status of an answer with problems.
    pub wrong: StatusCode,
}

/// A procedure to choose.
struct Pick {
    code: String,
    title: String,
    more: String,
}

/// What is promised before it is confirmed.
struct Promised {
    due: String,
    grounds: Vec<String>,
}

/// A line for a paper that the catalogue doesn't name.
struct Extra {
    name: String,
    title: Field,
    originals: String,
    copies: String,
    files: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "desk/reception/screen.html")]
pub struct Screen {
    layout: Layout,
    words: &'static Words,
    errors: ErrorSummary,
    hidden: Vec<(String, String)>,
    find: String,
    picks: Vec<Pick>,
    picks_say: String,
    chosen: Option<Pick>,
    content: Field,
    channel: Field,
    case: Option<Field>,
    competent: Field,
    person: Vec<Field>,
    documents: Vec<DocumentRow>,
    extras: Vec<Extra>,
    asked: Option<FormView>,
    guide: Option<Guide>,
    promised: Option<Promised>,
    promise_say: String,
    fee: Option<Field>,
    fee_named: String,
    receive: Button,
    queue: Option<Buttons>,
}

impl Draft {
    /// The page for this draft.
    pub async fn screen(mut self, web: &Web, visit: &Visit) -> Result<Screen, Fail> {
        let words = visit.words;
        let catalogue = web.app.catalogue();
        let running = catalogue.find(self.fields.get("procedure"));
        let definition = running.map(|r| &*r.definition);
        let find = self.fields.get("find").trim().to_owned();
        let (picks, picks_say) = match definition {
            Some(_) => (Vec::new(), String::new()),
            None => self.picks(web, visit, &find).await?,
        };
        let mut layout = web.layout(visit, words.say("desk-reception"), Area::Reception);
        layout.notice = self.notice.as_ref().map(|text| Notice::new(words, NoticeKind::Info, text));
        let asked = match running.and_then(|r| r.form.as_deref()) {
            Some(form) => Some(self.asked(web, visit, form.form()).await?),
            None => None,
        };
        let order = asked.as_ref().map(FormView::names).unwrap_or_default();
        let inside = |name: &str| order.iter().position(|(n, _)| *n == name).unwrap_or(order.len());
        self.problems.sort_by_key(|problem| (place_of(&problem.field), inside(&problem.field)));
        let mut told = self.problems.clone();
        if let Some(asked) = &asked {
            asked.name_in(&mut told);
        }
        let errors = ErrorSummary { words, problems: self.problems.clone() };
        let form = Form { words, fields: &self.fields, kept: &self.kept, errors: &errors };
        let channel = channel(self.fields.get("channel"));
        let wanted = running.map(|r| self.wanted(web, visit, r)).transpose()?.flatten();
        let fee_vnd = wanted.as_ref().map(|w| w.fee_vnd);
        let mut hidden = vec![
            ("key".to_owned(), new_key(web)),
            ("extras".to_owned(), typed::extras(&self.fields).to_string()),
        ];
        hidden.extend(definition.map(|d| ("procedure".to_owned(), d.code().to_string())));
        let own = |(name, _): &(String, String)| !name.starts_with("data/");
        // Files of the form are named where they are asked for.
        hidden.extend(kept_fields(&self.kept).into_iter().filter(own));
        let fee_vnd = fee_vnd.or_else(|| definition.map(|d| d.fee_vnd(channel))).unwrap_or_default();
        let fee = definition.map(|_| form.fee(fee_vnd));
        Ok(Screen {
            content: form.with(Field::text_area(words, "content", words.say("desk-content"), 2)).optional(),
            channel: form.channel(channel),
            case: definition.and_then(|d| form.case(d, channel)),
            competent: form.competent(web, visit)?,
            person: form.person(definition.is_some(), running.is_some_and(knows)),
            documents: definition.map(|d| form.documents(d, wanted.as_ref())).unwrap_or_default(),
            extras: form.extras(),
            asked,
            guide: definition.and_then(|d| guides::of_step(words, d, &d.process.entry)),
            promised: definition.and_then(|d| promised(web, visit, d, channel, &self.fields)),
            promise_say: words.say(match definition {
                None => "desk-promise-later",
                Some(d) if d.case_needed(channel) => "desk-promise-case",
                Some(_) => "desk-promise-none",
            }),
            chosen: definition.map(|d| pick(words, d)),
            fee,
            fee_named: words.number(fee_vnd),
            queue: Buttons::of(web, visit, false).await?,
            layout,
            words,
            hidden,
            find,
            picks,
            picks_say,
            receive: Button::primary(words.say("desk-receive")).sends("do", "receive"),
            errors: ErrorSummary { words, problems: told },
        })
    }

    /// What this request is asked for as far as it is filled in; nothing where that can't be said yet.
    fn wanted(&self, web: &Web, visit: &Visit, running: &Running) -> Result<Option<AskedFor>, Fail> {
        let typed = Typed::read(web, visit.words, &self.fields, running, &self.kept);
        Ok(web.app.dossier_asked(&visit.actor()?, &typed.intake).ok())
    }

    /// The procedure's form with what is typed.
    async fn asked(&self, web: &Web, visit: &Visit, form: &Asked) -> Result<FormView, Fail> {
        let words = visit.words;
        let known = proposals(web, visit, form, &self.fields).await?;
        let filled = Filled::knowing(web, form, DATA, (&self.fields, &self.kept), known);
        let errors = ErrorSummary { words, problems: self.problems.clone() };
        let (world, today) = (web.app.world(), web.app.now().day());
        let drawing =
            Drawing { words, world: &world, today, prefix: DATA, form, filled: &filled, errors: &errors };
        Ok(drawing.view())
    }

    /// What a search finds, or what is often received here.
    async fn picks(&self, web: &Web, visit: &Visit, find: &str) -> Result<(Vec<Pick>, String), Fail> {
        let (words, catalogue) = (visit.words, web.app.catalogue());
        let shown = |d: &Definition| pick(words, d);
        if find.is_empty() {
            let used = web.app.procedures_used(&visit.actor()?, PICKS).await?;
            let picks: Vec<Pick> =
                used.iter().filter_map(|c| catalogue.get(c)).map(|r| shown(&r.definition)).collect();
            let key = if picks.is_empty() { "desk-picks-none-yet" } else { "desk-picks-used" };
            return Ok((picks, words.say(key)));
        }
        let exact = catalogue.find(find);
        let found = web.app.search_procedures(find, Asker::Officer, PICKS).await?;
        let found = exact
            .into_iter()
            .chain(found.iter().filter(|r| exact.is_none_or(|e| e.definition.code() != r.definition.code())));
        let picks: Vec<Pick> = found.map(|r| shown(&r.definition)).collect();
        let key = if picks.is_empty() { "desk-picks-nothing" } else { "desk-picks-found" };
        Ok((picks, words.say_one(key, "text", find)))
    }
}

/// Whether who asks says something about what the form is filled with.
fn knows(running: &Running) -> bool {
    running.form.as_deref().is_some_and(|form| known_somewhere(form.form()))
}

/// Where a field stands on the page, so that what is wrong is told in the order of the page.
fn place_of(field: &str) -> usize {
    const ORDER: [&str; 13] = [
        "find",
        "channel",
        "case",
        "competent",
        "content",
        "personal_number",
        "name",
        "phone",
        "address",
        "tax_code",
        "document",
        "extra",
        "data/",
    ];
    ORDER.iter().position(|begins| field.starts_with(begins)).unwrap_or(ORDER.len())
}

fn channel(typed: &str) -> Channel {
    Channel::parse(typed).unwrap_or_default()
}

fn pick(words: &Words, definition: &Definition) -> Pick {
    let limit = definition.limit(Channel::Counter, None);
    let limit = limit.map(|l| words.say_one(l.key(), "amount", l.amount()));
    let facts = &definition.facts;
    let parts = [Some(facts.code.to_string()), limit, Some(facts.field.clone())];
    let more: Vec<String> = parts.into_iter().flatten().collect();
    let title = show::procedure(words, definition).to_owned();
    Pick { code: facts.code.to_string(), title, more: more.join(" · ") }
}

fn promised(
    web: &Web,
    visit: &Visit,
    definition: &Definition,
    channel: Channel,
    fields: &Fields,
) -> Option<Promised> {
    let (words, actor) = (visit.words, visit.actor().ok()?);
    let code = definition.code().as_str();
    // Whoever decides has so long: its hours count.
    let competent = unit::Typed::read(web, fields.get("competent")).unit.map_or(actor.unit, |unit| unit.id);
    let promise = web.app.dossier_promise(&competent, code, channel.as_str(), fields.get("case"))?;
    let now: Moment = web.app.now();
    Some(Promised {
        due: words.say_one("desk-promise", "at", show::near(words, now, promise.due.at)),
        grounds: app::grounds(&promise.due, words),
    })
}

/// The fields of the form, filled with what is typed.
struct Form<'a> {
    words: &'static Words,
    fields: &'a Fields,
    kept: &'a Kept,
    errors: &'a ErrorSummary,
}

impl Form<'_> {
    /// A field with its answer and its mistake.
    fn with(&self, field: Field) -> Field {
        let name = field.name.clone();
        field.value(self.fields.get(&name)).error(self.errors.of(&name))
    }

    fn channel(&self, channel: Channel) -> Field {
        let words = self.words;
        let choices = Channel::ALL.map(|c| Choice::new(c.as_str(), words.say(c.key()))).into();
        let field = Field::select(words, "channel", words.say("channel"), choices);
        field.value(channel.as_str()).error(self.errors.of("channel"))
    }

    /// Which case it is, where the procedure has several; each with what the law gives for it.
    fn case(&self, definition: &Definition, channel: Channel) -> Option<Field> {
        let words = self.words;
        let choice = |case: &domain::packs::Case<'_>| {
            let name = app::case_name(definition, &case.code, words).unwrap_or_default();
            let limit = definition.limit(channel, Some(&case.code));
            let limit = limit.map(|l| words.say_one(l.key(), "amount", l.amount()));
            Choice { hint: limit, ..Choice::new(case.code.as_str(), name) }
        };
        let choices: Vec<Choice> = definition.cases().iter().map(choice).collect();
        let field = self.with(Field::radios(words, "case", words.say("desk-case"), choices.clone()));
        let field = if definition.case_needed(channel) { field } else { field.optional() };
        (!choices.is_empty()).then_some(field)
    }

    /// The unit that decides it; this one where nothing is typed.
    fn competent(&self, web: &Web, visit: &Visit) -> Result<Field, Fail> {
        let own = visit.actor()?.unit;
        let field = unit::field(web, self.words, "competent", "desk-competent", Some(&own));
        Ok(self.with(field).hint(self.words.say("desk-competent-hint")).optional())
    }

    fn fee(&self, fee_vnd: i64) -> Field {
        let words = self.words;
        let named = words.number(fee_vnd);
        let typed = self.fields.get("fee_vnd").trim();
        // Another channel has another fee, unless the officer typed one.
        let kept = fee_typed(self.fields);
        let field = Field::number(words, "fee_vnd", words.say("desk-fee"), "₫");
        field.value(if kept { typed } else { &named }).error(self.errors.of("fee_vnd"))
    }

    /// Who asks; the page begins here once the procedure is known.
    fn person(&self, begins: bool, knows: bool) -> Vec<Field> {
        let words = self.words;
        let label = |key: &str| words.say(key);
        let mut number = Field::personal_number(words, "personal_number", label("desk-personal-number"));
        number.first = begins;
        let fields = [
            self.with(number).optional(),
            self.with(Field::text(words, "name", label("desk-name"))),
            self.with(Field::phone(words, "phone", label("desk-phone"))).optional(),
            self.with(Field::text(words, "address", label("desk-address"))).optional(),
            self.with(Field::text(words, "tax_code", label("desk-tax-code"))).optional(),
        ];
        fields.map(|field| field.asking(knows)).into()
    }

    fn files(&self, name: &str) -> Option<String> {
        let files = self.kept.get(name)?;
        let names: Vec<&str> = files.iter().map(|a| a.name.as_str()).collect();
        Some(self.words.say_one("desk-file-kept", "names", names.join(", ")))
    }

    /// The papers that this request must bring, with the catalogue's numbers of originals and copies until
    /// somebody types others; what was handed in already stays on the list.
    fn documents(&self, definition: &Definition, wanted: Option<&AskedFor>) -> Vec<DocumentRow> {
        let asked = |(at, document): &(usize, &domain::packs::catalogue::DocumentAsked)| {
            let name = typed::paper(*at);
            let given = self.fields.has(&name) || self.kept.contains_key(&name);
            given || wanted.is_none_or(|w| w.documents.iter().any(|d| d == *document))
        };
        let typed = |name: &str, part: &str, named: u8| {
            let typed = self.fields.get(&format!("{name}-{part}"));
            typed.trim().parse().unwrap_or(named)
        };
        let row = |(at, asked): (usize, &domain::packs::catalogue::DocumentAsked)| {
            let name = typed::paper(at);
            let group = Some(asked.group.clone()).filter(|g| !g.is_empty());
            let kept = self.files(&name);
            DocumentRow {
                words: self.words,
                title: asked.name.clone(),
                note: kept.clone().or(group),
                optional: false,
                given: self.fields.has(&name) || kept.is_some(),
                originals: typed(&name, "originals", asked.originals),
                copies: typed(&name, "copies", asked.copies),
                file: None,
                error: self.errors.of(&name),
                name,
            }
        };
        definition.facts.documents.iter().enumerate().filter(asked).map(row).collect()
    }

    fn extras(&self) -> Vec<Extra> {
        let line = |at: usize| {
            let name = typed::extra(at);
            let part = |part: &str| self.fields.get(&format!("{name}-{part}")).to_owned();
            let label = self.words.say_one("desk-extra", "number", at + 1);
            let title = Field::text(self.words, &format!("{name}-name"), label).optional();
            let error = self.errors.of(&format!("{name}-name")).or_else(|| self.errors.of(&name));
            Extra {
                title: title.value(part("name")).error(error),
                originals: part("originals"),
                copies: part("copies"),
                files: self.files(&name),
                name,
            }
        };
        (0..typed::extras(self.fields)).map(line).collect()
    }
}
