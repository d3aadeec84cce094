//! What administrators of the province see of nodes: the centre, every box with what it lacks, open
//! invitations, what was refused, entries that wait for a person.

use super::serve::BoxSeen;
use crate::{App, AppError};
use domain::dossier::DossierCode;
use domain::identity::Actor;
use domain::nodes::{FaultCause, Home, Node, NodeFault, RevokedNode, Settled, Stray};
use domain::records::{Body, Record};
use domain::words::{Moment, NodeId, PersonId, UnitId};
use lang::Words;
use paper::PublishedKey;
use std::collections::BTreeMap;
use store::{Reader, StoreError};

/// Most faults, and most strays, that are shown.
const MOST: u32 = 500;
/// After so many minutes without a word a box counts as silent.
pub(super) const SILENT_MINUTES: i64 = 15;

/// The nodes of a province.
#[derive(Clone, Debug, Default)]
pub struct NodesView {
    /// The centre; none before a box was ever invited.
    pub centre: Option<NodeLine>,
    /// Boxes that came, by name; those that were revoked stand last.
    pub boxes: Vec<NodeLine>,
    /// Invitations that nobody used: open ones, and those that ran out or were withdrawn lately.
    pub invitations: Vec<NodeLine>,
    /// What was refused, the newest first; settled ones last.
    pub faults: Vec<FaultLine>,
    /// Entries that only an old box had, the newest first; settled ones last.
    pub strays: Vec<StrayLine>,
    /// How many faults nobody settled, also those that are too many to be shown.
    pub faults_open: u64,
    /// How many such entries nobody settled, in the same way.
    pub strays_open: u64,
}

/// One node.
#[derive(Clone, Debug)]
pub struct NodeLine {
    /// Which.
    pub id: NodeId,
    /// What it is called.
    pub name: String,
    /// How it is.
    pub state: NodeState,
    /// The units whose home it is, or, before it came, for which it is invited.
    pub units: Vec<UnitLine>,
    /// When it was invited.
    pub invited: Moment,
    /// Until when the invitation can be used.
    pub expires: Option<Moment>,
    /// When it came.
    pub enrolled: Option<Moment>,
    /// When and why it was cut off.
    pub revoked: Option<RevokedNode>,
    /// When it spoke last.
    pub contact: Option<Moment>,
    /// How many entries it has that the centre lacks, as it said last.
    pub lag_entries: u64,
    /// When the oldest of them was written.
    pub oldest: Option<Moment>,
    /// Files of its units that the centre lacks.
    pub files_missing: u64,
    /// Files that it lacks, as it said last.
    pub files_wanted: u64,
    /// How far its clock is ahead, in milliseconds; behind where it is negative.
    pub clock_millis: Option<i64>,
    /// The version of its program.
    pub version: Option<String>,
    /// How many faults of it nobody settled.
    pub faults_open: u64,
    /// Its public key as it is published.
    pub key: Option<String>,
}

/// How a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeState {
    /// The centre itself.
    Centre,
    /// It speaks, and the centre has everything.
    Level,
    /// It speaks, and something of it is on its way.
    Behind,
    /// It came and hasn't spoken for a while, or never.
    Silent,
    /// It came, and no unit lives on it any more: it was replaced, or its units were taken back.
    Idle,
    /// Invited; the invitation can be used.
    Invited,
    /// Invited; the invitation ran out.
    Expired,
    /// Its ledger went another way than the province's: a person must let it begin anew.
    Forked,
    /// Cut off, or its invitation withdrawn.
    Revoked,
}

impl NodeState {
    /// The name in the API and in message keys (`nodes-state-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Level => "level",
            Self::Behind => "behind",
            Self::Silent => "silent",
            Self::Idle => "idle",
            Self::Invited => "invited",
            Self::Expired => "expired",
            Self::Forked => "forked",
            Self::Revoked => "revoked",
        }
    }
}

/// A unit of a node.
#[derive(Clone, Debug)]
pub struct UnitLine {
    /// Which.
    pub unit: UnitId,
    /// What it is called.
    pub name: String,
    /// Its home, where it has one.
    pub home: Option<Home>,
    /// The last entry of its ledger that the centre has.
    pub seq: u64,
    /// How many more the box has, as it said last; none before it spoke.
    pub behind: Option<u64>,
}

/// Something that was refused.
#[derive(Clone, Debug)]
pub struct FaultLine {
    /// The key by which it is settled.
    pub key: String,
    /// What is on record.
    pub fault: NodeFault,
    /// What the node is called, where it is known.
    pub node: Option<String>,
    /// What the unit is called.
    pub unit: Option<String>,
    /// Who settled it, by name.
    pub settled_by: Option<String>,
}

