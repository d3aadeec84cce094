//! Packs on record: published by the province, refused whole where they are broken, in force on their day;
//! what becomes of dossiers under way; what units lay over them.

use crate::node::Node;
use crate::registers::{CARD, pack};
use app::dossier::{ActInput, ApplicantInput, Intake};
use app::packs::NotPublished;
use domain::dossier::Event;
use domain::identity::{Actor, Role};
use domain::packs::pack::Files;
use domain::words::DossierId;
use serde_json::json;

/// The pack in another version, with something replaced in one of its files.
fn version(number: u32, more: &str, file: &str, old: &str, new: &str) -> Files {
    let mut files = pack();
    let head = files.get_mut("cards/pack.toml").unwrap();
    *head = head.replace("version = 1", &format!("version = {number}\n{more}"));
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    *text = text.replace(old, new);
    files
}

const PROCEDURE: &str = "cards/procedures/XA-THE-01.toml";

async fn office() -> (Node, Actor, Actor, Actor) {
    let node = Node::new("2025-08-15T08:00", "38").await;
    node.app.pack_publish(&pack(), "test").await.unwrap();
    let unit = node.unit("15085");
    let reception = node.actor(&unit, Role::Reception).await;
    let specialist = node.actor(&unit, Role::Specialist).await;
    let leader = node.actor(&unit, Role::Leader).await;
    (node, reception, specialist, leader)
}

async fn receive(node: &Node, actor: &Actor, name: &str) -> DossierId {
    let applicant = ApplicantInput { name: name.into(), ..ApplicantInput::default() };
    let serde_json::Value::Object(data) = json!({ "name": name }) else { panic!() };
    let intake = Intake { procedure: CARD.into(), applicant, data, ..Intake::default() };
    node.app.dossier_receive(actor, intake, None).await.unwrap().0.id.parse().unwrap()
}

async fn propose(node: &Node, actor: &Actor, id: DossierId) {
    let version = node.app.dossier_look(actor, id).await.unwrap().dossier.version;
    let serde_json::Value::Object(answers) = json!({ "grade": "light" }) else { panic!() };
    let input = ActInput { version, answers, ..ActInput::default() };
    node.app.dossier_act(actor, id, "propose", input, None).await.unwrap();
}

/// The version of the pack that a procedure runs under.
fn running(node: &Node) -> (u32, String) {
    let running = node.app.catalogue().find(CARD).cloned().unwrap();
    (running.definition.pack.as_ref().unwrap().version, running.revision)
}

async fn revision(node: &Node, actor: &Actor, id: DossierId) -> String {
    node.app.dossier_look(actor, id).await.unwrap().dossier.filing.revision
}

#[tokio::test]
async fn a_broken_pack_is_refused_whole_and_the_running_one_stays() {
    let (node, reception, ..) = office().await;
    let before = running(&node);
    let broken = version(2, "", PROCEDURE, "data.post", "data.pots");
    let refused = node.app.pack_publish(&broken, "test").await.unwrap_err();
    let NotPublished::Faults(faults) = refused else { panic!("{refused:?}") };
    assert!(faults.iter().all(|f| f.file == PROCEDURE && f.line > 1), "{faults:?}");
    assert_eq!(running(&node), before);
    for same in [pack(), version(1, "", PROCEDURE, "\"5wd\"", "\"4wd\"")] {
        let refused = node.app.pack_publish(&same, "test").await.unwrap_err();
        assert!(matches!(refused, NotPublished::Version { version: 1, known: 1, .. }), "{refused:?}");
    }
    receive(&node, &reception, "Lê Thị Ánh").await;
    let node = node.restarted().await;
    assert_eq!(running(&node), before, "what is published outlives a restart");
    node.verified();
}

#[tokio::test]
async fn a_version_runs_from_its_day_on_and_what_is_under_way_keeps_its_own() {
    let (node, reception, _, leader) = office().await;
    let first = running(&node);
    let old = receive(&node, &reception, "Lê Thị Ánh").await;
    let ahead = "effective = \"2025-09-01\"";
    let published =
        node.app.pack_publish(&version(2, ahead, PROCEDURE, "\"5wd\"", "\"3wd\""), "test").await.unwrap();
    assert_eq!(published[0].from.unwrap().to_string(), "2025-09-01");
    assert_eq!(running(&node), first);
    // The national catalogue published once more takes nothing away.
    node.app.publish_built_in().await.unwrap();
    assert_eq!(running(&node), first);
    node.clock.set("2025-09-01T08:00");
    node.app.clock_tick().await.unwrap();
    assert_eq!(running(&node).0, 2);
    let new = receive(&node, &reception, "Đỗ Văn Cường").await;
    assert_eq!(revision(&node, &leader, old).await, first.1);
    assert_eq!(revision(&node, &leader, new).await, running(&node).1);
    node.verified();
}

