//! A province's centre and boxes of communes, in one process: letters go by a line that can be cut, altered
//! and doubled.

use crate::node::{BIRTH, HandClock, Node, procedures};
use app::nodes::{EnrollError, Enrolled, LetterAnswer, Line, LineError, LineState, NodeState, RoundError};
use app::{App, AppError, StoreError};
use domain::identity::{Actor, Role};
use domain::ledger::Digest;
use domain::nodes::{FaultCause, NodeFault, Stray};
use domain::records::{Body, Record};
use domain::words::{Day, DossierId, UnitId};
use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use store::Blown;

pub const HERE: &str = "14758";
pub const THERE: &str = "14797";
pub const MORNING: &str = "2026-03-09T08:00";

/// What happens on the way.
#[derive(Clone, Copy, Default)]
pub struct Way {
    /// Letters from this one on don't arrive; counted from 0.
    pub cut: Option<usize>,
    /// The answer to this letter is lost.
    pub lost: Option<usize>,
    /// A byte of this letter is altered.
    pub altered: Option<usize>,
    /// Before this letter comes the centre's sessions run out.
    pub late: Option<usize>,
}

/// A line to a centre, which keeps what it carried.
pub struct Wire<'a> {
    centre: &'a App,
    clock: &'a HandClock,
    way: Way,
    carried: Mutex<Vec<Vec<u8>>>,
}

impl<'a> Wire<'a> {
    pub fn to(centre: &'a Node) -> Self {
        Self::by(centre, Way::default())
    }

    pub fn by(centre: &'a Node, way: Way) -> Self {
        Self { centre: &centre.app, clock: &centre.clock, way, carried: Mutex::default() }
    }

    pub fn carried(&self) -> Vec<Vec<u8>> {
        self.carried.lock().unwrap().clone()
    }
}

impl Line for Wire<'_> {
    fn carry<'a>(
        &'a self,
        mut letter: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, LineError>> + Send + 'a>> {
        let n = {
            let mut carried = self.carried.lock().unwrap();
            carried.push(letter.clone());
            carried.len() - 1
        };
        Box::pin(async move {
            let away = || Err(LineError::Away("cut".to_owned()));
            if self.way.cut.is_some_and(|at| n >= at) {
                return away();
            }
            if self.way.altered == Some(n) {
                *letter.last_mut().unwrap() ^= 1;
            }
            if self.way.late == Some(n) {
                self.clock.set("2026-03-09T08:31");
            }
            let answer = self.centre.letter(letter, "192.0.2.7").await;
            if self.way.lost == Some(n) {
                return away();
            }
            match answer {
                LetterAnswer::Sealed(answer) | LetterAnswer::Stranger(answer) => Ok(answer),
                LetterAnswer::Unreadable => {
                    Err(LineError::Refused { code: "400".to_owned(), text: "no letter".to_owned() })
                }
            }
        })
    }
}

pub async fn centre() -> Node {
    let centre = Node::new(MORNING, "38").await;
    centre.app.publish(procedures(&[BIRTH]), "setup", |_| {}).await.unwrap();
    for code in [HERE, THERE] {
        let unit = centre.unit(code);
        for role in [Role::Reception, Role::Specialist, Role::Leader] {
            centre.account(&unit, role).await;
        }
    }
    centre
}

/// A box that came by an invitation, and is level.
pub async fn enrolled(centre: &Node, code: &str, key: u8) -> (Node, Enrolled) {
    let token = invited(centre, code).await;
    let own = Node::with_key(MORNING, "38", key).await;
    let enrolled = own.app.enroll(&Wire::to(centre), &token).await.unwrap();
    level(&own, centre).await;
    (own, enrolled)
}

pub async fn invited(centre: &Node, code: &str) -> String {
    let units = [centre.unit(code)];
    let invitation = centre.app.node_replace(None, "Máy xã", &units, None).await.unwrap();
    invitation.token.unwrap()
}

/// Rounds until nothing moves.
pub async fn level(own: &Node, centre: &Node) {
    for _ in 0..20 {
        let round = own.app.round(&Wire::to(centre)).await.unwrap();
        if !round.more && round.pushed + round.pulled == 0 {
            return;
        }
    }
    panic!("it doesn't come to an end");
}

pub async fn head(node: &Node, unit: &UnitId) -> Option<(u64, Digest)> {
    let unit = unit.clone();
    node.app.store().read(move |r| r.head(&unit)).await.unwrap()
}

