//! What the province's administrators, or the operator at the machine, do about nodes: invite a box, cut one
//! off, move a home. What may be decided stands in [`domain::nodes::manage`]; here it is asked inside the
//! unit of work that writes it.

use super::token::Token;
use crate::dossier::text;
use crate::error::Problem;
use crate::{App, AppError, Once, key_of};
use domain::dossier::RefusalCode;
use domain::identity::{Actor, Place, Right, may};
use domain::nodes::manage::{self, Asked, ManageFault};
use domain::nodes::{Home, Me, Node, PublicKey};
use domain::records::{Body, RecordKind};
use domain::words::{Moment, NodeId, UnitId};
use store::{Beside, Loaded, Outcome, Reads, RecordChange, Stamp, Writes};

/// Most characters of a node's name.
const NAME: usize = 100;
/// Most characters of a reason or a note.
pub(super) const TEXT: usize = 2_000;

/// An invitation as it was made.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The node that comes by it.
    pub node: NodeId,
    /// What it is called.
    pub name: String,
    /// The units that it will be home to.
    pub units: Vec<UnitId>,
    /// What is typed on the box. It is here once and nowhere else; none when the same request came before.
    pub token: Option<String>,
    /// Until when it can be used.
    pub expires: Option<Moment>,
}

impl std::fmt::Debug for Invitation {
    /// Says nothing of the token: whoever has it comes in.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Invitation({}, {:?})", self.node, self.units)
    }
}

impl App {
    /// Invites a box to be home to units that live at the centre. The first invitation makes this office the
    /// province's centre.
    pub async fn node_invite(
        &self,
        actor: Option<&Actor>,
        name: &str,
        units: &[UnitId],
        once: Option<Once>,
    ) -> Result<Invitation, AppError> {
        self.node_invite_as(actor, name, units, false, once).await
    }

    /// Invites a box that replaces those which are home to the units now: when it comes, they are cut off
    /// from these units.
    pub async fn node_replace(
        &self,
        actor: Option<&Actor>,
        name: &str,
        units: &[UnitId],
        once: Option<Once>,
    ) -> Result<Invitation, AppError> {
        self.node_invite_as(actor, name, units, true, once).await
    }

    async fn node_invite_as(
        &self,
        actor: Option<&Actor>,
        name: &str,
        units: &[UnitId],
        replaces: bool,
        once: Option<Once>,
    ) -> Result<Invitation, AppError> {
        self.nodes_managed(actor)?;
        let (now, province) = (self.now(), self.province());
        let name = self.node_name(name, units)?;
        let key = PublicKey(self.signer().public_key());
        let token = Token::of(self.random(), &key);
        let (me, homes) = self.inner.store.read(|r| Ok((r.me()?, r.homes()?))).await?;
        if me.is_some_and(|me| !me.centre) {
            return Err(self.node_told(&ManageFault::NotCentre));
        }
        let draft = InviteDraft {
            asked: Asked { name, units: units.to_vec(), token: token.digest(), replaces },
            node: NodeId(self.uuid(now)),
            centre: (NodeId(self.uuid(now)), self.world().unit_name(&province)),
            province: province.clone(),
            stamps: [self.nodes_stamp(now, actor), self.nodes_stamp(now, actor)],
            key,
            homes,
            now,
        };
        let idempotency = match actor {
            Some(actor) => key_of(once, actor, now)?,
            // At the machine somebody types it, and reads the answer.
            None => None,
        };
        let reads = Reads { record_kinds: vec![Node::KIND], idempotency, ..Reads::of(province.clone()) };
        let done = self.inner.store.submit(reads, move |loaded: &Loaded| draft.decide(loaded)).await?;
        let (answer, replayed) = match done {
            Outcome::Done { answer, replayed } => (answer, replayed),
            Outcome::Refused(refusal) => return Err(self.node_wrong(refusal)),
        };
        let node: NodeId = answer.parse().map_err(AppError::fault)?;
        let Node { name, units, expires, .. } = self.node_record(&province, node).await?;
        Ok(Invitation { node, name, units, token: (!replayed).then(|| token.text()), expires })
    }

    /// Cuts a node off: its letters are refused from now on. Its units go on when another box replaces it, or
    /// when the centre takes them back. A second time does nothing.
    pub async fn node_revoke(
        &self,
        actor: Option<&Actor>,
        node: NodeId,
        reason: &str,
    ) -> Result<(), AppError> {
        self.nodes_managed(actor)?;
        let reason = required("reason", reason, RefusalCode::ReasonMissing.key())?;
        let now = self.now();
        self.node_set(actor, node, move |node| manage::revoke(node, &reason, now)).await
    }

