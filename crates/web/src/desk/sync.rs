//! How this node stands with the province, for everybody who works at it: whether the line is up, what waits
//! to be sent, and what goes on meanwhile.

use crate::components::{
    Button, Cell, Column, ColumnKind, Empty, Notice, NoticeKind, Row, StateTag, Summary, SummaryRow, Table,
    TableUse, Tone,
};
use crate::frame::{Area, Fail, Visit, Web, html, since};
use crate::layout::Layout;
use crate::show;
use app::nodes::{LedgerState, LedgerStanding, LineStanding, NodeRole};
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
    meanwhile: Vec<String>,
    nodes: Option<Button>,
}

/// `GET /sync`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let (words, now, actor) = (visit.words, web.app.now(), visit.actor()?);
    let standing = web.app.standing().await?;
    let box_ = standing.role == NodeRole::Box;
    let manages = standing.role == NodeRole::Centre && scope(&actor, Right::NodesManage) != Scope::Nobody;
    Ok(html(&SyncPage {
        layout: web.layout(&visit, words.say("line-title"), Area::Line),
        lead: lead(words, now, &standing),
        refused: standing.refused.as_deref().filter(|_| box_).map(|code| refused(words, code)),
        facts: facts(words, now, &standing),
        waiting: box_.then(|| waiting(words, now, &standing)),
        ledgers: box_.then(|| ledgers(&web, words, &standing)),
        meanwhile: if box_ { MEANWHILE.map(|key| words.say(key)).to_vec() } else { Vec::new() },
        nodes: manages.then(|| Button::quiet(words.say("line-to-nodes")).to("/manage/nodes")),
    }))
}

/// The line in one sentence.
fn lead(words: &'static Words, now: Moment, standing: &LineStanding) -> Notice {
    let (kind, text) = match standing.role {
        NodeRole::Alone => (NoticeKind::Info, words.say("line-lead-alone")),
        NodeRole::Centre => (NoticeKind::Info, words.say("line-lead-centre")),
        NodeRole::Box if standing.refused.is_some() => (NoticeKind::Error, words.say("line-lead-refused")),
        NodeRole::Box => match standing.cut_since {
            Some(at) => {
                let since = since(words, now, at);
                (NoticeKind::Warning, words.say_one("line-lead-cut", "since", since))
            }
            None if standing.unsent_entries > 0 => {
                let count = standing.unsent_entries;
                (NoticeKind::Info, words.say_one("line-lead-catching-up", "count", count))
            }
            None => (NoticeKind::Success, words.say("line-lead-online")),
        },
    };
    Notice::new(words, kind, text)
}

/// What to do when the province refuses this node; a code without words of its own is read out to somebody.
fn refused(words: &'static Words, code: &str) -> Notice {
    let key = format!("line-refused-{code}");
    let own = words.has(&key);
    let text = if own { words.say(&key) } else { words.say_one("line-refused-other", "what", code) };
    Notice::new(words, NoticeKind::Warning, text)
}

fn facts(words: &Words, now: Moment, standing: &LineStanding) -> Summary {
    let role = match standing.role {
        NodeRole::Alone => "line-role-alone",
        NodeRole::Centre => "line-role-centre",
        NodeRole::Box => "line-role-box",
    };
    let mut rows = vec![SummaryRow::new(words.say("line-role"), words.say(role))];
    if standing.role == NodeRole::Box {
        let contact = standing.contact.map_or_else(
            || words.say("line-never"),
            |at| show::near(words, now, at),
        );
        let mut row = |key: &str, value: String| rows.push(SummaryRow::new(words.say(key), value));
        row("line-state", state(words, now, standing));
        row("line-province-at", standing.address.clone().unwrap_or_default());
        row("line-contact", contact);
        if let Some(millis) = standing.clock_millis {
            row("line-clock", clock(words, millis));
        }
        if let Some(code) = &standing.refused {
            row("line-refused-code", code.clone());
        }
    }
    Summary { rows }
}

fn state(words: &Words, now: Moment, standing: &LineStanding) -> String {
    match (&standing.refused, standing.cut_since) {
        (Some(_), _) => words.say("line-state-refused"),
        (None, Some(at)) => words.say_one("line-state-cut", "since", since(words, now, at)),
        (None, None) if standing.unsent_entries > 0 => words.say("line-state-catching-up"),
        (None, None) => words.say("line-state-online"),
    }
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

fn waiting(words: &Words, now: Moment, standing: &LineStanding) -> Summary {
    let number = |n: u64| words.number(i64::try_from(n).unwrap_or(i64::MAX));
    let mut rows = vec![
        SummaryRow::new(words.say("line-waiting-dossiers"), number(standing.unsent_dossiers)),
        SummaryRow::new(words.say("line-waiting-entries"), number(standing.unsent_entries)),
    ];
    let files = |count: u64, bytes: u64| {
        let args = [("count", count.into()), ("size", size(words, bytes).into())];
        words.say_with("line-waiting-files-of", &args)
    };
    rows.push(SummaryRow::new(
        words.say("line-waiting-files"),
        files(standing.unsent_files, standing.unsent_bytes),
    ));
    if let Some(at) = standing.oldest_unsent {
        rows.push(SummaryRow::new(words.say("line-oldest"), show::near(words, now, at)));
    }
    Summary { rows }
}

fn ledgers(web: &Web, words: &'static Words, standing: &LineStanding) -> Table {
    let world = web.app.world();
    let number = |n: u64| Cell::Text(words.number(i64::try_from(n).unwrap_or(i64::MAX)));
    let row = |ledger: &LedgerStanding| {
        let (tone, key) = match ledger.state {
            LedgerState::Level => (Tone::Done, "line-ledger-level"),
            LedgerState::Behind => (Tone::Soon, "line-ledger-behind"),
            LedgerState::Fork => (Tone::Late, "line-ledger-fork"),
            LedgerState::Moved => (Tone::Neutral, "line-ledger-moved"),
        };
        let name = world.unit_name(&ledger.unit);
        Row {
            id: ledger.unit.to_string(),
            name: name.clone(),
            cells: vec![
                Cell::Text(name),
                number(ledger.here),
                number(ledger.there),
                number(ledger.here.saturating_sub(ledger.there)),
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
