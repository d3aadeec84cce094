//! What people do: take dossiers in, work on them, pass them on, ask once more when no answer came.

use crate::look;
use crate::pack::{ASKING, BIRTH, LAND, data};
use crate::scene::{Scene, Where};
use anyhow::{Context as _, bail};
use app::dossier::{ActInput, Answer, ApplicantInput, Intake, PieceInput};
use app::{App, AppError, Once};
use domain::dossier::Dossier;
use domain::identity::{Account, Actor, Role};
use domain::ledger::Digest;
use domain::packs::{ActDef, ActKind};
use domain::words::{DossierId, UnitCode, UnitId};
use serde_json::{Map, Value};

/// A request to take a dossier in, and what came of it.
pub struct Reception {
    /// Its number: the dossier carries it.
    pub n: u64,
    /// The disk of the machine on which it was typed.
    pub disk: u32,
    /// What the person was answered, once they were.
    pub answered: Option<Answered>,
    /// Where it still is.
    pub kept: Kept,
    /// Whether the machine still knows the request's key.
    pub known: bool,
    actor: Actor,
    intake: Intake,
}

/// An answer to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The dossier.
    pub id: DossierId,
    /// Its code.
    pub code: String,
    /// The ledger, number and hash of the entry that took it in.
    pub unit: UnitId,
    /// Its number there.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
}

/// Where an answered request still is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// On the disk on which it was written.
    Disk,
    /// That disk lost it; the centre had it by then, or not.
    Lost {
        /// Whether the centre had it.
        centre_had: bool,
    },
}

impl Reception {
    /// What the dossier carries.
    pub fn mark(n: u64) -> String {
        format!("sim-{n}")
    }
}

/// Somebody takes a dossier in at the counter; at the centre it came over the portal, for any commune.
pub async fn receive(scene: &mut Scene, at: Where) -> anyhow::Result<()> {
    let Some((app, disk)) = scene.running(at) else { return Ok(()) };
    let clerks = look::staff(&app, &scene.province, Role::Reception).await?;
    let Some(clerk) = scene.dice.pick(&clerks).cloned() else { return Ok(()) };
    let procedure = scene.dice.pick(&[BIRTH, LAND, ASKING]).copied().unwrap_or(BIRTH);
    let portal = clerk.unit == scene.province;
    let other = if portal || scene.dice.happens(15) { scene.commune() } else { String::new() };
    let n = u64::try_from(scene.receptions.len()).unwrap_or(u64::MAX) + 1;
    let name = ["Lê Thị Ánh", "Đỗ Văn Cường", "Vàng A Súa"];
    let name = scene.dice.pick(&name).copied().unwrap_or_default();
    let (unit, competent) = if portal { (other, String::new()) } else { (String::new(), other) };
    let intake = Intake {
        procedure: procedure.to_owned(),
        applicant: ApplicantInput { name: name.to_owned(), ..ApplicantInput::default() },
        content: Reception::mark(n),
        data: data(procedure),
        with: Some(Vec::new()),
        unit,
        competent,
        ..Intake::default()
    };
    let actor = clerk.actor(app.now().day());
    let mut intake = intake;
    if scene.dice.happens(25) {
        intake.documents.extend(scan(scene, &app, &actor).await);
    }
    let reception = Reception { n, disk, answered: None, kept: Kept::Disk, known: true, actor, intake };
    scene.receptions.push(reception);
    ask(scene, &app, scene.receptions.len() - 1).await
}

/// A paper with a scan, of any size from a few bytes to several pieces of a file on its way.
async fn scan(scene: &mut Scene, app: &App, actor: &Actor) -> Option<PieceInput> {
    let size = usize::try_from(scene.dice.count(150 * 1024)).unwrap_or_default();
    let mut bytes = format!("%PDF-1.7\n% {} ", scene.receptions.len()).into_bytes();
    let byte = u8::try_from(scene.dice.count(255)).unwrap_or_default();
    bytes.resize(bytes.len() + size, byte);
    bytes.extend(b"%%EOF");
    match app.upload(actor, "giấy tờ.pdf", bytes).await {
        Ok(file) => {
            let name = "Giấy tờ".to_owned();
            Some(PieceInput { name, originals: 1, copies: 0, files: vec![file] })
        }
        Err(error) => {
            scene.story.tell(format!("a file isn't kept: {}", error.code()));
            None
        }
    }
}

