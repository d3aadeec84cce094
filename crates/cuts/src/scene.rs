//! The scene: a province's centre, the boxes of some of its communes, and the people who work there.

use crate::chance::{Dice, Seeded};
use crate::machine::{Born, Machine, Parcel};
use crate::net::Net;
use crate::pack;
use crate::people::Reception;
use crate::story::Story;
use crate::time::{NodeClock, Time};
use anyhow::{Context as _, bail};
use app::App;
use app::nodes::EnrollError;
use app::people::PersonInput;
use domain::identity::Role;
use domain::words::{BlobId, Day, Moment, UnitId};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// The province.
pub const PROVINCE: &str = "38";
/// Communes that get boxes: each line is one box.
const BOXES: [&[&str]; 3] = [&["14758"], &["14797", "14812"], &["15085"]];
/// Communes that live at the centre.
const AT_CENTRE: [&str; 2] = ["14818", "14845"];
/// The first day, a Monday.
pub const FIRST_DAY: &str = "2026-03-09";
/// The day on which communes merge, where they do.
pub const MERGER_DAY: &str = "2026-03-10";
/// The name of the centre in the log.
pub const CENTRE: &str = "centre";

/// Everything that one seed plays with.
pub struct Scene {
    /// The seed.
    pub seed: u64,
    /// Decides what happens next.
    pub dice: Dice,
    /// Time as it is.
    pub time: Time,
    /// The log.
    pub story: Story,
    /// The lines.
    pub net: Net,
    /// The province's machine.
    pub centre: Machine,
    /// The communes' machines, replaced ones among them.
    pub boxes: Vec<Machine>,
    /// The communes, as they were on the first day.
    pub communes: Vec<UnitId>,
    /// The province.
    pub province: UnitId,
    /// What people asked to be taken in.
    pub receptions: Vec<Reception>,
    /// Files that were on a disk that was lost, and on no other one then.
    pub gone: BTreeSet<BlobId>,
    /// Copies of boxes' folders: whose, and where.
    pub backups: Vec<(u32, PathBuf)>,
    /// What has happened that happens once.
    pub once: Once,
    /// Folders are made in here.
    folder: PathBuf,
    parcel: Arc<Parcel>,
    disks: u32,
}

/// What happens in a seed once, or seldom.
#[derive(Clone, Copy, Debug, Default)]
pub struct Once {
    /// Communes merge.
    pub merger: bool,
    /// A disk is set back.
    pub set_back: bool,
    /// A box is stolen.
    pub stolen: bool,
    /// How many communes got their home at a box later on.
    pub given: u32,
    /// How many people were sent to other units: a few, so that somebody is left to work.
    pub people: u32,
}

/// Which machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The centre.
    Centre,
    /// The box at this place.
    Box(usize),
}

impl Scene {
    /// Sets everything up: the centre with its people and procedures, then each box by an invitation.
    pub async fn new(seed: u64, folder: PathBuf, story: Story) -> anyhow::Result<Self> {
        let first = Day::parse(FIRST_DAY).context("the first day")?;
        let (world, time) = (pack::world()?, Time::at(Moment::at(first, 8, 0)));
        let unit = |code: &str| world.unit_at(code, first).map(|u| u.id.clone());
        let unit = |code: &str| unit(code).with_context(|| format!("no unit has the code {code}"));
        let codes = BOXES.iter().copied().flatten().chain(&AT_CENTRE);
        let communes: Vec<UnitId> = codes.map(|code| unit(code)).collect::<Result<_, _>>()?;
        let province = unit(PROVINCE)?;
        let parcel = Parcel { world: Arc::clone(&world), province: province.clone(), story: story.clone() };
        let parcel = Arc::new(parcel);
        let mut dice = Dice::of(seed, "scene");
        let net = Net::new(Dice::of(seed, "net"), time.clone(), story.clone());
        let centre = Born {
            name: CENTRE.to_owned(),
            disk: 0,
            dir: folder.join(CENTRE),
            clock: NodeClock::new(time.clone(), dice.whole(-60_000, 60_000)),
            chance: Seeded::of(seed, CENTRE),
            units: Vec::new(),
        };
        let centre = Machine::new(centre, &parcel);
        let mut scene = Self {
            seed,
            dice,
            time,
            story,
            net,
            centre,
            boxes: Vec::new(),
            communes,
            province,
            receptions: Vec::new(),
            gone: BTreeSet::new(),
            backups: Vec::new(),
            once: Once::default(),
            folder,
            parcel,
            disks: 0,
        };
        scene.centre_on().await?;
        scene.populate().await?;
        scene.box_up().await?;
        Ok(scene)
    }

    /// Switches the centre on and joins it to the lines.
    pub async fn centre_on(&mut self) -> anyhow::Result<()> {
        self.centre.switch_on().await?;
        self.net.centre(self.centre.app.clone().map(|app| (app, self.centre.fuse.clone())));
        Ok(())
    }

    /// Switches the centre off; lines lead nowhere.
    pub async fn centre_off(&mut self) {
        self.net.centre(None);
        self.centre.switch_off().await;
    }

    async fn populate(&mut self) -> anyhow::Result<()> {
        let app = self.centre.app.clone().context("the centre is off")?;
        app.publish(pack::procedures(&self.parcel.world)?, "setup", |_| {}).await?;
        let roles = [Role::Province, Role::Administrator, Role::Reception, Role::Specialist, Role::Leader];
        seat(&app, &self.province, &roles).await?;
        for unit in &self.communes {
            seat(&app, unit, &[Role::Reception, Role::Specialist, Role::Leader]).await?;
        }
        Ok(())
    }

