//! A province's archive that grows: finished dossiers by the thousand, and a pile on the desks that stays as
//! large. The rules decide each (`domain`), the store writes them; only the way there is short: many dossiers
//! of a unit in one unit of work.

use crate::office::{Office, Staff};
use crate::people;
use anyhow::{Context as _, bail};
use app::App;
use app::catalogue::Running;
use domain::dossier::{
    self, Applicant, Approve, Command, Deliver, Dossier, DossierCode, Event, Filing, HandOver, Move, Piece,
    Rules, Withdraw, evolve,
};
use domain::identity::Actor;
use domain::words::{Channel, Day, DossierId, Moment, NumberCheck, PersonalNumber, Phone};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Act, Loaded, Outcome, Reads, Stamp, Writes};
use tokio::task::JoinSet;

/// Dossiers of one unit of work.
const BATCH: usize = 20;
/// Units of work that wait at the same time.
const SIDE_BY_SIDE: usize = 64;
/// Dossiers that nobody has finished, however large the archive is.
pub const OPEN: usize = 5_000;
/// Days of the archive, from its first day on.
const DAYS: usize = 30;
/// The day on which the office's clock stands, counted from the archive's first.
const TODAY: usize = 45;

/// What becomes of the dossiers that are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Received, sent to the leader every third time, then left.
    Open,
    /// Received, forwarded, approved, handed over: four entries.
    Delivered,
    /// Received and taken back: two entries.
    Withdrawn,
}

/// The archive.
pub struct Archive {
    /// The office that has it.
    pub office: Office,
    running: Arc<Running>,
    /// Dossiers so far.
    pub dossiers: usize,
    /// Entries of dossiers so far.
    pub entries: usize,
    /// Some of them, from everywhere: number and code.
    pub samples: Vec<(usize, String)>,
}

impl Archive {
    /// An empty one.
    pub fn of(office: Office) -> anyhow::Result<Self> {
        let catalogue = office.app.catalogue();
        let running = Arc::new(catalogue.find(people::BIRTH).context("the procedure")?.clone());
        Ok(Self { office, running, dossiers: 0, entries: 0, samples: Vec::new() })
    }

    /// Adds dossiers until there are so many.
    pub async fn grow(&mut self, to: usize, fate: Fate) -> anyhow::Result<()> {
        let bar = ProgressBar::new(u64::try_from(to.saturating_sub(self.dossiers))?);
        if let Ok(style) = ProgressStyle::with_template("  {msg} [{bar:32}] {pos}/{len} · {eta}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message("dossiers");
        let next = Arc::new(AtomicUsize::new(self.dossiers));
        let mut running = JoinSet::new();
        for _ in 0..SIDE_BY_SIDE {
            let (office, procedure) = (self.office.clone(), Arc::clone(&self.running));
            let (next, bar) = (Arc::clone(&next), bar.clone());
            running.spawn(async move {
                let (mut entries, mut samples) = (0, Vec::new());
                loop {
                    let from = next.fetch_add(BATCH, Ordering::Relaxed);
                    let numbers = from..(from + BATCH).min(to);
                    if numbers.is_empty() {
                        return anyhow::Ok((entries, samples));
                    }
                    let count = numbers.len();
                    let (written, code) = batch(&office, &procedure, numbers, fate).await?;
                    entries += written;
                    samples.push((from, code));
                    bar.inc(u64::try_from(count)?);
                }
            });
        }
        while let Some(done) = running.join_next().await {
            let (entries, samples) = done??;
            self.entries += entries;
            self.samples.extend(samples);
        }
        bar.finish_and_clear();
        self.dossiers = self.dossiers.max(to);
        Ok(())
    }
}

/// Where and when a batch happens: units take turns, then days.
fn place(office: &Office, batch: usize, fate: Fate) -> anyhow::Result<(Staff, Moment)> {
    let units = office.units.len().max(1);
    let (unit, round) = (batch % units, batch / units);
    let (day, hour) = match fate {
        Fate::Open if round % 3 == 0 => (31 + round % 14, 8),
        Fate::Open => (TODAY, 7),
        _ => (round % DAYS, 8),
    };
    let first = Day::new(2025, 7, 1).context("a day")?;
    let minute = i8::try_from(people::spread(batch) % 60)?;
    Ok((office.unit(unit)?.clone(), Moment::at(first.plus(i64::try_from(day)?), hour, minute)))
}

/// Writes a batch; tells how many entries that made, and the first dossier's code.
async fn batch(
    office: &Office,
    running: &Arc<Running>,
    numbers: std::ops::Range<usize>,
    fate: Fate,
) -> anyhow::Result<(usize, String)> {
    let (staff, at) = place(office, numbers.start / BATCH, fate)?;
    let agency = office.app.world().agency(&staff.unit).context("an agency")?.to_owned();
    let reads = Reads { number_on: Some(at.day()), ..Reads::of(staff.unit.clone()) };
    let told =
        Batch { app: office.app.clone(), running: Arc::clone(running), staff, at, agency, fate, numbers };
    match office.app.store().submit(reads, move |loaded: &Loaded| told.decide(loaded)).await? {
        Outcome::Done { answer, .. } => {
            let (entries, code) = answer.split_once(' ').context("a batch's answer")?;
            Ok((entries.parse()?, code.to_owned()))
        }
        Outcome::Refused(why) => bail!("{why}"),
    }
}

struct Batch {
    app: App,
    running: Arc<Running>,
    staff: Staff,
    at: Moment,
    agency: String,
    fate: Fate,
    numbers: std::ops::Range<usize>,
}

impl Batch {
    fn decide(&self, loaded: &Loaded) -> Result<Writes, String> {
        let mut acts = Vec::new();
        for (i, number) in self.numbers.clone().enumerate() {
            let next = loaded.next_number + u32::try_from(i).map_err(|e| e.to_string())?;
            self.life(number, next, &mut acts).map_err(|e| format!("{e:#}"))?;
        }
        let first = DossierCode::new(&self.agency, self.at.day(), loaded.next_number);
        let answer = format!("{} {}", acts.len(), first.map_err(|e| e.to_string())?);
        Ok(Writes { acts, answer, ..Writes::default() })
    }

