//! What must hold at a quiet point. Each check says what is violated; all of them are heard.

use crate::look::{self, Filed};
use crate::people::{Answered, Kept, Reception};
use crate::scene::{CENTRE, Scene};
use anyhow::{Context as _, bail};
use app::App;
use domain::ledger::{Digest, standing};
use domain::nodes::FaultCause;
use domain::words::{BlobId, DossierId, NodeId, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use store::verify::{Report, rebuild, verify};

/// What a check finds.
#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    fn unless(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.0.push(what());
        }
    }
}

/// A machine that is home to something, and what it has.
struct Living {
    name: String,
    app: App,
    node: Option<NodeId>,
    replaced: bool,
    disk: u32,
}

/// Checks everything; `last` when the seed is at its end: then the rows are also made anew from the entries.
pub async fn check(scene: &mut Scene, last: bool) -> anyhow::Result<()> {
    let centre = scene.centre.app.clone().context("the centre is off")?;
    let mut living = vec![Living {
        name: CENTRE.to_owned(),
        node: look::node(&centre).await?,
        app: centre.clone(),
        replaced: false,
        disk: scene.centre.disk,
    }];
    for machine in &scene.boxes {
        let Some(app) = machine.app.clone() else { continue };
        let (name, node) = (machine.name.clone(), look::node(&app).await?);
        living.push(Living { name, node, app, replaced: machine.replaced, disk: machine.disk });
    }
    let mut found = Found::default();
    ledgers(scene, &living, &mut found).await?;
    chains(scene, last, &mut found).await?;
    receptions(scene, &centre, &living, last, &mut found).await?;
    owners(scene, &centre, &living, &mut found).await?;
    for (cause, detail) in look::faults(&centre).await? {
        let never = matches!(cause, FaultCause::Altered | FaultCause::Unreadable);
        found.unless(!never, || format!("a fault that nobody caused: {}: {detail}", cause.as_str()));
    }
    if found.0.is_empty() {
        scene.story.tell("all is as it must be");
        return Ok(());
    }
    let many = found.0.len();
    found.0.truncate(20);
    bail!("{many} violations\n{}", found.0.join("\n"))
}

/// A box has its own ledgers as the centre has them; how everything stands goes into the log.
async fn ledgers(scene: &Scene, living: &[Living], found: &mut Found) -> anyhow::Result<()> {
    let (all, Some(centre)) = (scene.ledgers(), living.first()) else { return Ok(()) };
    let homes = look::homes(&centre.app).await?;
    for machine in living {
        let heads = look::heads(&machine.app, &all).await?;
        scene.story.tell(format!("{} stands at {}", machine.name, of(&heads)));
        if machine.replaced {
            continue;
        }
        let own = all.iter().filter(|unit| homes.get(*unit).copied() == machine.node);
        let own: Vec<UnitId> = own.cloned().collect();
        let (here, there) = (look::heads(&machine.app, &own).await?, look::heads(&centre.app, &own).await?);
        found.unless(of(&here) == of(&there), || {
            format!("{} and the centre differ: {here:?} {there:?}", machine.name)
        });
    }
    Ok(())
}

fn of(heads: &[(UnitId, u64, Digest)]) -> Digest {
    standing(heads.iter().map(|(unit, seq, hash)| (unit, *seq, *hash)))
}

