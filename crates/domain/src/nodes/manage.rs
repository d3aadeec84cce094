//! What administrators decide about nodes: who is invited for which unit, where a home goes, who is cut off.
//! Pure, so that it is decided again inside the unit of work that writes it.

use super::{Home, Me, Node, PublicKey, RevokedNode, Settled};
use crate::ledger::Digest;
use crate::words::{Moment, NodeId, UnitId};

/// How many hours an invitation can be used.
pub const INVITED_HOURS: i64 = 48;
/// Most units that one box is invited to be home to.
pub const MOST_UNITS: usize = 20;

/// Why a wish about nodes isn't done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManageFault {
    /// This program isn't the province's centre.
    NotCentre,
    /// The key in this folder isn't the one that the centre has on record.
    OtherKey,
    /// No unit, too many of them, or one twice.
    Units,
    /// The unit is the centre's own.
    CentreUnit(UnitId),
    /// The unit has its home at another box that is in force.
    HomeElsewhere(UnitId),
    /// Another invitation for the unit is open.
    Invited(UnitId),
    /// It never came, so nothing can be given to it.
    NotEnrolled,
    /// It was revoked.
    Revoked,
    /// It is the centre itself.
    Centre,
    /// It has come: there is no invitation to withdraw any more.
    Enrolled,
    /// Somebody settled it before.
    Settled,
}

impl ManageFault {
    /// The input that it belongs to.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Units | Self::CentreUnit(_) | Self::HomeElsewhere(_) | Self::Invited(_) => "units",
            _ => "",
        }
    }

    /// The message key.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotCentre => "problem-node-not-centre",
            Self::OtherKey => "problem-node-other-key",
            Self::Units => "problem-node-units",
            Self::CentreUnit(_) => "problem-node-centre-unit",
            Self::HomeElsewhere(_) => "problem-node-home-elsewhere",
            Self::Invited(_) => "problem-node-invited",
            Self::NotEnrolled => "problem-node-not-enrolled",
            Self::Revoked => "problem-node-revoked",
            Self::Centre => "problem-node-centre",
            Self::Enrolled => "problem-node-enrolled",
            Self::Settled => "problem-node-settled",
        }
    }

    /// The unit that it is about.
    pub const fn unit(&self) -> Option<&UnitId> {
        match self {
            Self::CentreUnit(unit) | Self::HomeElsewhere(unit) | Self::Invited(unit) => Some(unit),
            _ => None,
        }
    }
}

/// What an invitation asks for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What the box is called.
    pub name: String,
    /// The units that it is to be home to.
    pub units: Vec<UnitId>,
    /// Digest of the token's secret.
    pub token: Digest,
    /// Whether the boxes that are home to them now are replaced.
    pub replaces: bool,
}

/// Invites a box. `nodes` are all on record, `homes` the homes of the units that are asked for, `province`
/// the centre's own unit.
pub fn invite(
    asked: Asked,
    nodes: &[(NodeId, Node)],
    homes: &[(UnitId, Home)],
    province: &UnitId,
    now: Moment,
) -> Result<Node, ManageFault> {
    let told = asked.units.len();
    let mut units = asked.units;
    units.sort();
    units.dedup();
    if units.is_empty() || units.len() != told || told > MOST_UNITS {
        return Err(ManageFault::Units);
    }
    if units.contains(province) {
        return Err(ManageFault::CentreUnit(province.clone()));
    }
    let in_force = |node: NodeId| nodes.iter().any(|(id, n)| *id == node && !n.centre && n.revoked.is_none());
    for unit in &units {
        let elsewhere = homes.iter().any(|(of, home)| of == unit && in_force(home.node));
        if elsewhere && !asked.replaces {
            return Err(ManageFault::HomeElsewhere(unit.clone()));
        }
        if nodes.iter().any(|(_, n)| n.invited_at(now) && n.units.contains(unit)) {
            return Err(ManageFault::Invited(unit.clone()));
        }
    }
    Ok(Node {
        name: asked.name,
        centre: false,
        key: None,
        token: Some(asked.token),
        expires: Some(now.plus_minutes(INVITED_HOURS * 60)),
        units,
        invited: now,
        enrolled: None,
        revoked: None,
    })
}

