//! One box over a million documents: the catalogue among invented records.

use crate::figure::{Figure, Times, rounded};
use crate::people;
use crate::told::Told;
use anyhow::Context as _;
use app::World;
use domain::packs::catalogue::Procedure;
use domain::words::fold;
use find::{Change, Doc, DocKind, Everyday, Finder, Query, Weight};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Documents that are put in at a time.
const BATCH: usize = 50_000;
/// Questions that are asked once each.
const QUESTIONS: usize = 2_000;
/// Answers of a page.
const PAGE: usize = 10;
/// What people say that has little to do with titles.
const EVERYDAY: [&str; 4] = [
    "xin giấy độc thân để mua nhà",
    "me toi moi mat lam giay to gi",
    "làm GKS cho bé",
    "doi ten cho con o dau",
];

/// Measures.
pub fn run(told: &Told) -> anyhow::Result<()> {
    let documents: usize = if told.quick { 20_000 } else { 1_000_000 };
    let procedures = World::built_in()?.procedures()?;
    let finder = Finder::open(&told.dir.join("find"))?;
    let words = (include_str!("../../../data/synonyms.csv"), include_str!("../../../data/asking.csv"));
    finder.speak(Everyday::parse(words.0, words.1)?);
    let begun = Instant::now();
    fill(&finder, &procedures, documents)?;
    let figure = |what: &str| Figure::of(told, what).with("documents", documents);
    let seconds = begun.elapsed().as_secs_f64();
    figure("filling the search").with("value", rounded(seconds)).with("unit", " s").print();
    let questions: Vec<String> =
        (0..QUESTIONS).map(|n| question(&procedures, n)).collect::<Option<_>>().context("no procedure")?;
    // Once before it counts: pages of the index come from disk.
    for text in &questions {
        finder.find(&query(text))?;
    }
    let found = times(&questions, |text| Ok(finder.find(&query(text)).map(|_| ())?))?;
    figure("search").times(&found).print();
    let suggested = times(&questions, |text| Ok(finder.suggest(&query(text)).map(|_| ())?))?;
    figure("suggestions").times(&suggested).print();
    let begun = Instant::now();
    finder.apply(vec![Change::Put(record(&procedures, documents).context("no procedure")?)], "one more")?;
    let millis = begun.elapsed().as_secs_f64() * 1_000.0;
    figure("one more document, until it is found").with("value", rounded(millis)).with("unit", " ms").print();
    Ok(())
}

const fn query(text: &str) -> Query<'_> {
    Query { text, kinds: &[], unit: None, limit: PAGE }
}

/// The catalogue, and records up to so many documents.
fn fill(finder: &Finder, procedures: &[Arc<Procedure>], documents: usize) -> anyhow::Result<()> {
    finder.apply(procedures.iter().map(|own| Change::Put(procedure(own))).collect(), "procedures")?;
    let records = documents.saturating_sub(procedures.len());
    for from in (0..records).step_by(BATCH) {
        let numbers = from..records.min(from + BATCH);
        let batch: Option<Vec<Change>> = numbers.map(|n| record(procedures, n).map(Change::Put)).collect();
        finder.apply(batch.context("no procedure")?, &from.to_string())?;
    }
    Ok(())
}

fn procedure(own: &Procedure) -> Doc {
    Doc {
        id: format!("procedure:{}", own.code),
        kind: DocKind::Procedure,
        title: own.name.clone(),
        text: vec![(Weight::Field, own.field.clone())],
        code: own.code.to_string(),
        unit: None,
        href: format!("/procedures/{}", own.code),
        extra: own.field.clone(),
    }
}

/// The record with that number: a person's, about something of the catalogue.
fn record(procedures: &[Arc<Procedure>], n: usize) -> Option<Doc> {
    let about = one(procedures, n)?;
    Some(Doc {
        id: format!("record:{n}"),
        kind: DocKind::Record,
        title: format!("{}, {}", people::name(n), people::name(n + 7)),
        text: vec![(Weight::Keyword, about.name.clone()), (Weight::Field, about.field.clone())],
        code: code(n),
        unit: Some(format!("{:05}", n % 166)),
        href: format!("/register/{n}"),
        extra: about.field.clone(),
    })
}

fn code(n: usize) -> String {
    format!("H56.{:02}-{n:07}", n % 100)
}

fn one(procedures: &[Arc<Procedure>], n: usize) -> Option<&Arc<Procedure>> {
    procedures.get(people::spread(n) % procedures.len().max(1))
}

/// A question of one of eight kinds.
fn question(procedures: &[Arc<Procedure>], n: usize) -> Option<String> {
    let about = &one(procedures, n)?.name;
    let words: Vec<&str> = about.split_whitespace().collect();
    let some = |from: usize, count: usize| {
        words.iter().skip(from).take(count).copied().collect::<Vec<&str>>().join(" ")
    };
    Some(match n % 8 {
        0 => some(0, 12),
        1 => fold(&some(2, 5)),
        2 => people::name(n),
        3 => format!("{} {}", fold(&people::name(n)), fold(&some(2, 2))),
        4 => code(n),
        5 => format!("{}{}", some(2, 3), some(4, 1).chars().last().unwrap_or('g')),
        6 => some(2, 4).chars().take(12).collect(),
        _ => EVERYDAY.get(n / 8 % EVERYDAY.len()).copied().unwrap_or_default().to_owned(),
    })
}

/// How long each takes, one after the other.
fn times(questions: &[String], ask: impl Fn(&str) -> anyhow::Result<()>) -> anyhow::Result<Times> {
    let begun = Instant::now();
    let mut each: Vec<Duration> = Vec::with_capacity(questions.len());
    for text in questions {
        let from = Instant::now();
        ask(text)?;
        each.push(from.elapsed());
    }
    Ok(Times { each, wall: begun.elapsed() })
}
