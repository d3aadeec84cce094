//! The province looks after its nodes: who is invited, cut off, given a unit; what is published of them.

use crate::node::{BIRTH, Node, procedures};
use app::dossier::Proven;
use app::nodes::{LineRole, NodeState};
use app::{AppError, Once, Signer};
use domain::identity::{Actor, Role};
use domain::nodes::{FaultCause, NodeFault, PublicKey};
use domain::records::{Body as _, RecordKind};
use domain::words::{NodeId, UnitId};
use std::convert::Infallible;
use store::{Loaded, Reads, RecordChange, Stamp, Writes};

const BOX: [u8; 32] = [8; 32];

struct Office {
    node: Node,
    actor: Actor,
    commune: UnitId,
}

async fn office() -> Office {
    let node = Node::new("2026-03-09T08:00", "38").await;
    node.app.publish(procedures(&[BIRTH]), "setup", |_| {}).await.unwrap();
    let (province, commune) = (node.unit("38"), node.unit("14797"));
    let actor = node.actor(&province, Role::Province).await;
    Office { node, actor, commune }
}

impl Office {
    fn units(&self) -> [UnitId; 1] {
        [self.commune.clone()]
    }

    /// Sets a record of the province as a box's letter would.
    async fn record(&self, kind: RecordKind, key: &str, body: String) {
        let stamp = Stamp { at: self.node.app.now(), actor: "system:nodes".into(), salt: [1; 16] };
        let change = RecordChange { stamp, kind, key: key.to_owned(), body };
        let run = move |_: &Loaded| {
            Ok::<_, Infallible>(Writes { records: vec![change.clone()], ..Writes::default() })
        };
        self.node.app.store().submit(Reads::of(self.node.unit("38")), run).await.unwrap();
    }

    /// The box that was invited comes.
    async fn comes(&self, id: NodeId) {
        let (province, key) = (self.node.unit("38"), id.to_string());
        let read = move |r: &store::Reader<'_>| r.record(&province, RecordKind::Node, &key);
        let record = self.node.app.store().read(read).await.unwrap().unwrap();
        let mut node: domain::nodes::Node = record.read().unwrap();
        node.key = Some(PublicKey(Signer::from_secret(&BOX).public_key()));
        node.enrolled = Some(self.node.app.now());
        self.record(RecordKind::Node, &id.to_string(), node.text().unwrap()).await;
    }

    async fn invited(&self) -> NodeId {
        let invited = self.node.app.node_invite(Some(&self.actor), "Máy xã", &self.units(), None).await;
        invited.unwrap().node
    }
}

fn keys(error: AppError) -> Vec<&'static str> {
    let AppError::Invalid(problems) = error else { panic!("{error:?}") };
    problems.into_iter().map(|p| p.key).collect()
}

