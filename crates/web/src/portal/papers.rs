//! The papers that a procedure asks for, before anything is filled in: what everybody brings first, then
//! what only some cases ask for.

use crate::show;
use askama::{Template, filters::HtmlSafe};
use domain::dossier::{Needed, needed};
use domain::packs::catalogue::DocumentAsked;
use domain::words::Channel;
use lang::Words;

/// A paper and how many of it.
struct Paper {
    name: String,
    copies: String,
}

/// Papers under their heading.
struct Group {
    heading: String,
    papers: Vec<Paper>,
}

/// Papers, a list to a heading.
#[derive(Template)]
#[template(path = "portal/papers.html")]
pub struct Papers {
    words: &'static Words,
    groups: Vec<Group>,
}

impl HtmlSafe for Papers {}

impl Papers {
    /// What is asked for through a channel, in the catalogue's order: without a heading, then under each
    /// heading once, and last what only some cases ask for.
    pub fn of(words: &'static Words, documents: &[DocumentAsked], channel: Channel) -> Self {
        let of = |asked: Needed| documents.iter().filter(move |document| needed(document, channel) == asked);
        let (plain, headed): (Vec<_>, Vec<_>) = of(Needed::Always).partition(|d| d.group.is_empty());
        let always = plain.into_iter().chain(headed).map(|document| (document.group.clone(), document));
        let sometimes = words.say("portal-papers-sometimes");
        let mut groups: Vec<Group> = Vec::new();
        for (heading, document) in always.chain(of(Needed::Sometimes).map(|d| (sometimes.clone(), d))) {
            let paper = Paper { name: document.name.clone(), copies: copies(words, document) };
            match groups.iter_mut().find(|group| group.heading == heading) {
                Some(group) => group.papers.push(paper),
                None => groups.push(Group { heading, papers: vec![paper] }),
            }
        }
        Self { words, groups }
    }

    /// Whether nothing is asked for.
    pub const fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

fn copies(words: &Words, document: &DocumentAsked) -> String {
    let originals =
        (document.originals > 0).then(|| words.say_one("paper-originals", "count", document.originals));
    let copies = (document.copies > 0).then(|| words.say_one("paper-copies", "count", document.copies));
    let said: Vec<String> = originals.into_iter().chain(copies).collect();
    if said.is_empty() { words.say("portal-paper-shown") } else { said.join(", ") }
}
