//! What goes from unit to unit where one of them lives on a machine of its own: a centre and a box as two
//! nodes, with their entries carried by hand.

use crate::node::{BIRTH, LAND, Node, on, procedures};
use app::territory::Pace;
use app::{AppError, Once};
use domain::dossier::{HandOverReason, Refusal, hand_over};
use domain::identity::{Place, Role, Scope};
use domain::nodes::Home;
use domain::records::Body as _;
use domain::words::{DossierId, NodeId, PersonId, UnitId};
use std::collections::BTreeMap;
use store::{Act, Beside, Copy, Loaded, Outcome, Reads, RecordChange, Stamp, Writes};

const CENTRE: u128 = 9;
const BOX: u128 = 1;
const PASSWORD: &str = "mat-khau-dai-va-de-nho";

/// Two wards become one; the second of them lives on the box.
const FILE: &str = "# act: 12/NQ-HĐND
# day: 2026-03-10
row,code,kind,name,parent,to,relation,archive
new,14758,phường,Hàm Rồng Mới,38,,,
ends,14758,,,,14758,whole,
ends,14797,,,,14758,whole,
";

fn node(n: u128) -> NodeId {
    NodeId(uuid::Uuid::from_u128(n))
}

fn stamp(node: &Node) -> Stamp {
    Stamp { at: node.app.now(), actor: "system:test".into(), salt: node.app.random() }
}

async fn be(node: &Node, n: u128) {
    let meta = |key: &str, value: String| Beside::Meta { key: key.into(), value };
    let mut marks = vec![meta("node", self::node(n).to_string())];
    if n == CENTRE {
        marks.push(meta("node-centre", "1".into()));
    }
    node.app.store().put_beside(node.unit("38"), marks).await.unwrap();
}

async fn home(centre: &Node, of: &UnitId, n: u128) {
    let home = Home { node: node(n), epoch: 1, since: centre.app.now(), floor: 0 };
    let (key, body) = (Home::KEY.to_owned(), home.text().unwrap());
    let record = RecordChange { stamp: stamp(centre), kind: Home::KIND, key, body };
    let run = move |_: &Loaded| Ok::<_, ()>(Writes { records: vec![record.clone()], ..Writes::default() });
    centre.app.store().submit(Reads::of(of.clone()), run).await.unwrap();
}

async fn copy(to: &Node, of: &UnitId, copy: Copy) {
    let run = move |_: &Loaded| Ok::<_, ()>(Writes { copy: Some(copy.clone()), ..Writes::default() });
    to.app.store().submit(Reads::of(of.clone()), run).await.unwrap();
    to.app.reload().await.unwrap();
}

/// A centre and the box of one of its communes.
struct Pair {
    centre: Node,
    own: Node,
    unit: UnitId,
}

impl Pair {
    /// The commune with this code gets a box; its people and procedures were there before.
    async fn new(code: &str) -> Self {
        let centre = Node::with_key("2026-03-09T09:00", "38", 38).await;
        let own = Node::with_key("2026-03-09T09:00", "38", 39).await;
        centre.app.publish(procedures(&[BIRTH, LAND]), "setup", |_| {}).await.unwrap();
        let unit = centre.unit(code);
        for role in [Role::Reception, Role::Specialist, Role::Leader, Role::Administrator] {
            centre.account(&unit, role).await;
        }
        be(&centre, CENTRE).await;
        be(&own, BOX).await;
        home(&centre, &unit, BOX).await;
        let pair = Self { centre, own, unit };
        pair.whole(&pair.centre, &pair.own).await;
        pair.down().await;
        pair
    }

    async fn whole(&self, from: &Node, to: &Node) {
        let unit = self.unit.clone();
        let after = to.app.store().read(move |r| r.head(&unit)).await.unwrap().map_or(0, |(seq, _)| seq);
        let unit = self.unit.clone();
        let entries =
            from.app.store().read(move |r| r.entries_batch(&unit, after, 10_000, usize::MAX)).await.unwrap();
        copy(to, &self.unit, Copy { entries, whole: true, at: to.app.now(), ..Copy::default() }).await;
    }

    /// What the box wrote goes to the centre.
    async fn up(&self) {
        self.whole(&self.own, &self.centre).await;
    }

