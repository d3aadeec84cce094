//! What came of it, for people and for programs: the figures by tier, and the same dossiers on every base on
//! which a rate can be published.

use super::ask::Ask;
use super::figures::{Figures, Tier};
use super::play::Played;
use super::published::{self, Base, Claim, Share, nearest, possible};
use domain::words::Moment;
use lang::Words;
use serde_json::{Value, json};

/// The tiers with their keys, and with what was published of them.
fn tiers(ask: &Ask, figures: &Figures) -> [(&'static str, Tier, Option<Claim>); 3] {
    let days = (ask.from.to_string(), ask.to.to_string());
    let there = ask.province.code() == published::WHERE;
    let then = (days.0.as_str(), days.1.as_str()) == published::WHEN;
    let claim = |claim| (there && then).then_some(claim);
    [
        ("simulate-communal", figures.communal, claim(published::COMMUNAL)),
        ("simulate-provincial", figures.provincial, claim(published::PROVINCIAL)),
        ("simulate-all", figures.all(), None),
    ]
}

fn count(words: &Words, n: u64) -> String {
    words.number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn moment(words: &Words, at: Moment) -> String {
    let at = at.civil();
    format!("{} {}", words.time(at.hour(), at.minute()), words.date(at.year(), at.month(), at.day()))
}

fn share(words: &Words, share: Share) -> String {
    format!("{} / {}", count(words, share.numerator), count(words, share.denominator))
}

/// Columns under each other: the first to the left, the others to the right.
fn grid(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(column, (cell, width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// The lines that are printed.
pub fn tables(words: &Words, ask: &Ask, played: &Played) -> Vec<String> {
    let figures = &played.figures;
    let mut lines = vec![words.say_one("simulate-table", "cutoff", moment(words, figures.cutoff))];
    lines.extend(grid(&by_tier(words, ask, figures)));
    for (key, tier, claim) in tiers(ask, figures).iter().take(2) {
        lines.push(String::new());
        lines.extend(as_published(words, key, tier, *claim));
    }
    lines.push(String::new());
    let seconds = played.took.as_secs_f64();
    lines.push(words.say_with(
        "simulate-speed",
        &[
            ("entries", count(words, figures.entries).into()),
            ("seconds", words.decimal(seconds, 1).into()),
            ("rate", words.decimal(per_second(figures.entries, seconds), 0).into()),
        ],
    ));
    lines.push(words.say_one("simulate-ledgers", "digest", figures.ledgers.to_string()));
    lines
}

/// Entries in a second.
#[expect(clippy::cast_precision_loss, reason = "a speed for people to read")]
fn per_second(entries: u64, seconds: f64) -> f64 {
    entries as f64 / seconds.max(0.001)
}

const COLUMNS: [&str; 8] = [
    "simulate-received",
    "simulate-resolved",
    "simulate-on-time",
    "simulate-late",
    "simulate-withdrawn",
    "simulate-open",
    "simulate-overdue",
    "simulate-waiting",
];

const fn cells(tier: &Tier) -> [u64; 8] {
    let Tier { received, on_time, late, withdrawn, open, overdue, waiting, .. } = *tier;
    [received, tier.resolved(), on_time, late, withdrawn, open, overdue, waiting]
}

fn by_tier(words: &Words, ask: &Ask, figures: &Figures) -> Vec<Vec<String>> {
    let mut head = vec![words.say("simulate-tier")];
    head.extend(COLUMNS.iter().map(|column| words.say(column)));
    head.extend([words.say("simulate-rate"), String::new()]);
    let mut rows = vec![head];
    for (key, tier, _) in tiers(ask, figures) {
        let rate = tier.rate(figures.cutoff);
        let mut row = vec![words.say(key)];
        row.extend(cells(&tier).iter().map(|n| count(words, *n)));
        row.push(rate.basis_points().map_or_else(|| "–".to_owned(), |bp| words.basis_points(bp)));
        let of = Share { numerator: rate.numerator, denominator: rate.denominator };
        row.push(share(words, of));
        rows.push(row);
    }
    rows
}

fn as_published(words: &Words, key: &str, tier: &Tier, claim: Option<Claim>) -> Vec<String> {
    let name = words.say(key);
    let mut head = vec!["simulate-base", "simulate-rate", "simulate-of"];
    let mut lines = Vec::new();
    if let Some(claim) = claim {
        head.extend(["simulate-away", "simulate-possible"]);
        lines.push(words.say_with(
            "simulate-published",
            &[
                ("tier", name.into()),
                ("received", count(words, claim.received).into()),
                ("resolved", count(words, claim.resolved).into()),
                ("rate", words.basis_points(claim.basis_points).into()),
            ],
        ));
    } else {
        lines.push(words.say_one("simulate-bases", "tier", name));
    }
    let mut rows: Vec<Vec<String>> = vec![head.into_iter().map(|key| words.say(key)).collect()];
    let near = claim.and_then(|claim| nearest(tier, &claim));
    for base in Base::ALL {
        let of = base.of(tier);
        let mark = if near == Some(*base) { "→ " } else { "  " };
        let mut row = vec![
            format!("{mark}{}", words.say(base.key())),
            of.rounded().map_or_else(|| "–".to_owned(), |bp| words.basis_points(bp)),
            share(words, of),
        ];
        if let Some(claim) = claim {
            row.push(of.rounded().map_or_else(|| "–".to_owned(), |bp| away(words, bp, claim.basis_points)));
            row.push(of_the_published(words, *base, &claim));
        }
        rows.push(row);
    }
    lines.extend(grid(&rows));
    lines
}

/// How far from what was published, in points.
fn away(words: &Words, is: u64, said: u64) -> String {
    let sign = if is < said { "−" } else { "+" };
    let far = words.basis_points(is.abs_diff(said));
    format!("{sign}{}", far.trim_end_matches(['%', '\u{a0}']))
}

/// Whether whole dossiers of the published number make the published rate.
fn of_the_published(words: &Words, base: Base, claim: &Claim) -> String {
    let Some(of) = base.published(claim) else { return words.say("simulate-unpublished") };
    let Some((least, most)) = possible(claim, of) else {
        return words.say_one("simulate-impossible", "of", count(words, of));
    };
    let n = if least == most {
        count(words, least)
    } else {
        format!("{}–{}", count(words, least), count(words, most))
    };
    format!("{n} / {}", count(words, of))
}

/// All of it for programs.
pub fn json(ask: &Ask, played: &Played) -> Value {
    let figures = &played.figures;
    let tier = |(key, tier, claim): (&str, Tier, Option<Claim>)| {
        let rate = tier.rate(figures.cutoff);
        let base = |base: &Base| {
            let of = base.of(&tier);
            let possible = claim.and_then(|c| base.published(&c).map(|of| possible(&c, of)));
            json!({
                "base": base.as_str(), "numerator": of.numerator, "denominator": of.denominator,
                "basis_points": of.rounded(), "published_possible": possible,
            })
        };
        json!({
            "tier": key.trim_start_matches("simulate-"), "received": tier.received, "resolved": tier.resolved(), "on_time": tier.on_time,
            "late": tier.late, "withdrawn": tier.withdrawn, "open": tier.open, "overdue": tier.overdue,
            "standing": tier.standing, "waiting": tier.waiting,
            "rate": {
                "numerator": rate.numerator, "denominator": rate.denominator,
                "basis_points": rate.basis_points(), "cutoff": rate.cutoff.rfc3339(),
            },
            "bases": Base::ALL.iter().map(base).collect::<Vec<_>>(),
            "published": claim.map(|c| json!({
                "received": c.received, "resolved": c.resolved, "basis_points": c.basis_points,
                "nearest": nearest(&tier, &c).map(Base::as_str),
            })),
        })
    };
    let seconds = played.took.as_secs_f64();
    json!({
        "province": ask.province.as_str(), "from": ask.from.to_string(), "to": ask.to.to_string(),
        "seed": ask.seed, "pace": ask.pace, "whole": played.whole,
        "tiers": tiers(ask, figures).into_iter().map(tier).collect::<Vec<_>>(),
        "entries": figures.entries, "seconds": seconds,
        "entries_per_second": per_second(figures.entries, seconds),
        "ledgers": figures.ledgers.to_string(),
    })
}
