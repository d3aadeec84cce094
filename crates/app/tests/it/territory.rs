//! A small reorganisation, from the dry run to the last decision; stopped after every step it comes to the
//! same end.

use crate::node::{BIRTH, LAND, Node, on, procedures, stop_after};
use app::dossier::PaperName;
use app::territory::{Decide, Dues, Pace, WaitingQuery};
use app::{AppError, DossierRow};
use domain::identity::{Actor, Right, Role, Scope, scope};
use domain::words::{DossierId, UnitId};
use lang::{Lang, Words};
use std::collections::BTreeMap;

/// Two wards become one under the code of the first. A third is divided: all people go with a part of the
/// area to the new one, the rest of the area goes to a neighbour. A fourth is divided between the two, and
/// nothing tells who goes where.
const FILE: &str = "# act: 12/NQ-HĐND
# day: 2026-03-10
row,code,kind,name,parent,to,relation,archive
new,14758,phường,Hàm Rồng Mới,38,,,
ends,14758,,,,14758,whole,
ends,14797,,,,14758,whole,
ends,14812,,,,14758,part-area-all-population,
ends,14812,,,,14845,part-area,
ends,14818,,,,14758,part,yes
ends,14818,,,,14845,part,
";

const OLD: [&str; 4] = ["14758", "14797", "14812", "14818"];

struct Story {
    node: Node,
    centre: Actor,
    units: BTreeMap<&'static str, UnitId>,
    /// Code and id of everything that was taken in.
    filed: Vec<(String, DossierId)>,
}

async fn story() -> Story {
    let node = Node::new("2026-03-09T09:00", "38").await;
    node.app.publish(procedures(&[BIRTH, LAND]), "setup", |_| {}).await.unwrap();
    let mut filed = Vec::new();
    let mut units = BTreeMap::new();
    for code in OLD.into_iter().chain(["14845", "38"]) {
        units.insert(code, node.unit(code));
    }
    for code in OLD {
        let unit = &units[code];
        let reception = node.actor(unit, Role::Reception).await;
        for (procedure, name) in [(BIRTH, "Lê Thị Ánh"), (LAND, "Đỗ Văn Cường"), (BIRTH, "Vàng A Súa")]
        {
            let (id, code) = node.receive(&reception, procedure, name).await;
            filed.push((code, id));
        }
        let (specialist, leader) =
            (node.actor(unit, Role::Specialist).await, node.actor(unit, Role::Leader).await);
        let done = filed.last().unwrap().1;
        node.act(&specialist, done, "forward").await;
        node.act(&leader, done, "approve").await;
        node.act(&reception, done, "deliver").await;
    }
    let centre = node.actor(&units["38"], Role::Province).await;
    Story { node, centre, units, filed }
}

impl Story {
    async fn open_rows(&self) -> Vec<DossierRow> {
        let (scope, filter) = (
            scope(&self.centre, Right::DossierRead),
            store::read::WorklistFilter { open: true, ..Default::default() },
        );
        let store = self.node.app.store();
        let page = store.read(move |r| r.worklist(&scope, &filter, app::Sort::Due, None, 999)).await.unwrap();
        page.rows
    }

    async fn owner(&self, id: DossierId) -> (UnitId, UnitId) {
        let found = self.node.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap();
        (found.dossier.place().unit, found.kept.unit)
    }

    /// Where everything and everybody is.
    async fn state(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (code, id) in &self.filed {
            let found = self.node.app.store().read({
                let id = *id;
                move |r| r.dossier(id)
            });
            let found = found.await.unwrap().unwrap();
            let d = found.dossier;
            lines.push(format!("{code} {} {} {:?} {}", d.place().unit, found.kept.unit, d.due(), d.version));
        }
        let all = Scope::Province(self.units["38"].clone());
        for a in self.node.app.store().read(move |r| r.accounts(&all)).await.unwrap() {
            lines.push(format!("{} {} {:?} {:?} {}", a.login, a.unit, a.roles, a.moved_to, a.version));
        }
        lines
    }
}