    /// What concerns the box's unit comes from the centre.
    async fn down(&self) {
        let mirrored = self.own.app.store().read(|r| r.mirrored()).await.unwrap();
        let cursors: BTreeMap<UnitId, u64> = mirrored.into_iter().map(|m| (m.unit, m.seq)).collect();
        let to = vec![self.unit.clone()];
        let store = self.centre.app.store();
        let (of, known) = (to.clone(), cursors.clone());
        for ledger in store.read(move |r| r.inbox_ledgers(&of, &known)).await.unwrap() {
            let after = cursors.get(&ledger).copied().unwrap_or(0);
            let (unit, to) = (ledger.clone(), to.clone());
            let found = store.read(move |r| r.excerpt(&unit, &to, after, usize::MAX)).await.unwrap();
            let (entries, upto, secrets) = (found.entries, found.upto, found.secrets);
            let at = self.own.app.now();
            copy(&self.own, &ledger, Copy { entries, upto, secrets, at, ..Copy::default() }).await;
        }
    }

    fn both(&self, at: &str) {
        self.centre.clock.set(at);
        self.own.clock.set(at);
    }
}

async fn give(node: &Node, id: DossierId, from: &UnitId, to: &UnitId) {
    let to = Place { unit: to.clone(), province: node.unit("38") };
    let stamp = stamp(node);
    let run = move |loaded: &Loaded| {
        let why = HandOverReason::Decision { act: "3/QĐ".into(), reason: "thẩm quyền".into() };
        let event = hand_over(loaded.dossier.as_ref().unwrap(), to.clone(), why, false)?;
        let act = Act { stamp: stamp.clone(), dossier: id, event, note: String::new() };
        Ok::<_, Refusal>(Writes { acts: vec![act], ..Writes::default() })
    };
    let reads = Reads { dossier: Some(id), ..Reads::of(from.clone()) };
    let done = node.app.store().submit(reads, run).await.unwrap();
    assert!(matches!(done, Outcome::Done { .. }), "{done:?}");
}

async fn owner(node: &Node, id: DossierId) -> (UnitId, bool) {
    let found = node.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap();
    (found.dossier.place().unit, found.dossier.moved_to.is_some())
}

#[tokio::test]
async fn a_dossier_is_taken_over_where_its_new_unit_lives_and_only_once() {
    let pair = Pair::new("14758").await;
    let there = pair.centre.unit("14845");
    let reception = pair.centre.actor(&there, Role::Reception).await;
    let (id, code) = pair.centre.receive(&reception, BIRTH, "Lê Thị Ánh").await;
    give(&pair.centre, id, &there, &pair.unit).await;
    assert_eq!(pair.centre.app.between_tick().await.unwrap().dossiers, 0, "that is the box's to do");
    assert_eq!(owner(&pair.centre, id).await, (there.clone(), true));
    pair.down().await;
    assert_eq!(pair.own.app.between_tick().await.unwrap().dossiers, 1);
    assert!(pair.own.app.between_tick().await.unwrap().quiet(), "doing it again does nothing");
    assert_eq!(owner(&pair.own, id).await, (pair.unit.clone(), false));
    pair.up().await;
    assert_eq!(owner(&pair.centre, id).await, (pair.unit.clone(), false));
    // And back again, with its code.
    give(&pair.own, id, &pair.unit, &there).await;
    assert_eq!(pair.own.app.between_tick().await.unwrap().dossiers, 0);
    pair.up().await;
    assert_eq!(pair.centre.app.between_tick().await.unwrap().dossiers, 1);
    pair.down().await;
    for node in [&pair.centre, &pair.own] {
        let found = node.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap();
        assert_eq!(
            (found.dossier.place().unit, found.dossier.filing.code.to_string()),
            (there.clone(), code.clone())
        );
        node.verified();
    }
}

#[tokio::test]
async fn on_one_node_it_goes_the_same_way() {
    let node = Node::with_key("2026-03-09T09:00", "38", 38).await;
    node.app.publish(procedures(&[BIRTH]), "setup", |_| {}).await.unwrap();
    let (from, to) = (node.unit("14845"), node.unit("14758"));
    let reception = node.actor(&from, Role::Reception).await;
    let mut ids = Vec::new();
    for name in ["Lê Thị Ánh", "Vàng A Súa", "Đỗ Văn Cường"] {
        ids.push(node.receive(&reception, BIRTH, name).await.0);
    }
    for id in &ids {
        give(&node, *id, &from, &to).await;
    }
    let done = node.app.between_tick().await.unwrap();
    assert_eq!((done.dossiers, done.failed), (3, 0));
    assert!(node.app.between_tick().await.unwrap().quiet());
    assert_eq!(node.verified(), (3, 0));
}

