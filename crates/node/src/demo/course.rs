//! A dossier's way through a process of its own: what is planned in the words of the common process is done
//! by kind, and the steps between are taken as the process has them.

use crate::invented::chance::Chance;
use crate::invented::fill::fill;
use crate::invented::names::Home;
use anyhow::Result;
use app::dossier::ActInput;
use app::{App, AppError};
use domain::dossier::Dossier;
use domain::identity::Actor;
use domain::packs::{ActDef, ActKind, Definition, Process};
use domain::words::{DossierId, Moment, StepId};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// Most steps on the way to what is planned.
const STEPS: i64 = 20;

/// A dossier under way, the people of its unit, and when it goes on.
pub struct Course<'a> {
    /// At the beginning of what is planned.
    pub app: &'a App,
    /// Who works there.
    pub people: &'a [Actor],
    /// Which.
    pub id: DossierId,
    /// Where it lives.
    pub home: Home<'a>,
}

impl Course<'_> {
    /// Does what is planned. Where a pack asks what nobody invented (a guard, a form), the dossier stays
    /// where it came to, as it would in an office.
    pub async fn go(&self, planned: &str, input: ActInput, chance: &mut Chance) -> Result<u32> {
        let (wanted, only_there) = match planned {
            "forward" => (ActKind::Approve, true),
            other => (kind(other), false),
        };
        let mut failed: BTreeSet<(StepId, StepId)> = BTreeSet::new();
        let mut version = 0;
        for second in 0..STEPS {
            let app = self.app.at(Moment::from_millis(self.app.now().millis() + 1_000 * second));
            let dossier = self.dossier(&app).await?;
            version = dossier.version;
            let definition = app.definition(&dossier.filing.procedure, &dossier.filing.revision).await?;
            let here = definition.process.acts_at(&dossier.step).find(|a| a.kind == wanted);
            let here = here.filter(|a| !failed.contains(&(dossier.step.clone(), a.id.clone())));
            let next = match here {
                Some(_) if only_there => return Ok(version),
                Some(act) => Some(act),
                None => toward(&definition.process, &dossier.step, wanted, &failed),
            };
            let Some(act) = next else { return Ok(version) };
            let given = if here.is_some() { input.clone() } else { ActInput::default() };
            match self.act(&app, &dossier, &definition, act, given, chance).await {
                Ok(version) if here.is_some() => return Ok(version),
                Ok(_) => {}
                Err(AppError::Refused(_) | AppError::Invalid(_)) => {
                    failed.insert((dossier.step.clone(), act.id.clone()));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(version)
    }

    async fn dossier(&self, app: &App) -> Result<Dossier, AppError> {
        let anyone = self.people.first().ok_or(AppError::Forbidden)?;
        app.dossier_look(anyone, self.id).await.map(|look| look.dossier)
    }

    async fn act(
        &self,
        app: &App,
        dossier: &Dossier,
        definition: &Arc<Definition>,
        act: &ActDef,
        given: ActInput,
        chance: &mut Chance,
    ) -> Result<u32, AppError> {
        let roles = definition.process.roles_of(&dossier.step, act);
        let able = |a: &&Actor| roles.iter().any(|role| a.is(*role));
        let actor = self.people.iter().find(able).ok_or(AppError::Forbidden)?;
        let asked = act.form.as_ref().and_then(|form| definition.forms.get(form));
        let answers = asked.and_then(|form| fill(form, (self.home, app.now()), chance));
        let input = ActInput { version: dossier.version, answers: answers.unwrap_or_default(), ..given };
        app.dossier_act(actor, self.id, act.id.as_str(), input, None).await.map(|(done, _)| done.version)
    }
}

/// What the common process calls an act, by what the law means by it.
fn kind(planned: &str) -> ActKind {
    match planned {
        "accept" => ActKind::Accept,
        "approve" => ActKind::Approve,
        "deliver" => ActKind::Deliver,
        "supplement" => ActKind::Supplement,
        "charge" => ActKind::Charge,
        "resume" => ActKind::Resume,
        "extend" => ActKind::Extend,
        "refuse" => ActKind::Refuse,
        "withdraw" => ActKind::Withdraw,
        _ => ActKind::Move,
    }
}

/// The first act on the shortest way to a step that offers what is wanted.
fn toward<'a>(
    process: &'a Process,
    from: &StepId,
    wanted: ActKind,
    failed: &BTreeSet<(StepId, StepId)>,
) -> Option<&'a ActDef> {
    let mut seen = BTreeSet::from([from.clone()]);
    let mut waiting: VecDeque<(StepId, Option<&ActDef>)> = VecDeque::from([(from.clone(), None)]);
    while let Some((step, first)) = waiting.pop_front() {
        if step != *from && process.acts_at(&step).any(|a| a.kind == wanted) {
            return first;
        }
        for act in process.acts_at(&step).filter(|a| leads(a.kind)) {
            let Some(to) = &act.to else { continue };
            if !failed.contains(&(step.clone(), act.id.clone())) && seen.insert(to.clone()) {
                waiting.push_back((to.clone(), first.or(Some(act))));
            }
        }
    }
    None
}

fn leads(kind: ActKind) -> bool {
    matches!(kind, ActKind::Move | ActKind::Approve)
}
