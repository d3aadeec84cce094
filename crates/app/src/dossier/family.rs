//! A dossier's children and its parent, as its page shows them: one picture.

use super::sees;
use crate::{App, AppError};
use domain::dossier::{Child, Dossier, DossierCode, Opening, ParentOf, Stage};
use domain::identity::Actor;
use domain::packs::Text;
use domain::words::{DossierId, Moment, UnitId};

/// What belongs to a dossier.
#[derive(Clone, Debug, Default)]
pub struct Family {
    /// The dossier that asked for it.
    pub parent: Option<ParentSeen>,
    /// What was opened from it, in order.
    pub openings: Vec<OpeningSeen>,
}

/// The dossier that asked.
#[derive(Clone, Debug)]
pub struct ParentSeen {
    /// As it was then.
    pub of: ParentOf,
    /// Where it stands now; none where that isn't known here.
    pub stage: Option<Stage>,
    /// Whether this person may look at it.
    pub seen: bool,
}

/// What was opened at once.
#[derive(Clone, Debug)]
pub struct OpeningSeen {
    /// As the dossier knows it.
    pub opening: Opening,
    /// Each child, with how it stands.
    pub children: Vec<ChildSeen>,
}

/// A child.
#[derive(Clone, Debug)]
pub struct ChildSeen {
    /// As the parent knows it.
    pub child: Child,
    /// How it stands; none where it wasn't taken in yet.
    pub stands: Option<ChildStands>,
}

/// How a child stands. Who sees the parent sees this much of it.
#[derive(Clone, Debug)]
pub struct ChildStands {
    /// Its code.
    pub code: DossierCode,
    /// The unit that has it.
    pub unit: UnitId,
    /// Where it stands in the eyes of the law.
    pub stage: Stage,
    /// The step at which it stands; none at the end.
    pub step: Option<Text>,
    /// What is promised.
    pub due: Option<Moment>,
    /// When it ended.
    pub ended: Option<Moment>,
    /// Whether this person may look at it.
    pub seen: bool,
}

impl Family {
    /// Whether something of it may change without the dossier itself.
    pub fn moves(&self) -> bool {
        self.openings.iter().flat_map(|o| &o.children).any(|c| c.child.ended.is_none())
            || self.parent.as_ref().is_some_and(|p| !p.stage.is_some_and(Stage::ended))
    }
}

impl App {
    pub(super) async fn family(&self, actor: &Actor, dossier: &Dossier) -> Result<Family, AppError> {
        if dossier.parent.is_none() && dossier.opened.is_empty() {
            return Ok(Family::default());
        }
        let children: Vec<DossierId> = dossier.children().map(|c| c.asked.id).collect();
        let parent = dossier.parent.as_ref().map(|p| p.dossier);
        let read = self.inner.store.read(move |r| {
            let parent = parent.map(|id| r.dossier(id)).transpose()?.flatten();
            let children: Result<Vec<_>, _> = children.iter().map(|id| r.dossier(*id)).collect();
            Ok((parent, children?))
        });
        let (parent, children) = read.await?;
        let mut stands = Vec::with_capacity(children.len());
        for found in children {
            stands.push(match found {
                None => None,
                Some(found) => {
                    let seen = sees(actor, &found);
                    Some(self.stands(&found.dossier, seen).await?)
                }
            });
        }
        let parent = dossier.parent.clone().map(|of| ParentSeen {
            stage: parent.as_ref().map(|p| p.dossier.stage),
            seen: parent.is_some_and(|p| sees(actor, &p)),
            of,
        });
        let mut stands = stands.into_iter();
        let opening = |opening: &Opening| OpeningSeen {
            opening: opening.clone(),
            children: opening
                .children
                .iter()
                .map(|child| ChildSeen { child: child.clone(), stands: stands.next().flatten() })
                .collect(),
        };
        Ok(Family { parent, openings: dossier.opened.iter().map(opening).collect() })
    }

    async fn stands(&self, child: &Dossier, seen: bool) -> Result<ChildStands, AppError> {
        let filing = &child.filing;
        let definition = self.definition(&filing.procedure, &filing.revision).await?;
        Ok(ChildStands {
            code: filing.code.clone(),
            unit: child.place().unit,
            stage: child.stage,
            step: definition.process.step(&child.step).map(|s| s.title.clone()),
            due: child.due(),
            ended: child.finished(),
            seen,
        })
    }
}
