//! Where everything stands in the end, as the board says it: by tier, with each rate's numbers and cut-off.

use super::ask::Ask;
use super::play::units;
use anyhow::Result;
use app::{App, World};
use domain::dossier::Stage;
use domain::indicators::Rate;
use domain::ledger::{Digest, standing};
use domain::words::{Moment, UnitId};

/// What a tier did, and what it has left to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tier {
    /// Received.
    pub received: u64,
    /// Finished by the due date.
    pub on_time: u64,
    /// Finished after it.
    pub late: u64,
    /// Taken back by the person.
    pub withdrawn: u64,
    /// Received and not finished.
    pub open: u64,
    /// Of these past the due date.
    pub overdue: u64,
    /// Of these with a clock that stands still.
    pub standing: u64,
    /// Came online and isn't accepted yet.
    pub waiting: u64,
}

impl Tier {
    /// Decided or refused.
    pub const fn resolved(&self) -> u64 {
        self.on_time + self.late
    }

    /// The on-time rate as it must be published.
    pub const fn rate(&self, cutoff: Moment) -> Rate {
        Rate::on_time(self.on_time, self.late, self.overdue, cutoff)
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            received: self.received + other.received,
            on_time: self.on_time + other.on_time,
            late: self.late + other.late,
            withdrawn: self.withdrawn + other.withdrawn,
            open: self.open + other.open,
            overdue: self.overdue + other.overdue,
            standing: self.standing + other.standing,
            waiting: self.waiting + other.waiting,
        }
    }
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Up to when.
    pub cutoff: Moment,
    /// The communes together.
    pub communal: Tier,
    /// The province's centre.
    pub provincial: Tier,
    /// Entries in all ledgers.
    pub entries: u64,
    /// One digest over where all ledgers stand.
    pub ledgers: Digest,
}

impl Figures {
    /// Both tiers together.
    pub const fn all(&self) -> Tier {
        self.communal.plus(self.provincial)
    }
}

/// Asks the board of every unit; the office is looked at as of the period's end.
pub async fn of(app: &App, ask: &Ask, world: &World) -> Result<Figures> {
    let units = units(ask, world);
    let (mut communal, mut provincial) = (Tier::default(), Tier::default());
    for unit in &units {
        let tier = if *unit == ask.province { &mut provincial } else { &mut communal };
        *tier = tier.plus(of_unit(app, ask, unit).await?);
    }
    let (entries, ledgers) = ledgers(app, units).await?;
    Ok(Figures { cutoff: app.figures_cutoff(ask.to), communal, provincial, entries, ledgers })
}

async fn of_unit(app: &App, ask: &Ask, unit: &UnitId) -> Result<Tier> {
    let board = app.figures_of(unit, ask.from, ask.to).await?;
    let count = |stage: &dyn Fn(Stage) -> bool| -> u64 {
        board.open.iter().filter(|open| stage(open.stage)).map(|open| open.n).sum()
    };
    Ok(Tier {
        received: board.total.received,
        on_time: board.total.on_time,
        late: board.total.late,
        withdrawn: board.total.withdrawn,
        open: count(&|stage| stage.running() || stage.paused()),
        overdue: board.counts.late,
        standing: count(&Stage::paused),
        waiting: count(&|stage| stage == Stage::Submitted),
    })
}

/// How many entries there are, and where the ledgers stand, in order of units.
async fn ledgers(app: &App, mut units: Vec<UnitId>) -> Result<(u64, Digest)> {
    units.sort();
    let read = app.store().read(move |r| {
        let mut heads = Vec::new();
        for unit in units {
            if let Some((seq, hash)) = r.head(&unit)? {
                heads.push((unit, seq, hash));
            }
        }
        Ok(heads)
    });
    let heads = read.await?;
    let entries = heads.iter().map(|(_, seq, _)| seq).sum();
    Ok((entries, standing(heads.iter().map(|(unit, seq, hash)| (unit, *seq, *hash)))))
}