/// The centre's own record, which is made when the first box is invited.
pub fn centre(name: String, key: PublicKey, now: Moment) -> Node {
    Node {
        name,
        centre: true,
        key: Some(key),
        token: None,
        expires: None,
        units: Vec::new(),
        invited: now,
        enrolled: Some(now),
        revoked: None,
    }
}

/// Cuts a node off, or withdraws an invitation that nobody used. Nothing when that was done before.
pub fn revoke(node: &Node, reason: &str, now: Moment) -> Result<Option<Node>, ManageFault> {
    if node.centre {
        return Err(ManageFault::Centre);
    }
    let cut = RevokedNode { at: now, reason: reason.to_owned() };
    Ok(node.revoked.is_none().then(|| Node { revoked: Some(cut), ..node.clone() }))
}

/// Withdraws an invitation. Nothing when that was done before.
pub fn withdraw(node: &Node, reason: &str, now: Moment) -> Result<Option<Node>, ManageFault> {
    if node.enrolled.is_some() && !node.centre {
        return Err(ManageFault::Enrolled);
    }
    revoke(node, reason, now)
}

/// Makes a box the home of one more unit that lives at the centre. Nothing when it is that already.
pub fn give(
    (id, node): (NodeId, &Node),
    unit: &UnitId,
    home: Option<&Home>,
    me: &Me,
    now: Moment,
) -> Result<Option<Home>, ManageFault> {
    if !me.centre {
        return Err(ManageFault::NotCentre);
    }
    if node.centre {
        return Err(ManageFault::Centre);
    }
    if node.revoked.is_some() {
        return Err(ManageFault::Revoked);
    }
    if node.enrolled.is_none() {
        return Err(ManageFault::NotEnrolled);
    }
    if home.is_some_and(|h| h.node == id) {
        return Ok(None);
    }
    // Its last entries may be on the way: who wants it all the same takes it back first, knowing that.
    if !Home::lives_at(home, Some(me)) {
        return Err(ManageFault::HomeElsewhere(unit.clone()));
    }
    Ok(Some(Home::next(home, id, now)))
}

/// Makes the centre the home of a unit again. Nothing when it is that already.
pub fn take_back(home: Option<&Home>, me: &Me, now: Moment) -> Result<Option<Home>, ManageFault> {
    if !me.centre {
        return Err(ManageFault::NotCentre);
    }
    Ok((!Home::lives_at(home, Some(me))).then(|| Home::next(home, me.node, now)))
}

