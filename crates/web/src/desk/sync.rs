//! How this node stands with the province, for everybody who works at it: whether the line is up, what waits
//! to be sent, and what goes on meanwhile.

use crate::components::{
    Button, Cell, Column, ColumnKind, Empty, Notice, NoticeKind, Row, StateTag, Summary, SummaryRow, Table,
    TableUse, Tone,
};
use crate::frame::{Area, Fail, Visit, Web, html, since};
use crate::layout::Layout;
use crate::show;
use app::nodes::{Files, LedgerLine, LineRole, LineStanding, LineState, Refusal};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::identity::{Right, Scope, scope};
use domain::words::Moment;
use lang::Words;

/// What an officer goes on doing while the line is cut.
const MEANWHILE: [&str; 4] =
    ["line-meanwhile-can", "line-meanwhile-passing", "line-meanwhile-cannot", "line-meanwhile-long"];

#[derive(Template)]
#[template(path = "desk/sync.html")]
struct SyncPage {
    layout: Layout,
    lead: Notice,
    /// What is to be done, where the province refuses this node.
    refused: Option<Notice>,
    facts: Summary,
    /// What waits; none at the centre and where nothing is ever sent.
    waiting: Option<Summary>,
    ledgers: Option<Table>,
    /// What goes on while the line is cut; nothing where the province refuses this node.
    meanwhile: Vec<String>,
    /// Whether it is cut now: else that stands folded.
    cut: bool,
    nodes: Option<Button>,
}

/// `GET /sync`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, now, actor) = (visit.words, web.app.now(), visit.actor()?);
    let standing = web.app.standing().await?;
    let (is_box, works) = (standing.role == LineRole::Box, !standing.ledgers.is_empty());
    let manages = standing.role == LineRole::Centre && scope(&actor, Right::NodesManage) != Scope::Nobody;
    Ok(html(&SyncPage {
        layout: web.layout(&visit, words.say("line-title"), Area::Line),
        lead: lead(words, now, &standing),
        refused: standing.refused.as_ref().map(|refusal| refused(words, refusal)),
        facts: facts(words, now, &standing),
        waiting: is_box.then(|| waiting(words, now, &standing)).flatten(),
        ledgers: is_box.then(|| ledgers(words, &standing)),
        // Who is refused is told above whether to go on.
        meanwhile: if is_box && works && standing.state != LineState::Refused {
            MEANWHILE.map(|key| words.say(key)).to_vec()
        } else {
            Vec::new()
        },
        cut: standing.state == LineState::Cut,
        nodes: manages.then(|| Button::quiet(words.say("line-to-nodes")).to("/manage/nodes")),
    }))
}

/// The line in one sentence.
fn lead(words: &'static Words, now: Moment, standing: &LineStanding) -> Notice {
    let (kind, text) = match (standing.role, standing.state) {
        (LineRole::Alone, _) => (NoticeKind::Info, words.say("line-lead-alone")),
        (LineRole::Centre, _) => (NoticeKind::Info, words.say("line-lead-centre")),
        (LineRole::Box, LineState::Refused) => {
            // Where its units live elsewhere, nothing that is done here counts any more.
            let code = standing.refused.as_ref().map(|refusal| refusal.code.as_str());
            let stopped = matches!(code, Some("revoked" | "older-epoch"));
            let key = if stopped { "line-lead-stopped" } else { "line-lead-refused" };
            (NoticeKind::Error, words.say(key))
        }
        (LineRole::Box, _) if standing.ledgers.is_empty() => {
            (NoticeKind::Warning, words.say("line-lead-idle"))
        }
        (LineRole::Box, LineState::Full) => (NoticeKind::Warning, words.say("line-lead-full")),
        (LineRole::Box, LineState::Cut) => {
            let since = cut_since(words, now, standing);
            (NoticeKind::Warning, words.say_one("line-lead-cut", "since", since))
        }
        (LineRole::Box, LineState::CatchingUp) => {
            let count = standing.unsent.entries;
            (NoticeKind::Info, words.say_one("line-lead-catching-up", "count", count))
        }
        (LineRole::Box, LineState::Online | LineState::None) => {
            (NoticeKind::Success, words.say("line-lead-online"))
        }
    };
    let notice = Notice::new(words, kind, text);
    let idle = standing.ledgers.is_empty() && standing.state != LineState::Refused;
    if standing.role != LineRole::Box || idle {
        return notice;
    }
    notice.titled(words.say(match standing.state {
        LineState::Refused => "line-is-refused",
        LineState::Cut => "line-is-cut",
        LineState::Full => "line-is-full",
        LineState::CatchingUp => "line-is-catching-up",
        LineState::Online | LineState::None => "line-is-online",
    }))
}

fn cut_since(words: &Words, now: Moment, standing: &LineStanding) -> String {
    since(words, now, standing.cut.or(standing.contact).unwrap_or(now))
}

/// What to do when the province refuses this node; a code without words of its own is read out to somebody.
fn refused(words: &'static Words, refusal: &Refusal) -> Notice {
    let key = format!("line-refused-{}", refusal.code);
    let text = if words.has(&key) {
        words.say(&key)
    } else {
        words.say_one("line-refused-other", "what", format!("{} {}", refusal.code, refusal.text))
    };
    Notice::new(words, NoticeKind::Warning, text)
}