impl FaultLine {
    /// Why it was refused.
    pub const fn cause(&self) -> FaultCause {
        self.fault.cause
    }
}

/// An entry that waits for a person.
#[derive(Clone, Debug)]
pub struct StrayLine {
    /// The key by which it is settled.
    pub key: String,
    /// What is on record.
    pub stray: Stray,
    /// What the node is called.
    pub node: String,
    /// What the unit is called.
    pub unit: String,
    /// Who did it, by name where the account is known here.
    pub actor: String,
    /// The dossier that it is about, where that can be told.
    pub code: Option<DossierCode>,
    /// Who settled it, by name.
    pub settled_by: Option<String>,
}

impl StrayLine {
    /// What the entry did, in a few words; its own name where this program has none for it.
    pub fn said(&self, words: &Words) -> String {
        let entry = &self.stray.entry;
        let key = match entry.about.as_str() {
            "dossier" => format!("event-{}", entry.kind),
            "account" | "procedure" => format!("nodes-stray-kind-{}", entry.about),
            kind => format!("record-{kind}"),
        };
        if words.has(&key) { words.say(&key) } else { entry.kind.clone() }
    }
}

/// What is read for the view, as of one moment.
#[derive(Default)]
struct Found {
    nodes: Vec<(NodeId, Node)>,
    homes: Vec<(UnitId, Home)>,
    heads: BTreeMap<UnitId, u64>,
    missing: BTreeMap<UnitId, u64>,
    seen: BTreeMap<NodeId, BoxSeen>,
    faults: Vec<(String, NodeFault)>,
    strays: Vec<(String, Stray)>,
    /// How many faults and strays nobody settled, also those that aren't read here.
    open: (u64, u64),
    codes: BTreeMap<String, DossierCode>,
    names: BTreeMap<PersonId, String>,
}

impl App {
    /// The province's nodes, for who looks after them.
    pub async fn nodes(&self, actor: &Actor) -> Result<NodesView, AppError> {
        self.nodes_managed(Some(actor))?;
        self.nodes_view().await
    }

    /// The province's nodes, for the operator at the machine.
    pub async fn nodes_view(&self) -> Result<NodesView, AppError> {
        let province = self.province();
        let found = self.inner.store.read(move |r| Found::read(r, &province)).await?;
        let mut view = NodesView::default();
        for (id, node) in &found.nodes {
            let line = self.node_line(*id, node, &found);
            match line.state {
                NodeState::Centre => view.centre = Some(line),
                _ if line.enrolled.is_some() => view.boxes.push(line),
                _ => view.invitations.push(line),
            }
        }
        view.boxes.sort_by_key(|b| (b.revoked.is_some(), b.name.clone(), b.id));
        view.invitations.sort_by_key(|i| (i.state, std::cmp::Reverse(i.invited)));
        view.faults = self.fault_lines(&found);
        view.strays = self.stray_lines(&found);
        (view.faults_open, view.strays_open) = found.open;
        Ok(view)
    }

    fn node_line(&self, id: NodeId, node: &Node, found: &Found) -> NodeLine {
        let seen = found.seen.get(&id);
        let units = self.unit_lines(id, node, found, seen);
        let lag_entries: u64 = units.iter().filter_map(|u| u.behind).sum();
        let files_missing: u64 = units.iter().filter_map(|u| found.missing.get(&u.unit)).sum();
        let open = |f: &&(String, NodeFault)| f.1.node == Some(id) && f.1.settled.is_none();
        let faults_open = found.faults.iter().filter(open).count();
        let forked = found.faults.iter().filter(open).any(|f| f.1.cause == FaultCause::Fork);
        let behind = lag_entries + files_missing;
        NodeLine {
            id,
            name: node.name.clone(),
            state: self.node_state(node, seen, units.len(), (behind, forked)),
            units,
            invited: node.invited,
            expires: node.expires,
            enrolled: node.enrolled,
            revoked: node.revoked.clone(),
            contact: seen.map(|s| s.at),
            lag_entries,
            oldest: seen.and_then(|s| s.oldest).filter(|_| lag_entries > 0),
            files_missing,
            files_wanted: seen.map_or(0, |s| s.files_wanted),
            clock_millis: seen.map(|s| s.clock_ms),
            version: seen.map(|s| s.program.clone()).filter(|v| !v.is_empty()),
            faults_open: u64::try_from(faults_open).unwrap_or(u64::MAX),
            key: node.key.map(|key| PublishedKey::of("", &key.0, node.invited, None).key),
        }
    }

