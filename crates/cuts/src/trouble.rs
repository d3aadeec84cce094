//! What goes wrong: machines die, disks fill up, are set back or stolen, clocks jump, lines are cut, communes
//! merge in the middle of it.

use crate::machine::Machine;
use crate::people::{self, Kept};
use crate::scene::{MERGER_DAY, Scene, Where};
use crate::story::Story;
use crate::{calls, look};
use anyhow::Context as _;
use app::App;
use app::territory::{Pace, Tell};
use domain::words::{BlobId, Day, UnitId};
use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// Two communes that live on two boxes become one, which lives at the centre; a third, at the centre, is
/// divided.
const MERGER: &str = "# act: 12/NQ-HĐND
# day: 2026-03-10
row,code,kind,name,parent,to,relation,archive
new,14758,phường,Hàm Rồng Mới,38,,,
ends,14758,,,,14758,whole,
ends,14797,,,,14758,whole,
ends,14818,,,,14758,part-area-all-population,
ends,14818,,,,14845,part-area,
";

/// Steps of a reorganisation are done one after the other, so that their order follows from the seed.
pub const ONE_BY_ONE: Pace = Pace { units: 1, things: 1 };

/// Nobody stops a reorganisation.
pub fn on() -> Tell {
    Arc::new(|_| ControlFlow::Continue(()))
}

impl Scene {
    /// A machine will die, after so many more steps of writing as chance has it.
    pub fn doom(&mut self) {
        let steps = self.dice.count(40);
        let at = self.anywhere();
        self.with(at, |machine, story| {
            machine.die_after(steps);
            story.tell(format!("{} will die after {steps} steps", machine.name));
        });
    }

    /// A machine's disk fills up.
    pub fn fill(&mut self) {
        let (steps, at) = (self.dice.count(12), self.anywhere());
        self.with(at, |machine, story| {
            machine.fill_after(steps);
            story.tell(format!("the disk of {} will be full after {steps} steps", machine.name));
        });
    }

    /// Somebody makes room on every full disk.
    pub fn make_room(&mut self) {
        for machine in self.boxes.iter_mut().chain([&mut self.centre]).filter(|m| m.full) {
            machine.mend();
            self.story.tell(format!("the disk of {} has room again", machine.name));
        }
    }

    /// A clock jumps: mostly by minutes, now and then by hours.
    pub fn jump(&mut self) {
        let minutes = if self.dice.happens(80) { 20 } else { 200 };
        let millis = self.dice.whole(-minutes * 60_000, minutes * 60_000);
        let at = self.anywhere();
        self.with(at, |machine, story| {
            machine.clock.jump(millis);
            story.tell(format!("the clock of {} is wrong by {millis} ms", machine.name));
        });
    }

    /// Cuts a line, or mends it.
    pub fn cut_or_mend(&mut self) {
        let Some(name) = self.dice.pick(&self.boxes).map(|machine| machine.name.clone()) else { return };
        let cut = self.net.cut_or_mend(&name);
        self.story.tell(format!("the line of {name} is {}", if cut { "cut" } else { "whole" }));
    }

    /// Somebody copies a box's folder.
    pub async fn back_up(&mut self) -> anyhow::Result<()> {
        let Some(at) = self.dice.place(self.boxes.len()) else { return Ok(()) };
        let Some((app, disk)) = self.running(Where::Box(at)) else { return Ok(()) };
        let to = self.spare_folder("backup");
        let done = app.store().backup(to.clone()).await;
        self.story.tell(format!("disk {disk} is copied: {}", done.is_ok()));
        if done.is_ok() {
            self.backups.push((disk, to));
        }
        Ok(())
    }

