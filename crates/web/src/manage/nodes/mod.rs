//! The communes' own machines, as who looks after them sees them: which there are and how each stands, who
//! is invited, what was refused and what strayed. One page each for inviting (`invite`), a machine (`one`),
//! cutting one off (`revoke`), and what waits for a person (`settle`, `stray`).

pub mod invite;
mod lists;
pub mod one;
pub mod revoke;
pub mod settle;
pub mod stray;

use crate::components::{Button, Link, Notice, NoticeKind, StateTag, Table, Tone};
use crate::frame::{Area, Fail, Visit, Web, encode, html};
use crate::layout::Layout;
use crate::show;
use app::nodes::{LineRole, NodeLine, NodeState, NodesView};
use app::{AppError, Problem};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::units::Named;
use domain::words::{NodeId, UnitId};
use lang::Words;

/// Most units that a problem offers.
const OFFERED: usize = 6;

#[derive(Template)]
#[template(path = "manage/nodes/nodes.html")]
struct NodesPage {
    layout: Layout,
    sentence: String,
    /// None where this isn't the centre: machines are invited there.
    invite: Option<Button>,
    boxes: Table,
    invitations: Vec<Invited>,
    faults: Option<Table>,
    strays: Option<Table>,
    settled: Vec<lists::Dealt>,
}

/// An invitation that nobody used yet.
struct Invited {
    id: String,
    name: String,
    units: String,
    state: StateTag,
    until: String,
}

/// `GET /manage/nodes`
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let words = visit.words;
    let view = web.app.nodes(&visit.actor()?).await?;
    let mut layout = web.layout(&visit, words.say("nodes-title"), Area::Nodes);
    let is_box = web.app.standing().await?.role == LineRole::Box;
    layout.notice = if is_box { Some(elsewhere(words)) } else { done(&visit) };
    let silent = view.boxes.iter().filter(|b| b.state == NodeState::Silent).map(|_| 1).sum();
    let in_use = |b: &&NodeLine| !matches!(b.state, NodeState::Revoked | NodeState::Idle);
    let in_use = view.boxes.iter().filter(in_use).count();
    Ok(html(&NodesPage {
        layout,
        sentence: sentence(words, in_use, [silent, view.faults_open, view.strays_open]),
        invite: (!is_box).then(|| Button::primary(words.say("nodes-invite")).to("/manage/nodes/new")),
        boxes: lists::boxes(&web, words, &view),
        invitations: view.invitations.iter().filter_map(|i| invited(&web, words, i)).collect(),
        faults: lists::faults(&web, words, &view),
        strays: lists::strays(words, &view),
        settled: lists::settled(words, &view),
    }))
}

/// How things are, in one line: what needs nobody isn't counted out.
fn sentence(words: &Words, in_use: usize, waits: [u64; 3]) -> String {
    let keys = ["nodes-sentence-silent", "nodes-sentence-faults", "nodes-sentence-strays"];
    let some = keys.into_iter().zip(waits).filter(|(_, count)| *count > 0);
    let parts: Vec<String> = some.map(|(key, count)| words.say_one(key, "count", count)).collect();
    let rest = if parts.is_empty() {
        words.say("nodes-sentence-fine")
    } else {
        words.say_one("nodes-sentence-waits", "what", parts.join(", "))
    };
    format!("{} {rest}", words.say_one("nodes-sentence", "boxes", in_use))
}

/// Where machines are looked after, if not here.
fn elsewhere(words: &'static Words) -> Notice {
    let text = format!("{} {}", words.say("nodes-not-centre"), words.say("nodes-not-centre-next"));
    let link = Link::new("/sync", words.say("line-title"));
    Notice { link: Some(link), ..Notice::new(words, NoticeKind::Info, text) }
}

/// An invitation that can be used or ran out; one that was withdrawn needs nobody.
fn invited(web: &Web, words: &Words, invitation: &NodeLine) -> Option<Invited> {
    let key = match invitation.state {
        NodeState::Invited => "nodes-invitation-until",
        NodeState::Expired => "nodes-invitation-expired",
        _ => return None,
    };
    let at = show::near(words, web.app.now(), invitation.expires.unwrap_or(invitation.invited));
    Some(Invited {
        id: invitation.id.to_string(),
        name: invitation.name.clone(),
        units: units_said(invitation),
        state: state_of(words, invitation),
        until: words.say_one(key, "at", at),
    })
}