    fn node_state(
        &self,
        node: &Node,
        seen: Option<&BoxSeen>,
        units: usize,
        (behind, forked): (u64, bool),
    ) -> NodeState {
        let now = self.now();
        let speaks = seen.is_some_and(|s| now.minutes_since(s.at) <= SILENT_MINUTES);
        match node {
            _ if node.centre => NodeState::Centre,
            _ if node.revoked.is_some() => NodeState::Revoked,
            _ if node.enrolled.is_none() && node.invited_at(now) => NodeState::Invited,
            _ if node.enrolled.is_none() => NodeState::Expired,
            _ if units == 0 => NodeState::Idle,
            _ if forked => NodeState::Forked,
            _ if !speaks => NodeState::Silent,
            _ if behind > 0 => NodeState::Behind,
            _ => NodeState::Level,
        }
    }

    fn unit_lines(&self, id: NodeId, node: &Node, found: &Found, seen: Option<&BoxSeen>) -> Vec<UnitLine> {
        let world = self.world();
        let line = |unit: &UnitId, home: Option<&Home>| {
            let seq = found.heads.get(unit).copied().unwrap_or(0);
            let theirs = seen.and_then(|s| s.heads.get(unit)).copied();
            UnitLine {
                unit: unit.clone(),
                name: world.unit_name(unit),
                home: home.cloned(),
                seq,
                behind: theirs.map(|theirs| theirs.saturating_sub(seq)),
            }
        };
        if node.enrolled.is_none() {
            return node.units.iter().map(|unit| line(unit, None)).collect();
        }
        let own = found.homes.iter().filter(|(_, home)| home.node == id);
        own.map(|(unit, home)| line(unit, Some(home))).collect()
    }

    fn fault_lines(&self, found: &Found) -> Vec<FaultLine> {
        let world = self.world();
        let line = |(key, fault): &(String, NodeFault)| FaultLine {
            key: key.clone(),
            node: fault.node.and_then(|id| found.name_of(id)),
            unit: fault.unit.as_ref().map(|unit| world.unit_name(unit)),
            settled_by: found.settler(fault.settled.as_ref()),
            fault: fault.clone(),
        };
        let mut lines: Vec<FaultLine> = found.faults.iter().map(line).collect();
        lines.sort_by_key(|l| (l.fault.settled.is_some(), std::cmp::Reverse(l.fault.last)));
        lines
    }

    /// One stray, however many there are. Fails with [`AppError::NotFound`].
    pub async fn stray_line(&self, key: &str) -> Result<StrayLine, AppError> {
        let (province, key) = (self.province(), key.to_owned());
        let read = self.inner.store.read(move |r| {
            let record = r.record(&province, Stray::KIND, &key)?;
            let strays = shaped::<Stray>(record.into_iter().collect())?;
            let mut found = Found { nodes: nodes_of(r, &province)?, strays, ..Found::default() };
            found.name(r)?;
            Ok(found)
        });
        let found = read.await?;
        self.stray_lines(&found).into_iter().next().ok_or(AppError::NotFound)
    }

    fn stray_lines(&self, found: &Found) -> Vec<StrayLine> {
        let world = self.world();
        let line = |(key, stray): &(String, Stray)| StrayLine {
            key: key.clone(),
            node: found.name_of(stray.node).unwrap_or_else(|| stray.node.to_string()),
            unit: world.unit_name(&stray.unit),
            actor: found.actor(&stray.entry.actor),
            code: found.codes.get(&stray.entry.subject).cloned(),
            settled_by: found.settler(stray.settled.as_ref()),
            stray: stray.clone(),
        };
        let mut lines: Vec<StrayLine> = found.strays.iter().map(line).collect();
        lines.sort_by_key(|l| (l.stray.settled.is_some(), std::cmp::Reverse(l.stray.entry.at)));
        lines
    }
}

/// What waits for a person, those set last first, and what was settled lately; and how much waits in all.
fn waiting<T: Body>(
    r: &Reader<'_>,
    province: &UnitId,
    settled: impl Fn(&T) -> Option<&Settled>,
) -> Result<(Vec<(String, T)>, u64), StoreError> {
    let many = r.records_without_count(province, T::KIND, Settled::MARK)?;
    let mut all = shaped::<T>(r.records_without(province, T::KIND, Settled::MARK, MOST)?)?;
    let dealt = shaped::<T>(r.records_of(province, T::KIND, None, MOST)?)?;
    all.extend(dealt.into_iter().filter(|(_, body)| settled(body).is_some_and(|s| !s.is_by_itself())));
    Ok((all, many))
}

