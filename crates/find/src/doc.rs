//! What can be found, what is asked, what comes back.

/// What a document is about; also the order in which suggestions come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocKind {
    /// A procedure of the catalogue.
    Procedure,
    /// A guide.
    Guide,
    /// Published rates of a unit.
    Rate,
    /// Another public page.
    Page,
    /// A record of a public register.
    Record,
    /// A procedure that only offices ask of each other.
    Internal,
}

impl DocKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Procedure, Self::Guide, Self::Rate, Self::Page, Self::Record, Self::Internal];
    /// What everybody may find.
    pub const PUBLIC: [Self; 4] = [Self::Procedure, Self::Rate, Self::Page, Self::Record];

    /// What it is called in the index and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Guide => "guide",
            Self::Rate => "rate",
            Self::Page => "page",
            Self::Record => "record",
            Self::Internal => "internal",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What an answer of this kind counts beside one of another that fits as well.
    pub(crate) const fn share(self) -> f64 {
        match self {
            Self::Procedure | Self::Internal => 1.0,
            Self::Guide => 0.95,
            Self::Rate | Self::Page => 0.9,
            Self::Record => 0.75,
        }
    }
}

/// What a text says about its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What it is called officially, as the title.
    Name,
    /// What people call it.
    Phrase,
    /// Words that belong to it.
    Keyword,
    /// Where it belongs: a field, an office.
    Field,
    /// What it says at length.
    Body,
}

impl Weight {
    /// What a word in such a text counts, of one in the title.
    pub(crate) const fn share(self) -> f32 {
        match self {
            Self::Name => 1.0,
            Self::Phrase => 0.9,
            Self::Keyword => 0.6,
            Self::Field => 0.3,
            Self::Body => 0.2,
        }
    }

    /// What it is called where documents are compared.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phrase => "phrase",
            Self::Keyword => "keyword",
            Self::Field => "field",
            Self::Body => "body",
        }
    }

    /// Whether people say this text as a whole, so that it can be suggested.
    pub(crate) const fn is_said(self) -> bool {
        matches!(self, Self::Name | Self::Phrase)
    }
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doc {
    /// Which one, for all time: `procedure:1.001193`.
    pub id: String,
    /// What it is about.
    pub kind: DocKind,
    /// What it is called; counts as a name.
    pub title: String,
    /// What else it is found by.
    pub text: Vec<(Weight, String)>,
    /// Its code or number; empty for none.
    pub code: String,
    /// The unit that it belongs to; none where it counts everywhere.
    pub unit: Option<String>,
    /// Where it is read: a path on this site.
    pub href: String,
    /// A line that is shown under the title.
    pub extra: String,
}

/// What becomes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is there as it stands here, whatever was there under its id.
    Put(Doc),
    /// It is gone.
    Drop(String),
}

/// What is asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Query<'a> {
    /// What was typed; the last word may be unfinished unless a space follows.
    pub text: &'a str,
    /// Of which kinds; empty for all.
    pub kinds: &'a [DocKind],
    /// Only what belongs to this unit, or to none.
    pub unit: Option<&'a str>,
    /// Most answers.
    pub limit: usize,
}

/// A document that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which one.
    pub id: String,
    /// What it is about.
    pub kind: DocKind,
    /// What it is called.
    pub title: String,
    /// Its code; may be empty.
    pub code: String,
    /// Where it is read.
    pub href: String,
    /// A line to show under the title.
    pub extra: String,
    /// How well it fits: 1 has about everything in its title, from 5 on its code was typed.
    pub score: f64,
    /// Whether it has every word that says something, with the diacritics that were typed.
    pub typed_exactly: bool,
}

/// How what was typed may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to show, and what to ask where there is no address.
    pub text: String,
    /// What it leads to; none where it is only words that go on.
    pub kind: Option<DocKind>,
    /// Where it leads.
    pub href: Option<String>,
}
