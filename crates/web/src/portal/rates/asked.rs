//! What the page of rates was asked for: month, units, order, name.

use super::lines::Line;
use crate::components::{Choice, Field, Order, Sort};
use crate::frame::{Fields, Web, encode};
use crate::portal::Month;
use crate::show;
use domain::words::{Day, fold};
use lang::Words;
use std::cmp::Reverse;

/// Most characters of a name that is looked for.
const NAME: usize = 60;

/// What the page was asked for.
pub struct Asked {
    pub month: Month,
    /// By the units of this day; by the units that did the work where none is said.
    pub units: Option<Day>,
    pub sort: String,
    pub name: String,
}

impl Asked {
    pub fn read(asked: &Fields, today: Day) -> Self {
        let name = asked.get("name").trim().chars().take(NAME).collect();
        let units = Day::parse(asked.get("units")).filter(|d| (1900..=2200).contains(&d.0.year()));
        Self {
            month: Month::asked(asked.get("month"), today),
            units,
            sort: asked.get("sort").to_owned(),
            name,
        }
    }

    pub fn units_key(&self) -> String {
        self.units.map(|day| day.to_string()).unwrap_or_default()
    }

    /// A link to the same figures.
    pub fn link(&self, path: &str) -> String {
        let units = self.units.map(|day| format!("&units={day}")).unwrap_or_default();
        format!("{path}?month={}{units}", self.month.key())
    }

    /// What a form that asks for something else keeps.
    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        let all = [("month", self.month.key()), ("units", self.units_key()), ("sort", self.sort.clone())];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    pub fn units_field(&self, web: &Web, words: &'static Words) -> Field {
        let mut days = web.app.orders();
        days.extend(self.units.filter(|day| !days.contains(day)));
        let choice = |day: &Day| {
            let label = words.say_one("portal-rates-units-on", "day", show::day(words, *day));
            Choice { chosen: self.units == Some(*day), ..Choice::new(day.to_string(), label) }
        };
        let own =
            Choice { chosen: self.units.is_none(), ..Choice::new("", words.say("portal-rates-units-own")) };
        let choices = std::iter::once(own).chain(days.iter().map(choice)).collect();
        Field::select(words, "units", words.say("portal-rates-units"), choices)
    }
}

/// By what the units stand in order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    Name,
    Rate,
    Volume,
}

#[derive(Clone, Copy)]
pub struct Sorting {
    pub by: By,
    pub down: bool,
}

impl Sorting {
    /// `name`, `rate`, `volume`, with `-` in front for the other way round. The busiest first when nothing is
    /// asked.
    pub fn asked(asked: &Fields) -> Self {
        let text = asked.get("sort");
        let (down, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        match name {
            "name" => Self { by: By::Name, down },
            "rate" => Self { by: By::Rate, down },
            "volume" => Self { by: By::Volume, down },
            _ => Self { by: By::Volume, down: true },
        }
    }

    pub fn put(self, lines: &mut [Line]) {
        lines.sort_by_cached_key(|l| fold(&l.name));
        match (self.by, self.down) {
            (By::Name, false) => {}
            (By::Name, true) => lines.reverse(),
            (By::Volume, false) => lines.sort_by_key(|l| l.rate.received),
            (By::Volume, true) => lines.sort_by_key(|l| Reverse(l.rate.received)),
            // A unit without a rate comes last, whichever way the others go.
            (By::Rate, false) => lines.sort_by_key(|l| l.rate.rate.basis_points().unwrap_or(u64::MAX)),
            (By::Rate, true) => {
                lines.sort_by_key(|l| Reverse(l.rate.rate.basis_points().map_or(0, |p| p + 1)));
            }
        }
    }

    /// The heading's link: the other way round where it is the order already.
    pub fn column(self, asked: &Asked, by: By, name: &str) -> Sort {
        let order = if self.down { Order::Down } else { Order::Up };
        let order = (self.by == by).then_some(order);
        // Names begin with the first, numbers with the largest.
        let down = order.map_or(by != By::Name, |o| o == Order::Up);
        let sign = if down { "-" } else { "" };
        let wanted =
            if asked.name.is_empty() { String::new() } else { format!("&name={}", encode(&asked.name)) };
        Sort { href: format!("{}&sort={sign}{name}{wanted}", asked.link("/rates")), order }
    }
}