/// Settles something that waits for a person. Nothing when the same person settled it with the same note: the
/// request came twice.
pub fn settle(before: Option<&Settled>, now: &Settled) -> Result<Option<Settled>, ManageFault> {
    match before {
        None => Ok(Some(now.clone())),
        Some(before) if before.by == now.by && before.note == now.note => Ok(None),
        Some(_) => Err(ManageFault::Settled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: Moment = Moment::from_millis(1_795_162_320_000);

    fn id(n: u128) -> NodeId {
        NodeId(Uuid::from_u128(n))
    }

    fn unit(code: &str) -> UnitId {
        format!("{code}@2025-07-01").parse().unwrap()
    }

    fn asked(units: &[&str], replaces: bool) -> Asked {
        let units = units.iter().map(|code| unit(code)).collect();
        Asked { name: "Máy xã".to_owned(), units, token: Digest([1; 32]), replaces }
    }

    fn invited(units: &[&str]) -> Node {
        invite(asked(units, false), &[], &[], &unit("38"), NOW).unwrap()
    }

    fn enrolled(units: &[&str]) -> Node {
        Node { key: Some(PublicKey([2; 32])), enrolled: Some(NOW), ..invited(units) }
    }

    fn home(node: u128, epoch: u32) -> Home {
        Home { node: id(node), epoch, since: NOW, floor: 0 }
    }

    fn me() -> Me {
        Me { node: id(9), centre: true }
    }

    #[test]
    fn an_invitation_is_for_units_that_are_told_once() {
        let later = NOW.plus_minutes(INVITED_HOURS * 60);
        let node = invited(&["15085"]);
        assert!(node.invited_at(later) && !node.invited_at(later.plus_minutes(1)));
        let fault = |units: &[&str]| invite(asked(units, false), &[], &[], &unit("38"), NOW).unwrap_err();
        assert_eq!(fault(&[]), ManageFault::Units);
        assert_eq!(fault(&["15085", "15085"]), ManageFault::Units);
        assert_eq!(fault(&["15085", "38"]), ManageFault::CentreUnit(unit("38")));
    }

    #[test]
    fn a_unit_has_one_open_invitation_and_one_home() {
        let again = |nodes: &[(NodeId, Node)], homes: &[(UnitId, Home)], replaces, now| {
            invite(asked(&["15085"], replaces), nodes, homes, &unit("38"), now)
        };
        let open = [(id(1), invited(&["15085"]))];
        assert_eq!(again(&open, &[], false, NOW), Err(ManageFault::Invited(unit("15085"))));
        assert!(again(&open, &[], false, NOW.plus_minutes(49 * 60)).is_ok(), "the first one ran out");

        let lives = [(id(1), enrolled(&["15085"]))];
        let homes = [(unit("15085"), home(1, 1))];
        assert_eq!(again(&lives, &homes, false, NOW), Err(ManageFault::HomeElsewhere(unit("15085"))));
        assert!(again(&lives, &homes, true, NOW).is_ok());
        let cut = [(id(1), revoke(&lives[0].1, "Máy bị mất", NOW).unwrap().unwrap())];
        assert!(again(&cut, &homes, false, NOW).is_ok(), "nobody is turned out");
    }

    #[test]
    fn the_centre_is_never_revoked_and_a_box_once() {
        let centre = centre("Tỉnh".to_owned(), PublicKey([3; 32]), NOW);
        assert_eq!(revoke(&centre, "x", NOW), Err(ManageFault::Centre));
        assert_eq!(withdraw(&centre, "x", NOW), Err(ManageFault::Centre));
        let cut = revoke(&enrolled(&["15085"]), "x", NOW).unwrap().unwrap();
        assert!(!cut.trusted());
        assert_eq!(revoke(&cut, "y", NOW), Ok(None));
        assert_eq!(withdraw(&enrolled(&["15085"]), "x", NOW), Err(ManageFault::Enrolled));
        assert!(withdraw(&invited(&["15085"]), "", NOW).unwrap().unwrap().revoked.is_some());
    }

    #[test]
    fn a_home_goes_from_the_centre_and_back_to_it() {
        let node = enrolled(&["15085"]);
        let given = |node: &Node, home: Option<&Home>| give((id(1), node), &unit("15088"), home, &me(), NOW);
        assert_eq!(given(&node, None), Ok(Some(home(1, 1))));
        assert_eq!(given(&node, Some(&home(9, 2))), Ok(Some(home(1, 3))));
        assert_eq!(given(&node, Some(&home(1, 1))), Ok(None));
        assert_eq!(given(&node, Some(&home(2, 1))), Err(ManageFault::HomeElsewhere(unit("15088"))));
        assert_eq!(given(&invited(&["15085"]), None), Err(ManageFault::NotEnrolled));
        assert_eq!(take_back(Some(&home(2, 1)), &me(), NOW), Ok(Some(home(9, 2))));
        assert_eq!(take_back(None, &me(), NOW), Ok(None));
        let elsewhere = Me { node: id(1), centre: false };
        assert_eq!(take_back(None, &elsewhere, NOW), Err(ManageFault::NotCentre));
    }

    #[test]
    fn what_is_settled_stays_settled() {
        let by = |note: &str| Settled { at: NOW, by: None, note: note.to_owned() };
        assert_eq!(settle(None, &by("a")), Ok(Some(by("a"))));
        assert_eq!(settle(Some(&by("a")), &by("a")), Ok(None), "the same request, twice");
        assert_eq!(settle(Some(&by("a")), &by("b")), Err(ManageFault::Settled));
    }
}