#[tokio::test]
async fn an_account_that_is_sent_arrives_with_its_password_and_is_managed_there() {
    let pair = Pair::new("14758").await;
    let province = pair.centre.unit("38");
    let centre = &pair.centre.app;
    let administrator = pair.centre.actor(&province, Role::Administrator).await;
    let input = app::people::PersonInput {
        login: "vang.thi.may".into(),
        name: "Vàng Thị Mây".into(),
        title: "Công chức".into(),
        roles: vec!["specialist".into()],
    };
    let person: PersonId = centre.account_seed(&province, &input, Some(PASSWORD)).await.unwrap().person;
    // A commune's administrator sends nobody: that would make officers elsewhere.
    let theirs = pair.own.actor(&pair.unit, Role::Administrator).await;
    let specialist = pair.own.account(&pair.unit, Role::Specialist).await.person;
    let refused = pair.own.app.person_send(&theirs, specialist, &province, None).await;
    assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
    for _ in 0..2 {
        let once = Once::of("one", b"x");
        centre.person_send(&administrator, person, &pair.unit, Some(once)).await.unwrap();
    }
    let on_the_way = centre.sign_in("vang.thi.may", PASSWORD, "10.0.0.1").await;
    assert!(matches!(on_the_way, Err(AppError::SignedOut)), "nobody signs in on the way");
    assert_eq!(centre.between_tick().await.unwrap().people, 0);
    pair.down().await;
    assert_eq!(pair.own.app.between_tick().await.unwrap().people, 1);
    assert!(pair.own.app.between_tick().await.unwrap().quiet());
    pair.own.app.sign_in("vang.thi.may", PASSWORD, "10.0.0.1").await.unwrap();
    pair.own.app.person_set_roles(&theirs, person, 3, &["reception".to_owned()]).await.unwrap();
    pair.up().await;
    let elsewhere = centre.sign_in("vang.thi.may", PASSWORD, "10.0.0.1").await;
    assert!(matches!(elsewhere, Err(AppError::HomeElsewhere { .. })), "signing in is there now");
    let watch = pair.centre.actor(&province, Role::Province).await;
    let stands = centre.person_stands(&watch, person).await.unwrap();
    assert!(stands.elsewhere && stands.moving_to.is_none());
    assert_eq!(centre.person(&watch, person).await.unwrap().roles, [Role::Reception]);
    pair.centre.verified();
    pair.own.verified();
}

#[tokio::test]
async fn what_lives_elsewhere_is_not_written_here() {
    let pair = Pair::new("14758").await;
    let reception = pair.centre.actor(&pair.unit, Role::Reception).await;
    let applicant = app::dossier::ApplicantInput { name: "Lê Thị Ánh".into(), ..Default::default() };
    let intake = app::dossier::Intake { procedure: LAND.to_owned(), applicant, ..Default::default() };
    let refused = pair.centre.app.dossier_receive(&reception, intake, None).await;
    assert!(matches!(refused, Err(AppError::HomeElsewhere { .. })), "{:?}", refused.err());
    let (id, _) =
        pair.own.receive(&pair.own.actor(&pair.unit, Role::Reception).await, BIRTH, "Lê Thị Ánh").await;
    pair.up().await;
    let specialist = pair.centre.actor(&pair.unit, Role::Specialist).await;
    let version = pair.centre.app.dossier_look(&specialist, id).await.unwrap().dossier.version;
    let input = app::dossier::ActInput { version, ..Default::default() };
    let refused = pair.centre.app.dossier_act(&specialist, id, "forward", input, None).await;
    assert!(matches!(refused, Err(AppError::HomeElsewhere { .. })), "{refused:?}");
    // What time does is done by the home alone, and holds up nothing here.
    pair.both("2026-04-20T10:00");
    pair.centre.app.clock_tick().await.unwrap();
    assert!(pair.own.app.clock_tick().await.unwrap().reminded > 0);
    pair.up().await;
    pair.centre.verified();
}

