//! The site on a phone: its manifest, the worker that keeps the shell and the dossiers followed last, and the
//! page that is shown without a line.

use crate::assets::{asset_path, text};
use crate::components::Link;
use crate::frame::{Area, Visit, Web, html};
use crate::layout::Layout;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use lang::Lang;
use serde_json::json;
use sha2::{Digest, Sha256};

/// What a page can't do without.
const SHELL: [&str; 4] = ["app.css", "app.js", "install.js", "favicon.svg"];

#[derive(Template)]
#[template(path = "portal/offline.html")]
struct Offline {
    layout: Layout,
}

/// `GET /manifest.webmanifest?lang=`
pub async fn manifest(State(web): State<Web>, visit: Visit) -> Response {
    let words = visit.words;
    let icon = |size: u16, purpose: &str| {
        let src = asset_path(&format!("icon-{size}.png"));
        json!({ "src": src, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose })
    };
    let shortcut = |key: &str, url: &str| json!({ "name": words.say(key), "url": url });
    let body = json!({
        "id": "/",
        "name": format!("{} – {}", words.say("app-name"), web.app.world().unit_name(&web.app.province())),
        "short_name": words.say("app-name"),
        "description": words.say("app-tagline"),
        "lang": words.tag(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#FFFFFF",
        "theme_color": "#8E1B1B",
        "icons": [icon(192, "any"), icon(512, "any"), icon(192, "maskable"), icon(512, "maskable")],
        "shortcuts": [shortcut("nav-track", "/track"), shortcut("nav-procedures", "/procedures"),
            shortcut("places-title", "/units")],
    });
    ([(header::CONTENT_TYPE, "application/manifest+json")], body.to_string()).into_response()
}

/// `GET /sw.js`: the worker, with the names of what it keeps. Another release has other names, so that the
/// browser sees that the worker changed.
pub async fn worker() -> Response {
    let pages = Lang::ALL.map(|lang| format!("/offline?lang={}", lang.tag()));
    let shell: Vec<String> = SHELL.iter().map(|file| asset_path(file)).chain(pages).collect();
    let digest = Sha256::digest(shell.join("\n").as_bytes());
    let name = digest.iter().take(4).fold(0_u32, |name, byte| name << 8 | u32::from(*byte));
    let filled = text("sw.js")
        .replace("__SHELL__", &json!(shell).to_string())
        .replace("__NAME__", &format!("{name:08x}"))
        .replace("__ICON__", &asset_path("icon-192.png"));
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], filled).into_response()
}

/// `GET /offline`: what the worker shows instead of a page that can't be reached.
pub async fn offline(State(web): State<Web>, visit: Visit) -> Response {
    let mut layout = web.layout(&visit, visit.words.say("offline-title"), Area::Public);
    layout.breadcrumbs = vec![Link::new("/", visit.words.say("home"))];
    html(&Offline { layout })
}
