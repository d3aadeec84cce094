//! A rate, with what it is made of under it: never a percentage alone.

use askama::{Template, filters::HtmlSafe};
use lang::Words;

use crate::components::width;

/// So many of so many.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart/gauge.html")]
pub struct Gauge {
    /// The reader's words.
    pub words: &'static Words,
    /// Its id, unique on the page.
    pub id: String,
    /// What it measures.
    pub title: String,
    /// The numerator.
    pub part: u32,
    /// The denominator.
    pub whole: u32,
    /// What is aimed at, per cent.
    pub goal: Option<u8>,
    /// The dossiers behind it.
    pub href: Option<String>,
}

impl HtmlSafe for Gauge {}

impl Gauge {
    fn length(&self) -> String {
        width(self.part.into(), self.whole.into())
    }

    fn share(&self) -> String {
        self.words.share(self.part, self.whole)
    }

    fn parts(&self) -> String {
        format!("{}/{}", self.words.number(self.part), self.words.number(self.whole))
    }

    /// Below its goal a rate is shown as late; without anything to count it is neither.
    fn class(&self) -> &'static str {
        let reached = |goal| u64::from(self.part) * 100 >= u64::from(self.whole) * u64::from(goal);
        match self.goal {
            _ if self.whole == 0 => "gauge-none",
            // Without a goal nothing says whether the rate is good.
            None => "gauge-plain",
            Some(goal) if !reached(goal) => "gauge-low",
            _ => "gauge-good",
        }
    }
}