    /// Withdraws an invitation that nobody used. A second time does nothing.
    pub async fn invitation_withdraw(&self, actor: Option<&Actor>, node: NodeId) -> Result<(), AppError> {
        self.nodes_managed(actor)?;
        let now = self.now();
        self.node_set(actor, node, move |node| manage::withdraw(node, "", now)).await
    }

    /// Makes a box the home of a further unit, which lives at the centre. A second time does nothing.
    pub async fn node_give(
        &self,
        actor: Option<&Actor>,
        node: NodeId,
        unit: &UnitId,
    ) -> Result<(), AppError> {
        self.nodes_managed(actor)?;
        self.node_unit("unit", unit)?;
        let (me, now, province) = (self.centre_me().await?, self.now(), self.province());
        if *unit == province {
            return Err(self.node_told(&ManageFault::CentreUnit(province)));
        }
        // A node that is revoked at this very moment gets a home that the centre takes back.
        let record = self.node_record(&province, node).await?;
        let of = unit.clone();
        let decide = move |home: Option<&Home>| manage::give((node, &record), &of, home, &me, now);
        self.home_move(self.nodes_stamp(now, actor), unit, decide).await
    }

    /// Brings a unit's home back to the centre: who works there works here from now on, and what its box
    /// hasn't sent becomes stray. A second time does nothing.
    pub async fn node_take_back(&self, actor: Option<&Actor>, unit: &UnitId) -> Result<(), AppError> {
        self.nodes_managed(actor)?;
        if self.world().units.get(unit).is_none() {
            return Err(AppError::invalid("unit", "problem-unit"));
        }
        let (me, now) = (self.centre_me().await?, self.now());
        let stamp = self.nodes_stamp(now, actor);
        self.home_move(stamp, unit, move |home| manage::take_back(home, &me, now)).await
    }

    /// Whether somebody may: the operator at the machine, or who looks after the province's nodes.
    pub(super) fn nodes_managed(&self, actor: Option<&Actor>) -> Result<(), AppError> {
        let province = self.province();
        let place = Place { unit: province.clone(), province };
        match actor {
            Some(actor) if !may(actor, Right::NodesManage, &place) => Err(AppError::Forbidden),
            _ => Ok(()),
        }
    }

    /// Who writes, and when.
    pub(super) fn nodes_stamp(&self, at: Moment, actor: Option<&Actor>) -> Stamp {
        match actor {
            Some(actor) => self.stamp_as(at, actor, &Right::NodesManage.roles()),
            None => Stamp { at, ..self.system_stamp("operator") },
        }
    }

    /// The centre, when this office is it.
    async fn centre_me(&self) -> Result<Me, AppError> {
        let me = self.inner.store.read(|r| r.me());
        let me = me.await?.filter(|me| me.centre);
        me.ok_or_else(|| self.node_told(&ManageFault::NotCentre))
    }

    async fn node_record(&self, province: &UnitId, node: NodeId) -> Result<Node, AppError> {
        let province = province.clone();
        let read = self.inner.store.read(move |r| r.record(&province, Node::KIND, &node.to_string()));
        read.await?.ok_or(AppError::NotFound)?.read().map_err(AppError::fault)
    }

    fn node_name(&self, name: &str, units: &[UnitId]) -> Result<String, AppError> {
        let mut problems = Vec::new();
        let name = text("name", name, NAME, &mut problems).replace('\n', " ");
        if name.is_empty() {
            problems.push(Problem::new("name", "problem-node-name"));
        }
        if units.is_empty() {
            problems.push(Problem::new("units", "problem-node-units"));
        }
        for unit in units {
            if let Err(AppError::Invalid(wrong)) = self.node_unit("units", unit) {
                problems.extend(wrong);
            }
        }
        if problems.is_empty() { Ok(name) } else { Err(AppError::Invalid(problems)) }
    }

    /// A unit that exists today and belongs to the province.
    fn node_unit(&self, field: &str, unit: &UnitId) -> Result<(), AppError> {
        let (world, today) = (self.world(), self.now().day());
        let known = world.units.get(unit).is_some_and(|u| u.exists_on(today));
        if known && world.province_of(unit) == self.province() {
            return Ok(());
        }
        let problem = Problem::new(field, "problem-node-unit").with("unit", world.unit_name(unit));
        Err(AppError::Invalid(vec![problem]))
    }

    /// Sets a node's record as it is decided.
    async fn node_set(
        &self,
        actor: Option<&Actor>,
        node: NodeId,
        decide: impl Fn(&Node) -> Result<Option<Node>, ManageFault> + Send + 'static,
    ) -> Result<(), AppError> {
        let (key, stamp) = (node.to_string(), self.nodes_stamp(self.now(), actor));
        let reads = Reads { records: vec![(Node::KIND, key.clone())], ..Reads::of(self.province()) };
        let run = move |loaded: &Loaded| -> Result<Writes, Wrong> {
            let before: Node = loaded.record(RecordKind::Node, &key).ok_or(Wrong::Unknown)?.read()?;
            changed(decide(&before)?.as_ref(), &stamp, &key)
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(wrong) => Err(self.node_wrong(wrong)),
        }
    }

