//! One pack: what it says about itself, its procedures with their drawings, and what officers read in it.

use super::drawing::{self, OWN};
use super::{announced, table};
use crate::components::{Cell, ColumnKind, GuideText, Link, Row, Summary, SummaryRow, Table, TableUse};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::{guides, show};
use app::AppError;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::packs::pack::{GuideKind, Pack};
use domain::packs::{Form, FormPart, Process, What};
use domain::words::PartName;
use lang::Words;

/// A process with its drawing and its steps in words.
struct Drawn {
    title: String,
    href: String,
    picture: String,
    steps: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk/packs/one.html")]
struct One {
    layout: Layout,
    words: &'static Words,
    summary: Summary,
    processes: Vec<Drawn>,
    forms: Table,
    registers: Table,
    papers: Vec<String>,
    guides: Vec<(String, GuideText)>,
}

/// `GET /packs/{id}`
pub async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, Fail> {
    let (words, packs) = (visit.words, web.app.packs().await?);
    let pack = packs.pack(&id).ok_or(AppError::NotFound)?;
    let mut layout = web.layout(&visit, show::text(words, &pack.manifest.title), Area::Public);
    layout.breadcrumbs = vec![Link::new("/packs", words.say("packs"))];
    let names: Vec<String> = pack.procedures.keys().map(ToString::to_string).collect();
    let own = pack.process.as_ref().map(|_| OWN.to_owned());
    let drawn = |name: String| {
        let (title, process) = drawing::process(&web, words, (&packs, pack), &name)?;
        let page = if name == OWN { String::new() } else { format!("/procedures/{name}") };
        let picture = format!("/packs/{id}/processes/{name}");
        Some(Drawn { title, href: page, picture, steps: steps(words, &process) })
    };
    let processes = own.into_iter().chain(names).filter_map(drawn).collect();
    Ok(html(&One {
        layout,
        words,
        summary: summary(words, pack),
        processes,
        forms: forms(words, pack),
        registers: registers(words, pack),
        papers: pack.papers.keys().map(ToString::to_string).collect(),
        guides: texts(words, pack),
    }))
}

fn summary(words: &Words, pack: &Pack) -> Summary {
    let m = &pack.manifest;
    let depends: Vec<&str> = m.depends.iter().map(PartName::as_str).collect();
    let rows = [
        ("packs-id", m.id.to_string()),
        ("packs-version", m.version.to_string()),
        ("packs-owner", crate::portal::tier(words, m.owner)),
        ("packs-decision", announced(words, m).unwrap_or_default()),
        ("packs-effective", m.effective.map(|day| show::day(words, day)).unwrap_or_default()),
        ("packs-running", words.say(&format!("packs-running-{}", m.running.as_str()))),
        ("packs-depends", depends.join(", ")),
        ("packs-stories", pack.stories.len().to_string()),
    ];
    let rows = rows.into_iter().filter(|(_, said)| !said.is_empty());
    Summary { rows: rows.map(|(key, said)| SummaryRow::new(words.say(key), said)).collect() }
}

/// The steps in a line each: who, how long.
fn steps(words: &Words, process: &Process) -> Vec<String> {
    let step = |step: &domain::packs::Step| {
        let role = words.say(&format!("role-{}", step.role.as_str()));
        let norm = step.norm_hours.map(|n| format!(" · {}", words.say_one("draw-hours", "n", i64::from(n))));
        format!("{} · {role}{}", show::text(words, &step.title), norm.unwrap_or_default())
    };
    process.steps.iter().map(step).collect()
}

fn forms(words: &'static Words, pack: &Pack) -> Table {
    let row = |(name, schema): (&PartName, &serde_json::Value)| {
        let form = Form::of(schema);
        let titles = form.groups.iter().filter_map(|g| g.title.as_ref()).map(|t| show::text(words, t));
        let titles = titles.collect::<Vec<_>>().join(" · ");
        let count: usize = form.parts().map(fields).sum();
        let cells = vec![Cell::Text(name.to_string()), Cell::Text(count.to_string()), Cell::Text(titles)];
        Row { id: name.to_string(), name: name.to_string(), cells }
    };
    let columns = [
        (ColumnKind::First, "packs-form"),
        (ColumnKind::Number, "packs-fields"),
        (ColumnKind::Text, "packs-asks"),
    ];
    let rows = pack.forms.iter().map(row).collect();
    Table { rows, ..table(words, "packs-forms", &columns, TableUse::Reading) }
}

/// How many fields a part has.
fn fields(part: &FormPart) -> usize {
    match &part.what {
        What::Field(_) => 1,
        What::Group(parts) | What::Repeat { parts, .. } => parts.iter().map(fields).sum(),
    }
}

fn registers(words: &'static Words, pack: &Pack) -> Table {
    let row = |(name, register): (&PartName, &domain::packs::pack::Register)| {
        let title = show::text(words, &register.title).to_owned();
        let cells = vec![Cell::Text(title.clone()), Cell::Text(register.number.clone())];
        Row { id: name.to_string(), name: title, cells }
    };
    let columns = [(ColumnKind::First, "packs-register"), (ColumnKind::Text, "packs-numbers")];
    let rows = pack.registers.iter().map(row).collect();
    Table { rows, ..table(words, "packs-registers", &columns, TableUse::Reading) }
}

/// Guides by their names.
fn texts(words: &Words, pack: &Pack) -> Vec<(String, GuideText)> {
    let mut found: Vec<_> = pack.guides.iter().collect();
    found.sort_by_key(|g| (g.head.procedure.clone(), g.head.kind, g.name.clone()));
    let text = |guide: &domain::packs::pack::Guide| {
        let kind = words.say(match guide.head.kind {
            GuideKind::Manual => "page-guide-manual",
            GuideKind::Checklist => "page-guide-checklist",
            GuideKind::Example => "page-guide-example",
            GuideKind::Mistakes => "page-guide-mistakes",
        });
        let of = guide.head.procedure.as_ref().map(|code| format!("{code} · {kind}"));
        let text = GuideText {
            title: show::text(words, &guide.head.title).to_owned(),
            kind: of.unwrap_or(kind),
            html: guides::block(&guide.text),
        };
        (guide.name.to_string(), text)
    };
    found.into_iter().map(text).collect()
}