#[tokio::test]
async fn told_beforehand_done_on_its_day_and_decided_where_no_rule_tells() {
    let story = story().await;
    let Story { node, centre, units, filed } = &story;
    let before = story.open_rows().await;
    let report = node.app.territory_dry_run(Some(centre), FILE).await.unwrap();
    assert!(report.applicable(), "{:?}", report.faults);
    assert_eq!((report.ending, report.ending_here), (4, 4));
    assert_eq!((report.moving(), report.undecided()), (6 - 1, 3));
    assert_eq!(report.due, Dues::of(before.iter()));
    assert_eq!(report.due.count, 8);
    assert_eq!(report.people.len(), 12);
    let lacks: Vec<_> = report.missing.iter().map(|m| (m.unit.code(), m.role)).collect();
    assert_eq!(lacks, [("14758", Role::Administrator)]);
    let goes_on = |l: &&app::territory::SeriesLine| l.goes_on.is_some();
    assert_eq!(
        report.series.iter().filter(goes_on).map(|l| l.agency.as_str()).collect::<Vec<_>>(),
        ["H56.001"]
    );
    assert_eq!(report.queues.iter().map(|q| q.dossiers).sum::<u64>(), report.moving());
    assert_eq!(node.verified(), (0, 0), "a dry run writes nothing");

    let reception = node.actor(&units["14797"], Role::Reception).await;
    let proof = node.app.receipt_proof(&reception, filed[3].1).await.unwrap();
    let applied = node.app.territory_apply(Some(centre), FILE, on()).await.unwrap();
    assert!(applied.scheduled.is_some() && story.open_rows().await.len() == 8, "its day is still to come");
    assert_eq!(node.app.territory_run(Pace::default(), on()).await.unwrap().0.of, 0);

    node.clock.set("2026-03-10T07:30");
    let refused = node.app.dossier_receive(&reception, app::dossier::Intake::default(), None).await;
    assert_eq!(refused.unwrap_err().code(), "unit-ended", "a unit that is no more takes nothing in");
    let (done, stopped) = node.app.territory_run(Pace::default(), on()).await.unwrap();
    assert_eq!((done.units, done.dossiers, done.people, stopped), (4, 5, 12, false));
    assert_eq!(node.verified(), (5, 0));
    let new = node.unit("14758");
    assert_ne!(new, units["14758"]);

    let after = story.open_rows().await;
    assert_eq!(Dues::of(after.iter()), report.due, "no due date changes, no dossier is lost");
    for (code, id) in filed {
        let found = node.app.dossier_id_of(centre, &code.parse().unwrap()).await.unwrap();
        assert_eq!(found, *id, "every old code leads to its dossier");
    }
    assert_eq!(story.owner(filed[0].1).await.0, new);
    assert_eq!(story.owner(filed[7].1).await.0, units["14812"], "land is divided: it waits");
    assert_eq!(story.owner(filed[6].1).await.0, new, "people's matters go with the people");
    assert_eq!(story.owner(filed[9].1).await.0, units["14818"], "nothing tells: it waits");
    assert_eq!(story.owner(filed[5].1).await, (units["14797"].clone(), new.clone()), "the archive is kept");

    // The person works on at the new unit; the old receipt verifies and prints under the old name.
    let reception = node.actor(&units["14797"], Role::Reception).await;
    assert_eq!(reception.unit, new);
    assert!(matches!(node.app.receipt_check(proof).await.unwrap(), app::dossier::Proven::Genuine { .. }));
    let words = Words::of(Lang::Vi);
    let paper =
        node.app.print(&reception, filed[3].1, PaperName::Receipt, "https://x.vn", words).await.unwrap();
    let paper = paper.html();
    assert!(paper.contains("Hạc Thành") && !paper.contains("Hàm Rồng Mới"));
    let control =
        node.app.print(&reception, filed[3].1, PaperName::Control, "https://x.vn", words).await.unwrap();
    let control = control.html();
    assert!(control.contains("Hàm Rồng Mới"));
    let specialist = node.actor(&units["14797"], Role::Specialist).await;
    node.act(&specialist, filed[3].1, "forward").await;
    let again = node.receive(&reception, BIRTH, "Hồ Thị Mới").await.1;
    assert_eq!(again, "H56.001-260310-0001");
    decided(&story, &new).await;
}