pub async fn records<T: Body + 'static>(node: &Node) -> Vec<T> {
    let found: Vec<Record> = node.app.store().read(|r| r.records(T::KIND)).await.unwrap();
    found.iter().map(|r| r.read().unwrap()).collect()
}

pub async fn faults(node: &Node) -> Vec<FaultCause> {
    let mut causes: Vec<FaultCause> = records::<NodeFault>(node).await.iter().map(|f| f.cause).collect();
    causes.sort();
    causes
}

pub async fn counter(node: &Node, code: &str) -> Actor {
    let unit = node.unit(code);
    node.actor(&unit, Role::Reception).await
}

pub async fn receive(node: &Node, code: &str, name: &str) -> (DossierId, String) {
    node.receive(&counter(node, code).await, BIRTH, name).await
}

pub async fn knows(node: &Node, id: DossierId) -> bool {
    node.app.store().read(move |r| r.dossier(id)).await.unwrap().is_some()
}

async fn owner(node: &Node, id: DossierId) -> UnitId {
    node.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap().dossier.place().unit
}

async fn version(node: &Node, id: DossierId) -> u32 {
    node.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap().dossier.version
}

pub fn refused(ended: Result<app::nodes::Round, RoundError>) -> String {
    match ended {
        Err(RoundError::Refused { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_a_box_receives_without_a_line_comes_to_the_centre() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (before, _) = receive(&centre, HERE, "Trước khi có máy").await;
    let (own, enrolled) = enrolled(&centre, HERE, 21).await;
    assert_eq!(enrolled.units, std::slice::from_ref(&unit));
    assert!(knows(&own, before).await, "what the unit did before is there");
    assert_eq!(head(&own, &unit).await, head(&centre, &unit).await);

    // From here on the centre doesn't write this unit's ledger.
    let elsewhere = centre.try_receive(&counter(&centre, HERE).await, BIRTH, "Ở tỉnh").await;
    assert_eq!(elsewhere.unwrap_err().code(), "home-elsewhere");

    let (first, code) = receive(&own, HERE, "Vàng Thị Pà").await;
    let (second, _) = receive(&own, HERE, "Lò Văn Tủa").await;
    let cut = own.app.round(&Wire::by(&centre, Way { cut: Some(0), ..Way::default() })).await;
    assert!(matches!(cut, Err(RoundError::Line(LineError::Away(_)))), "{cut:?}");
    let said = own.app.store().read(|r| r.meta("line-cut")).await.unwrap();
    assert!(said.is_some_and(|since| !since.is_empty()));

    level(&own, &centre).await;
    assert!(knows(&centre, first).await && knows(&centre, second).await);
    assert!(code.ends_with("-0002"), "numbers go on from the centre's: {code}");
    assert_eq!(head(&own, &unit).await, head(&centre, &unit).await);
    let day = Day::parse("2026-03-09").unwrap();
    let here = own.app.figures_of(&unit, day, day).await.unwrap();
    let there = centre.app.figures_of(&unit, day, day).await.unwrap();
    assert_eq!((here.total, here.days), (there.total, there.days));
    assert_eq!(there.total.received, 3);
    let said = own.app.store().read(|r| r.meta("line-cut")).await.unwrap();
    assert_eq!(said.as_deref(), Some(""));
    let sent = own.app.store().read(|r| r.sent()).await.unwrap();
    assert!(sent.iter().any(|s| s.unit == unit && !s.proof.is_empty()), "the centre's signed head is kept");
    assert!(faults(&centre).await.is_empty());
    centre.verified();
    own.verified();
}

#[tokio::test]
async fn a_round_may_be_cut_at_any_letter() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (own, _) = enrolled(&centre, HERE, 21).await;
    for n in 0..6 {
        receive(&own, HERE, &format!("Người thứ {n}")).await;
        let cut = Way { cut: Some(n), ..Way::default() };
        let _ = own.app.round(&Wire::by(&centre, cut)).await;
        let lost = Way { lost: Some(n), ..Way::default() };
        let _ = own.app.round(&Wire::by(&centre, lost)).await;
    }
    level(&own, &centre).await;
    assert_eq!(head(&own, &unit).await, head(&centre, &unit).await);
    assert!(faults(&centre).await.is_empty());
    centre.verified();
    own.verified();
}

#[tokio::test]
async fn a_session_that_was_forgotten_is_opened_anew_in_the_middle() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let (id, _) = receive(&own, HERE, "Vàng Thị Pà").await;
    // Letters: greeting, standing, push, which is asked for another greeting, and comes again.
    let line = Wire::by(&centre, Way { late: Some(2), ..Way::default() });
    let round = own.app.round(&line).await.unwrap();
    assert!(round.pushed > 0);
    assert!(knows(&centre, id).await);
    assert!(faults(&centre).await.is_empty(), "a greeting may be old: it says nothing of a clock");
    own.app.round(&Wire::to(&centre)).await.unwrap();
    assert_eq!(faults(&centre).await, [FaultCause::Clock], "only that the clocks are apart");
}

#[tokio::test]
async fn a_dossier_goes_from_box_to_box_and_comes_back() {
    let centre = centre().await;
    let (a, _) = enrolled(&centre, HERE, 21).await;
    let (b, _) = enrolled(&centre, THERE, 22).await;
    level(&a, &centre).await;
    let (id, _) = receive(&a, HERE, "Vàng Thị Pà").await;
    let there = THERE.parse().unwrap();
    let sender = counter(&a, HERE).await;
    let seen = version(&a, id).await;
    a.app.dossier_send(&sender, id, seen, &there, "thuộc thẩm quyền xã bên", None).await.unwrap();
    level(&a, &centre).await;
    level(&b, &centre).await;
    assert_eq!(b.app.between_tick().await.unwrap().dossiers, 1);
    level(&b, &centre).await;
    level(&a, &centre).await;
    for node in [&a, &b, &centre] {
        assert_eq!(owner(node, id).await, centre.unit(THERE));
    }
    let returner = b.actor(&b.unit(THERE), Role::Specialist).await;
    let seen = version(&b, id).await;
    b.app.dossier_return(&returner, id, seen, "trả lại nơi tiếp nhận", None).await.unwrap();
    level(&b, &centre).await;
    level(&a, &centre).await;
    assert_eq!(a.app.between_tick().await.unwrap().dossiers, 1);
    level(&a, &centre).await;
    level(&b, &centre).await;
    for node in [&a, &b, &centre] {
        assert_eq!(owner(node, id).await, centre.unit(HERE));
        node.verified();
    }
    assert!(faults(&centre).await.is_empty());
}

#[tokio::test]
async fn what_was_altered_or_comes_twice_is_refused_and_reported() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (own, _) = enrolled(&centre, HERE, 21).await;
    receive(&own, HERE, "Vàng Thị Pà").await;
    let before = head(&centre, &unit).await;
    // Letters: greeting, standing, push.
    for at in 0..3 {
        let way = Way { altered: Some(at), ..Way::default() };
        assert_eq!(refused(own.app.round(&Wire::by(&centre, way)).await), "altered");
    }
    assert_eq!(head(&centre, &unit).await, before);
    assert_eq!(faults(&centre).await, [FaultCause::Altered]);

    let line = Wire::to(&centre);
    own.app.round(&line).await.unwrap();
    let after = head(&centre, &unit).await;
    assert_ne!(after, before);
    for letter in line.carried().into_iter().skip(1) {
        assert!(matches!(centre.app.letter(letter, "192.0.2.8").await, LetterAnswer::Sealed(_)));
    }
    assert_eq!(head(&centre, &unit).await, after);
    assert_eq!(faults(&centre).await, [FaultCause::Replayed, FaultCause::Altered]);
    for rubbish in [&b""[..], b"GET / HTTP/1.1", &[0; 200]] {
        assert_eq!(centre.app.letter(rubbish.to_vec(), "192.0.2.9").await, LetterAnswer::Unreadable);
    }
    for letter in line.carried() {
        let answer = own.app.letter(letter, "192.0.2.9").await;
        assert_eq!(answer, LetterAnswer::Unreadable, "a box answers no letters");
    }
    centre.verified();
}

