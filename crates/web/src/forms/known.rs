//! What is known of a person already, and from where: proposed and changeable, never asked again.

use crate::frame::{Fail, Fields, Visit, Web};
use crate::show;
use app::dossier::{Known, Source};
use domain::packs::{Form, FormPart, Origin, What};
use lang::Words;
use serde_json::Value;

/// A value that is known.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Whose value it is.
    pub pointer: String,
    /// As it would be typed.
    pub text: String,
    /// Where it is known from, as the page says it.
    pub from: String,
}

/// What a form may be filled with already: from the applicant's own lines on the page, and from what the
/// office knows of the person of that number; on citizens' pages, from what is the citizen's own.
pub async fn proposals(
    web: &Web,
    visit: &Visit,
    form: &Form,
    fields: &Fields,
) -> Result<Vec<Proposal>, Fail> {
    let mut asked = Vec::new();
    for part in form.parts() {
        origins(part, &mut asked);
    }
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<Origin> = asked.iter().map(|(_, origin)| origin.clone()).collect();
    let known = match (&visit.citizen, &visit.signed) {
        (Some(citizen), _) if visit.is_of_citizens() => web.app.citizen_known(citizen, &wanted).await?,
        (_, Some(signed)) if !visit.is_of_citizens() => {
            web.app.known(&signed.actor, fields.get("personal_number"), &wanted).await?
        }
        _ => wanted.iter().map(|_| None).collect(),
    };
    let proposal = |((pointer, origin), known): ((String, Origin), Option<Known>)| match origin {
        Origin::Identity(name) => {
            let text = fields.get(&name).trim().to_owned();
            let from = visit.words.say("form-known-identity");
            (!text.is_empty()).then_some(Proposal { pointer, text, from })
        }
        _ => known.and_then(|known| {
            Some(Proposal { pointer, text: text(&known.value)?, from: from(visit.words, &known.source) })
        }),
    };
    Ok(asked.into_iter().zip(known).filter_map(proposal).collect())
}

/// Whether something of a form may be known already.
pub fn known_somewhere(form: &Form) -> bool {
    let mut found = Vec::new();
    for part in form.parts() {
        origins(part, &mut found);
    }
    !found.is_empty()
}

/// The fields outside rows that may be known, and from where.
fn origins(part: &FormPart, found: &mut Vec<(String, Origin)>) {
    match &part.what {
        What::Field(_) => found.extend(part.known.clone().map(|origin| (part.pointer.clone(), origin))),
        What::Group(parts) => parts.iter().for_each(|inner| origins(inner, found)),
        What::Repeat { .. } => {}
    }
}

/// A single value as it would be typed.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some((if *yes { "yes" } else { "no" }).to_owned()),
        _ => None,
    }
}

fn from(words: &Words, source: &Source) -> String {
    match source {
        Source::Dossier { code, day } => {
            let args = [("code", code.as_str().into()), ("day", show::day(words, *day).into())];
            words.say_with("form-known-dossier", &args)
        }
        Source::Register { title, number } => {
            let args = [("register", show::text(words, title).into()), ("number", number.as_str().into())];
            words.say_with("form-known-register", &args)
        }
    }
}