/// Every machine's chains and rows agree; at the end also when the rows are made anew. Nothing is on its way
/// any more.
async fn chains(scene: &mut Scene, last: bool, found: &mut Found) -> anyhow::Result<()> {
    let report = verify(scene.centre.dir(), &mut |_, _| {})?;
    let waits = (report.in_transit, report.children_asked, report.children_untold);
    found.unless(waits == (0, 0, 0), || {
        format!("at rest, and still on its way: {waits:?} (dossiers, children asked for, ends not told)")
    });
    agrees(CENTRE, &report, &scene.gone, found);
    // A box that is thought lost may have some, and come back.
    let away = scene.files_away()?;
    let awaited: Vec<_> = report.files_awaited.difference(&away).collect();
    found.unless(awaited.is_empty(), || {
        format!("these files were on no disk that was lost, and the centre waits for them: {awaited:?}")
    });
    strays_files(scene, &away, found).await?;
    if last {
        let lost = report.files_awaited.len() + report.files_missing.len();
        scene.story.count(|f| f.files_lost += u64::try_from(lost).unwrap_or(u64::MAX));
    }
    for machine in scene.boxes.iter().filter(|m| m.app.is_some()) {
        agrees(&machine.name, &verify(machine.dir(), &mut |_, _| {})?, &scene.gone, found);
    }
    if !last {
        return Ok(());
    }
    let running = scene.boxes.iter().chain([&scene.centre]);
    let running: Vec<_> = running.filter_map(|m| Some((m.name.clone(), m.app.clone()?))).collect();
    for (name, app) in running {
        let copy = scene.spare_folder("copy");
        app.store().backup(copy.clone()).await?;
        agrees(&format!("{name}, made anew"), &made_anew(&copy)?, &scene.gone, found);
    }
    Ok(())
}

fn made_anew(copy: &Path) -> anyhow::Result<Report> {
    rebuild(copy, &mut |_, _| {})?;
    Ok(verify(copy, &mut |_, _| {})?)
}

/// Nothing differs, but for files that were on a lost disk alone, of entries that had left it.
fn agrees(name: &str, report: &Report, gone: &BTreeSet<BlobId>, found: &mut Found) {
    let lost = report.files_missing.intersection(gone).count();
    let first = || report.differences.iter().take(5).cloned().collect::<Vec<_>>().join("; ");
    let many = usize::try_from(report.difference_count).unwrap_or(usize::MAX);
    found.unless(many == lost, || format!("{name} doesn't verify: {}", first()));
}

/// What strays name is at the centre, for whoever looks at them.
async fn strays_files(scene: &Scene, away: &BTreeSet<BlobId>, found: &mut Found) -> anyhow::Result<()> {
    let centre = scene.centre.app.clone().context("the centre is off")?;
    for blob in look::strays_files(&centre).await? {
        let there = centre.store().blob_len(blob.clone()).await?.is_some();
        found.unless(there || away.contains(&blob), || {
            format!("file {blob} of a stray was on no disk that was lost, and isn't at the centre")
        });
    }
    Ok(())
}

/// Every answered reception is where it must be, once and only once.
async fn receptions(
    scene: &Scene,
    centre: &App,
    living: &[Living],
    last: bool,
    found: &mut Found,
) -> anyhow::Result<()> {
    let (homes, strays) = (look::homes(centre).await?, look::strays(centre).await?);
    let filed = look::filed(centre, &scene.ledgers()).await?;
    once_only(&filed, found);
    for r in &scene.receptions {
        let Some(answered) = &r.answered else { continue };
        let there = look::hash(centre, &answered.unit, answered.seq).await? == Some(answered.hash);
        let known = filed.iter().any(|f| f.id == answered.id && f.code == answered.code);
        found.unless(there == known, || {
            format!("request {} ({}): its entry is there: {there}, its dossier: {known}", r.n, answered.code)
        });
        let stray = strays.contains(&answered.hash);
        let old = scene.boxes.iter().find(|m| m.disk == r.disk && m.replaced);
        match (r.kept, old) {
            // It may have sent everything before it was gone, or not: that is seen when it comes back.
            (Kept::Disk, Some(old)) if old.app.is_none() => {}
            (Kept::Disk, Some(_)) => found.unless(there != stray, || told(r, answered, there, stray)),
            (Kept::Disk, None) => {
                found.unless(there && !stray, || told(r, answered, there, stray));
                at_home(&homes, living, r, answered, found).await?;
            }
            (Kept::Lost { centre_had: true }, _) => {
                found.unless(there && !stray, || told(r, answered, there, stray));
            }
            // A letter that was on its way when the disk was lost may still have arrived.
            (Kept::Lost { centre_had: false }, _) => {
                found.unless(!(there && stray), || told(r, answered, there, stray));
            }
        }
        if last {
            let lost = !there && !stray;
            scene.story.count(|f| f.strays += u64::from(stray));
            scene.story.count(|f| f.lost_with_disks += u64::from(lost));
        }
    }
    Ok(())
}