#[tokio::test]
async fn a_revoked_node_and_a_stranger_are_refused_and_reported() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (own, enrolled) = enrolled(&centre, HERE, 21).await;
    let before = head(&centre, &unit).await;
    centre.app.node_revoke(None, enrolled.node, "mất máy").await.unwrap();
    receive(&own, HERE, "Vẫn tiếp nhận").await;
    assert_eq!(refused(own.app.round(&Wire::to(&centre)).await), "revoked");
    let said = own.app.store().read(|r| r.meta("line-refused")).await.unwrap();
    assert!(said.is_some_and(|said| said.starts_with("revoked")));
    assert_eq!(head(&centre, &unit).await, before);
    assert_eq!(faults(&centre).await, [FaultCause::Revoked]);

    let other = Node::with_key(MORNING, "38", 7).await;
    other.app.node_invite(None, "Máy khác", &[other.unit(THERE)], None).await.unwrap();
    assert_eq!(refused(own.app.round(&Wire::to(&other)).await), "unknown-key");
    assert_eq!(faults(&other).await, [FaultCause::UnknownKey]);
    let line = Wire::to(&centre);
    let _ = own.app.round(&line).await;
    for mut letter in line.carried() {
        let no = centre.app.letter(letter.clone(), "192.0.2.8").await;
        assert!(matches!(no, LetterAnswer::Sealed(_)), "who was revoked is known");
        let no = other.app.letter(letter.clone(), "192.0.2.8").await;
        assert!(matches!(no, LetterAnswer::Stranger(_)), "{no:?}");
        *letter.last_mut().unwrap() ^= 1;
        let no = centre.app.letter(letter, "192.0.2.8").await;
        assert!(matches!(no, LetterAnswer::Stranger(_)), "{no:?}");
    }
}