/// A request that was sent before is sent once more: by who never heard, or pressed twice.
pub async fn repeat(scene: &mut Scene, at: Where) -> anyhow::Result<()> {
    let Some((app, disk)) = scene.running(at) else { return Ok(()) };
    let mine = |(_, r): &(usize, &Reception)| r.disk == disk && r.known;
    let mine: Vec<usize> = scene.receptions.iter().enumerate().filter(mine).map(|(i, _)| i).collect();
    let Some(which) = scene.dice.pick(&mine).copied() else { return Ok(()) };
    scene.story.count(|f| f.repeated += 1);
    ask(scene, &app, which).await
}

/// Sends a request, with its key, and keeps the answer.
async fn ask(scene: &mut Scene, app: &App, which: usize) -> anyhow::Result<()> {
    let Some(r) = scene.receptions.get(which) else { return Ok(()) };
    let (n, actor, intake) = (r.n, r.actor.clone(), r.intake.clone());
    let once = Some(Once::of(format!("key-{n}"), Reception::mark(n).as_bytes()));
    let portal = actor.unit == scene.province;
    let asked = if portal {
        app.dossier_submit(&actor, intake, once).await
    } else {
        app.dossier_receive(&actor, intake, once).await
    };
    let said = said(&asked, scene);
    scene.story.tell(format!("request {n} at {}: {said}", actor.unit));
    let Ok((answer, replayed)) = asked else { return Ok(()) };
    let answered = answered(app, &answer).await?;
    let Some(r) = scene.receptions.get_mut(which) else { return Ok(()) };
    match &r.answered {
        Some(before) if *before != answered || !replayed => {
            bail!("request {n} was answered {before:?}, and once more {answered:?}");
        }
        Some(_) => {}
        None => {
            r.answered = Some(answered);
            scene.story.count(|f| f.acknowledged += 1);
        }
    }
    Ok(())
}

/// Finds the entry that an answer speaks of: it must be there by now.
async fn answered(app: &App, answer: &Answer) -> anyhow::Result<Answered> {
    let id: DossierId = answer.id.parse()?;
    let history = look::history(app, id).await?;
    let first = history.first().with_context(|| format!("{} was answered and isn't there", answer.code))?;
    let (unit, seq, hash) = (first.head.ledger.clone(), first.head.seq, first.hash);
    Ok(Answered { id, code: answer.code.clone(), unit, seq, hash })
}

/// What the log says of an answer.
fn said(asked: &Result<(Answer, bool), AppError>, scene: &Scene) -> String {
    match asked {
        Ok((answer, replayed)) => format!("{} at {} (again: {replayed})", answer.code, answer.step),
        Err(error) => {
            if matches!(error, AppError::Full) {
                scene.story.count(|f| f.full += 1);
            }
            // What no rule says is worth its whole cause.
            let cause = std::error::Error::source(error).map(|c| format!(": {c:?}")).unwrap_or_default();
            format!("refused: {} ({error}{cause})", error.code())
        }
    }
}

/// Somebody does one of the acts that are offered on one of the unit's dossiers.
pub async fn act(scene: &mut Scene, at: Where) -> anyhow::Result<()> {
    let Some((app, _)) = scene.running(at) else { return Ok(()) };
    let role = scene.dice.pick(&[Role::Reception, Role::Specialist, Role::Leader]).copied();
    let staff = look::staff(&app, &scene.province, role.unwrap_or(Role::Specialist)).await?;
    let Some(officer) = scene.dice.pick(&staff).cloned() else { return Ok(()) };
    let rows = look::open(&app, &officer.unit).await?;
    let Some(id) = scene.dice.pick(&rows).map(|row| row.id) else { return Ok(()) };
    let actor = officer.actor(app.now().day());
    let look = match app.dossier_look(&actor, id).await {
        Ok(look) => look,
        Err(error) => {
            scene.story.tell(format!("{} doesn't see {id}: {}", officer.login, error.code()));
            return Ok(());
        }
    };
    let offered: Vec<&ActDef> =
        look.offered.iter().filter(|def| !matches!(def.kind, ActKind::Correct | ActKind::Extend)).collect();
    // The usual one comes first.
    let usual = offered.first().filter(|_| scene.dice.happens(60)).copied();
    let Some(def) = usual.or_else(|| scene.dice.pick(&offered).copied()) else { return Ok(()) };
    let input = input(scene, &look.dossier, def);
    let done = app.dossier_act(&actor, id, def.id.as_str(), input, None).await;
    if done.is_ok() {
        scene.story.count(|f| f.acts += 1);
    }
    let said = said(&done, scene);
    scene.story.tell(format!("{} does {} on {id}: {said}", officer.login, def.id));
    Ok(())
}