    /// What happens to one dossier.
    fn life(&self, number: usize, next: u32, acts: &mut Vec<Act>) -> anyhow::Result<()> {
        let world = self.app.world();
        let definition = &*self.running.definition;
        let rules = Rules { definition, hours: world.hours(&self.staff.unit) };
        let code = DossierCode::new(&self.agency, self.at.day(), next)?;
        let filing = self.filing(number, code)?;
        let id = filing.id;
        let refused = |r: dossier::Refusal| anyhow::anyhow!("{:?}", r.code);
        let event = dossier::receive(self.at, rules, filing).map_err(refused)?;
        let mut now = self.at;
        let mut state = happens(acts, None, event, now, &self.staff.reception, id)?;
        let names: &[&str] = match self.fate {
            Fate::Open if number.is_multiple_of(3) => &["forward"],
            Fate::Open => &[],
            Fate::Delivered => &crate::write::ACTS,
            Fate::Withdrawn => &["withdraw"],
        };
        for name in names {
            now = now.plus_minutes(45);
            let command = match *name {
                "forward" => Command::Move(Move {}),
                "approve" => Command::Approve(Approve::default()),
                "deliver" => {
                    Command::Deliver(Deliver { receiver: people::name(number), way: HandOver::Counter })
                }
                _ => Command::Withdraw(Withdraw { reason: "xin rút hồ sơ".to_owned() }),
            };
            let def = definition.process.act_at(&state.step, name).context("an act")?;
            let event = dossier::act(now, rules, &state, state.version, def, command).map_err(refused)?;
            state = happens(acts, Some(state), event, now, self.staff.who(name), id)?;
        }
        Ok(())
    }

    fn filing(&self, number: usize, code: DossierCode) -> anyhow::Result<Filing> {
        let numbers = NumberCheck { year_now: 2025, invented: true };
        let place = self.staff.reception.place();
        let piece = |name: &str| Piece { name: name.to_owned(), originals: 1, copies: 0, files: Vec::new() };
        let wrong = |e: domain::words::NumberError| anyhow::anyhow!("{}", e.key());
        Ok(Filing {
            id: id(self.at, number)?,
            code,
            unit: place.unit,
            province: place.province,
            procedure: self.running.definition.code().clone(),
            revision: self.running.revision.clone(),
            case: None,
            channel: Channel::Counter,
            applicant: Applicant {
                name: people::name(number),
                personal_number: Some(
                    PersonalNumber::parse(&people::number(number), numbers).map_err(wrong)?,
                ),
                tax_code: None,
                phone: Some(Phone::parse(&people::phone(number)).map_err(wrong)?),
                address: "Thôn 3".to_owned(),
            },
            content: String::new(),
            documents: vec![piece("Tờ khai đăng ký khai sinh"), piece("Giấy chứng sinh")],
            data: people::birth(number),
            fee_vnd: 0,
            submitter: None,
        })
    }
}

/// What an event makes of a dossier, and the act that goes on record.
fn happens(
    acts: &mut Vec<Act>,
    before: Option<Dossier>,
    event: Event,
    at: Moment,
    actor: &Actor,
    dossier: DossierId,
) -> anyhow::Result<Dossier> {
    let after = evolve(before, at, &event).context("nothing follows")?;
    let salt = (dossier.0.as_u128() ^ u128::from(after.version)).to_le_bytes();
    let stamp = Stamp { at, actor: actor.hand(&actor.roles).to_string(), salt };
    acts.push(Act { stamp, dossier, event, note: String::new() });
    Ok(after)
}

/// An id as the use case would draw it: by the time, then by chance.
fn id(at: Moment, number: usize) -> anyhow::Result<DossierId> {
    let millis = u64::try_from(at.millis())? + u64::try_from(number % 1_000)?;
    let (high, low) = (millis >> 16, millis & 0xffff);
    let text = format!("{high:08x}-{low:04x}-7000-8000-{number:012x}");
    Ok(text.parse()?)
}
