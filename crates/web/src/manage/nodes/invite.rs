//! Inviting a machine: what it is called, for which units; then its token, shown this once, and what is typed
//! on it.

use super::units_typed;
use crate::components::{Button, ErrorSummary, Field, Link, Notice, NoticeKind};
use crate::desk::new_key;
use crate::frame::{Area, Fail, Fields, Sent, Visit, Web, html, status};
use crate::layout::Layout;
use crate::show;
use app::AppError;
use app::nodes::Invitation;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// Where a machine keeps its data, unless somebody wants it elsewhere.
const FOLDER: &str = "/var/lib/motcua";
/// So that the other computers of the commune reach it, and nobody on the way reads along.
const REACHED: &str = "--listen 0.0.0.0:443 --tls-cert box.pem --tls-key box.key";

#[derive(Template)]
#[template(path = "manage/nodes/invite.html")]
struct InvitePage {
    layout: Layout,
    errors: ErrorSummary,
    key: String,
    fields: Vec<Field>,
    save: Button,
    back: Button,
}

#[derive(Template)]
#[template(path = "manage/nodes/invited.html")]
struct InvitedPage {
    layout: Layout,
    notice: Notice,
    token: Option<String>,
    units: String,
    commands: Vec<(String, String)>,
    back: Button,
}

/// `GET /manage/nodes/new`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let errors = ErrorSummary { words: visit.words, problems: Vec::new() };
    Ok(html(&form(&web, &visit, &Fields::default(), errors)))
}

/// `POST /manage/nodes`: the token is in this answer and nowhere else.
pub async fn send(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    match invite(&web, &visit, &sent).await {
        Ok(invitation) => Ok(html(&invited(&web, &visit, invitation))),
        Err(error) => {
            let code = status(&error);
            let problems = show::form_error(visit.words, error, str::to_owned)?;
            let errors = ErrorSummary { words: visit.words, problems };
            let mut response = html(&form(&web, &visit, &sent.fields, errors));
            *response.status_mut() = code;
            Ok(response)
        }
    }
}

async fn invite(web: &Web, visit: &Visit, sent: &Sent) -> Result<Invitation, AppError> {
    let actor = visit.actor().map_err(|Fail(error)| error)?;
    let (name, replaces) = (sent.fields.get("name"), sent.fields.get("replace") == "1");
    let units = units_typed(web, "units", sent.fields.get("units"))?;
    let once = sent.once();
    if replaces {
        web.app.node_replace(Some(&actor), name, &units, once).await
    } else {
        web.app.node_invite(Some(&actor), name, &units, once).await
    }
}

fn form(web: &Web, visit: &Visit, typed: &Fields, errors: ErrorSummary) -> InvitePage {
    let words = visit.words;
    let mut layout = web.layout(visit, words.say("nodes-invite"), Area::Nodes);
    layout.breadcrumbs = vec![Link::new("/manage/nodes", words.say("nodes-title"))];
    let filled = |field: Field, hint: &str| {
        let (value, error) = (typed.get(&field.name).to_owned(), errors.of(&field.name));
        field.hint(words.say(hint)).value(value).error(error)
    };
    let name = Field::text(words, "name", words.say("nodes-invite-name"));
    let units = Field::text_area(words, "units", words.say("nodes-invite-units"), 2);
    let replace = Field::checkbox(words, "replace", words.say("nodes-invite-replace"));
    InvitePage {
        layout,
        key: new_key(web),
        fields: vec![
            filled(name, "nodes-invite-name-hint").first(),
            filled(units, "nodes-invite-units-hint"),
            filled(replace, "nodes-invite-replace-hint").optional(),
        ],
        save: Button::primary(words.say("nodes-invite-do")),
        back: Button::link(words.say("cancel")).to("/manage/nodes"),
        errors,
    }
}

fn invited(web: &Web, visit: &Visit, invitation: Invitation) -> InvitedPage {
    let (words, world) = (visit.words, web.app.world());
    let title = words.say_one("nodes-invited-title", "name", invitation.name);
    let mut layout = web.layout(visit, title, Area::Nodes);
    layout.breadcrumbs = vec![Link::new("/manage/nodes", words.say("nodes-title"))];
    let until = invitation.expires.map(|at| show::moment(words, at)).unwrap_or_default();
    let notice = match &invitation.token {
        Some(_) => {
            let text = words.say_one("nodes-invited-once", "until", until);
            Notice::new(words, NoticeKind::Warning, text)
        }
        None => Notice::new(words, NoticeKind::Info, words.say("nodes-invited-again")),
    };
    let units: Vec<String> = invitation.units.iter().map(|u| world.unit_name(u)).collect();
    let command = |key: &str, text: String| (words.say(key), text);
    let province = &web.settings.base_url;
    InvitedPage {
        layout,
        notice,
        token: invitation.token,
        units: units.join(", "),
        commands: vec![
            command(
                "nodes-invited-enroll",
                format!("motcua node enroll --dir {FOLDER} --province {province}"),
            ),
            command("nodes-invited-serve", format!("motcua serve --dir {FOLDER} --role commune {REACHED}")),
            command("nodes-invited-status", format!("motcua node status --dir {FOLDER}")),
        ],
        back: Button::quiet(words.say("nodes-list")).to("/manage/nodes"),
    }
}