fn told(r: &Reception, answered: &Answered, there: bool, stray: bool) -> String {
    let (n, code, unit, seq) = (r.n, &answered.code, &answered.unit, answered.seq);
    format!(
        "request {n} ({code}, {unit}/{seq}, disk {}, {:?}): at the centre: {there}, stray: {stray}",
        r.disk, r.kept
    )
}

/// No request became two dossiers, no code two things.
fn once_only(filed: &[Filed], found: &mut Found) {
    let (mut marks, mut codes) = (BTreeMap::<&str, &str>::new(), BTreeMap::<&str, DossierId>::new());
    for f in filed {
        if !f.child
            && f.content.starts_with("sim-")
            && let Some(other) = marks.insert(&f.content, &f.code)
        {
            found.0.push(format!("{} is there twice: {other} and {}", f.content, f.code));
        }
        if let Some(other) = codes.insert(&f.code, f.id) {
            found.0.push(format!("{} is the code of two dossiers: {other} and {}", f.code, f.id));
        }
    }
}

/// The node that is home to the unit now has it too.
async fn at_home(
    homes: &BTreeMap<UnitId, NodeId>,
    living: &[Living],
    r: &Reception,
    answered: &Answered,
    found: &mut Found,
) -> anyhow::Result<()> {
    let Some(home) = homes.get(&answered.unit) else { return Ok(()) };
    let Some(machine) = living.iter().find(|m| m.node == Some(*home)) else {
        found.0.push(format!("{} lives at a node that nobody has: {home}", answered.unit));
        return Ok(());
    };
    let there = look::hash(&machine.app, &answered.unit, answered.seq).await? == Some(answered.hash);
    found.unless(there, || {
        let (name, disk) = (&machine.name, machine.disk);
        format!("request {} of disk {} isn't at its home {name} (disk {disk})", r.n, r.disk)
    });
    Ok(())
}

/// Every dossier has one owner: its versions run 1, 2, 3 through all ledgers, and whoever knows a version
/// knows the same one. The home of its owner knows the newest.
async fn owners(scene: &Scene, centre: &App, living: &[Living], found: &mut Found) -> anyhow::Result<()> {
    let homes = look::homes(centre).await?;
    let filed = look::filed(centre, &scene.ledgers()).await?;
    let ids: BTreeSet<DossierId> = filed.iter().map(|f| f.id).collect();
    for id in ids {
        let story = look::history(centre, id).await?;
        let versions: Vec<u32> = story.iter().map(|e| e.head.version).collect();
        let dense = versions.iter().zip(1..).all(|(version, n)| *version == n);
        found.unless(dense, || format!("{id} has two owners: its versions are {versions:?}"));
        let hashes: BTreeMap<u32, Digest> = story.iter().map(|e| (e.head.version, e.hash)).collect();
        let owner = look::dossier(centre, id).await?.map(|d| d.place().unit);
        let home = owner.as_ref().and_then(|unit| homes.get(unit)).copied();
        for machine in living.iter().filter(|m| !m.replaced).skip(1) {
            let here = look::history(&machine.app, id).await?;
            let same = here.iter().all(|e| hashes.get(&e.head.version) == Some(&e.hash));
            found.unless(same, || format!("{} knows {id} otherwise than the centre", machine.name));
            let newest = here.last().map(|e| e.head.version) == versions.last().copied();
            let owns = home.is_some() && machine.node == home;
            let name = &machine.name;
            found.unless(!owns || newest, || format!("{name} owns {id} and lacks its newest version"));
        }
    }
    Ok(())
}
