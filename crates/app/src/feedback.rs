//! Feedback: reports and proposals from whoever has something to say, signed in or not. It becomes a
//! dossier of the pack `feedback` in the ledger of the unit that it concerns, received at once, because the
//! time to answer counts from the day on which it was sent; from there on it goes the way of every dossier.

use crate::dossier::{Answer, ApplicantInput, Bringer, Intake, PieceInput, Taker};
use crate::error::Problem;
use crate::{App, AppError, Once};
use domain::dossier::Attachment;
use domain::identity::{Actor, Role, Scope};
use domain::words::{PartName, PersonId, UnitId};
use serde_json::{Map, Value};
use store::read::{Reader, RegisterFilter, RegisterPage};
use uuid::Uuid;

/// How people were served, and what stood in their way.
pub const REPORT: &str = "XA-PA-01";
/// What should be changed.
pub const PROPOSAL: &str = "XA-PA-02";
/// The name of who gave none: the answer is then read by the code.
pub const NAMELESS: &str = "Người gửi không nêu tên";
/// The register of the answers that everybody may read.
pub const ANSWERS: &str = "feedback-answers";

/// How many published answers a page shows.
const ANSWERS_A_PAGE: u32 = 20;
/// Most files.
const FILES: usize = 5;

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct FeedbackInput {
    /// [`REPORT`] or [`PROPOSAL`].
    pub kind: String,
    /// Which unit it concerns: its code.
    pub unit: String,
    /// What it is about.
    pub category: String,
    /// The words.
    pub content: String,
    /// The dossier it is about; may be empty.
    pub about: String,
    /// Who says it; may be empty.
    pub name: String,
    /// May be empty.
    pub phone: String,
    /// May be empty.
    pub address: String,
    /// Whether the answer may be published, without the name.
    pub publish: bool,
    /// Pictures and papers, uploaded before.
    pub files: Vec<Attachment>,
}

impl App {
    /// Whether feedback is taken here: its procedures run, and this isn't a unit's own machine, which files
    /// for nobody else.
    pub async fn feedback_taken(&self) -> Result<bool, AppError> {
        Ok(self.catalogue().find(REPORT).is_some() && !self.living().await?.at_box())
    }

    /// The unit that a code names today, if feedback about it is taken here.
    pub fn feedback_unit(&self, code: &str) -> Option<UnitId> {
        let world = self.world();
        let unit = world.unit_at(code.trim(), self.now().day())?;
        (world.province_of(&unit.id) == self.province()).then(|| unit.id.clone())
    }

    /// Somebody who sends files along.
    pub async fn feedback_bringer(&self, unit: &UnitId) -> Result<Bringer, AppError> {
        Bringer::of(&self.feedback_door(unit).await?)
    }

    /// The files that were kept at an earlier try.
    pub async fn feedback_files(
        &self,
        unit: &UnitId,
        digests: &[String],
    ) -> Result<Vec<Attachment>, AppError> {
        let door = self.feedback_door(unit).await?;
        self.uploaded(&door, digests).await
    }

    /// What stands in the way of filing it.
    fn feedback_wrong(&self, input: &FeedbackInput) -> Vec<Problem> {
        let mut problems = Vec::new();
        if ![REPORT, PROPOSAL].contains(&input.kind.as_str()) {
            problems.push(Problem::new("kind", "problem-feedback-kind"));
        }
        if self.feedback_unit(&input.unit).is_none() {
            problems.push(Problem::new("unit", "problem-feedback-unit"));
        }
        if input.category.trim().is_empty() {
            problems.push(Problem::new("category", "problem-feedback-category"));
        }
        if input.content.trim().chars().count() < 10 {
            problems.push(Problem::new("content", "problem-feedback-content"));
        }
        if input.files.len() > FILES {
            problems.push(Problem::new("files", "problem-feedback-files").with("most", FILES));
        }
        problems
    }

    /// Files it; the answer has the code by which it is followed.
    pub async fn feedback_file(
        &self,
        input: FeedbackInput,
        once: Option<Once>,
    ) -> Result<(Answer, bool), AppError> {
        let (unit, problems) = (self.feedback_unit(&input.unit), self.feedback_wrong(&input));
        let (Some(unit), true) = (unit, problems.is_empty()) else {
            return Err(AppError::Invalid(problems));
        };
        let door = self.feedback_door(&unit).await?;
        let intake = intake(&input, &unit, &door);
        let taker = Taker {
            place: door.place(),
            hand: "system:feedback".to_owned(),
            scope: door.person.to_string(),
            submitter: None,
            id: None,
        };
        self.dossier_taken(taker, intake, once).await
    }

    /// The answers that everybody may read, the newest first.
    pub async fn feedback_answers(&self, after: Option<String>) -> Result<RegisterPage, AppError> {
        let register: PartName = ANSWERS.parse().map_err(AppError::fault)?;
        let filter = RegisterFilter { register, text: String::new(), ends: None };
        let scope = Scope::Province(self.province());
        let read = move |r: &Reader<'_>| r.register(&scope, &filter, after.as_deref(), ANSWERS_A_PAGE);
        let mut page = self.inner.store.read(read).await?;
        // What was taken back is published no more.
        page.rows.retain(|row| row.registered.ended.is_none());
        Ok(page)
    }

    /// Nobody, standing where the unit's dossiers are taken in: at its own ledger, or, where that is written
    /// elsewhere, at the province's, which sends it on.
    async fn feedback_door(&self, unit: &UnitId) -> Result<Actor, AppError> {
        let province = self.province();
        let at = if self.lives_here(unit).await? { unit.clone() } else { province.clone() };
        Ok(Actor {
            person: PersonId(Uuid::nil()),
            name: String::new(),
            unit: at,
            province,
            roles: vec![Role::Reception],
            standing_in: Vec::new(),
        })
    }
}

fn intake(input: &FeedbackInput, unit: &UnitId, door: &Actor) -> Intake {
    let mut data: Map<String, Value> = Map::new();
    data.insert("category".to_owned(), input.category.clone().into());
    data.insert("content".to_owned(), input.content.trim().into());
    data.insert("publish".to_owned(), input.publish.into());
    if !input.about.trim().is_empty() {
        data.insert("about".to_owned(), input.about.trim().into());
    }
    let name = if input.name.trim().is_empty() { NAMELESS } else { input.name.as_str() };
    let papers = PieceInput {
        name: "Tài liệu gửi kèm".to_owned(),
        originals: 0,
        copies: 1,
        files: input.files.clone(),
    };
    Intake {
        procedure: input.kind.clone(),
        competent: if *unit == door.unit { String::new() } else { unit.code().to_owned() },
        channel: domain::words::Channel::Online.as_str().to_owned(),
        applicant: ApplicantInput {
            name: name.to_owned(),
            phone: input.phone.clone(),
            address: input.address.clone(),
            ..ApplicantInput::default()
        },
        documents: if input.files.is_empty() { Vec::new() } else { vec![papers] },
        data,
        ..Intake::default()
    }
}
