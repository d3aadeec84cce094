//! The quiet point: every machine that is left runs, every line is whole, and everybody goes on until nothing
//! moves any more. That this comes to an end is the first thing that is checked.

use crate::look;
use crate::scene::{CENTRE, Scene, Where};
use crate::trouble::{ONE_BY_ONE, on};
use anyhow::{Context as _, bail};
use domain::ledger::Digest;
use domain::words::UnitId;

/// After so many passes everything must have come to rest.
const PASSES: u32 = 60;
/// Letters of one box until it is the next one's turn.
const ROUNDS: u32 = 50;
/// Whatever looks back an hour at most looks at everything again after this.
const HOUR_MINUTES: i64 = 61;

/// Where every ledger stands on every machine.
type Stands = Vec<(String, Vec<(UnitId, u64, Digest)>)>;

impl Scene {
    /// Heals everything and waits for rest; at the end of the seed boxes that were thought lost are back too.
    /// A box whose ledger went another way than the centre's begins anew, as a person would let it.
    pub async fn settle(&mut self, last: bool) -> anyhow::Result<()> {
        self.story.tell("everything is healed");
        self.net.calm(true);
        self.heal(last).await?;
        self.net.deliver_late().await;
        self.rest().await?;
        // What a machine reports before it gives its place to another one must have arrived.
        for disk in self.forked().await? {
            self.story.count(|f| f.forks += 1);
            self.story.tell(format!("disk {disk} went another way"));
            let Some(at) = self.boxes.iter().position(|m| m.disk == disk) else { continue };
            self.replace(at, true).await?;
            if let Some(machine) = self.boxes.get_mut(at) {
                machine.switch_on().await?;
            }
            self.rest().await?;
        }
        Ok(())
    }

    async fn heal(&mut self, last: bool) -> anyhow::Result<()> {
        self.reap().await?;
        self.centre.mend();
        self.centre_on().await?;
        for at in 0..self.boxes.len() {
            if let Some(machine) = self.boxes.get_mut(at) {
                machine.mend();
                if last || !machine.replaced {
                    machine.switch_on().await?;
                }
            }
            // Who waited too long is invited once more.
            if !self.enroll(at).await? && !self.invite_again(at).await? {
                bail!("a box can't be enrolled on a whole line");
            }
        }
        Ok(())
    }

    /// Goes on until nothing moves.
    async fn rest(&mut self) -> anyhow::Result<()> {
        let mut before = Stands::new();
        let mut hour = false;
        for _ in 0..PASSES {
            let mut moved = false;
            for at in 0..self.boxes.len() {
                for _ in 0..ROUNDS {
                    let more = self.round(Where::Box(at)).await?;
                    moved |= more;
                    if !more {
                        break;
                    }
                }
            }
            self.jobs(Where::Centre).await?;
            for at in 0..self.boxes.len() {
                self.jobs(Where::Box(at)).await?;
            }
            self.time.pass_millis(200);
            let now = self.stands().await?;
            if !moved && now == before {
                if hour {
                    self.story.tell("nothing moves any more");
                    return Ok(());
                }
                // Once more, after a time in which everything is looked at anew.
                hour = true;
                self.time.pass_minutes(HOUR_MINUTES);
                before.clear();
                continue;
            }
            before = now;
        }
        bail!("after {PASSES} passes over whole lines something still moves")
    }

    /// One exchange of a box; says whether anything moved or is left to do.
    pub async fn round(&mut self, at: Where) -> anyhow::Result<bool> {
        let (Where::Box(place), Some((app, _))) = (at, self.running(at)) else { return Ok(false) };
        let name = self.boxes.get(place).map(|m| m.name.clone()).unwrap_or_default();
        let line = self.net.line(&name);
        let done = app.round(&line).await;
        let (said, more) = match &done {
            Ok(r) => {
                let moved = r.pushed + r.pulled + r.files_sent + r.files_fetched;
                (format!("{r:?}"), r.more || moved > 0)
            }
            Err(error) => (format!("broke off: {error}"), false),
        };
        self.story.tell(format!("round of {name}: {said}"));
        Ok(more)
    }

    /// What a machine does by itself.
    pub async fn jobs(&mut self, at: Where) -> anyhow::Result<()> {
        let Some((app, disk)) = self.running(at) else { return Ok(()) };
        let turned = app.day_turned().await.map_err(|e| e.to_string());
        let between = app.between_tick().await.map_err(|e| e.to_string());
        let territory = app.territory_run(ONE_BY_ONE, on()).await.map_err(|e| e.to_string());
        self.story.tell(format!("jobs of disk {disk}: {turned:?} {between:?} {territory:?}"));
        Ok(())
    }

    /// Where every ledger stands on every machine that runs. What the province keeps about its nodes grows
    /// with every letter that it refuses: that is no movement.
    async fn stands(&self) -> anyhow::Result<Stands> {
        let mut ledgers = self.ledgers();
        ledgers.retain(|unit| *unit != self.province);
        let mut all = Stands::new();
        let centre = self.centre.app.clone().context("the centre is off")?;
        all.push((CENTRE.to_owned(), look::heads(&centre, &ledgers).await?));
        for machine in &self.boxes {
            if let Some(app) = machine.app.clone() {
                all.push((machine.name.clone(), look::heads(&app, &ledgers).await?));
            }
        }
        Ok(all)
    }

    /// Disks of boxes whose own ledger isn't on the way of the centre's.
    async fn forked(&self) -> anyhow::Result<Vec<u32>> {
        let centre = self.centre.app.clone().context("the centre is off")?;
        let (homes, mut found) = (look::homes(&centre).await?, Vec::new());
        for machine in self.boxes.iter().filter(|m| !m.replaced) {
            let Some(app) = machine.app.clone() else { continue };
            let node = look::node(&app).await?;
            let own: Vec<UnitId> =
                homes.iter().filter(|(_, home)| Some(**home) == node).map(|(unit, _)| unit.clone()).collect();
            let (here, there) = (look::heads(&app, &own).await?, look::heads(&centre, &own).await?);
            for ((unit, seq, _), (_, other, _)) in here.iter().zip(&there) {
                let last = *seq.min(other);
                let parted = look::hash(&app, unit, last).await? != look::hash(&centre, unit, last).await?;
                if parted && !found.contains(&machine.disk) {
                    found.push(machine.disk);
                }
            }
        }
        Ok(found)
    }

    /// Machines that died while they wrote are off.
    pub async fn reap(&mut self) -> anyhow::Result<()> {
        if self.centre.died() {
            self.story.count(|f| f.crashes += 1);
            self.centre_off().await;
        }
        for machine in self.boxes.iter_mut().filter(|m| m.died()) {
            self.story.count(|f| f.crashes += 1);
            machine.switch_off().await;
        }
        Ok(())
    }
}
