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

/// Whether this node reaches the province.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Nobody needs to know.
    #[default]
    Unsaid,
    /// It does.
    Online,
    /// It doesn't, since then.
    Away {
        /// As a person says it: `14:30`.
        since: String,
    },
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
    /// What stands under the unit: its parent, usually.
    pub unit_under: Option<String>,
    /// For whom.
    pub audience: Audience,
    /// Who is signed in.
    pub person: Option<Visitor>,
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
            line: Line::Unsaid,
            nav: Vec::new(),
            breadcrumbs: Vec::new(),
            asked: String::new(),
            csrf: String::new(),
            notice: None,
        }
    }

    /// The hidden field that each form needs.
    pub fn csrf_field(&self) -> CsrfField<'_> {
        CsrfField { token: &self.csrf }
    }

    /// The address of an asset.
    pub fn asset(&self, file: &str) -> String {
        asset_path(file)
    }

    /// All languages, for the switch.
    pub const fn languages(&self) -> [Lang; 3] {
        Lang::ALL
    }

    /// The class of the body.
    pub const fn audience_class(&self) -> &'static str {
        match self.audience {
            Audience::Public => "public",
            Audience::Office => "office",
        }
    }
}
