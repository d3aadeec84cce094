//! A record of a register: what it says, whether it holds, and what made each of its versions.

use crate::components::{History, HistoryDay, HistoryItem, Link, StateTag, Summary, SummaryRow, Tone};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::registers::{RecordLook, Version};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::packs::Change;
use domain::words::{PartName, UnitId};
use lang::Words;

#[derive(Template)]
#[template(path = "desk/registers/record.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    number: String,
    standing: StateTag,
    summary: Summary,
    fields: Summary,
    history: History,
    dossiers: Vec<Link>,
    certificate: String,
}

/// Where a record's page is. A number may have slashes: they are written so that they stay in it.
pub fn href(register: &PartName, number: &str, unit: &UnitId) -> String {
    let number = serde_urlencoded::to_string([("n", number)]).unwrap_or_default();
    // A query's escapes are a path's, but for the space.
    let number = number.trim_start_matches("n=").replace('+', "%20");
    format!("/desk/registers/{register}/{number}?unit={}", unit.code())
}

/// `GET /desk/registers/{register}/{number}`
pub async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path((name, number)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let (words, actor) = (visit.words, visit.actor()?);
    let look = web.app.register_look(&actor, &name, &number, visit.asked().get("unit")).await?;
    let (record, today) = (&look.row.registered, web.app.now().day());
    let title = show::text(words, &look.register.register.title).to_owned();
    let mut layout = web.layout(&visit, format!("{title} · {}", record.number), Area::Registers);
    layout.breadcrumbs = vec![
        Link::new("/desk/registers", words.say("registers")),
        Link::new(format!("/desk/registers/{name}"), title),
    ];
    let mut rows = vec![
        SummaryRow::new(words.say("register-holder"), record.holder.name.clone()),
        SummaryRow::new(words.say("register-holds"), show::holds(words, record)),
        SummaryRow::new(words.say("desk-unit"), web.app.world().unit_name(&look.row.kept.unit)),
    ];
    if let Some(ended) = record.ended {
        rows.push(SummaryRow::new(words.say("register-ended-on"), show::day(words, ended)));
    }
    let screen = Screen {
        number: record.number.clone(),
        standing: show::standing(words, record.standing(today)),
        summary: Summary { rows },
        fields: Summary { rows: show::form_values(words, &look.register.form, &record.fields) },
        history: history(&web, words, &look),
        dossiers: dossiers(words, &look),
        certificate: look.certificate.clone(),
        layout,
        words,
    };
    Ok(html(&screen))
}

/// The dossiers that made it what it is, each once, the newest first.
fn dossiers(words: &Words, look: &RecordLook) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for made in look.history.iter().filter_map(|v| v.said.as_ref()).map(|said| &said.made_by) {
        let href = format!("/desk/dossiers/{}", made.dossier);
        if links.iter().all(|link| link.href != href) {
            links.push(Link::new(href, words.say_one("register-by-dossier", "code", made.code.to_string())));
        }
    }
    links
}

fn history(web: &Web, words: &'static Words, look: &RecordLook) -> History {
    let now = web.app.now();
    let mut days: Vec<HistoryDay> = Vec::new();
    for version in &look.history {
        let day = show::day_near(words, now, version.at.day());
        let item = item(words, version);
        match days.last_mut() {
            Some(last) if last.day == day => last.items.push(item),
            _ => days.push(HistoryDay { day, items: vec![item] }),
        }
    }
    History { days }
}

fn item(words: &'static Words, version: &Version) -> HistoryItem {
    let change = version.said.as_ref().map(|said| said.change);
    let what = change.map_or_else(
        || words.say("api-erased"),
        |change| words.say(&format!("register-change-{}", change.as_str())),
    );
    let code = version.said.as_ref().map(|said| said.made_by.code.to_string());
    HistoryItem {
        time: show::time(words, version.at),
        what,
        by: Some(version.by.clone()),
        note: code.map(|code| words.say_one("register-by-dossier", "code", code)),
        tone: match change {
            Some(Change::Create | Change::Renew) => Tone::Done,
            Some(Change::End) => Tone::Late,
            _ => Tone::Neutral,
        },
    }
}