    /// Invites and enrols two boxes or three, on calm lines.
    async fn box_up(&mut self) -> anyhow::Result<()> {
        let many = usize::try_from(self.dice.whole(2, 3)).unwrap_or(2);
        for codes in BOXES.into_iter().take(many) {
            let units: Vec<UnitId> =
                self.communes.iter().filter(|u| codes.contains(&u.code())).cloned().collect();
            let at = self.invite(units, false).await?;
            if !self.enroll(at).await? {
                bail!("a box can't be enrolled while nothing goes wrong");
            }
            // What is its own is fetched before things begin to go wrong.
            for _ in 0..20 {
                if !self.round(Where::Box(at)).await? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// A further machine with an empty disk and an invitation for these units; tells its place among the
    /// boxes.
    pub async fn invite(&mut self, units: Vec<UnitId>, replaces: bool) -> anyhow::Result<usize> {
        let app = self.centre.app.clone().context("the centre is off")?;
        self.disks += 1;
        let disk = self.disks;
        let codes: Vec<&str> = units.iter().map(UnitId::code).collect();
        let name = format!("box-{disk}");
        self.story.tell(format!("{name} is invited for {}", codes.join(" ")));
        let invitation = crate::calls::invite(&app, &name, &units, replaces).await?;
        let born = Born {
            dir: self.folder.join(&name),
            clock: NodeClock::new(self.time.clone(), self.dice.whole(-15 * 60_000, 15 * 60_000)),
            chance: Seeded::of(self.seed, &name),
            name,
            disk,
            units,
        };
        let mut machine = Machine::new(born, &self.parcel);
        machine.token = Some(invitation);
        self.boxes.push(machine);
        Ok(self.boxes.len() - 1)
    }

    /// Invites a box once more, whose invitation ran out, and lets it in. Says whether it is enrolled.
    pub async fn invite_again(&mut self, at: usize) -> anyhow::Result<bool> {
        let centre = self.centre.app.clone().context("the centre is off")?;
        let Some(machine) = self.boxes.get_mut(at) else { return Ok(false) };
        self.story.tell(format!("{} is invited once more", machine.name));
        machine.token = Some(crate::calls::invite(&centre, &machine.name, &machine.units, true).await?);
        self.enroll(at).await
    }

    /// Lets a box use its invitation, and fetch what is its own; what breaks off is tried again later. Says
    /// whether it is enrolled.
    pub async fn enroll(&mut self, at: usize) -> anyhow::Result<bool> {
        let Some(machine) = self.boxes.get_mut(at) else { return Ok(false) };
        let Some(token) = machine.token.clone() else { return Ok(true) };
        machine.switch_on().await?;
        let app = machine.app.clone().context("the box is off")?;
        let line = self.net.line(&machine.name);
        let enrolled = app.enroll(&line, &token).await;
        drop(app);
        let said = enrolled.as_ref().map_or_else(ToString::to_string, |_| "enrolled".to_owned());
        self.story.tell(format!("{}: {said}", machine.name));
        if machine.died() {
            return Ok(false);
        }
        // It may have died between writing down what it is and hearing of it.
        let enrolled = matches!(enrolled, Ok(_) | Err(EnrollError::Already));
        if enrolled {
            machine.token = None;
            // A program learns what it is when it starts.
            machine.switch_off().await;
            machine.switch_on().await?;
        }
        Ok(enrolled)
    }

    /// A machine's program and its disk's number, where it runs.
    pub fn running(&self, at: Where) -> Option<(App, u32)> {
        let machine = match at {
            Where::Centre => &self.centre,
            Where::Box(at) => self.boxes.get(at)?,
        };
        // A box that isn't enrolled yet is nobody's.
        machine.running().filter(|_| machine.token.is_none()).map(|app| (app, machine.disk))
    }

    /// Any machine.
    pub fn anywhere(&mut self) -> Where {
        match self.dice.place(self.boxes.len() + 1) {
            None | Some(0) => Where::Centre,
            Some(at) => Where::Box(at - 1),
        }
    }

    /// The code of any commune.
    pub fn commune(&mut self) -> String {
        self.dice.pick(&self.communes).map(|unit| unit.code().to_owned()).unwrap_or_default()
    }

    /// Where further folders may be made.
    pub fn spare_folder(&mut self, what: &str) -> PathBuf {
        self.disks += 1;
        self.folder.join(format!("{what}-{}", self.disks))
    }

    /// Files that were lost with disks, and those on disks of boxes that are off.
    pub fn files_away(&self) -> anyhow::Result<BTreeSet<BlobId>> {
        let mut away = self.gone.clone();
        for machine in self.boxes.iter().filter(|m| m.app.is_none()) {
            away.extend(machine.files()?);
        }
        Ok(away)
    }

    /// Every ledger that there may be.
    pub fn ledgers(&self) -> Vec<UnitId> {
        let new = format!("14758@{MERGER_DAY}").parse::<UnitId>().ok();
        let mut all: Vec<UnitId> = self.communes.iter().cloned().chain(new).collect();
        all.push(self.province.clone());
        all.sort();
        all
    }
}

/// Opens accounts without passwords: nobody signs in here.
async fn seat(app: &App, unit: &UnitId, roles: &[Role]) -> anyhow::Result<()> {
    for role in roles {
        let input = PersonInput {
            login: format!("{}-{}", role.as_str(), unit.code()),
            name: format!("Lò Thị {}", role.as_str()),
            title: "Công chức".to_owned(),
            roles: vec![role.as_str().to_owned()],
        };
        app.account_seed(unit, &input, None).await?;
    }
    Ok(())
}
