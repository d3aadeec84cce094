//! A draft becomes a dossier: in the ledger of the unit that is competent, where that is written here; else
//! in the province's, which hands it over at once.

use super::{Draft, Owner};
use crate::catalogue::Running;
use crate::citizen::SignedCitizen;
use crate::dossier::{Answer, AskedFor, Intake, Taker};
use crate::error::Problem;
use crate::session::digest;
use crate::{App, AppError, Once};
use domain::dossier::{
    Applicant, Dossier, Intermediary, OnlineFault, Rules, Submitter, answer_due, online_business,
    online_faults, online_lacks, online_level,
};
use domain::identity::{Actor, Place, Right, may};
use domain::words::{Channel, Moment, PersonId, Phone};
use store::Beside;
use uuid::Uuid;

/// A draft that was sent: the dossier, for who sent it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The dossier as it stands.
    pub dossier: Dossier,
}

impl App {
    /// Every problem of what is filled in so far, as use cases name fields. `business`: in whose name.
    pub fn apply_check(&self, intake: &Intake, business: bool) -> Vec<Problem> {
        let mut problems = match self.competent(&self.province(), &intake.competent, "competent") {
            Ok(place) => self.check_at(&place, &at(intake)),
            Err(AppError::Invalid(mut problems)) => {
                let province = self.province();
                let here = Place { unit: province.clone(), province };
                problems.extend(self.check_at(&here, &at(intake)));
                problems
            }
            Err(_) => Vec::new(),
        };
        let applicant = self.applicant_of(intake);
        let known = |p: &Problem, fault: OnlineFault| p.field == fault.field();
        if let Some(fault) = online_lacks(&applicant, business)
            && !problems.iter().any(|p| known(p, fault))
        {
            problems.push(Problem::new(fault.field(), fault.key()));
        }
        problems
    }

    fn applicant_of(&self, intake: &Intake) -> Applicant {
        crate::dossier::applicant(&intake.applicant, self.numbers(), &mut Vec::new())
    }

    /// What this application is asked for, in the unit that is competent.
    pub fn apply_asked(&self, intake: &Intake) -> Option<AskedFor> {
        let province = self.province();
        let named = self.competent(&province, &intake.competent, "competent").ok();
        let place = named.unwrap_or(Place { unit: province.clone(), province });
        self.asked_at(&place, &at(intake)).ok()
    }

    /// By when somebody looks at it, if it were sent now.
    pub fn apply_answered(&self, running: &Running, competent: &str) -> Option<Moment> {
        let place = self.competent(&self.province(), competent, "competent").ok()?;
        let world = self.world();
        let rules = Rules { definition: &running.definition, hours: world.hours(&place.unit) };
        Some(answer_due(self.now(), rules, Channel::Online).at)
    }