#[tokio::test]
async fn an_invitation_is_for_one_box_and_one_centre() {
    let centre = centre().await;
    let token = invited(&centre, HERE).await;
    let own = Node::with_key(MORNING, "38", 21).await;
    // The answer was lost: the same box asks again and gets the same answer.
    let lost = Way { lost: Some(0), ..Way::default() };
    let away = own.app.enroll(&Wire::by(&centre, lost), &token).await;
    assert!(matches!(away, Err(EnrollError::Line(_))), "{away:?}");
    let first = own.app.enroll(&Wire::to(&centre), &token).await.unwrap();
    assert!(matches!(own.app.enroll(&Wire::to(&centre), &token).await, Err(EnrollError::Already)));
    let again = Node::with_key(MORNING, "38", 21).await;
    assert_eq!(again.app.enroll(&Wire::to(&centre), &token).await.unwrap(), first);

    let thief = Node::with_key(MORNING, "38", 29).await;
    let no = thief.app.enroll(&Wire::to(&centre), &token).await;
    assert!(matches!(no, Err(EnrollError::Refused { ref code, .. }) if code == "bad-token"), "{no:?}");
    assert_eq!(faults(&centre).await, [FaultCause::BadToken]);
    let wrong = thief.app.enroll(&Wire::to(&centre), "mc1.a.b").await;
    assert!(matches!(wrong, Err(EnrollError::Token)));
    // Who answers has another key than the token says.
    let other = Node::with_key(MORNING, "38", 8).await;
    other.app.node_invite(None, "Máy khác", &[other.unit(THERE)], None).await.unwrap();
    let stranger = thief.app.enroll(&Wire::to(&other), &token).await;
    assert!(matches!(stranger, Err(EnrollError::NotTheCentre)), "{stranger:?}");

    let late = invited(&centre, THERE).await;
    centre.clock.set("2026-03-12T08:00");
    let no = thief.app.enroll(&Wire::to(&centre), &late).await;
    assert!(matches!(no, Err(EnrollError::Refused { ref code, .. }) if code == "bad-token"), "{no:?}");
}

#[tokio::test]
async fn a_box_with_an_empty_disk_gets_its_ledger_back() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let token = invited(&centre, HERE).await;
    let own = Node::with_key(MORNING, "38", 21).await;
    own.app.enroll(&Wire::to(&centre), &token).await.unwrap();
    level(&own, &centre).await;
    let (id, _) = receive(&own, HERE, "Vàng Thị Pà").await;
    level(&own, &centre).await;
    drop(own);
    let anew = Node::with_key(MORNING, "38", 21).await;
    anew.app.enroll(&Wire::to(&centre), &token).await.unwrap();
    level(&anew, &centre).await;
    assert!(knows(&anew, id).await);
    assert_eq!(head(&anew, &unit).await, head(&centre, &unit).await);
    receive(&anew, HERE, "Lò Văn Tủa").await;
    level(&anew, &centre).await;
    assert_eq!(head(&anew, &unit).await, head(&centre, &unit).await);
    anew.verified();
    centre.verified();
}