/// What an act is told.
fn input(scene: &mut Scene, dossier: &Dossier, def: &ActDef) -> ActInput {
    let mut answers = Map::new();
    if def.kind == ActKind::Open {
        let units = [scene.commune(), scene.commune()].map(Value::from);
        answers.insert("units".to_owned(), Value::from(units.to_vec()));
    }
    ActInput {
        version: dossier.version,
        reason: "lý do".to_owned(),
        items: vec!["bản sao giấy khai sinh".to_owned()],
        amount: "10000".to_owned(),
        receiver: "Lê Thị Ánh".to_owned(),
        answers,
        ..ActInput::default()
    }
}

/// Somebody sends a dossier on, gives it back, or calls back what is on its way.
pub async fn pass(scene: &mut Scene, at: Where) -> anyhow::Result<()> {
    let Some((app, disk)) = scene.running(at) else { return Ok(()) };
    let mine = scene.receptions.iter().filter(|r| r.disk == disk);
    let ids: Vec<DossierId> = mine.filter_map(|r| r.answered.as_ref()).map(|a| a.id).collect();
    let Some(id) = scene.dice.pick(&ids).copied() else { return Ok(()) };
    let Some(dossier) = look::dossier(&app, id).await? else { return Ok(()) };
    let staff = look::staff(&app, &scene.province, Role::Reception).await?;
    let here = staff.iter().find(|a| a.unit == dossier.place().unit);
    let Some(actor) = here.map(|a: &Account| a.actor(app.now().day())) else { return Ok(()) };
    let to = scene.commune().parse::<UnitCode>()?;
    let version = dossier.version;
    let (what, done) = if dossier.moved_to.is_some() {
        let other = scene.dice.happens(50).then_some(to);
        ("calls back", app.dossier_recall(&actor, id, version, other, None).await)
    } else if dossier.filing.unit != dossier.place().unit && scene.dice.happens(60) {
        ("gives back", app.dossier_return(&actor, id, version, "đã giải quyết", None).await)
    } else {
        ("sends on", app.dossier_send(&actor, id, version, &to, "đúng thẩm quyền", None).await)
    };
    if done.is_ok() {
        scene.story.count(|f| f.handed += 1);
    }
    let said = said(&done, scene);
    scene.story.tell(format!("{} {what} {id}: {said}", actor.unit));
    Ok(())
}

/// The province's administrator sends somebody's account to a commune.
pub async fn send_person(scene: &mut Scene, at: Where) -> anyhow::Result<()> {
    let Some((app, _)) = scene.running(at) else { return Ok(()) };
    let administrators = look::staff(&app, &scene.province, Role::Administrator).await?;
    let own = |a: &&Account| a.unit == scene.province;
    let Some(administrator) = administrators.iter().find(own).cloned() else { return Ok(()) };
    let role = [Role::Specialist, Role::Leader];
    let role = scene.dice.pick(&role).copied().unwrap_or(Role::Specialist);
    let staff = look::staff(&app, &scene.province, role).await?;
    let own = |a: &&Account| a.unit == scene.province;
    let Some(person) = staff.iter().find(own).map(|a| a.person) else { return Ok(()) };
    let Some(to) = scene.dice.pick(&scene.communes).cloned() else { return Ok(()) };
    let actor = administrator.actor(app.now().day());
    let sent = app.person_send(&actor, person, &to, None).await;
    if sent.is_ok() {
        scene.once.people += 1;
        scene.story.count(|f| f.handed += 1);
    }
    let said = sent.map_err(|error| error.code().to_owned());
    scene.story.tell(format!("{person} goes to {to}: {said:?}"));
    Ok(())
}
