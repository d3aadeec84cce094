//! A dossier's children as one picture: who is asked for what, by when, who has answered and who is late; and
//! on a child's page, who asks.

use crate::components::{Link, StateTag, Tone, width};
use crate::frame::Web;
use crate::show;
use app::dossier::{ChildSeen, Family, OpeningSeen, ParentSeen};
use askama::{Template, filters::HtmlSafe};
use domain::dossier::{ChildEnd, Opened};
use domain::words::Moment;
use lang::Words;

/// How a child looks in the strip: what it is, and how high, so that colour isn't all that tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChildLook {
    Answered,
    AnsweredLate,
    Waiting,
    Late,
}

impl ChildLook {
    const ALL: [Self; 4] = [Self::Answered, Self::AnsweredLate, Self::Waiting, Self::Late];

    fn of(child: &ChildSeen, now: Moment) -> Self {
        let due = child.child.asked.due.at;
        let ended = child.child.ended.as_ref().map(|e| e.at);
        let ended = ended.or_else(|| child.stands.as_ref().and_then(|s| s.ended));
        match ended {
            Some(at) if at > due => Self::AnsweredLate,
            Some(_) => Self::Answered,
            None if now > due => Self::Late,
            None => Self::Waiting,
        }
    }

    const fn fill(self) -> u8 {
        match self {
            Self::Answered => 4,
            Self::AnsweredLate => 1,
            Self::Waiting => 5,
            Self::Late => 2,
        }
    }

    const fn height(self) -> u8 {
        match self {
            Self::Answered | Self::AnsweredLate => 24,
            Self::Waiting => 8,
            Self::Late => 16,
        }
    }

    const fn top(self) -> u8 {
        24 - self.height()
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Answered => "children-answered",
            Self::AnsweredLate => "children-answered-late",
            Self::Waiting => "children-waiting",
            Self::Late => "children-late",
        }
    }
}

/// One child.
struct Line {
    look: ChildLook,
    unit: String,
    what: String,
    /// Its code, with a link where this person may look at it.
    code: Option<Result<Link, String>>,
    step: Option<String>,
    due: String,
    state: StateTag,
    answer: String,
}

/// What was opened at once.
struct Group {
    title: String,
    says: String,
    lines: Vec<Line>,
}

/// The picture.
#[derive(Template)]
#[template(path = "desk/dossier/children.html")]
pub struct Children {
    words: &'static Words,
    parent: Option<Asker>,
    groups: Vec<Group>,
}

impl HtmlSafe for Children {}

/// Who asks, on a child's page.
struct Asker {
    says: String,
    code: Result<Link, String>,
    over: Option<String>,
}

impl Group {
    /// Each child has a slot of ten parts, of which it takes nine.
    fn slots(&self) -> impl Iterator<Item = (&Line, String, String)> {
        let whole = u64::try_from(self.lines.len()).unwrap_or(u64::MAX).saturating_mul(10);
        let at = (0_u64..).step_by(10);
        self.lines.iter().zip(at).map(move |(line, at)| (line, width(at, whole), width(9, whole)))
    }

    fn looks(&self) -> impl Iterator<Item = ChildLook> {
        ChildLook::ALL.into_iter().filter(|look| self.lines.iter().any(|l| l.look == *look))
    }
}

/// The picture; nothing where there is neither parent nor child.
pub fn children(
    web: &Web,
    words: &'static Words,
    family: &Family,
    process: &domain::packs::Process,
) -> Option<Children> {
    let parent = family.parent.as_ref().map(|p| asker(web, words, p));
    let groups: Vec<Group> = family.openings.iter().map(|o| group(web, words, o, process)).collect();
    (parent.is_some() || !groups.is_empty()).then_some(Children { words, parent, groups })
}

fn asker(web: &Web, words: &'static Words, parent: &ParentSeen) -> Asker {
    let of = &parent.of;
    let unit = web.app.world().unit_name(&of.unit);
    let says = words.say_with("children-asked-by", &[("unit", unit.into()), ("title", (&of.title).into())]);
    let over = parent
        .stage
        .filter(|s| s.ended())
        .map(|stage| words.say_one("children-parent-over", "state", show::stage_word(words, stage)));
    Asker { says, code: code(parent.seen, of.dossier, of.code.to_string()), over }
}

fn code(seen: bool, id: domain::words::DossierId, code: String) -> Result<Link, String> {
    if seen { Ok(Link::new(format!("/desk/dossiers/{id}"), code)) } else { Err(code) }
}

fn group(web: &Web, words: &'static Words, o: &OpeningSeen, process: &domain::packs::Process) -> Group {
    let opening = &o.opening;
    let act = opening.act.as_ref().and_then(|act| process.acts().find(|(_, a)| a.id == *act));
    let title = act
        .map_or_else(|| words.say("children-together"), |(_, act)| show::text(words, &act.title).to_owned());
    let wanting = opening.wanting();
    let all = opening.children.len();
    let ended = all - opening.left().count();
    let counts = [("ended", ended.into()), ("all", all.into()), ("wanting", wanting.into())];
    let mut says = words.say_with(if wanting == 0 { "children-enough" } else { "children-wanting" }, &counts);
    if let Some(article) = opening.stops_clock.as_ref().filter(|_| wanting > 0) {
        says.push(' ');
        says.push_str(&words.say_one("children-clock-stands", "article", article));
    }
    Group { title, says, lines: o.children.iter().map(|c| line(web, words, c)).collect() }
}

fn line(web: &Web, words: &'static Words, c: &ChildSeen) -> Line {
    let (asked, now) = (&c.child.asked, web.app.now());
    let stands = c.stands.as_ref();
    let unit = web.app.world().unit_name(stands.map_or(&asked.unit, |s| &s.unit));
    let stage = c.child.ended.as_ref().map(|e| e.stage).or(stands.map(|s| s.stage));
    let on_its_way = || StateTag::new(Tone::Neutral, words.say("children-on-its-way"));
    let look = ChildLook::of(c, now);
    let due = words.say_one("children-by", "at", show::near(words, now, asked.due.at));
    Line {
        look,
        unit,
        what: asked.title.clone(),
        code: stands.map(|s| code(s.seen, asked.id, s.code.to_string())),
        step: stands.and_then(|s| s.step.as_ref()).map(|t| show::text(words, t).to_owned()),
        due: format!("{due} · {}", words.say(look.key())),
        state: stage.map_or_else(on_its_way, |stage| show::stage(words, stage)),
        answer: c.child.ended.as_ref().map(said).unwrap_or_default(),
    }
}

/// What a child's decision says.
fn said(end: &ChildEnd) -> String {
    let parts = [end.number.as_str(), end.summary.as_str()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What an opening says in the history.
pub fn opened(web: &Web, words: &Words, e: &Opened) -> String {
    let world = web.app.world();
    let units: Vec<String> = e.children.iter().map(|c| world.unit_name(&c.unit)).collect();
    let title = e.children.first().map(|c| c.title.clone()).unwrap_or_default();
    words.say_with("children-opened", &[("title", title.into()), ("units", units.join(", ").into())])
}

/// What a child's end says in the history.
pub fn ended(words: &Words, end: &ChildEnd) -> String {
    let parts = [end.code.to_string(), show::stage_word(words, end.stage), said(end)];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}
