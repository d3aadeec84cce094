//! Messages that leave the house: which providers there are and how each stands, what waits, what nobody took
//! and why, what the month cost. For who looks after machines: accounts at providers, their costs and other
//! people's messages belong to the machine, not to one unit.

mod lists;

use crate::components::{Notice, NoticeKind, StateTag, Table, Tone};
use crate::frame::{Area, Fail, Sent, Visit, Web, html};
use crate::layout::Layout;
use crate::show;
use app::telling::{FailedNotice, NoticesView, Standing};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use lang::Words;

#[derive(Template)]
#[template(path = "manage/notices/notices.html")]
struct NoticesPage {
    layout: Layout,
    sentence: String,
    /// Since when the oldest waits.
    oldest: Option<String>,
    /// Whether messages leave by a folder alone.
    folder: bool,
    providers: Table,
    costs: Table,
    failed: Vec<FailedLine>,
    /// How many failed that aren't shown.
    more: Option<String>,
}

/// A message that nobody took.
struct FailedLine {
    id: String,
    what: String,
    unit: String,
    since: String,
    why: String,
    /// As the provider said it.
    raw: String,
}

/// `GET /manage/notices`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let words = visit.words;
    let view = web.app.notices(&visit.actor()?).await?;
    let mut layout = web.layout(&visit, words.say("notices-title"), Area::Notices);
    if visit.asked().get("said") == "again" {
        layout.notice = Some(Notice::new(words, NoticeKind::Success, words.say("notices-said-again")));
    }
    let now = web.app.now();
    let since = |at| words.say_one("notices-oldest", "at", show::near(words, now, at));
    let left = view.failed_count.saturating_sub(u64::try_from(view.failed.len()).unwrap_or(u64::MAX));
    Ok(html(&NoticesPage {
        layout,
        sentence: sentence(words, &view),
        oldest: view.oldest.map(since),
        folder: web.app.transport().and_then(|out| out.house()).is_none(),
        providers: lists::providers(words, now, &view),
        costs: lists::costs(words, &view),
        failed: view.failed.iter().map(|failed| line(&web, words, failed)).collect(),
        more: (left > 0).then(|| words.say_one("notices-more", "count", left)),
    }))
}

/// `POST /manage/notices/again`. Sent twice it does it once.
pub async fn again(State(web): State<Web>, visit: Visit, sent: Sent) -> Result<Response, Fail> {
    web.app.notice_again(&visit.actor()?, sent.fields.get("id")).await?;
    Ok(Redirect::to("/manage/notices?said=again").into_response())
}

/// How things are, in one line.
fn sentence(words: &Words, view: &NoticesView) -> String {
    let args = [("waiting", view.waiting.into()), ("failed", view.failed_count.into())];
    let resting = view.providers.iter().filter(|p| matches!(p.standing, Standing::Rests(_))).count();
    let text = words.say_with("notices-sentence", &args);
    if resting == 0 { text } else { format!("{text} {}", words.say_one("notices-resting", "count", resting)) }
}

fn line(web: &Web, words: &Words, notice: &FailedNotice) -> FailedLine {
    let failed = &notice.failed;
    FailedLine {
        id: failed.id.clone(),
        what: words.say(&format!("notices-kind-{}", failed.kind)),
        unit: notice.unit.clone(),
        since: show::near(words, web.app.now(), failed.at),
        why: why(words, &failed.fault),
        raw: failed.fault.clone(),
    }
}

/// What a fault means for who has to do something about it.
fn why(words: &Words, fault: &str) -> String {
    let code = fault.split(':').next().unwrap_or_default();
    let key = format!("notices-fault-{code}");
    if !code.is_empty() && words.has(&key) { words.say(&key) } else { words.say("notices-fault-none") }
}

/// How a provider stands, as a tag.
fn standing(words: &Words, now: domain::words::Moment, standing: Standing) -> StateTag {
    match standing {
        Standing::Asked => StateTag::new(Tone::Done, words.say("notices-asked")),
        Standing::Rests(until) => {
            StateTag::new(Tone::Late, words.say_one("notices-rests", "at", show::near(words, now, until)))
        }
        Standing::Gone => StateTag::new(Tone::Neutral, words.say("notices-gone")),
    }
}
