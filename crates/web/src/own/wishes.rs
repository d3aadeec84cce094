//! How the citizen wants to be told: by which channels, at which address, in which language, and in this
//! browser. What the law asks to be told is told whatever stands here; what nobody set up isn't offered.

use super::layout;
use crate::components::{
    Button, Choice, ErrorSummary, Field, Link, Notice, NoticeKind, Problem as FieldProblem,
};
use crate::frame::{Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::notify::{Channel, Wished};
use lang::{Lang, Words};

#[derive(Template)]
#[template(path = "own/wishes.html")]
struct Screen {
    layout: Layout,
    words: &'static Words,
    errors: ErrorSummary,
    fields: Vec<Field>,
    absent: Option<String>,
    save: Button,
    push: Option<Browsers>,
}

/// Push messages in browsers.
struct Browsers {
    /// The key that browsers ask for.
    key: String,
    /// The endpoints that are known, as JSON: the script looks whether this browser is among them.
    known: String,
    /// How many there are.
    count: Option<String>,
    on: Button,
    off: Button,
    all_off: Button,
}

/// `GET /citizen/wishes`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let wished = web.app.wishes(visit.citizen()?.person).await?;
    Ok(html(&screen(&web, &visit, &wished, Vec::new())?))
}

/// `POST /citizen/wishes`
pub async fn save(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    let person = visit.citizen()?.person;
    let offered = web.app.channels().unwrap_or_default();
    let known = web.app.wishes(person).await?;
    let mut wished = changed(known.clone(), &sent.fields, &offered);
    let error = match web.app.wishes_set(person, &wished).await {
        Ok(()) => return Ok(Redirect::to("/citizen/wishes?said=saved").into_response()),
        Err(error) => error,
    };
    let status = status(&error);
    let problems = show::form_error(visit.words, error, str::to_owned)?;
    // The fields show what was typed; browsers only what is on record.
    wished.push = known.push;
    let mut response = html(&screen(&web, &visit, &wished, problems)?);
    *response.status_mut() = status;
    Ok(response)
}

/// The wishes with what a form changes: one browser, all of them, or everything else.
fn changed(mut wished: Wished, fields: &Fields, offered: &[Channel]) -> Wished {
    match fields.get("do") {
        "push-on" => wished.add_browser(fields.get("push")),
        "push-off" => wished.drop_browser(Some(fields.get("push"))),
        "push-none" => wished.drop_browser(None),
        _ => {
            let chosen: Vec<Channel> = fields.all("channel").filter_map(Channel::parse).collect();
            wished.choose(&chosen, offered);
            let email = fields.get("email").trim();
            if offered.contains(&Channel::Email) {
                wished.email = (!email.is_empty()).then(|| email.to_owned());
            }
            let language = fields.get("language");
            let is_default = language == Lang::default().tag();
            wished.wish.language = if is_default { String::new() } else { language.to_owned() };
            wished.wish.only_required = fields.has("required");
        }
    }
    wished
}

fn screen(
    web: &Web,
    visit: &Visit,
    wished: &Wished,
    problems: Vec<FieldProblem>,
) -> Result<Screen, AppError> {
    let words = visit.words;
    let errors = ErrorSummary { words, problems };
    let mut layout = layout(web, visit, words.say("own-wish-title"));
    layout.breadcrumbs = vec![Link::new("/citizen", words.say("own-dossiers"))];
    let offered = web.app.channels();
    layout.notice = match (&offered, visit.asked().get("said")) {
        (None, _) => Some(Notice::new(words, NoticeKind::Info, words.say("own-wish-nothing"))),
        (_, "saved") => Some(Notice::new(words, NoticeKind::Success, words.say("own-wish-saved"))),
        _ => None,
    };
    let key = web.app.push_key().filter(|_| offered.as_deref().is_some_and(|o| o.contains(&Channel::Push)));
    let push = key.map(|key| browsers(words, key, wished)).transpose()?;
    let fields = offered.as_deref().map(|offered| fields(words, wished, offered, &errors));
    let absent = offered.map(|mut offered| {
        // Without a key no browser can be told, whatever the settings name.
        offered.retain(|channel| *channel != Channel::Push || push.is_some());
        absent(words, &offered)
    });
    Ok(Screen {
        fields: fields.unwrap_or_default(),
        absent: absent.filter(|text| !text.is_empty()),
        save: Button::primary(words.say("save")),
        push,
        layout,
        words,
        errors,
    })
}

/// What this machine doesn't send by, in words; empty where it sends by everything.
fn absent(words: &Words, offered: &[Channel]) -> String {
    let absent = Channel::ALL.iter().filter(|channel| !offered.contains(channel));
    let names: Vec<String> = absent.map(|channel| channel_name(words, *channel)).collect();
    if names.is_empty() {
        String::new()
    } else {
        words.say_one("own-wish-absent", "channels", names.join(", "))
    }
}

fn channel_name(words: &Words, channel: Channel) -> String {
    words.say(&format!("notices-channel-{}", channel.as_str()))
}

fn fields(words: &'static Words, wished: &Wished, offered: &[Channel], errors: &ErrorSummary) -> Vec<Field> {
    let choice = |channel: &Channel| Choice {
        chosen: wished.wish.channels.contains(channel),
        ..Choice::new(channel.as_str(), channel_name(words, *channel))
    };
    let channels = offered.iter().filter(|channel| **channel != Channel::Push).map(choice).collect();
    let channels = Field::checkboxes(words, "channel", words.say("own-wish-channels"), channels)
        .hint(words.say("own-wish-channels-hint"))
        .optional();
    let email = Field::email(words, "email", words.say("own-wish-email"))
        .value(wished.email.as_deref().unwrap_or_default())
        .error(errors.of("email"))
        .optional();
    let language = Some(wished.wish.language.as_str()).filter(|tag| !tag.is_empty());
    let languages = Lang::ALL.map(|lang| Choice::new(lang.tag(), lang.name())).into();
    let language = Field::radios(words, "language", words.say("own-wish-language"), languages)
        .value(language.unwrap_or_else(|| Lang::default().tag()))
        .error(errors.of("language"));
    let required = Field::checkbox(words, "required", words.say("own-wish-required"))
        .value(if wished.wish.only_required { "1" } else { "" })
        .hint(words.say("own-wish-required-hint"));
    let by_mail = offered.contains(&Channel::Email).then_some(email);
    [Some(channels), by_mail, Some(language), Some(required)].into_iter().flatten().collect()
}

fn browsers(words: &Words, key: String, wished: &Wished) -> Result<Browsers, AppError> {
    let endpoints = wished.endpoints();
    let count = endpoints.len();
    Ok(Browsers {
        key,
        known: serde_json::to_string(&endpoints).map_err(AppError::fault)?,
        count: (count > 0).then(|| words.say_one("own-wish-push-count", "count", count)),
        on: Button::primary(words.say("own-wish-push-on")),
        off: Button::quiet(words.say("own-wish-push-off")),
        all_off: Button::link(words.say("own-wish-push-none")),
    })
}