#[tokio::test]
async fn an_invitation_makes_the_centre_and_is_shown_once() {
    let office = office().await;
    let (app, units) = (&office.node.app, office.units());
    assert_eq!(app.standing().await.unwrap().role, LineRole::Alone);
    let once = || Some(Once::of("a", b"invite"));
    let first = app.node_invite(Some(&office.actor), "Máy xã", &units, once()).await.unwrap();
    assert!(first.token.as_ref().unwrap().starts_with("mc1."));
    assert!(!format!("{first:?}").contains(first.token.as_ref().unwrap()), "no log has it");
    let again = app.node_invite(Some(&office.actor), "Máy xã", &units, once()).await.unwrap();
    assert_eq!((again.node, again.token), (first.node, None));
    assert_eq!(app.standing().await.unwrap().role, LineRole::Centre);

    let view = app.nodes(&office.actor).await.unwrap();
    assert_eq!(view.centre.unwrap().state, NodeState::Centre);
    assert_eq!(view.invitations.len(), 1);
    assert_eq!(view.invitations[0].state, NodeState::Invited);
    let second = app.node_invite(None, "Máy khác", &units, None).await.unwrap_err();
    assert_eq!(keys(second), ["problem-node-invited"]);
    app.invitation_withdraw(Some(&office.actor), first.node).await.unwrap();
    app.invitation_withdraw(Some(&office.actor), first.node).await.unwrap();
    assert!(app.node_invite(None, "Máy khác", &units, None).await.is_ok());
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_and_who_may_not_is_told() {
    let office = office().await;
    let (app, actor) = (&office.node.app, Some(&office.actor));
    let invite = async |name: &str, units: &[UnitId]| {
        keys(app.node_invite(actor, name, units, None).await.unwrap_err())
    };
    assert_eq!(invite(" ", &office.units()).await, ["problem-node-name"]);
    assert_eq!(invite("Máy xã", &[]).await, ["problem-node-units"]);
    assert_eq!(invite("Máy xã", &[office.node.unit("38")]).await, ["problem-node-centre-unit"]);
    assert_eq!(invite("Máy xã", &[office.node.unit("01")]).await, ["problem-node-unit"]);
    let reception = office.node.actor(&office.commune, Role::Reception).await;
    let refused = app.node_invite(Some(&reception), "Máy xã", &office.units(), None).await;
    assert!(matches!(refused, Err(AppError::Forbidden)));
    assert!(matches!(app.nodes(&reception).await, Err(AppError::Forbidden)));
}

#[tokio::test]
async fn a_home_goes_to_a_box_and_comes_back_with_numbers_apart() {
    let office = office().await;
    let (app, actor) = (&office.node.app, Some(&office.actor));
    let reception = office.node.actor(&office.commune, Role::Reception).await;
    let (_, before) = office.node.receive(&reception, BIRTH, "Vàng Thị Mỷ").await;
    assert!(before.ends_with("-260309-0001"), "{before}");
    let id = office.invited().await;
    let early = app.node_give(actor, id, &office.commune).await.unwrap_err();
    assert_eq!(keys(early), ["problem-node-not-enrolled"]);
    office.comes(id).await;
    app.node_give(actor, id, &office.commune).await.unwrap();
    app.node_give(actor, id, &office.commune).await.unwrap();
    let view = app.nodes(&office.actor).await.unwrap();
    assert_eq!(view.boxes[0].units[0].home.as_ref().unwrap().epoch, 1, "given once");

    let elsewhere = app.node_invite(actor, "Máy mới", &office.units(), None).await.unwrap_err();
    assert_eq!(keys(elsewhere), ["problem-node-home-elsewhere"]);
    assert!(app.node_replace(actor, "Máy mới", &office.units(), None).await.is_ok());

    app.node_revoke(actor, id, "Máy bị mất").await.unwrap();
    app.node_revoke(actor, id, "lần nữa").await.unwrap();
    app.node_take_back(actor, &office.commune).await.unwrap();
    app.node_take_back(actor, &office.commune).await.unwrap();
    let (_, after) = office.node.receive(&reception, BIRTH, "Giàng Thị Dợ").await;
    assert!(after.ends_with("-260309-1001"), "what the lost box gave isn't given again: {after}");
    assert_eq!(office.node.differences(), Vec::<String>::new());
}

#[tokio::test]
async fn a_receipt_of_any_node_is_known_and_a_revoked_key_counts_for_what_was_before() {
    let office = office().await;
    let app = &office.node.app;
    let reception = office.node.actor(&office.commune, Role::Reception).await;
    let (dossier, code) = office.node.receive(&reception, BIRTH, "Vàng Thị Mỷ").await;
    let id = office.invited().await;
    office.comes(id).await;
    let own = app.receipt_proof(&reception, dossier).await.unwrap();
    let (digest, code) = (own.digest, code.parse().unwrap());
    assert!(matches!(app.receipt_check(own).await.unwrap(), Proven::Genuine { .. }));

    let stolen = Signer::from_secret(&BOX);
    let of_box = app.receipt_check(stolen.prove(&code, &digest)).await.unwrap();
    assert!(matches!(of_box, Proven::Genuine { ref node, .. } if node == "Máy xã"), "{of_box:?}");
    let unknown = stolen.prove(&code, &domain::ledger::Digest([9; 32]));
    let signed = app.receipt_check(unknown.clone()).await.unwrap();
    assert_eq!(signed, Proven::Signed { node: "Máy xã".to_owned(), revoked: None });
    let strange = Signer::from_secret(&[9; 32]).prove(&code, &digest);
    assert_eq!(app.receipt_check(strange).await.unwrap(), Proven::False);

    office.node.clock.set("2026-03-09T09:00");
    app.node_revoke(None, id, "Máy bị mất").await.unwrap();
    let kept = app.receipt_check(stolen.prove(&code, &digest)).await.unwrap();
    assert!(matches!(kept, Proven::Genuine { .. }), "it was received before");
    let doubtful = app.receipt_check(unknown).await.unwrap();
    assert!(matches!(doubtful, Proven::Signed { revoked: Some(_), .. }), "{doubtful:?}");
    let file = app.node_keys_file().await.unwrap();
    assert_eq!(file.keys.len(), 2);
    assert!(file.keys[1].revoked.is_some());
}

#[tokio::test]
async fn what_was_refused_is_settled_once_and_open_again_when_it_happens_again() {
    let office = office().await;
    let app = &office.node.app;
    let (now, cause) = (app.now(), FaultCause::UnknownKey);
    let fault = NodeFault {
        node: None,
        unit: None,
        cause,
        detail: "192.0.2.7".to_owned(),
        first: now,
        last: now,
        times: 1,
        settled: None,
    };
    let key = NodeFault::key(None, None, cause);
    office.invited().await;
    office.record(RecordKind::NodeFault, &key, fault.text().unwrap()).await;
    assert_eq!(app.standing().await.unwrap().faults, 1);
    let short = app.node_fault_settle(&office.actor, &key, " ").await.unwrap_err();
    assert_eq!(keys(short), ["problem-node-note"]);
    app.node_fault_settle(&office.actor, &key, "Máy của kỹ thuật viên").await.unwrap();
    app.node_fault_settle(&office.actor, &key, "Máy của kỹ thuật viên").await.unwrap();
    let second = app.node_fault_settle(&office.actor, &key, "Việc khác").await.unwrap_err();
    assert_eq!(keys(second), ["problem-node-settled"]);
    assert_eq!(app.standing().await.unwrap().faults, 0);
    let view = app.nodes(&office.actor).await.unwrap();
    assert_eq!(view.faults[0].settled_by.as_deref(), Some("Lò Thị province"));
    let unknown = app.node_fault_settle(&office.actor, "-/-/fork", "không có").await;
    assert!(matches!(unknown, Err(AppError::NotFound)));
}