    /// A box's disk breaks, and its folder comes back from the copy.
    pub async fn set_back(&mut self) -> anyhow::Result<()> {
        let Some((disk, copy)) = self.dice.pick(&self.backups).cloned() else { return Ok(()) };
        let found = self.boxes.iter().position(|m| m.disk == disk && !m.replaced && m.token.is_none());
        let Some(at) = found else { return Ok(()) };
        self.once.set_back = true;
        let folder = self.spare_folder("set-back");
        copy_folder(&copy, &folder)?;
        if let Some(machine) = self.boxes.get_mut(at) {
            machine.switch_off().await;
            let had = machine.files()?;
            machine.set_back(folder)?;
            self.gone(had)?;
        }
        if let Some(machine) = self.boxes.get_mut(at) {
            machine.switch_on().await?;
            self.story.tell(format!("{} is set back", machine.name));
        }
        let app = self.running(Where::Box(at)).context("a box that was set back doesn't run")?.0;
        let heads = look::heads(&app, &self.ledgers()).await?;
        let kept = |unit: &UnitId, seq: u64| heads.iter().any(|(u, head, _)| u == unit && seq <= *head);
        self.lose(disk, kept).await
    }

    /// A box is stolen: a new one is invited in its place. Some that are gone are only thought to be, are
    /// worked on, and come back later.
    pub async fn steal(&mut self) -> anyhow::Result<()> {
        let living = |m: &&Machine| !m.replaced && m.token.is_none() && m.app.is_some();
        let disks: Vec<u32> = self.boxes.iter().filter(living).map(|m| m.disk).collect();
        let Some(disk) = self.dice.pick(&disks).copied() else { return Ok(()) };
        if self.centre.running().is_none() {
            return Ok(());
        }
        self.once.stolen = true;
        let (comes_back, more) = (self.dice.happens(60), self.dice.count(3));
        self.story.tell(format!("disk {disk} is gone; it will come back: {comes_back}"));
        let Some(at) = self.boxes.iter().position(|m| m.disk == disk) else { return Ok(()) };
        if comes_back {
            for _ in 0..more {
                people::receive(self, Where::Box(at)).await?;
            }
        }
        self.replace(at, comes_back).await
    }

    /// A box gives its place to a new one, which is invited for the same units. The old one is switched off
    /// for now, or gone for good with everything that it alone has.
    pub async fn replace(&mut self, at: usize, comes_back: bool) -> anyhow::Result<()> {
        let Some(machine) = self.boxes.get_mut(at) else { return Ok(()) };
        machine.switch_off().await;
        machine.replaced = true;
        let (disk, units) = (machine.disk, machine.units.clone());
        self.receptions.iter_mut().filter(|r| r.disk == disk).for_each(|r| r.known = false);
        if !comes_back {
            self.lose(disk, |_, _| false).await?;
            let machine = self.boxes.remove(at);
            self.gone(machine.files()?)?;
        }
        let centre = self.centre_as_it_is().await?;
        let (world, today) = (centre.world(), centre.now().day());
        let lasts = |unit: &UnitId| world.units.get(unit).is_some_and(|u| u.exists_on(today));
        // Nobody gets a box for a unit that is no more: the centre closes what is left of it.
        let (units, ended): (Vec<UnitId>, Vec<UnitId>) = units.into_iter().partition(lasts);
        for unit in &ended {
            calls::take_back(&centre, unit).await?;
        }
        drop(centre);
        if units.is_empty() {
            return Ok(());
        }
        let new = self.invite(units, true).await?;
        self.enroll(new).await.map(|_| ())
    }

    /// A commune that lived at the centre gets its home at a box that is there already.
    pub async fn give(&mut self) -> anyhow::Result<()> {
        let Some(at) = self.dice.place(self.boxes.len()) else { return Ok(()) };
        let lasts = self.boxes.get(at).is_some_and(|m| !m.replaced);
        let Some((app, _)) = self.running(Where::Box(at)).filter(|_| lasts) else { return Ok(()) };
        let Some(node) = look::node(&app).await? else { return Ok(()) };
        drop(app);
        let centre = self.centre_as_it_is().await?;
        let (homes, world, today) = (look::homes(&centre).await?, centre.world(), centre.now().day());
        let free = |unit: &UnitId| {
            let exists = world.units.get(unit).is_some_and(|u| u.exists_on(today));
            exists && *unit != self.province && !homes.contains_key(unit)
        };
        let free: Vec<UnitId> = self.ledgers().into_iter().filter(free).collect();
        let Some(unit) = self.dice.pick(&free).cloned() else { return Ok(()) };
        calls::give(&centre, node, &unit).await?;
        self.once.given += 1;
        if let Some(machine) = self.boxes.get_mut(at) {
            self.story.tell(format!("{unit} lives at {} from now on", machine.name));
            machine.units.push(unit);
        }
        Ok(())
    }