    /// What a citizen filled in becomes a dossier. Sending it again answers the same.
    pub async fn citizen_submit(
        &self,
        signed: &SignedCitizen,
        draft: &Draft,
        intake: Intake,
        business: bool,
    ) -> Result<Answer, AppError> {
        if let Some(sent) = self.apply_sent(draft.id, signed.person).await? {
            return Ok(Answer::of(&sent.dossier));
        }
        let mut problems = self.apply_check(&intake, business);
        let applicant = self.applicant_of(&intake);
        let level = self.wanted_level(&intake);
        for fault in online_faults(&signed.citizen, &applicant, business, level) {
            if !problems.iter().any(|p| p.field == fault.field()) {
                problems.push(Problem::new(fault.field(), fault.key()));
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let submitter = Submitter {
            person: signed.person,
            level: Some(signed.citizen.level),
            business: online_business(&applicant, business),
            intermediary: None,
        };
        self.apply_file(submitter, draft, intake).await
    }

    /// Sends the person for whom an intermediary applies a code, by telephone.
    pub async fn apply_code(
        &self,
        actor: &Actor,
        draft: &Draft,
        intake: &Intake,
        address: &str,
    ) -> Result<(), AppError> {
        if !may(actor, Right::ApplyForOthers, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        let phone = phone(intake)?;
        self.send_code(&phone, &purpose(draft)?, address).await
    }

    /// What an intermediary filled in for a person, who said the code, becomes a dossier.
    pub async fn intermediary_submit(
        &self,
        actor: &Actor,
        draft: &Draft,
        intake: Intake,
        business: bool,
        code: &str,
    ) -> Result<Answer, AppError> {
        if !may(actor, Right::ApplyForOthers, &actor.place()) {
            return Err(AppError::Forbidden);
        }
        if let Some(sent) = self.apply_sent(draft.id, actor.person).await? {
            return Ok(Answer::of(&sent.dossier));
        }
        let problems = self.apply_check(&intake, business);
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let phone = phone(&intake)?;
        if code.trim().is_empty() {
            return Err(AppError::invalid("code", "problem-apply-code-missing"));
        }
        let purpose = purpose(draft)?;
        self.code_stands(&phone, &purpose, code).await.map_err(changed)?;
        let person = actor.person;
        let account = self.inner.store.read(move |r| r.account(person)).await?;
        let title = account.map(|account| account.title).unwrap_or_default();
        let unit = self.world().unit_name(&actor.unit);
        let organisation = if title.is_empty() { unit } else { format!("{title}, {unit}") };
        let by = Intermediary { name: actor.name.clone(), organisation, confirmed: self.now() };
        let submitter = Submitter { person, level: None, business: None, intermediary: Some(by) };
        // Where filing fails the code may be said again: it fits this draft as it is, which files once.
        let answer = self.apply_file(submitter, draft, intake).await?;
        if let Err(error) = self.code_spend(&phone, &purpose).await {
            tracing::warn!(%error, "a code that was used could not be dropped yet");
        }
        Ok(answer)
    }

    /// The dossier that a draft became, for who sent it.
    pub async fn apply_sent(&self, draft: Uuid, person: PersonId) -> Result<Option<Sent>, AppError> {
        let id = domain::words::DossierId(draft);
        let found = self.inner.store.read(move |r| r.dossier(id)).await?;
        let own = |d: &Dossier| d.filing.submitter.as_ref().is_some_and(|s| s.person == person);
        Ok(found.map(|found| found.dossier).filter(own).map(|dossier| Sent { dossier }))
    }

    fn wanted_level(&self, intake: &Intake) -> domain::identity::Level {
        let catalogue = self.catalogue();
        let running = catalogue.find(&intake.procedure);
        running.map_or(domain::identity::Level::Two, |running| online_level(&running.definition))
    }

    async fn apply_file(
        &self,
        submitter: Submitter,
        draft: &Draft,
        mut intake: Intake,
    ) -> Result<Answer, AppError> {
        let province = self.province();
        let competent = self.competent(&province, &intake.competent, "competent")?;
        let place = if self.lives_here(&competent.unit).await? {
            intake.competent.clear();
            competent
        } else {
            Place { unit: province.clone(), province: province.clone() }
        };
        intake.unit.clear();
        let content = serde_json::to_vec(&draft.body).map_err(AppError::fault)?;
        let once = Once::of(draft.id.to_string(), &content);
        let hand = submitter.person.to_string();
        let (scope, id) = (hand.clone(), Some(draft.dossier()));
        let taker = Taker { place, hand, scope, submitter: Some(submitter), id };
        let (answer, _) = self.dossier_sent(taker, intake, once).await?;
        // The dossier is on disk. A draft that stays, as the machine stops here, becomes no second one.
        let gone = Beside::DraftGone(draft.id.to_string());
        if let Err(error) = self.inner.store.put_beside(province, vec![gone]).await {
            tracing::warn!(%error, "a draft that was sent could not be dropped yet");
        }
        Ok(answer)
    }
}

/// The intake as the competent unit would take it.
fn at(intake: &Intake) -> Intake {
    let online = Channel::Online.as_str().to_owned();
    Intake { unit: String::new(), competent: String::new(), channel: online, ..intake.clone() }
}

fn phone(intake: &Intake) -> Result<Phone, AppError> {
    Phone::parse(&intake.applicant.phone).map_err(|_| AppError::invalid("phone", "problem-apply-phone"))
}

/// What a code is for: this application with what is filled in now, and no other.
fn purpose(draft: &Draft) -> Result<String, AppError> {
    let content = draft.body.content().map_err(AppError::fault)?;
    Ok(format!("apply:{}", digest(&format!("{}\n{content}", draft.id))))
}

/// Why a code fits nothing any more: here also because something else is sent than the person was told of.
fn changed(error: AppError) -> AppError {
    match error {
        AppError::Invalid(problems) if problems.iter().any(|p| p.key == "problem-code-over") => {
            AppError::invalid("code", "problem-apply-code-over")
        }
        other => other,
    }
}

/// Whose drafts a citizen's are.
impl From<&SignedCitizen> for Owner {
    fn from(signed: &SignedCitizen) -> Self {
        Self::Citizen(signed.person)
    }
}