    /// Moves a unit's home as it is decided.
    pub(super) async fn home_move(
        &self,
        stamp: Stamp,
        unit: &UnitId,
        decide: impl Fn(Option<&Home>) -> Result<Option<Home>, ManageFault> + Send + 'static,
    ) -> Result<(), AppError> {
        let reads = Reads { number_on: Some(stamp.at.day()), ..Reads::of(unit.clone()) };
        let run = move |loaded: &Loaded| -> Result<Writes, Wrong> {
            let home = decide(loaded.home.as_ref())?;
            let home = home.map(|home| home.above(loaded.next_number.saturating_sub(1)));
            changed(home.as_ref(), &stamp, Home::KEY)
        };
        match self.inner.store.submit(reads, run).await? {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused(wrong) => Err(self.node_wrong(wrong)),
        }
    }

    pub(super) fn node_wrong(&self, wrong: Wrong) -> AppError {
        match wrong {
            Wrong::Told(fault) => self.node_told(&fault),
            Wrong::Unknown => AppError::NotFound,
            Wrong::Unreadable(error) => AppError::fault(error),
        }
    }

    fn node_told(&self, fault: &ManageFault) -> AppError {
        let problem = Problem::new(fault.field(), fault.key());
        let world = self.world();
        AppError::Invalid(vec![match fault.unit() {
            Some(unit) => problem.with("unit", world.unit_name(unit)),
            None => problem,
        }])
    }
}

/// Why a unit of work about nodes wrote nothing.
#[derive(Debug)]
pub(super) enum Wrong {
    /// The rules say no.
    Told(ManageFault),
    /// There is no such record.
    Unknown,
    /// A record can't be read or written.
    Unreadable(serde_json::Error),
}

impl From<ManageFault> for Wrong {
    fn from(fault: ManageFault) -> Self {
        Self::Told(fault)
    }
}

impl From<serde_json::Error> for Wrong {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// A record as it is from now on, where it changed.
pub(super) fn changed<T: Body>(after: Option<&T>, stamp: &Stamp, key: &str) -> Result<Writes, Wrong> {
    let Some(after) = after else { return Ok(Writes::default()) };
    let (stamp, key) = (stamp.clone(), key.to_owned());
    let change = RecordChange { stamp, kind: T::KIND, key, body: after.text()? };
    Ok(Writes { records: vec![change], ..Writes::default() })
}

/// A text that must say something.
pub(super) fn required(field: &str, typed: &str, missing: &'static str) -> Result<String, AppError> {
    let mut problems = Vec::new();
    let clean = text(field, typed, TEXT, &mut problems);
    if clean.chars().count() < 3 {
        problems.push(Problem::new(field, missing));
    }
    if problems.is_empty() { Ok(clean) } else { Err(AppError::Invalid(problems)) }
}

/// An invitation that waits for its turn.
struct InviteDraft {
    asked: Asked,
    node: NodeId,
    /// What the centre becomes when it isn't one yet, and what it is called.
    centre: (NodeId, String),
    province: UnitId,
    stamps: [Stamp; 2],
    key: PublicKey,
    homes: Vec<(UnitId, Home)>,
    now: Moment,
}

impl InviteDraft {
    fn decide(&self, loaded: &Loaded) -> Result<Writes, Wrong> {
        let mut nodes = Vec::new();
        for (key, node) in loaded.records_as::<Node>()? {
            let id: NodeId = key.parse().map_err(|_| Wrong::Unknown)?;
            nodes.push((id, node));
        }
        let [first, second] = &self.stamps;
        let mut writes = Writes { answer: self.node.to_string(), ..Writes::default() };
        match nodes.iter().find(|(_, node)| node.centre) {
            Some((_, centre)) if centre.key != Some(self.key) => return Err(ManageFault::OtherKey.into()),
            Some(_) => {}
            None => {
                let (id, name) = &self.centre;
                let centre = manage::centre(name.clone(), self.key, self.now);
                writes.records.extend(changed(Some(&centre), first, &id.to_string())?.records);
                let meta = |key: &str, value: String| Beside::Meta { key: key.to_owned(), value };
                writes.beside = vec![meta("node", id.to_string()), meta("node-centre", "1".to_owned())];
            }
        }
        let invited = manage::invite(self.asked.clone(), &nodes, &self.homes, &self.province, self.now)?;
        writes.records.extend(changed(Some(&invited), second, &self.node.to_string())?.records);
        Ok(writes)
    }
}
