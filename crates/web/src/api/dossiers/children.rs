//! A dossier's children and parent as programs see them.

use crate::frame::Visit;
use crate::show;
use app::World;
use app::dossier::{ChildSeen, Family, OpeningSeen, ParentSeen};
use domain::words::Moment;
use serde::Serialize;
use utoipa::ToSchema;

/// The dossier that asked for this one.
#[derive(Serialize, ToSchema)]
#[schema(as = Parent)]
pub struct ParentShown {
    #[schema(format = "uuid")]
    id: String,
    #[schema(examples("H56.001-260309-0001"))]
    code: String,
    /// The code of the unit that asked.
    unit: String,
    unit_name: String,
    /// The name of its procedure.
    title: String,
    /// Where it stands in the eyes of the law; none where that isn't known here.
    state: Option<&'static str>,
}

impl ParentShown {
    /// As it is shown.
    pub fn of(world: &World, parent: &ParentSeen) -> Self {
        let of = &parent.of;
        Self {
            id: of.dossier.to_string(),
            code: of.code.to_string(),
            unit: of.unit.code().to_owned(),
            unit_name: world.unit_name(&of.unit),
            title: of.title.clone(),
            state: parent.stage.map(domain::dossier::Stage::as_str),
        }
    }
}

/// A dossier that began from this one.
#[derive(Serialize, ToSchema)]
#[schema(as = Child)]
pub struct ChildShown {
    #[schema(format = "uuid")]
    id: String,
    /// Its code; none before the unit that is asked has taken it in.
    code: Option<String>,
    /// The act that opened it; none where it began together with the request.
    act: Option<String>,
    /// How many of its opening must end before the dossier goes on: `all`, `any`, `quorum(2)`, `none`.
    #[schema(examples("all"))]
    join: String,
    /// The code of the unit that has it.
    unit: String,
    unit_name: String,
    procedure: String,
    /// That procedure's name.
    title: String,
    /// By when an answer is asked for.
    #[schema(format = DateTime)]
    due: String,
    /// Where it stands in the eyes of the law; `asked` before it is taken in.
    #[schema(examples("processing"))]
    state: &'static str,
    /// What people call the step at which it stands.
    step: Option<String>,
    #[schema(format = DateTime)]
    ended: Option<String>,
    /// Number of its decision.
    number: Option<String>,
    /// What was decided.
    summary: Option<String>,
}

impl ChildShown {
    /// Every child, in the order in which they were asked for.
    pub fn all(visit: &Visit, world: &World, family: &Family) -> Vec<Self> {
        let of =
            |o: &OpeningSeen| o.children.iter().map(|c| Self::of(visit, world, o, c)).collect::<Vec<_>>();
        family.openings.iter().flat_map(of).collect()
    }

    fn of(visit: &Visit, world: &World, o: &OpeningSeen, c: &ChildSeen) -> Self {
        let (asked, end, stands) = (&c.child.asked, c.child.ended.as_ref(), c.stands.as_ref());
        let unit = stands.map_or(&asked.unit, |s| &s.unit);
        let stage = end.map(|e| e.stage).or(stands.map(|s| s.stage));
        let step = stands.and_then(|s| s.step.as_ref());
        Self {
            id: asked.id.to_string(),
            code: stands.map(|s| s.code.to_string()).or(end.map(|e| e.code.to_string())),
            act: o.opening.act.as_ref().map(ToString::to_string),
            join: o.opening.join.to_string(),
            unit: unit.code().to_owned(),
            unit_name: world.unit_name(unit),
            procedure: asked.procedure.to_string(),
            title: asked.title.clone(),
            due: asked.due.at.rfc3339(),
            state: stage.map_or("asked", domain::dossier::Stage::as_str),
            step: step.map(|t| show::text(visit.words, t).to_owned()),
            ended: end.map(|e| e.at).map(Moment::rfc3339),
            number: end.map(|e| e.number.clone()).filter(|n| !n.is_empty()),
            summary: end.map(|e| e.summary.clone()).filter(|s| !s.is_empty()),
        }
    }
}
