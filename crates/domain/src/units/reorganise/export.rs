//! The reorganisation of a day out of the tables, and a reorganisation as a file.

use super::parse::{COLUMNS, TIER_ENDS};
use super::{Ending, Fate, NewUnit, Reorganisation};
use crate::units::{Unit, Units};
use crate::words::{Day, UnitId};
use std::collections::BTreeMap;

pub(super) fn of_day(units: &Units, day: Day) -> Option<Reorganisation> {
    let last = day.plus(-1);
    let code = |id: &UnitId| units.get(id).map(|u| u.code.clone());
    let mut all: Vec<&Unit> = units.iter().collect();
    all.sort_by(|a, b| (a.tier, &a.code).cmp(&(b.tier, &b.code)));
    let mut news = Vec::new();
    for unit in all.iter().filter(|u| u.from == Some(day)) {
        news.push(NewUnit {
            line: 0,
            code: unit.code.clone(),
            tier: unit.tier,
            kind: unit.kind,
            name: unit.name.clone(),
            full_name: unit.full_name.clone(),
            parent: unit.parent.as_ref().and_then(code),
            act: unit.act.clone(),
        });
    }
    let mut ends = Vec::new();
    for unit in all.iter().filter(|u| u.to == Some(last)) {
        let from = || unit.code.clone();
        let links = units.successions_from(&unit.id).iter().filter(|l| l.day == day);
        let before = ends.len();
        ends.extend(links.filter_map(|link| {
            let fate = Fate::To(code(&link.to)?, link.relation);
            Some(Ending { line: 0, from: from(), fate, archive: link.archive, act: link.act.clone() })
        }));
        if ends.len() == before {
            ends.push(Ending {
                line: 0,
                from: from(),
                fate: Fate::TierEnds,
                archive: false,
                act: String::new(),
            });
        }
    }
    if news.is_empty() && ends.is_empty() {
        return None;
    }
    let act = commonest(news.iter().map(|n| n.act.as_str()));
    for end in ends.iter_mut().filter(|e| e.act.is_empty()) {
        end.act.clone_from(&act);
    }
    Some(Reorganisation { act, day, news, ends, stays: Vec::new() })
}

fn commonest<'a>(acts: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for act in acts.filter(|a| !a.is_empty()) {
        *counts.entry(act).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map(|(act, _)| act.to_owned()).unwrap_or_default()
}

/// Rows in the order: units that are made, units that go on otherwise, units that end.
pub(super) fn to_csv(file: &Reorganisation) -> String {
    let mut text = format!("# act: {}\n# day: {}\n{}\n", file.act, file.day, COLUMNS.join(","));
    let act = |own: &str| if own == file.act { String::new() } else { own.to_owned() };
    let none = String::new;
    for n in &file.news {
        line(
            &mut text,
            &[
                "new".to_owned(),
                n.code.to_string(),
                n.tier.as_str().to_owned(),
                n.kind.vi().to_owned(),
                n.name.clone(),
                n.full_name.clone(),
                n.parent.as_ref().map_or_else(none, ToString::to_string),
                none(),
                none(),
                none(),
                act(&n.act),
            ],
        );
    }
    for s in &file.stays {
        line(
            &mut text,
            &[
                "stays".to_owned(),
                s.code.to_string(),
                none(),
                s.kind.map_or_else(none, |k| k.vi().to_owned()),
                s.name.clone().unwrap_or_default(),
                s.full_name.clone().unwrap_or_default(),
                s.parent.as_ref().map_or_else(none, ToString::to_string),
                none(),
                none(),
                none(),
                act(&s.act),
            ],
        );
    }
    for e in &file.ends {
        let (to, relation) = match &e.fate {
            Fate::To(to, relation) => (to.to_string(), relation.as_str()),
            Fate::TierEnds => (none(), TIER_ENDS),
        };
        let archive = if e.archive { "yes" } else { "" };
        let mut cells = vec!["ends".to_owned(), e.from.to_string()];
        cells.extend((0..5).map(|_| none()));
        cells.extend([to, relation.to_owned(), archive.to_owned(), act(&e.act)]);
        line(&mut text, &cells);
    }
    text
}

/// A line, with quotes where a cell needs them.
fn line(text: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) || cell.starts_with('#') {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push('\n');
}