#[tokio::test]
async fn each_node_carries_out_a_reorganisation_for_the_units_that_live_there() {
    let pair = Pair::new("14797").await;
    let (centre, own) = (&pair.centre, &pair.own);
    let ours = own.actor(&pair.unit, Role::Reception).await;
    let (at_box, _) = own.receive(&ours, BIRTH, "Lê Thị Ánh").await;
    let old = centre.unit("14758");
    let (at_centre, _) =
        centre.receive(&centre.actor(&old, Role::Reception).await, BIRTH, "Đỗ Văn Cường").await;
    pair.up().await;
    let watch = centre.actor(&centre.unit("38"), Role::Province).await;
    pair.both("2026-03-10T08:00");
    let applied = centre.app.territory_apply(Some(&watch), FILE, on()).await.unwrap();
    assert!(!applied.stopped && applied.done.units == 1, "{applied:?}");
    let new = centre.unit("14758");
    assert_eq!(owner(centre, at_centre).await, (new.clone(), false));
    assert_eq!(owner(centre, at_box).await, (pair.unit.clone(), false), "the box hands that over");
    let standing = centre.app.territory_standing(&watch).await.unwrap().remove(0);
    assert_eq!((standing.closed, standing.elsewhere, standing.finished()), (1, 1, false));
    // Nothing more to do here, however often it is asked.
    assert_eq!(centre.app.territory_run(Pace::default(), on()).await.unwrap().0.of, 0);
    pair.down().await;
    let (done, stopped) = own.app.territory_run(Pace::default(), on()).await.unwrap();
    assert!(done.units == 1 && done.dossiers == 0 && !stopped, "{done:?}");
    assert_eq!(owner(own, at_box).await, (pair.unit.clone(), true));
    pair.up().await;
    let done = centre.app.between_tick().await.unwrap();
    assert_eq!((done.dossiers, done.people, done.failed), (1, 4, 0));
    assert_eq!(owner(centre, at_box).await, (new.clone(), false));
    let people = centre.app.store().read(move |r| r.accounts(&Scope::Unit(new))).await.unwrap();
    assert_eq!(people.iter().filter(|a| a.login.ends_with("-14797")).count(), 4);
    let standing = centre.app.territory_standing(&watch).await.unwrap().remove(0);
    assert!(standing.finished() && standing.elsewhere == 0, "{standing:?}");
    assert_eq!(centre.app.territory_run(Pace::default(), on()).await.unwrap().0.of, 0);
    pair.down().await;
    assert_eq!(own.app.territory_run(Pace::default(), on()).await.unwrap().0.of, 0);
    centre.verified();
    own.verified();
}

#[tokio::test]
async fn a_successor_gives_no_number_that_the_unit_before_it_may_be_giving() {
    // The box of the unit whose code, and with it whose agency identifier, goes on is cut off at the merger.
    let pair = Pair::new("14758").await;
    let (centre, own) = (&pair.centre, &pair.own);
    let old = own.actor(&pair.unit, Role::Reception).await;
    own.receive(&old, BIRTH, "Lê Thị Ánh").await;
    pair.up().await;
    let watch = centre.actor(&centre.unit("38"), Role::Province).await;
    pair.both("2026-03-10T08:00");
    centre.app.territory_apply(Some(&watch), FILE, on()).await.unwrap();
    let new = centre.unit("14758");
    let input = app::people::PersonInput {
        login: "quay.moi".into(),
        name: "Lò Thị Quầy".into(),
        title: "Công chức".into(),
        roles: vec!["reception".into()],
    };
    let officer = centre.app.account_seed(&new, &input, None).await.unwrap().actor(centre.app.now().day());
    let (_, first) = centre.receive(&officer, BIRTH, "Đỗ Văn Cường").await;
    let (_, there) = own.receive(&old, BIRTH, "Đỗ Thị Dung").await;
    assert!(first.ends_with("-260310-5001") && there.ends_with("-260310-0001"), "{first} {there}");
    assert_eq!(first.split('-').next(), there.split('-').next(), "one identifier");
    let (_, second) = centre.receive(&officer, BIRTH, "Đỗ Văn Em").await;
    assert!(second.ends_with("-5002"), "{second}");
    // It hears of its end, and its last word comes up: all its numbers are known from then on.
    pair.down().await;
    own.app.territory_run(Pace::default(), on()).await.unwrap();
    pair.up().await;
    pair.both("2026-03-11T08:00");
    let (_, next) = centre.receive(&officer, BIRTH, "Đỗ Văn Phúc").await;
    assert!(next.ends_with("-260311-0001"), "{next}");
    centre.verified();
    own.verified();
}
