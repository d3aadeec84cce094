//! What a run over many seeds says: a bar while it goes on, figures at its end, and how to see a failing seed
//! again.

use crate::story::{Figures, Hear};
use crate::{Played, play};
use anyhow::{Context as _, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How it is called.
pub const USAGE: &str = "cuts [--seeds N] [--from S] [--log]";

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// How many seeds.
    pub seeds: u64,
    /// The first one.
    pub from: u64,
    /// Whether every line is shown; then seeds are played one after the other.
    pub log: bool,
}

impl Told {
    /// Reads arguments.
    pub fn read(args: impl IntoIterator<Item = String>) -> anyhow::Result<Self> {
        let (mut told, mut args) = (Self { seeds: 100, from: 1, log: false }, args.into_iter());
        while let Some(arg) = args.next() {
            let mut number = || {
                let number = args.next().with_context(|| format!("{arg} lacks its number"))?;
                number.parse::<u64>().with_context(|| format!("{arg}: {number} is no number"))
            };
            match arg.as_str() {
                "--seeds" => told.seeds = number()?,
                "--from" => told.from = number()?,
                "--log" => told.log = true,
                other => bail!("{other:?} isn't known\n{USAGE}"),
            }
        }
        Ok(told)
    }
}

/// What seeds came to.
#[derive(Default)]
pub struct Summary {
    /// How many held.
    pub held: u64,
    /// Everything that happened in them.
    pub figures: Figures,
    /// Seeds that failed, and what was violated.
    pub failed: Vec<(u64, String)>,
}

impl Summary {
    fn add(&mut self, seed: u64, played: anyhow::Result<Played>) {
        match played {
            Ok(played) => {
                self.held += 1;
                self.figures.add(&played.figures);
            }
            Err(error) => self.failed.push((seed, format!("{error:#}"))),
        }
    }

    /// The figures, a line each.
    pub fn lines(&self) -> Vec<String> {
        let f = &self.figures;
        let line = |what: &str, n: u64| format!("{what:<44}{n:>10}");
        vec![
            line("seeds that held", self.held),
            line("seeds that failed", u64::try_from(self.failed.len()).unwrap_or(u64::MAX)),
            line("receptions acknowledged", f.acknowledged),
            line("requests sent once more", f.repeated),
            line("acts on dossiers", f.acts),
            line("dossiers passed to other units", f.handed),
            line("letters carried", f.carried),
            line("letters or answers lost", f.lost),
            line("letters that came twice", f.doubled),
            line("letters that came late or out of order", f.late),
            line("machines that died while they wrote", f.crashes),
            line("requests that a full disk refused", f.full),
            line("ledgers that forked", f.forks),
            line("acknowledged receptions that are strays", f.strays),
            line("acknowledged receptions lost with disks", f.lost_with_disks),
            line("files lost with disks", f.files_lost),
            line("reorganisations", f.mergers),
        ]
    }

    /// What was violated, and how to see it again.
    pub fn failures(&self) -> Vec<String> {
        let again = |seed: &u64| format!("cargo xtask simulate-cuts --seeds 1 --from {seed} --log");
        self.failed.iter().map(|(seed, what)| format!("{what}\nsee it again: {}", again(seed))).collect()
    }
}

/// Plays all seeds that are asked for: as many at a time as there are processors.
pub fn run(told: Told, log: &Hear) -> Summary {
    let bar = ProgressBar::new(told.seeds);
    if told.log {
        bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
    }
    let looks = "{bar:40} {pos}/{len} seeds, {elapsed} so far, {eta} to go";
    if let Ok(style) = ProgressStyle::with_template(looks) {
        bar.set_style(style);
    }
    let next = AtomicU64::new(0);
    let summary = Mutex::new(Summary::default());
    let work = || loop {
        let turn = next.fetch_add(1, Ordering::SeqCst);
        if turn >= told.seeds {
            return;
        }
        let seed = told.from.saturating_add(turn);
        let played = play(seed, told.log.then(|| Arc::clone(log)));
        summary.lock().unwrap_or_else(PoisonError::into_inner).add(seed, played);
        bar.inc(1);
    };
    let side_by_side = if told.log { 1 } else { thread::available_parallelism().map_or(1, usize::from) };
    thread::scope(|scope| {
        for _ in 0..side_by_side {
            scope.spawn(work);
        }
    });
    bar.finish_and_clear();
    let mut summary = summary.into_inner().unwrap_or_else(PoisonError::into_inner);
    summary.failed.sort();
    summary
}

#[cfg(test)]
mod tests {
    use super::Told;

    fn told(args: &str) -> Option<Told> {
        Told::read(args.split_whitespace().map(str::to_owned)).ok()
    }

    #[test]
    fn what_is_asked_for_is_read() {
        assert_eq!(told(""), Some(Told { seeds: 100, from: 1, log: false }));
        assert_eq!(told("--seeds 1 --from 7 --log"), Some(Told { seeds: 1, from: 7, log: true }));
        assert_eq!(told("--seeds"), None);
        assert_eq!(told("--seeds many"), None);
        assert_eq!(told("--sow 1"), None);
    }
}
