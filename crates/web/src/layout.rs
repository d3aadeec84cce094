//! The frame of every page: lacquer line, header, navigation, breadcrumbs, main, footer.
//!
//! A screen's struct has a field `layout: Layout`; its template begins with `{% extends "layout.html" %}` and
//! fills the block `main`. Blocks `head` (more for `<head>`) and `above` (a notice over the whole width) are
//! there when needed.

use askama::filters::HtmlSafe;
use lang::{Lang, Words};

use crate::{
    assets::asset_path,
    components::{Link, Notice},
};

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Family name first.
    pub name: String,
    /// As what they are here.
    pub role: String,
}

/// A part of the house in the navigation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavItem {
    /// What it is called.
    pub text: String,
    /// Where it is.
    pub href: String,
    /// Whether the page belongs to it.
    pub current: bool,
    /// How much waits there.
    pub count: Option<u32>,
}

/// How this node's line to the province is, as far as the reader needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Nobody needs to know.
    #[default]
    Unsaid,
    /// The province is reached and has everything.
    Online,
    /// The province isn't reached.
    Cut {
        /// Since when, as a person says it: `14:30`.
        since: String,
        /// Dossiers that wait to be sent.
        waiting: u64,
    },
    /// The province is reached again, and gets what waited.
    CatchingUp {
        /// What is still to be sent: dossiers, or entries where no dossier is.
        waiting: u64,
    },
    /// The province is reached, and its disk is full.
    Full {
        /// Dossiers that wait to be sent.
        waiting: u64,
    },
    /// The province refuses this node: somebody must do something.
    Refused,
    /// At the centre: machines of communes that need somebody.
    Watched {
        /// Machines that haven't called for long.
        silent: u64,
        /// Faults that nobody settled yet.
        faults: u64,
    },
}

/// The line as the header shows it: a mark and a few words that lead to the whole story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSign {
    /// Its class: colour is never the only thing that tells.
    pub class: &'static str,
    /// Its mark: a shape of its own for each state.
    pub mark: &'static str,
    /// What it says.
    pub text: String,
    /// Where the rest is told.
    pub href: &'static str,
}

impl Line {
    /// The sign; none where nobody needs to know.
    pub fn sign(&self, words: &Words) -> Option<LineSign> {
        const HERE: &str = "/sync";
        const ALL: &str = "/manage/nodes";
        let sign = |class, mark, text, href| Some(LineSign { class, mark, text, href });
        match self {
            Self::Unsaid | Self::Watched { silent: 0, faults: 0 } => None,
            Self::Online => sign("line", "●", words.say("line-online"), HERE),
            Self::Cut { since, waiting: 0 } => {
                sign("line line-away", "◆", words.say_one("line-cut", "since", since), HERE)
            }
            Self::Cut { since, waiting } => {
                let args = [("since", since.into()), ("count", waiting.into())];
                sign("line line-away", "◆", words.say_with("line-cut-waiting", &args), HERE)
            }
            Self::CatchingUp { waiting } => {
                sign("line line-away", "▲", words.say_one("line-catching-up", "count", waiting), HERE)
            }
            Self::Full { waiting: 0 } => sign("line line-away", "▼", words.say("line-full"), HERE),
            Self::Full { waiting } => {
                sign("line line-away", "▼", words.say_one("line-full-waiting", "count", waiting), HERE)
            }
            Self::Refused => sign("line line-refused", "■", words.say("line-refused"), HERE),
            Self::Watched { silent, faults } => {
                let part = |n: &u64, key: &str| (*n > 0).then(|| words.say_one(key, "count", n));
                let parts = [part(silent, "line-silent"), part(faults, "line-faults")];
                let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                sign("line line-away", "◆", text, ALL)
            }
        }
    }
}

/// For whom the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: one column, larger.
    #[default]
    Public,
    /// Officers: full width, denser.
    Office,
}

