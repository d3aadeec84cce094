//! The page for people who begin with the API.

use crate::frame::{Area, Fail, Visit, Web, html};
use crate::layout::Layout;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// Something to try in a terminal.
struct Try {
    title: String,
    what: String,
    command: String,
}

#[derive(Template)]
#[template(path = "api/guide.html")]
struct Guide {
    layout: Layout,
    tries: Vec<Try>,
    rules: Vec<String>,
}

/// `GET /api`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, base) = (visit.words, web.settings.base_url.as_str());
    let key = "-H \"Authorization: Bearer $KEY\"";
    let json = "-H 'Content-Type: application/json'";
    let dossier = r#"{"procedure":"1.001193","applicant":{"name":"Lò Thị Mai","personal_number":"…"},
       "documents":[{"name":"Giấy chứng sinh","originals":1,"copies":0}],"data":{}}"#;
    let forward = r#"{"version":1,"note":"…"}"#;
    let file = "giay-chung-sinh.pdf";
    let once = "-H \"Idempotency-Key: $(uuidgen)\"";
    let tries = [
        ("api-try-search", "api-try-search-what", format!("curl '{base}/api/v1/procedures?q=khai+sinh'")),
        ("api-try-me", "api-try-me-what", format!("KEY=mc_…\ncurl {key} {base}/api/v1/me")),
        (
            "api-try-receive",
            "api-try-receive-what",
            format!("curl {key} {json} {once} \\\n  {base}/api/v1/dossiers \\\n  -d '{dossier}'"),
        ),
        (
            "api-try-list",
            "api-try-list-what",
            format!("curl {key} '{base}/api/v1/dossiers?state=open&sort=due'"),
        ),
        (
            "api-try-act",
            "api-try-act-what",
            format!("curl {key} {json} \\\n  {base}/api/v1/dossiers/ID/acts/forward \\\n  -d '{forward}'"),
        ),
        (
            "api-try-upload",
            "api-try-upload-what",
            format!("curl {key} --data-binary @{file} \\\n  '{base}/api/v1/uploads?name={file}'"),
        ),
        ("api-try-track", "api-try-track-what", format!("curl {base}/api/v1/track/H56.001-260309-0001")),
    ];
    let tries =
        tries.map(|(title, what, command)| Try { title: words.say(title), what: words.say(what), command });
    let rules = [
        words.say("api-rule-key"),
        words.say("api-rule-once"),
        words.say("api-rule-version"),
        words.say("api-rule-problems"),
        words.say("api-rule-seen"),
    ];
    let layout = web.layout(&visit, words.say("api-title"), Area::Public);
    Ok(html(&Guide { layout, tries: tries.into(), rules: rules.into() }))
}