async fn decided(story: &Story, new: &UnitId) {
    let Story { node, centre, units, filed } = story;
    let waiting = node.app.territory_waiting(centre, &WaitingQuery::default()).await.unwrap();
    assert_eq!(waiting.units, [(units["14812"].clone(), 1), (units["14818"].clone(), 2)]);
    assert_eq!(waiting.rows.len(), 3);
    let query = WaitingQuery { unit: units["14818"].to_string(), limit: 1 };
    let one = node.app.territory_waiting(centre, &query).await.unwrap();
    assert_eq!((one.rows.len(), &one.rows[0].unit), (1, &units["14818"]));
    assert_eq!(waiting.candidates[&units["14818"]].len(), 2);
    assert!(waiting.rows.is_sorted_by_key(|r| r.sort_at));
    let reader = node.actor(&units["14797"], Role::Reception).await;
    assert!(matches!(
        node.app.territory_waiting(&reader, &WaitingQuery::default()).await,
        Err(AppError::Forbidden)
    ));
    let ids: Vec<String> = waiting.rows.iter().map(|r| r.id.to_string()).collect();
    let decide = Decide {
        dossiers: ids.clone(),
        to: new.to_string(),
        act: "15/QĐ-UBND".into(),
        reason: "Người nộp ở khu phố 3".into(),
    };
    let elsewhere = Decide { to: "14848".into(), ..decide.clone() };
    let refused = node.app.territory_decide(centre, &elsewhere).await.unwrap_err();
    assert!(matches!(&refused, AppError::Invalid(p) if p[0].key == "problem-not-a-successor"));
    let mute = Decide { reason: String::new(), ..decide.clone() };
    assert!(matches!(node.app.territory_decide(centre, &mute).await, Err(AppError::Invalid(_))));
    assert!(matches!(node.app.territory_decide(&reader, &decide).await, Err(AppError::Invalid(_))));
    let done = node.app.territory_decide(centre, &decide).await.unwrap();
    assert_eq!((done.moved, done.before), (3, 0));
    let done = node.app.territory_decide(centre, &decide).await.unwrap();
    assert_eq!((done.moved, done.before), (0, 3), "twice is once");
    assert_eq!(story.owner(filed[9].1).await.0, *new);
    assert!(node.app.territory_waiting(centre, &WaitingQuery::default()).await.unwrap().rows.is_empty());
    assert_eq!(node.verified(), (8, 0));
}

#[tokio::test]
async fn stopped_after_every_step_and_switched_off_it_comes_to_the_same_end() {
    let whole = story().await;
    whole.node.clock.set("2026-03-10T07:30");
    whole.node.app.territory_apply(None, FILE, on()).await.unwrap();
    let expected = whole.state().await;

    let mut story = story().await;
    story.node.clock.set("2026-03-10T07:30");
    let first = story.node.app.territory_apply(None, FILE, stop_after(1)).await.unwrap();
    assert!(first.stopped);
    let one_by_one = Pace { units: 1, things: 1 };
    let mut steps = 1;
    loop {
        story.node = story.node.restarted().await;
        story.node.verified();
        let total = story.open_rows().await.len();
        assert!((3..=8).contains(&total), "what is on its way comes back: {total}");
        let (_, stopped) = story.node.app.territory_run(one_by_one, stop_after(1)).await.unwrap();
        if !stopped {
            break;
        }
        steps += 1;
        assert!(steps < 200, "it never ends");
    }
    assert!(steps > 24, "stopped {steps} times");
    assert_eq!(story.state().await, expected);
    assert_eq!(story.node.verified(), (5, 0));
    // Once more changes nothing.
    let again = story.node.app.territory_apply(None, FILE, on()).await.unwrap();
    assert_eq!((again.done.dossiers, again.done.people), (0, 0));
    assert_eq!(story.state().await, expected);
}

#[tokio::test]
async fn what_would_go_wrong_is_refused_and_changes_nothing() {
    let story = story().await;
    let Story { node, centre, units, .. } = &story;
    let before = story.state().await;
    let cases = [
        (FILE.replace("14818,,,,14845", "14818,,,,99999"), "fault-unknown-successor"),
        (FILE.replace("ends,14797,,,,14758", "ends,14797,,,,14797"), "fault-cycle"),
        (FILE.replace("2026-03-10", "2026-03-09"), "problem-decided-since"),
        (String::new(), "fault-"),
    ];
    for (file, key) in cases {
        let AppError::Invalid(problems) =
            node.app.territory_apply(Some(centre), &file, on()).await.unwrap_err()
        else {
            panic!("{key}")
        };
        assert!(problems.iter().any(|p| p.key.starts_with(key)), "{key}: {problems:?}");
    }
    let report = node.app.territory_dry_run(None, &FILE.replace("2026-03-10", "2026-03-09")).await.unwrap();
    assert_eq!(report.decided_since.len(), 4);
    assert!(!report.applicable());
    // Who watches over another province, or over none, carries nothing out here.
    let foreign = node.actor(&node.unit("40"), Role::Province).await;
    let leader = node.actor(&units["14758"], Role::Leader).await;
    for actor in [&foreign, &leader] {
        let refused = node.app.territory_apply(Some(actor), FILE, on()).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
        assert!(matches!(node.app.territory_dry_run(Some(actor), FILE).await, Err(AppError::Forbidden)));
    }
    assert_eq!(story.state().await.iter().filter(|l| !l.contains("-40")).count(), before.len());
    assert!(node.app.world().recorded_all().is_empty());
    assert_eq!(node.verified(), (0, 0));
}
