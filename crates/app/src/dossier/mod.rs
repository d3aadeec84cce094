//! What happens to a case: taken in, worked on, looked at, looked up.

mod act;
mod around;
mod barred;
mod file;
mod intake;
mod list;
mod look;
mod print;
mod receive;
mod track;

pub use act::ActInput;
pub use around::Standing;
pub use file::FileOut;
pub use intake::{ApplicantInput, Intake, PieceInput};
pub use list::{ListPage, ListQuery};
pub use look::{Happening, Look};
pub use print::Printed;
pub use receive::Promise;
pub use track::{Progress, Proven, Tracked};

use domain::dossier::Dossier;
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
}

impl Answer {
    /// The answer about a dossier as it stands.
    pub fn of(d: &Dossier) -> Self {
        Self {
            id: d.id().to_string(),
            code: d.filing.code.to_string(),
            state: d.stage.as_str().to_owned(),
            step: d.step.to_string(),
            due: d.due().map(domain::words::Moment::rfc3339),
            version: d.version,
        }
    }
}
