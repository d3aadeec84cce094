//! Parents and children on machines of their own.

use crate::children::{ASKING, object, pack};
use crate::node::Node;
use crate::nodes::{Wire, invited, level};
use app::dossier::{ActInput, ApplicantInput, Intake};
use domain::dossier::{Dossier, Stage};
use domain::identity::{Actor, Role};
use domain::words::DossierId;
use serde_json::json;

const MORNING: &str = "2026-03-09T09:00";
/// Who asks, to whom the dossier is sent on, and who is asked.
const ASKER: &str = "15085";
const OTHER: &str = "14797";
const ASKED: &str = "14758";
const ROLES: [Role; 3] = [Role::Reception, Role::Specialist, Role::Leader];

/// The box of a commune that reads the same packs.
async fn machine(centre: &Node, code: &str, key: u8) -> Node {
    let token = invited(centre, code).await;
    let own = Node::packed_with_key(MORNING, "38", &pack(), key).await;
    own.app.enroll(&Wire::to(centre), &token).await.unwrap();
    level(&own, centre).await;
    own
}

async fn officer(node: &Node, code: &str, role: Role) -> Actor {
    node.actor(&node.unit(code), role).await
}

async fn dossier(node: &Node, id: DossierId) -> Dossier {
    node.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap().dossier
}

/// Taken in, and asked of another unit; the dossier's id.
async fn asking(own: &Node) -> DossierId {
    let applicant = ApplicantInput { name: "Lê Thị Ánh".to_owned(), ..ApplicantInput::default() };
    let (data, with) = (object(json!({"about": "nhà đất"})), Some(Vec::new()));
    let intake = Intake { procedure: ASKING.to_owned(), applicant, data, with, ..Intake::default() };
    let reception = officer(own, ASKER, Role::Reception).await;
    let (answer, _) = own.app.dossier_receive(&reception, intake, None).await.unwrap();
    let id = answer.id.parse().unwrap();
    let answers = object(json!({ "units": [ASKED] }));
    let ask = ActInput { version: 1, answers, ..ActInput::default() };
    let specialist = officer(own, ASKER, Role::Specialist).await;
    own.app.dossier_act(&specialist, id, "ask", ask, None).await.unwrap();
    id
}

#[tokio::test]
async fn a_childs_end_reaches_whoever_has_its_parent_by_then() {
    let centre = Node::with_packs(MORNING, "38", &pack()).await;
    for code in [ASKER, OTHER, ASKED] {
        for role in ROLES {
            centre.account(&centre.unit(code), role).await;
        }
    }
    let asker = machine(&centre, ASKER, 21).await;
    let other = machine(&centre, OTHER, 22).await;
    let asked = machine(&centre, ASKED, 23).await;
    let parent = asking(&asker).await;
    level(&asker, &centre).await;
    level(&asked, &centre).await;
    assert_eq!(asked.app.between_tick().await.unwrap().children.received, 1);
    level(&asked, &centre).await;

    // The parent goes on to a third unit while the answer is waited for.
    let (specialist, seen) =
        (officer(&asker, ASKER, Role::Specialist).await, dossier(&asker, parent).await.version);
    let to = OTHER.parse().unwrap();
    asker.app.dossier_send(&specialist, parent, seen, &to, "thuộc thẩm quyền xã bên", None).await.unwrap();
    level(&asker, &centre).await;
    level(&other, &centre).await;
    assert_eq!(other.app.between_tick().await.unwrap().dossiers, 1);
    level(&other, &centre).await;
    let child = dossier(&other, parent).await.children().next().unwrap().asked.id;
    assert!(!dossier(&other, child).await.stage.ended(), "who waits may look how far it is");

    for (role, act) in ROLES.into_iter().cycle().skip(1).zip(["forward", "approve", "deliver"]) {
        asked.act(&officer(&asked, ASKED, role).await, child, act).await;
    }
    level(&asked, &centre).await;
    level(&other, &centre).await;
    assert_eq!(other.app.between_tick().await.unwrap().children.reported, 1);
    level(&other, &centre).await;
    for node in [&other, &centre] {
        let ended = dossier(node, parent).await.child(child).unwrap().ended.clone().unwrap();
        assert_eq!(ended.stage, Stage::Delivered);
    }
    assert_eq!(centre.families(), (1, 0, 0));
    for node in [&asker, &other, &asked, &centre] {
        node.verified();
    }
    // What is told is told once.
    let round = other.app.round(&Wire::to(&centre)).await.unwrap();
    assert_eq!((round.pulled, round.pushed), (0, 0));
}
