//! What happens to a case: taken in, worked on, looked at, looked up.

mod act;
mod around;
mod asked;
mod barred;
mod checklist;
mod children;
mod enter;
mod family;
mod file;
mod intake;
mod known;
mod list;
mod look;
mod media;
mod passing;
mod print;
mod receive;
mod recount;
mod reminded;
mod track;
mod values;

pub use act::ActInput;
pub use around::Standing;
pub use asked::AskedFor;
pub use checklist::Mark;
pub use children::Settled;
pub use family::{ChildSeen, ChildStands, Family, OpeningSeen, ParentSeen};
pub(crate) use file::attached;
pub use file::{Bringer, FileAway, FileOut};
pub use intake::{ApplicantInput, Intake, PieceInput};
pub(crate) use intake::{applicant, text};
pub use known::{Known, Source};
pub use list::{ListPage, ListQuery};
pub use look::{Happening, Look};
pub(crate) use look::{names_of, sees};
pub use print::{BookAsked, PaperName, Pdf, Printed};
pub(crate) use print::{SHARED, sheet};
pub use receive::Promise;
pub(crate) use receive::Taker;
pub use recount::Anew;
pub use reminded::Reminded;
pub use track::{Progress, Proven, Tracked};

use crate::{App, AppError};
use domain::dossier::{Dossier, Refusal, RefusalCode};
use domain::words::{Moment, UnitId};
use serde::{Deserialize, Serialize};

/// The answer to a reception or an act; kept with the idempotency key and given again as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The dossier's id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Where it stands in the eyes of the law.
    pub state: String,
    /// The step at which it stands.
    pub step: String,
    /// What is promised, RFC 3339; none before acceptance.
    pub due: Option<String>,
    /// Its version: the next act must name it.
    pub version: u32,
    /// What it leaves to do in other ledgers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow: Option<Follow>,
}

/// What an answer leaves to do in other ledgers: an answer that is given again leads to the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Follow {
    /// Its children are to be taken in, or heard.
    Children,
    /// Its parent is to be told how it ended.
    Parent {
        /// The parent's id.
        id: String,
    },
}

impl Follow {
    fn of(d: &Dossier) -> Option<Self> {
        if d.waits_for() > 0 {
            return Some(Self::Children);
        }
        let parent = d.parent.as_ref().filter(|_| d.stage.ended());
        parent.map(|parent| Self::Parent { id: parent.dossier.to_string() })
    }
}

impl Answer {
    /// The answer about a dossier as it stands.
    pub fn of(d: &Dossier) -> Self {
        Self {
            id: d.id().to_string(),
            code: d.filing.code.to_string(),
            state: d.stage.as_str().to_owned(),
            step: d.step.to_string(),
            due: d.due().map(Moment::rfc3339),
            version: d.version,
            follow: Follow::of(d),
        }
    }
}

impl App {
    /// Refuses when the unit doesn't exist today: its successors receive and act, and people sign in there.
    pub(crate) fn works_on(&self, unit: &UnitId, now: Moment) -> Result<(), AppError> {
        let world = self.world();
        let Some(known) = world.units.get(unit).filter(|u| !u.exists_on(now.day())) else { return Ok(()) };
        let successors = world.units.successors(unit);
        let names: Vec<&str> = successors.iter().map(|(u, _)| u.full_name.as_str()).collect();
        let day = known.to.map(|to| to.plus(1)).or(known.from).map(|d| Moment::at(d, 0, 0).civil());
        let day = day.map(|d| format!("{:02}/{:02}/{}", d.day(), d.month(), d.year())).unwrap_or_default();
        let facts = vec![("unit", known.full_name.clone()), ("day", day), ("successors", names.join(", "))];
        Err(Refusal::of(RefusalCode::UnitEnded, facts).into())
    }
}