    /// A disk lost everything but what is kept: what it alone had is lost with it.
    async fn lose(&mut self, disk: u32, kept: impl Fn(&UnitId, u64) -> bool) -> anyhow::Result<()> {
        let centre = self.centre_as_it_is().await?;
        for r in self.receptions.iter_mut().filter(|r| r.disk == disk) {
            r.known = false;
            let Some(answered) = r.answered.as_ref().filter(|a| !kept(&a.unit, a.seq)) else { continue };
            let there = look::hash(&centre, &answered.unit, answered.seq).await?;
            let centre_had = there == Some(answered.hash);
            self.story.tell(format!("request {} is lost on disk {disk}; at the centre: {centre_had}", r.n));
            r.kept = Kept::Lost { centre_had };
        }
        Ok(())
    }

    /// Files went with a disk: those that no other one has are gone.
    fn gone(&mut self, mut had: BTreeSet<BlobId>) -> anyhow::Result<()> {
        for machine in self.boxes.iter().chain([&self.centre]) {
            for file in machine.files()? {
                had.remove(&file);
            }
        }
        self.gone.extend(had);
        Ok(())
    }

    /// The centre, switched on where it was off, and with nothing about to happen to it: the operator works
    /// there.
    async fn centre_as_it_is(&mut self) -> anyhow::Result<App> {
        self.reap().await?;
        self.centre.mend();
        self.centre_on().await?;
        self.centre.app.clone().context("the centre is off")
    }

    /// A box that was replaced is found again and switched on.
    pub async fn found(&mut self) -> anyhow::Result<()> {
        if let Some(machine) = self.boxes.iter_mut().find(|m| m.replaced && m.app.is_none()) {
            self.story.tell(format!("{} is found again", machine.name));
            machine.switch_on().await?;
        }
        Ok(())
    }

    /// A reorganisation is put on record, for the day after.
    pub async fn merge(&mut self) -> anyhow::Result<()> {
        let Some((app, _)) = self.running(Where::Centre) else { return Ok(()) };
        // A clock that is far wrong may show the day already.
        if Some(app.now().day()) >= Day::parse(MERGER_DAY) {
            return Ok(());
        }
        let applied = app.territory_apply(None, MERGER, on()).await;
        let said = applied.as_ref().map(|a| a.scheduled).map_err(ToString::to_string);
        self.story.tell(format!("communes will merge: {said:?}"));
        if applied.is_ok() {
            self.once.merger = true;
            self.story.count(|f| f.mergers += 1);
        }
        Ok(())
    }

    /// Time passes: minutes, or a night.
    pub fn time_passes(&mut self) {
        let tomorrow = self.time.now().day().plus(1);
        if self.dice.happens(8) {
            self.time.until(tomorrow);
        } else {
            self.time.pass_minutes(self.dice.whole(1, 90));
        }
        self.story.tell(format!("it is {}", self.time.now().rfc3339()));
    }

    fn with(&mut self, at: Where, run: impl FnOnce(&mut Machine, &Story)) {
        let machine = match at {
            Where::Centre => Some(&mut self.centre),
            Where::Box(at) => self.boxes.get_mut(at),
        };
        if let Some(machine) = machine.filter(|m| m.app.is_some()) {
            run(machine, &self.story);
        }
    }
}

/// Copies a folder with everything in it.
fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