/// The frame.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The reader's language.
    pub lang: Lang,
    /// The reader's words.
    pub words: &'static Words,
    /// The page's title.
    pub title: String,
    /// Whose page it is.
    pub unit: String,
    /// Whether nothing on the page leads away from it: a tablet that stands at the counter.
    pub bare: bool,
    /// What stands under the unit: its parent, usually.
    pub unit_under: Option<String>,
    /// For whom.
    pub audience: Audience,
    /// Who is signed in.
    pub person: Option<Visitor>,
    /// Which citizen is signed in, where no officer is.
    pub citizen: Option<Visitor>,
    /// Where citizens sign in, where they do.
    pub door: Option<String>,
    /// How the line is.
    pub line: Line,
    /// The parts of the house.
    pub nav: Vec<NavItem>,
    /// The way here, without the page itself.
    pub breadcrumbs: Vec<Link>,
    /// What the page was asked for besides its language, ready to be followed by one: `q=khai+sinh&`.
    pub asked: String,
    /// The session's token; empty when there is no session.
    pub csrf: String,
    /// What just happened.
    pub notice: Option<Notice>,
    /// What the copy of this page says that a phone shows without a line.
    pub away: Option<String>,
}

/// A hidden field with the session's token: `{{ layout.csrf_field() }}` in each form.
#[derive(askama::Template)]
#[template(
    source = r#"{% if !token.is_empty() %}<input type="hidden" name="csrf" value="{{ token }}">{% endif %}"#,
    ext = "html"
)]
pub struct CsrfField<'a> {
    token: &'a str,
}

impl HtmlSafe for CsrfField<'_> {}

impl Layout {
    /// A frame for everybody, with nothing in it yet.
    pub fn new(words: &'static Words, title: impl Into<String>, unit: impl Into<String>) -> Self {
        Self {
            lang: words.lang(),
            words,
            title: title.into(),
            unit: unit.into(),
            unit_under: None,
            audience: Audience::Public,
            person: None,
            citizen: None,
            door: None,
            line: Line::Unsaid,
            nav: Vec::new(),
            breadcrumbs: Vec::new(),
            asked: String::new(),
            csrf: String::new(),
            notice: None,
            away: None,
            bare: false,
        }
    }

    /// The hidden field that each form needs.
    pub fn csrf_field(&self) -> CsrfField<'_> {
        CsrfField { token: &self.csrf }
    }

    /// The sign of the line, for the header.
    pub fn sign(&self) -> Option<LineSign> {
        self.line.sign(self.words)
    }

    /// The address of an asset.
    pub fn asset(&self, file: &str) -> String {
        asset_path(file)
    }

    /// All languages, for the switch.
    pub const fn languages(&self) -> [Lang; 3] {
        Lang::ALL
    }

    /// Whether the page is everybody's.
    pub const fn is_public(&self) -> bool {
        matches!(self.audience, Audience::Public)
    }

    /// The class of the body.
    pub const fn audience_class(&self) -> &'static str {
        match self.audience {
            Audience::Public => "public",
            Audience::Office => "office",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Line;
    use lang::{Lang, Words};

    fn said(line: &Line) -> Option<String> {
        line.sign(Words::of(Lang::Vi)).map(|sign| sign.text)
    }

    #[test]
    fn the_sign_says_since_when_and_how_much_waits() {
        let since = "09:12".to_owned();
        let cut = Line::Cut { since: since.clone(), waiting: 14 };
        assert_eq!(said(&cut).unwrap(), "Mất đường truyền từ 09:12 · 14 hồ sơ chờ gửi");
        assert_eq!(said(&Line::Cut { since, waiting: 0 }).unwrap(), "Mất đường truyền từ 09:12");
        assert_eq!(said(&Line::CatchingUp { waiting: 14 }).unwrap(), "Đang gửi bù: còn 14");
        assert_eq!(said(&Line::Full { waiting: 14 }).unwrap(), "Máy tỉnh hết chỗ lưu · 14 hồ sơ chờ gửi");
        assert_eq!(said(&Line::Refused).unwrap(), "Tỉnh từ chối máy này · xem việc cần làm");
    }

    #[test]
    fn a_centre_is_silent_while_nothing_wants_anybody() {
        assert_eq!(said(&Line::Watched { silent: 0, faults: 0 }), None);
        assert_eq!(said(&Line::Unsaid), None);
        assert_eq!(said(&Line::Watched { silent: 2, faults: 0 }).unwrap(), "2 máy xã im lặng");
        let both = Line::Watched { silent: 1, faults: 3 };
        assert_eq!(said(&both).unwrap(), "1 máy xã im lặng · 3 sự cố máy chờ xem");
    }
}
