//! An entry that only an old machine had, as readable as it can be made: what was taken in, what the form
//! asked, the scans. Whoever dealt with it says so in a sentence.

use super::settle::{BACK, layout, note, refused, settled, titled};
use crate::components::{
    Button, ErrorSummary, Field, Link, Notice, NoticeKind, Problem, Summary, SummaryRow,
};
use crate::desk::file;
use crate::forms::{self, Told};
use crate::frame::{Fail, Fields, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::nodes::{StrayFile, StrayLine, StrayLook};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::packs::Form;
use domain::words::Phone;
use lang::Words;
use serde_json::Value;

/// Most characters of a body that a page shows.
const BODY: usize = 20_000;

#[derive(Template)]
#[template(path = "manage/nodes/stray.html")]
struct StrayPage {
    layout: Layout,
    errors: ErrorSummary,
    facts: Summary,
    /// The dossier that it is about, where it is here.
    dossier: Option<Link>,
    /// Said where the code stands for another dossier here.
    taken: Option<Notice>,
    /// What was taken in.
    filing: Option<Summary>,
    /// What the procedure's form asked, with the answers.
    data: Vec<Told>,
    files: Vec<FileLine>,
    /// The whole entry, for who knows how it is written; none where it was erased or can't be read.
    body: Option<String>,
    action: String,
    /// What was done; none once somebody settled it.
    note: Option<(Field, Button)>,
}

/// A file that the entry names.
struct FileLine {
    link: Link,
    /// Why it can't be opened now.
    missing: Option<String>,
}

/// `GET /manage/nodes/strays/{key}`
pub async fn stray(State(web): State<Web>, visit: Visit, Path(key): Path<String>) -> Result<Response, Fail> {
    let look = web.app.stray(&visit.actor()?, &key).await?;
    Ok(html(&page(&web, &visit, &look, &Fields::default(), Vec::new())))
}

/// `POST /manage/nodes/strays/{key}`
pub async fn settle(
    State(web): State<Web>,
    visit: Visit,
    Path(key): Path<String>,
    sent: Sent,
) -> Result<Response, Fail> {
    let done = web.app.stray_settle(&visit.actor()?, &key, sent.fields.get("note")).await;
    let Err(error) = done else { return Ok(Redirect::to(BACK).into_response()) };
    let (code, problems) = refused(visit.words, error)?;
    let look = web.app.stray(&visit.actor()?, &key).await?;
    let mut response = html(&page(&web, &visit, &look, &sent.fields, problems));
    *response.status_mut() = code;
    Ok(response)
}

/// `GET /manage/nodes/strays/{key}/files/{blob}`
pub async fn stray_file(
    State(web): State<Web>,
    visit: Visit,
    Path((key, blob)): Path<(String, String)>,
) -> Result<Response, Fail> {
    let found = web.app.stray_file(&visit.actor()?, &key, &blob).await?;
    Ok(file::sent(&found.attachment.media, &found.attachment.name, found.bytes))
}

fn page(web: &Web, visit: &Visit, look: &StrayLook, typed: &Fields, problems: Vec<Problem>) -> StrayPage {
    let (words, line) = (visit.words, &look.line);
    let errors = ErrorSummary { words, problems };
    let action = format!("/manage/nodes/strays/{}", super::segment(&line.key));
    let file_line = |f: &StrayFile| FileLine {
        link: Link::new(format!("{action}/files/{}", f.attachment.blob), &f.attachment.name),
        missing: (!f.here)
            .then(|| words.say(if f.coming { "nodes-stray-file-coming" } else { "nodes-stray-file-lost" })),
    };
    StrayPage {
        layout: layout(web, visit, &titled(words, "nodes-stray-title", &line.said(words))),
        facts: facts(words, line),
        dossier: dossier(words, look),
        taken: look
            .code_taken
            .then(|| Notice::new(words, NoticeKind::Warning, words.say("nodes-stray-code-taken"))),
        filing: filing(words, look),
        data: data(web, words, look, &action),
        files: look.files.iter().map(file_line).collect(),
        body: readable(line.stray.entry.body.as_deref()),
        note: note(words, typed, &errors, line.stray.settled.as_ref()),
        action,
        errors,
    }
}

fn facts(words: &Words, line: &StrayLine) -> Summary {
    let (stray, entry) = (&line.stray, &line.stray.entry);
    let code = line.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let rows = vec![
        ("nodes-stray-what", line.said(words)),
        ("nodes-stray-when", show::moment(words, entry.at)),
        ("nodes-stray-who", line.actor.clone()),
        ("nodes-stray-dossier", code),
        ("nodes-stray-from", line.node.clone()),
        ("nodes-stray-unit", line.unit.clone()),
        ("nodes-stray-seq", entry.seq.to_string()),
    ];
    let mut rows = told(words, rows);
    rows.extend(settled(words, stray.settled.as_ref(), line.settled_by.as_ref()));
    Summary { rows }
}

fn told(words: &Words, rows: Vec<(&str, String)>) -> Vec<SummaryRow> {
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    rows.map(|(key, value)| SummaryRow::new(words.say(key), value)).collect()
}

/// What was taken in: enough to find the person and to take it in once more.
fn filing(words: &Words, look: &StrayLook) -> Option<Summary> {
    let filing = look.filing.as_ref()?;
    let person = &filing.applicant;
    let title = look.definition.as_ref().map(|d| show::procedure(words, d).to_owned());
    let rows = vec![
        ("desk-part-procedure", title.unwrap_or_else(|| filing.procedure.to_string())),
        ("desk-name", person.name.clone()),
        (
            "desk-personal-number",
            person.personal_number.as_ref().map(ToString::to_string).unwrap_or_default(),
        ),
        ("desk-tax-code", person.tax_code.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("desk-phone", person.phone.as_ref().map(Phone::dialled).unwrap_or_default()),
        ("desk-address", person.address.clone()),
        ("desk-content", filing.content.clone()),
        ("channel", words.say(filing.channel.key())),
        ("desk-fee", words.money(filing.fee_vnd)),
    ];
    Some(Summary { rows: told(words, rows) })
}

/// What the procedure's form asked, with the answers.
fn data(web: &Web, words: &'static Words, look: &StrayLook, action: &str) -> Vec<Told> {
    let form = look.definition.as_ref().and_then(|d| d.form.as_ref());
    let (Some(schema), Some(filing)) = (form, &look.filing) else { return Vec::new() };
    let values = Value::Object(filing.data.clone());
    let link = |digest: &str| {
        let file = look.files.iter().map(|f| &f.attachment).find(|a| a.blob.as_str() == digest)?;
        Some(Link::new(format!("{action}/files/{}", file.blob), &file.name))
    };
    let day = look.line.stray.entry.at.day();
    forms::told(words, (&web.app.world(), day), &Form::of(schema), &values, &link)
}

/// The dossier that has the code here.
fn dossier(words: &Words, look: &StrayLook) -> Option<Link> {
    let text = words.say(if look.code_taken { "nodes-stray-open-other" } else { "nodes-stray-open" });
    look.dossier.map(|id| Link::new(format!("/desk/dossiers/{id}"), text))
}

/// A body laid out line by line, as far as a page goes; none where it was erased or can't be read.
fn readable(body: Option<&str>) -> Option<String> {
    let value: Value = serde_json::from_str(body?).ok()?;
    let text = serde_json::to_string_pretty(&value).ok()?;
    Some(text.chars().take(BODY).collect())
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn a_body_is_laid_out_and_rubbish_is_told_apart() {
        assert_eq!(readable(Some(r#"{"a":1}"#)).unwrap(), "{\n  \"a\": 1\n}");
        assert_eq!(readable(Some("{")), None);
        assert_eq!(readable(None), None);
        let long = format!("\"{}\"", "đ".repeat(30_000));
        assert_eq!(readable(Some(&long)).unwrap().chars().count(), super::BODY);
    }
}