/// Records in their shape, by key.
pub(super) fn shaped<T: Body>(records: Vec<Record>) -> Result<Vec<(String, T)>, StoreError> {
    let shape = |r: Record| {
        let body = r.read().map_err(StoreError::unreadable("a record of a node"))?;
        Ok((r.key, body))
    };
    records.into_iter().map(shape).collect()
}

/// What a box said of itself last, where it ever spoke. What a newer program kept and this one can't read is
/// as if it had said nothing.
pub(super) fn seen_of(r: &Reader<'_>, node: NodeId) -> Result<Option<BoxSeen>, StoreError> {
    Ok(r.meta(&BoxSeen::key(node))?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// The nodes on record at the province.
pub(super) fn nodes_of(r: &Reader<'_>, province: &UnitId) -> Result<Vec<(NodeId, Node)>, StoreError> {
    let records = shaped::<Node>(r.records_under(province, Node::KIND, "")?)?;
    let named =
        |(key, node): (String, Node)| Ok((key.parse().map_err(StoreError::unreadable("a node"))?, node));
    records.into_iter().map(named).collect()
}

impl Found {
    fn read(r: &Reader<'_>, province: &UnitId) -> Result<Self, StoreError> {
        let nodes = nodes_of(r, province)?;
        let (homes, mut heads, mut seen) = (r.homes()?, BTreeMap::new(), BTreeMap::new());
        for (unit, _) in &homes {
            heads.insert(unit.clone(), r.head(unit)?.map_or(0, |(seq, _)| seq));
        }
        for (id, _) in &nodes {
            seen.extend(seen_of(r, *id)?.map(|s| (*id, s)));
        }
        let missing = r.files_lacking()?.into_iter().map(|l| (l.unit, l.files)).collect();
        let (faults, faults_open) = waiting::<NodeFault>(r, province, |f| f.settled.as_ref())?;
        let (strays, strays_open) = waiting::<Stray>(r, province, |s| s.settled.as_ref())?;
        let (codes, names) = (BTreeMap::new(), BTreeMap::new());
        let open = (faults_open, strays_open);
        let mut found = Self { nodes, homes, heads, missing, seen, faults, strays, open, codes, names };
        found.name(r)?;
        Ok(found)
    }

    /// Looks up the people and dossiers that are spoken of.
    fn name(&mut self, r: &Reader<'_>) -> Result<(), StoreError> {
        let settled = self.faults.iter().filter_map(|(_, f)| f.settled.as_ref()?.by);
        let settled = settled.chain(self.strays.iter().filter_map(|(_, s)| s.settled.as_ref()?.by));
        let actors = self.strays.iter().filter_map(|(_, s)| person(&s.entry.actor));
        let people: Vec<PersonId> = settled.chain(actors).collect();
        for person in people {
            if !self.names.contains_key(&person) {
                self.names.extend(r.account(person)?.map(|a| (person, a.name)));
            }
        }
        for (_, stray) in &self.strays {
            let subject = &stray.entry.subject;
            if stray.entry.about == "dossier" && !self.codes.contains_key(subject) {
                let known = match subject.parse() {
                    Ok(id) => r.dossier(id)?.map(|f| f.dossier.filing.code),
                    Err(_) => None,
                };
                self.codes.extend(known.or_else(|| told_code(stray)).map(|code| (subject.clone(), code)));
            }
        }
        Ok(())
    }

    fn name_of(&self, id: NodeId) -> Option<String> {
        self.nodes.iter().find(|(of, _)| *of == id).map(|(_, node)| node.name.clone())
    }

    fn settler(&self, settled: Option<&Settled>) -> Option<String> {
        let by = settled?.by?;
        Some(self.names.get(&by).cloned().unwrap_or_else(|| by.to_string()))
    }

    /// Who an entry says it was, by name where the account is known.
    fn actor(&self, actor: &str) -> String {
        person(actor).and_then(|p| self.names.get(&p).cloned()).unwrap_or_else(|| actor.to_owned())
    }
}

/// The person who acted.
fn person(actor: &str) -> Option<PersonId> {
    actor.split('/').next()?.parse().ok()
}

/// The code in an entry that carries the whole filing: nobody here knows it otherwise.
fn told_code(stray: &Stray) -> Option<DossierCode> {
    let body: serde_json::Value = serde_json::from_str(stray.entry.body.as_deref()?).ok()?;
    let code = body.pointer("/filing/code").or_else(|| body.pointer("/dossier/filing/code"))?;
    code.as_str()?.parse().ok()
}
