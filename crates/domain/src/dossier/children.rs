//! Children: dossiers of other procedures that begin from this one, in this unit or in others. A child is a
//! whole dossier in the ledger of the unit that works on it; what its parent knows of it stands here.

use super::{Applicant, Dossier, DossierCode, Filing, Stage};
use crate::calendar::{Due, Limit};
use crate::packs::{ActDef, ActKind, Join};
use crate::words::{Channel, DossierId, Moment, ProcedureCode, StepId, UnitId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Builder;

/// The dossier that asked for this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentOf {
    /// Its id.
    pub dossier: DossierId,
    /// Its code.
    pub code: DossierCode,
    /// The unit that owned it when it asked.
    pub unit: UnitId,
    /// The name of its procedure.
    pub title: String,
}

/// What was opened at once, and how much of it is waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The act that opened it; none where it began together with the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<StepId>,
    /// The step that isn't left before the join is met; where there is none, only the hand-over waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<StepId>,
    /// How many must have ended.
    pub join: Join,
    /// The article that lets the clock stand still meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops_clock: Option<String>,
    /// When.
    pub at: Moment,
    /// Who is asked.
    pub children: Vec<Child>,
}

/// A child as its parent knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// What was asked of whom.
    pub asked: ChildAsked,
    /// How it ended, once it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<ChildEnd>,
}

/// What is asked of whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildAsked {
    /// The child's id, known before there is a child: asking again asks for the same one.
    pub id: DossierId,
    /// The unit that is asked.
    pub unit: UnitId,
    /// The procedure that the child follows.
    pub procedure: ProcedureCode,
    /// That procedure's name.
    pub title: String,
    /// How it comes.
    pub channel: Channel,
    /// How long there is.
    pub limit: Limit,
    /// By when, and why then.
    pub due: Due,
    /// Who asks, where that isn't the parent's applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant: Option<Applicant>,
    /// What the child's form is filled with.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub data: Map<String, Value>,
}

/// How a child ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildEnd {
    /// Its code.
    pub code: DossierCode,
    /// How.
    pub stage: Stage,
    /// When.
    pub at: Moment,
    /// Number of its decision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// What was decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// What it and its acts were filled with, for what goes on from here.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub data: Map<String, Value>,
}

impl ChildEnd {
    /// How a dossier ended; none while it didn't.
    pub fn of(child: &Dossier) -> Option<Self> {
        let outcome = child.outcome.as_ref();
        let mut data = child.filing.data.clone();
        child.answers.values().for_each(|answers| data.extend(answers.clone()));
        Some(Self {
            code: child.filing.code.clone(),
            stage: Some(child.stage).filter(|s| s.ended())?,
            at: child.ended?,
            number: outcome.map(|o| o.number.clone()).unwrap_or_default(),
            summary: outcome.map(|o| o.summary.clone()).unwrap_or_default(),
            data,
        })
    }
}

impl Opening {
    /// Who still has to answer.
    pub fn left(&self) -> impl Iterator<Item = &ChildAsked> {
        self.children.iter().filter(|c| c.ended.is_none()).map(|c| &c.asked)
    }

    /// How many more must end before the join is met.
    pub fn wanting(&self) -> usize {
        let ended = self.children.iter().filter(|c| c.ended.is_some()).count();
        self.join.wanted(self.children.len()).saturating_sub(ended)
    }

    /// Whether enough have ended.
    pub fn met(&self) -> bool {
        self.wanting() == 0
    }

    /// How many answers are still waited for at that time.
    pub fn awaited(&self, now: Moment) -> usize {
        match self.join {
            Join::UntilDue => self.left().filter(|asked| now < asked.due.at).count(),
            _ => self.wanting(),
        }
    }

    /// Whether it holds back what leads on from where a dossier stands.
    fn holds(&self, now: Moment, step: &StepId, def: &ActDef) -> bool {
        let leads_on = match def.kind {
            ActKind::Move => def.to.as_ref() != Some(step),
            ActKind::Approve | ActKind::Deliver => true,
            _ => false,
        };
        let here = self.holds.as_ref().map_or(def.kind == ActKind::Deliver, |at| at == step);
        leads_on && here && self.awaited(now) > 0
    }
}

impl Dossier {
    /// Its children, in the order in which they were asked for.
    pub fn children(&self) -> impl Iterator<Item = &Child> {
        self.opened.iter().flat_map(|o| &o.children)
    }

    /// A child by its id.
    pub fn child(&self, id: DossierId) -> Option<&Child> {
        self.children().find(|c| c.asked.id == id)
    }

    /// How many children it waits to hear from; an ended dossier waits for nothing.
    pub fn waits_for(&self) -> usize {
        if self.stage.ended() { 0 } else { self.children().filter(|c| c.ended.is_none()).count() }
    }

    /// What holds an act back: openings of which too few have ended.
    pub fn held<'a>(&'a self, now: Moment, def: &'a ActDef) -> impl Iterator<Item = &'a Opening> {
        self.opened.iter().filter(move |o| o.holds(now, &self.step, def))
    }
}

/// The id of the so-many-th child of the so-many-th opening: whoever works it out gets the same one.
pub(super) fn child_id(parent: DossierId, opening: usize, index: usize, at: Moment) -> DossierId {
    let mut digest = Sha256::new();
    digest.update(parent.0.as_bytes());
    digest.update((opening as u64).to_be_bytes());
    digest.update((index as u64).to_be_bytes());
    let digest: [u8; 32] = digest.finalize().into();
    let mut bytes = [0; 10];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    let millis = u64::try_from(at.millis()).unwrap_or(0);
    DossierId(Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
}

/// What conditions know of children: a list of objects.
pub(super) fn known(dossier: &Dossier) -> Value {
    let child = |(opening, child): (&Opening, &Child)| {
        let (asked, end) = (&child.asked, child.ended.as_ref());
        json!({
            "act": opening.act.as_ref().map(StepId::as_str).unwrap_or_default(),
            "procedure": asked.procedure.as_str(),
            "unit": asked.unit.code(),
            "due": asked.due.at.day().to_string(),
            "ended": end.is_some(),
            "code": end.map(|e| e.code.to_string()).unwrap_or_default(),
            "stage": end.map_or("asked", |e| e.stage.as_str()),
            "late": end.is_some_and(|e| e.at > asked.due.at),
            "outcome": {
                "number": end.map(|e| e.number.as_str()).unwrap_or_default(),
                "summary": end.map(|e| e.summary.as_str()).unwrap_or_default(),
            },
            "data": end.map_or_else(|| asked.data.clone(), |e| e.data.clone()),
        })
    };
    let all = dossier.opened.iter().flat_map(|o| o.children.iter().map(move |c| (o, c)));
    all.map(child).collect::<Vec<_>>().into()
}

/// What a child's receipt says, in the unit that is asked. The parent's papers come along: nobody hands them
/// in twice.
pub fn child_filing(
    parent: &Dossier,
    asked: &ChildAsked,
    place: crate::identity::Place,
    code: DossierCode,
    revision: String,
) -> Filing {
    let from = &parent.filing;
    Filing {
        id: asked.id,
        code,
        unit: place.unit,
        province: place.province,
        procedure: asked.procedure.clone(),
        revision,
        case: None,
        channel: asked.channel,
        applicant: asked.applicant.clone().unwrap_or_else(|| from.applicant.clone()),
        content: from.content.clone(),
        documents: from.documents.clone(),
        data: asked.data.clone(),
        fee_vnd: 0,
        submitter: None,
    }
}