fn facts(words: &Words, now: Moment, standing: &LineStanding) -> Summary {
    let role = words.say(&format!("line-role-{}", standing.role.as_str()));
    let mut rows = vec![SummaryRow::new(words.say("line-role"), role)];
    if standing.role == LineRole::Box {
        let mut row = |key: &str, value: String| rows.push(SummaryRow::new(words.say(key), value));
        row("line-state", state(words, now, standing));
        row("line-province-at", standing.address.clone().unwrap_or_else(|| words.say("nodes-unknown")));
        let contact = standing.contact.map(|at| show::near(words, now, at));
        row("line-contact", contact.unwrap_or_else(|| words.say("line-never")));
        if let Some(millis) = standing.clock_millis {
            row("line-clock", clock(words, millis));
        }
        if let Some(refusal) = &standing.refused {
            row("line-refused-code", refusal.code.clone());
        }
    }
    if standing.lacking.count > 0 {
        let lacking = files(words, standing.lacking);
        rows.push(SummaryRow::new(words.say("line-fetching"), lacking));
    }
    Summary { rows }
}

fn state(words: &Words, now: Moment, standing: &LineStanding) -> String {
    match standing.state {
        LineState::Refused => words.say("line-state-refused"),
        LineState::Full => words.say("line-state-full"),
        LineState::Cut => words.say_one("line-state-cut", "since", cut_since(words, now, standing)),
        LineState::CatchingUp => words.say("line-state-catching-up"),
        LineState::Online | LineState::None => words.say("line-state-online"),
    }
}

/// So many files, and how large they are.
fn files(words: &Words, files: Files) -> String {
    let args = [("count", files.count.into()), ("size", size(words, files.bytes).into())];
    words.say_with("line-waiting-files-of", &args)
}

/// How a clock goes against the province's: this one's time less the other's.
pub fn clock(words: &Words, millis: i64) -> String {
    let seconds = millis.unsigned_abs() / 1_000;
    let amount = match seconds {
        0 => return words.say("line-clock-even"),
        1..=119 => words.say_one("line-seconds", "count", seconds),
        _ => words.say_one("line-minutes", "count", seconds / 60),
    };
    let key = if millis > 0 { "line-clock-ahead" } else { "line-clock-behind" };
    words.say_one(key, "amount", amount)
}

/// A size as people say it.
pub fn size(words: &Words, bytes: u64) -> String {
    const KILO: u64 = 1024;
    match bytes {
        0..KILO => words.say_one("line-bytes", "count", bytes),
        KILO..1_048_576 => words.say_one("line-kilobytes", "count", bytes / KILO),
        _ => words.say_one("line-megabytes", "count", bytes.div_ceil(KILO * KILO)),
    }
}

/// None where nothing waits: the first sentence of the page has said so.
fn waiting(words: &Words, now: Moment, standing: &LineStanding) -> Option<Summary> {
    let number = |n: u64| words.number(i64::try_from(n).unwrap_or(i64::MAX));
    let row = |key: &str, value: String| SummaryRow::new(words.say(key), value);
    let unsent = standing.unsent;
    if unsent.entries == 0 && unsent.files.count == 0 {
        return None;
    }
    let mut rows = vec![
        row("line-waiting-dossiers", number(unsent.dossiers)),
        row("line-waiting-entries", number(unsent.entries)),
    ];
    if unsent.files.count > 0 {
        rows.push(row("line-waiting-files", files(words, unsent.files)));
    }
    rows.extend(standing.oldest.map(|at| row("line-oldest", show::near(words, now, at))));
    Some(Summary { rows })
}

fn ledgers(words: &'static Words, standing: &LineStanding) -> Table {
    let number = |n: u64| Cell::Text(words.number(i64::try_from(n).unwrap_or(i64::MAX)));
    let row = |ledger: &LedgerLine| {
        let (tone, key) = if ledger.unsent() == 0 {
            (Tone::Done, "line-ledger-level")
        } else {
            (Tone::Soon, "line-ledger-behind")
        };
        Row {
            id: ledger.unit.to_string(),
            name: ledger.name.clone(),
            cells: vec![
                Cell::Text(ledger.name.clone()),
                number(ledger.here),
                number(ledger.there),
                number(ledger.unsent()),
                Cell::State(StateTag::new(tone, words.say(key))),
            ],
        }
    };
    let column = |kind, key: &str| Column::new(kind, words.say(key));
    Table {
        words,
        caption: words.say("line-ledgers"),
        usage: TableUse::Reading,
        columns: vec![
            column(ColumnKind::First, "line-ledger"),
            column(ColumnKind::Number, "line-ledger-here"),
            column(ColumnKind::Number, "line-ledger-there"),
            column(ColumnKind::Number, "line-ledger-unsent"),
            column(ColumnKind::Text, "line-ledger-state"),
        ],
        rows: standing.ledgers.iter().map(row).collect(),
        bulk: None,
        paging: None,
        empty: Empty {
            title: words.say("line-ledgers-none"),
            text: words.say("line-ledgers-none-next"),
            button: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{clock, size};
    use lang::{Lang, Words};

    #[test]
    fn a_clock_is_told_by_which_way_it_is_off() {
        let said = |millis| clock(Words::of(Lang::Vi), millis);
        assert_eq!(said(400), "khớp");
        assert_eq!(said(-999), "khớp");
        assert_eq!(said(12_000), "nhanh hơn 12 giây");
        assert_eq!(said(-600_000), "chậm hơn 10 phút");
        assert_eq!(clock(Words::of(Lang::En), -1_000), "1 second behind");
    }

    #[test]
    fn sizes_are_told_in_their_own_measure() {
        let said = |bytes| size(Words::of(Lang::Vi), bytes);
        assert_eq!(said(900), "900 byte");
        assert_eq!(said(40_960), "40 KB");
        assert_eq!(said(5 * 1024 * 1024 + 1), "6 MB");
    }
}
