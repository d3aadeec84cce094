//! Help on one page: who does what, which keys, how the figures are counted.

use crate::components::{Link, Summary, SummaryRow};
use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

#[derive(Template)]
#[template(path = "portal/help.html")]
struct Help {
    layout: Layout,
    roles: Summary,
    keys: Summary,
}

/// `GET /help`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let words = visit.words;
    let mut layout = web.layout(&visit, words.say("help"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", words.say("home"))];
    let row = |key: String, does: String| SummaryRow::new(key, does);
    let roles = vec![
        row(words.say("role-reception"), words.say("portal-help-reception")),
        row(words.say("role-specialist"), words.say("portal-help-specialist")),
        row(words.say("role-leader"), words.say("portal-help-leader")),
        row(words.say("role-administrator"), words.say("portal-help-administrator")),
        row(words.say("role-province"), words.say("portal-help-province")),
    ];
    let key = |keys: &str, does: &str| row(keys.to_owned(), words.say(does));
    let keys = vec![
        key("↵", "portal-help-enter"),
        key("Ctrl ↵", "portal-help-ctrl-enter"),
        key("/", "portal-help-slash"),
        key("J · K", "portal-help-jk"),
        key("X", "portal-help-x"),
    ];
    Ok(html(&Help { layout, roles: Summary { rows: roles }, keys: Summary { rows: keys } }))
}
