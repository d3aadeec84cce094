//! What officers and citizens look at, while the archive grows: the pile on the desks stays as large.

use crate::archive::{Archive, Fate, OPEN};
use crate::drive::drive;
use crate::figure::{Figure, Times};
use crate::office::Office;
use crate::told::Told;
use crate::{people, verify};
use anyhow::Context as _;
use app::App;
use app::dossier::ListQuery;
use domain::identity::{Actor, Role};
use domain::words::Day;
use std::sync::Arc;

/// Pages that lie between the first one and the deep one.
const DEEP: usize = 20;

/// What is asked: who asks, and what.
#[derive(Clone)]
struct Asked {
    app: App,
    commune: Actor,
    province: Actor,
    samples: Arc<Vec<(usize, String)>>,
    deep: [String; 2],
    days: (Day, Day),
}

/// Questions by the name they have in figures.
const QUESTIONS: [&str; 11] = [
    "worklist of a commune, first page",
    "archive of a commune, page 20",
    "worklist of the province, first page",
    "worklist of the province, page 20",
    "tracking by code",
    "search by name in a commune",
    "search by name in the province",
    "search by personal number",
    "board of a commune",
    "board of the province",
    "rates of every unit",
];

/// What may not become slow as the archive grows.
const COMPARED: [&str; 3] = [QUESTIONS[0], QUESTIONS[2], QUESTIONS[4]];

/// Measures at each size.
pub async fn run(told: &Told) -> anyhow::Result<()> {
    let sizes: [usize; 3] = if told.quick { [10_000, 15_000, 20_000] } else { [10_000, 100_000, 1_000_000] };
    let mut archive = Archive::of(Office::open(told.place("archive")).await?)?;
    archive.grow(OPEN, Fate::Open).await?;
    for size in sizes {
        // Whole chains until there are as many entries as `verify` is measured with, short ones from there.
        let whole = verify::dossiers(told).clamp(archive.dossiers, size.max(archive.dossiers));
        archive.grow(whole, Fate::Delivered).await?;
        if whole == verify::dossiers(told) && whole < size {
            verify::measure(told, &archive)?;
        }
        archive.grow(size, Fate::Withdrawn).await?;
        crate::psql::settle(told, "archive")?;
        let asked = Asked::of(&archive).await?;
        let before = crate::psql::scans(told, "archive")?;
        for what in QUESTIONS {
            let asked = asked.clone();
            Figure::of(told, what).with("dossiers", size).times(&times(told, asked, what).await?).print();
        }
        if let (Some(before), Some(after)) = (before, crate::psql::scans(told, "archive")?) {
            let what = "whole tables walked (dossier, entry) while these were asked";
            Figure::of(told, what).with("dossiers", size).with("value", after - before).print();
        }
    }
    in_turns(told, Asked::of(&archive).await?, [sizes[0], sizes[2]]).await
}

/// The largest archive and a small one in turns: a machine's bad minute would make either look slow.
async fn in_turns(told: &Told, large: Asked, [few, many]: [usize; 2]) -> anyhow::Result<()> {
    let mut archive = Archive::of(Office::open(told.place("small")).await?)?;
    archive.grow(OPEN, Fate::Open).await?;
    archive.grow(few, Fate::Delivered).await?;
    crate::psql::settle(told, "small")?;
    let small = Asked::of(&archive).await?;
    for what in COMPARED {
        let (mut of_few, mut of_many) = (Vec::new(), Vec::new());
        for _ in 0..told.rounds() {
            of_few.push(times(told, small.clone(), what).await?);
            of_many.push(times(told, large.clone(), what).await?);
        }
        for (size, rounds) in [(few, of_few), (many, of_many)] {
            let what = format!("{what}, small and large in turns");
            Figure::of(told, &what).with("dossiers", size).rounds(rounds, true).print();
        }
    }
    Ok(())
}

/// How long one client's questions take.
async fn times(told: &Told, asked: Asked, what: &'static str) -> anyhow::Result<Times> {
    drive(told, 1, move |_, n| {
        let asked = asked.clone();
        async move { asked.ask(what, n).await.map(|()| true) }
    })
    .await
}

impl Asked {
    async fn of(archive: &Archive) -> anyhow::Result<Self> {
        let app = archive.office.app.clone();
        let commune = archive.office.unit(17)?.reception.clone();
        let province = commune.province.clone();
        let watcher = Actor {
            person: commune.person,
            name: people::name(0),
            unit: province.clone(),
            province,
            roles: vec![Role::Province],
            standing_in: Vec::new(),
        };
        let days = (Day::new(2025, 7, 15).context("a day")?, Day::new(2025, 8, 15).context("a day")?);
        let samples = Arc::new(archive.samples.clone());
        let mut asked = Self { app, commune, province: watcher, samples, deep: Default::default(), days };
        let archive = asked.deep(&asked.commune, "", "newest").await?;
        let worklist = asked.deep(&asked.province, "open", "due").await?;
        asked.deep = [archive, worklist];
        Ok(asked)
    }

    /// Where the deep page begins.
    async fn deep(&self, actor: &Actor, state: &str, sort: &str) -> anyhow::Result<String> {
        let mut cursor = String::new();
        for _ in 1..DEEP {
            let query =
                ListQuery { state: state.to_owned(), sort: sort.to_owned(), cursor, ..ListQuery::default() };
            // A small archive ends earlier: its last page is as deep as it gets.
            match self.app.dossier_list(actor, &query).await?.next {
                Some(next) => cursor = next,
                None => return Ok(query.cursor),
            }
        }
        Ok(cursor)
    }

    async fn ask(&self, what: &str, n: usize) -> anyhow::Result<()> {
        let (number, code) =
            self.samples.get(people::spread(n) % self.samples.len().max(1)).context("a sample")?;
        let open = || ListQuery { state: "open".to_owned(), ..ListQuery::default() };
        let text = |text: String| ListQuery { text, ..ListQuery::default() };
        let [archive, worklist] = &self.deep;
        let (from, to) = self.days;
        let (query, actor) = match what {
            "worklist of a commune, first page" => (open(), &self.commune),
            "archive of a commune, page 20" => {
                let (sort, cursor) = ("newest".to_owned(), archive.clone());
                (ListQuery { sort, cursor, ..ListQuery::default() }, &self.commune)
            }
            "worklist of the province, first page" => (open(), &self.province),
            "worklist of the province, page 20" => {
                (ListQuery { cursor: worklist.clone(), ..open() }, &self.province)
            }
            "search by name in a commune" => (text(people::name(*number)), &self.commune),
            "search by name in the province" => (text(people::name(*number)), &self.province),
            "search by personal number" => (text(people::number(*number)), &self.province),
            "tracking by code" => return Ok(self.app.track(code).await.map(|_| ())?),
            "board of a commune" => {
                return Ok(self.app.board(&self.commune, "", from, to).await.map(|_| ())?);
            }
            "board of the province" => {
                return Ok(self.app.board(&self.province, "", from, to).await.map(|_| ())?);
            }
            _ => return Ok(self.app.rates(from, to).await.map(|_| ())?),
        };
        Ok(self.app.dossier_list(actor, &query).await.map(|_| ())?)
    }
}