#[tokio::test]
async fn a_disk_that_was_set_back_is_brought_up_and_a_fork_goes_to_a_person() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (own, _) = enrolled(&centre, HERE, 21).await;
    // Where a server keeps the database it keeps its copies too.
    let (Some(first), Some(second)) = (own.kept().await, own.kept().await) else { return };
    let (known, _) = receive(&own, HERE, "Đã gửi").await;
    level(&own, &centre).await;
    let own = own.set_back(first).await;
    assert!(!knows(&own, known).await);
    level(&own, &centre).await;
    assert!(knows(&own, known).await, "what the centre has comes back");
    assert_eq!(head(&own, &unit).await, head(&centre, &unit).await);
    let (more, _) = receive(&own, HERE, "Sau đó").await;
    level(&own, &centre).await;
    assert!(knows(&centre, more).await);

    let own = own.set_back(second).await;
    let (forked, _) = receive(&own, HERE, "Ghi trước khi nối lại").await;
    let before = head(&centre, &unit).await;
    for _ in 0..2 {
        assert_eq!(refused(own.app.round(&Wire::to(&centre)).await), "fork");
    }
    assert_eq!(head(&centre, &unit).await, before);
    assert!(!knows(&centre, forked).await);
    let strays = records::<Stray>(&centre).await;
    assert_eq!(strays.len(), 1, "once, whole, for a person");
    assert_eq!(strays[0].entry.subject, forked.to_string());
    assert!(strays[0].entry.body.as_ref().is_some_and(|body| body.contains("Ghi trước")));
    assert_eq!(faults(&centre).await, [FaultCause::Fork]);
    centre.verified();
}

#[tokio::test]
async fn a_replaced_box_that_comes_back_brings_what_only_it_had() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (old, _) = enrolled(&centre, HERE, 21).await;
    let (sent, _) = receive(&old, HERE, "Đã gửi").await;
    level(&old, &centre).await;
    let (only, _) = receive(&old, HERE, "Chưa gửi").await;

    let (new, _) = enrolled(&centre, HERE, 22).await;
    assert!(knows(&new, sent).await && !knows(&new, only).await);
    let (next, _) = receive(&new, HERE, "Tiếp nhận trên máy mới").await;
    level(&new, &centre).await;
    let of = unit.clone();
    let home = centre.app.store().read(move |r| r.home(&of));
    assert_eq!(home.await.unwrap().unwrap().epoch, 2);

    level(&old, &centre).await;
    let strays = records::<Stray>(&centre).await;
    assert_eq!(strays.len(), 1);
    assert_eq!((strays[0].entry.subject.clone(), strays[0].epoch), (only.to_string(), 1));
    assert_eq!(faults(&centre).await, [FaultCause::OlderEpoch]);
    assert!(!knows(&centre, only).await && knows(&centre, next).await);
    // The old box writes this unit's ledger no more.
    let elsewhere = old.try_receive(&counter(&new, HERE).await, BIRTH, "Trên máy cũ").await;
    assert_eq!(elsewhere.unwrap_err().code(), "home-elsewhere");
    assert_eq!(head(&new, &unit).await, head(&centre, &unit).await);
    assert!(old.app.standing().await.unwrap().ledgers.is_empty());
    // Nobody waits for it any more, however long it is silent.
    centre.clock.set("2026-03-09T10:00");
    let view = centre.app.nodes_view().await.unwrap();
    let states: Vec<NodeState> = view.boxes.iter().map(|node| node.state).collect();
    assert!(states.contains(&NodeState::Idle) && states.contains(&NodeState::Silent), "{states:?}");
    assert_eq!(centre.app.standing().await.unwrap().silent, 1, "the new one alone");
    new.verified();
    centre.verified();
}

#[tokio::test]
async fn a_clock_that_is_far_off_is_reported_and_refuses_nothing() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    own.clock.set("2026-03-09T08:40");
    let (id, _) = receive(&own, HERE, "Vàng Thị Pà").await;
    level(&own, &centre).await;
    assert!(knows(&centre, id).await);
    assert_eq!(faults(&centre).await, [FaultCause::Clock]);
    let ahead = own.app.store().read(|r| r.meta("line-clock")).await.unwrap();
    assert_eq!(ahead.as_deref(), Some("2400000"));
}

#[tokio::test]
async fn a_full_disk_at_the_centre_is_no_cut_line() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let (id, _) = receive(&own, HERE, "Vàng Thị Pà").await;
    let before = head(&centre, &unit).await;
    centre.fuse.blow_after(0, Blown::Full);
    assert_eq!(refused(own.app.round(&Wire::to(&centre)).await), "centre-full");
    let standing = own.app.standing().await.unwrap();
    assert_eq!((standing.state, standing.cut), (LineState::Full, None));
    assert_eq!(standing.unsent.dossiers, 1);
    assert_eq!(head(&centre, &unit).await, before);
    // With the line cut as well it is the line that people hear of.
    let cut = own.app.round(&Wire::by(&centre, Way { cut: Some(0), ..Way::default() })).await;
    assert!(matches!(cut, Err(RoundError::Line(LineError::Away(_)))), "{cut:?}");
    assert_eq!(own.app.standing().await.unwrap().state, LineState::Cut);
    centre.fuse.mend();
    level(&own, &centre).await;
    assert!(knows(&centre, id).await);
    let standing = own.app.standing().await.unwrap();
    assert_eq!((standing.state, standing.refused), (LineState::Online, None));
    assert!(faults(&centre).await.is_empty(), "it is nobody's fault");
    centre.verified();
}