#[tokio::test]
async fn what_nobody_examines_yet_goes_over_by_itself_where_the_pack_says_so() {
    let (node, reception, specialist, leader) = office().await;
    let waits = receive(&node, &reception, "Lê Thị Ánh").await;
    let examined = receive(&node, &reception, "Đỗ Văn Cường").await;
    propose(&node, &specialist, examined).await;
    let promised = node.app.dossier_look(&leader, waits).await.unwrap().dossier.due();
    let next = version(2, "running = \"migrate\"", PROCEDURE, "\"5wd\"", "\"3wd\"");
    node.app.pack_publish(&next, "test").await.unwrap();
    assert_eq!(node.app.clock_tick().await.unwrap().revised, 1);
    assert_eq!(node.app.clock_tick().await.unwrap().revised, 0);
    let look = node.app.dossier_look(&leader, waits).await.unwrap();
    assert_eq!(look.dossier.filing.revision, running(&node).1);
    assert_eq!(look.dossier.due(), promised, "what was promised stays promised");
    let last = look.history.last().unwrap();
    assert_eq!(last.by, "system:packs");
    let Some(Event::Revised(revised)) = &last.event else { panic!("{:?}", last.event) };
    let changes: Vec<&str> = revised.changes.iter().map(|c| c.key.as_str()).collect();
    assert_eq!(changes, ["diff-limit"]);
    assert_ne!(revision(&node, &leader, examined).await, running(&node).1);
    propose(&node, &specialist, waits).await;
    node.verified();
}

#[tokio::test]
async fn where_the_pack_asks_the_leader_decides_one_by_one() {
    let (node, reception, specialist, leader) = office().await;
    let (one, two) = (receive(&node, &reception, "A").await, receive(&node, &reception, "B").await);
    let next = version(2, "running = \"ask\"", PROCEDURE, "\"5wd\"", "\"3wd\"");
    node.app.pack_publish(&next, "test").await.unwrap();
    assert_eq!(node.app.clock_tick().await.unwrap().revised, 0);
    assert!(node.app.revisions_asked(&specialist, 50).await.is_err());
    let asked = node.app.revisions_asked(&leader, 50).await.unwrap();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].changes[0].key, "diff-limit");
    node.app.revision_take(&leader, one, None).await.unwrap();
    assert!(node.app.revision_take(&leader, one, None).await.is_err(), "it went over already");
    let asked = node.app.revisions_asked(&leader, 50).await.unwrap();
    assert_eq!(asked.iter().map(|b| b.dossier.id()).collect::<Vec<_>>(), [two]);
    node.verified();
}

const OVERLAY: &str = r#"
[[local]]
after = "check"
[local.step]
id = "review"
role = "specialist"
title = { vi = "Rà soát", en = "Review", fr = "Revue" }
[[local.step.act]]
id = "pass"
to = "sign"
title = { vi = "Chuyển", en = "Pass", fr = "Passer" }
[[guide]]
step = "review"
kind = "manual"
title = { vi = "Rà soát", en = "Review", fr = "Revue" }
text = "Đối chiếu với sổ."
"#;

#[tokio::test]
async fn a_unit_lays_its_own_steps_and_guides_over_a_procedure() {
    let (node, reception, specialist, leader) = office().await;
    let before = receive(&node, &reception, "Lê Thị Ánh").await;
    let mut next = version(2, "", PROCEDURE, "\"5wd\"", "\"3wd\"");
    next.insert("cards/overlays/15085/XA-THE-01.toml".into(), OVERLAY.into());
    node.app.pack_publish(&next, "test").await.unwrap();
    let here = receive(&node, &reception, "Đỗ Văn Cường").await;
    let other = node.actor(&node.unit("14758"), Role::Reception).await;
    let there = receive(&node, &other, "Vũ Thị Cam").await;
    propose(&node, &specialist, here).await;
    propose(&node, &specialist, before).await;
    let look = node.app.dossier_look(&leader, here).await.unwrap();
    assert_eq!(look.dossier.step.as_str(), "review");
    assert_eq!(look.definition.guides.last().unwrap().text, "Đối chiếu với sổ.");
    assert_eq!(node.app.dossier_look(&leader, before).await.unwrap().dossier.step.as_str(), "sign");
    let away = node.app.dossier_look(&other, there).await.unwrap();
    assert!(away.definition.guides.is_empty() && away.definition.process.step(&look.dossier.step).is_none());
    node.act(&specialist, here, "pass").await;
    assert_eq!(node.app.dossier_look(&leader, here).await.unwrap().dossier.step.as_str(), "sign");
    assert_eq!(node.app.overlays_settle().await.unwrap(), 0, "what stands there stays");
    node.verified();
}