/// What the page before did, from the few things that a link may say.
fn done(visit: &Visit) -> Option<Notice> {
    let words = visit.words;
    let text = match visit.asked().get("said") {
        "withdrawn" => words.say("nodes-said-withdrawn"),
        "revoked" => words.say("nodes-said-revoked"),
        "given" => words.say("nodes-said-given"),
        "taken-back" => words.say("nodes-said-taken-back"),
        "settled" => words.say("nodes-said-settled"),
        _ => return None,
    };
    Some(Notice::new(words, NoticeKind::Success, text))
}

/// The machine that a path names.
async fn node_of(web: &Web, visit: &Visit, id: &str) -> Result<NodeLine, Fail> {
    let id: NodeId = id.parse().map_err(|_| Fail(AppError::NotFound))?;
    let view = web.app.nodes(&visit.actor()?).await?;
    let NodesView { boxes, invitations, .. } = view;
    let found = boxes.into_iter().chain(invitations).find(|node| node.id == id);
    found.ok_or(Fail(AppError::NotFound))
}

/// How a machine stands, as a tag.
fn state_of(words: &Words, node: &NodeLine) -> StateTag {
    let tone = match node.state {
        NodeState::Centre | NodeState::Level => Tone::Done,
        NodeState::Behind => Tone::Soon,
        NodeState::Silent | NodeState::Forked => Tone::Late,
        NodeState::Invited => Tone::Action,
        NodeState::Idle | NodeState::Expired | NodeState::Revoked => Tone::Neutral,
    };
    StateTag::new(tone, words.say(&format!("nodes-state-{}", node.state.as_str())))
}

/// A machine's units by their names.
fn units_said(node: &NodeLine) -> String {
    let names: Vec<&str> = node.units.iter().map(|unit| unit.name.as_str()).collect();
    names.join(", ")
}

/// A text as one segment of a path, its slashes too.
fn segment(text: &str) -> String {
    encode(text).replace('/', "%2F")
}

/// The units that somebody typed, one a line, by code or by name. Every line that names none is a problem.
fn units_typed(web: &Web, field: &str, typed: &str) -> Result<Vec<UnitId>, AppError> {
    let (mut units, mut problems) = (Vec::new(), Vec::new());
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match unit_typed(web, field, line) {
            Ok(unit) => units.push(unit),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(units) } else { Err(AppError::Invalid(problems)) }
}

/// The unit that somebody typed: a code, a name, or a name with its code behind it.
fn unit_typed(web: &Web, field: &str, typed: &str) -> Result<UnitId, Problem> {
    let (world, today) = (web.app.world(), web.app.now().day());
    let short: String = typed.chars().take(60).collect();
    let code = typed.strip_suffix(')').and_then(|t| t.rsplit_once('(')).map(|(_, code)| code.trim());
    let nothing = || Problem::new(field, "problem-node-unit").with("unit", &short);
    let province = web.app.province();
    match world.units.named(code.unwrap_or(typed), today) {
        Named::One(unit) => Ok(unit.id.clone()),
        Named::Nothing => Err(nothing()),
        Named::Several(units) => {
            // A name that many provinces have is told within this one.
            let here: Vec<_> = units.iter().filter(|u| world.province_of(&u.id) == province).collect();
            match here.as_slice() {
                [] => Err(nothing()),
                several => {
                    let offered = several.iter().take(OFFERED);
                    let offered: Vec<String> =
                        offered.map(|u| format!("{} ({})", u.full_name, u.code)).collect();
                    let problem = Problem::new(field, "problem-node-unit-several").with("unit", &short);
                    Err(problem.with("units", offered.join(", ")))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use lang::{Lang, Words};

    #[test]
    fn only_what_waits_is_counted_out() {
        let said = |waits| sentence(Words::of(Lang::Vi), 3, waits);
        assert_eq!(said([0, 0, 0]), "3 máy đang dùng. Không có gì chờ xem.");
        assert_eq!(said([1, 0, 2]), "3 máy đang dùng. Cần xem: 1 máy im lặng, 2 bút toán lạc.");
    }
}