/// What the fence says, for whoever asks a centre to write a box's ledger.
#[tokio::test]
async fn the_centre_writes_nothing_for_a_unit_that_lives_on_a_box() {
    let centre = centre().await;
    let unit = centre.unit(HERE);
    let reads = store::Reads::of(unit.clone());
    let (_own, _) = enrolled(&centre, HERE, 21).await;
    let stamp = store::Stamp { at: centre.app.now(), actor: "system:test".to_owned(), salt: [0; 16] };
    let kind = domain::records::RecordKind::Tick;
    let change = store::RecordChange { stamp, kind, key: "a".to_owned(), body: "{}".to_owned() };
    let run = move |_: &store::Loaded| {
        Ok::<_, std::convert::Infallible>(store::Writes {
            records: vec![change.clone()],
            ..Default::default()
        })
    };
    let refused = centre.app.store().submit(reads, run).await;
    assert!(matches!(refused, Err(StoreError::HomeElsewhere { unit: ref of }) if *of == unit), "{refused:?}");
    assert_eq!(AppError::from(refused.unwrap_err()).code(), "home-elsewhere");
}

/// What each of two units of one box handed to the other stands behind what the other one waits for.
#[tokio::test]
async fn two_ledgers_of_one_box_that_wait_for_each_other_both_arrive() {
    let centre = centre().await;
    let (own, enrolled) = enrolled(&centre, HERE, 21).await;
    centre.app.node_give(None, enrolled.node, &centre.unit(THERE)).await.unwrap();
    level(&own, &centre).await;
    let mut ids = Vec::new();
    for (from, to) in [(HERE, THERE), (THERE, HERE), (HERE, THERE)] {
        let (id, _) = receive(&own, from, "Vàng Thị Pà").await;
        let (sender, seen) = (counter(&own, from).await, version(&own, id).await);
        let to = to.parse().unwrap();
        own.app.dossier_send(&sender, id, seen, &to, "thuộc thẩm quyền xã bên", None).await.unwrap();
        assert_eq!(own.app.between_tick().await.unwrap().dossiers, 1);
        ids.push(id);
    }
    level(&own, &centre).await;
    for unit in [HERE, THERE].map(|code| centre.unit(code)) {
        assert_eq!(head(&own, &unit).await, head(&centre, &unit).await);
    }
    for (id, code) in ids.into_iter().zip([THERE, HERE, THERE]) {
        assert_eq!(owner(&centre, id).await, centre.unit(code));
    }
    assert!(faults(&centre).await.is_empty());
    own.verified();
    centre.verified();
}

async fn send(node: &Node, from: &str, id: DossierId, to: &str) {
    let (actor, version) = (counter(node, from).await, version(node, id).await);
    node.app.dossier_send(&actor, id, version, &to.parse().unwrap(), "đúng nơi", None).await.unwrap();
}

#[tokio::test]
async fn what_was_called_back_and_comes_by_another_unit_later_is_owned_once() {
    let centre = centre().await;
    let third = "14812";
    let (own, _) = enrolled(&centre, THERE, 21).await;
    let (id, _) = receive(&centre, HERE, "Vàng Thị Pà").await;
    Box::pin(send(&centre, HERE, id, THERE)).await;
    let reception = counter(&centre, HERE).await;
    let version = version(&centre, id).await;
    centre.app.dossier_recall(&reception, id, version, None, None).await.unwrap();
    level(&own, &centre).await;
    assert_eq!(owner(&own, id).await, centre.unit(HERE), "as far as the box heard");
    own.verified();
    Box::pin(send(&centre, HERE, id, third)).await;
    centre.app.between_tick().await.unwrap();
    Box::pin(send(&centre, third, id, THERE)).await;
    level(&own, &centre).await;
    own.app.between_tick().await.unwrap();
    level(&own, &centre).await;
    for node in [&own, &centre] {
        assert_eq!(owner(node, id).await, centre.unit(THERE));
        node.verified();
    }
}
