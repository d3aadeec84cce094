//! Every story of every pack, lived in an office that stores: by the use cases that pages and programs call.

use crate::node::Node;
use app::AppError;
use app::dossier::{ActInput, ApplicantInput, Intake, PieceInput};
use domain::dossier::Dossier;
use domain::identity::{Actor, Role};
use domain::packs::catalogue::{DecidingTier, Procedure};
use domain::packs::story::{
    ActFields, Came, ChildRef, ExpectedChild, HandIn, Scene, Story, differences, refusal_code,
};
use domain::words::{DossierId, UnitId};
use std::collections::BTreeMap;

struct Office<'a> {
    node: Node,
    story: &'a Story,
    ids: BTreeMap<String, DossierId>,
}

#[tokio::test]
async fn every_story_goes_in_an_office_as_it_is_told() {
    let world = crate::node::world();
    let (mut wrong, mut lived, mut cut_short) = (Vec::new(), 0, 0);
    for pack in world.packs.packs() {
        for story in &pack.stories {
            let file = format!("{}/{}", pack.manifest.id, story.file);
            match Box::pin(live(story)).await {
                Lived::Whole => lived += 1,
                Lived::UntilABook => cut_short += 1,
                Lived::Otherwise(said) => wrong.push(format!("{file}: {said}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{lived} stories went as told\n{}", wrong.join("\n"));
    assert!(lived >= 95 && cut_short < lived / 5, "{lived} went as told, {cut_short} up to what lacked");
}

/// How a story went.
enum Lived {
    /// As it is told.
    Whole,
    /// As it is told, up to where it changes a record that others made before it begins: a new office has
    /// none, and refuses.
    UntilABook,
    /// Otherwise.
    Otherwise(String),
}

/// Lives a story, up to the first scene that goes otherwise than told.
async fn live(story: &Story) -> Lived {
    let begins = story.told.scenes.iter().map(|scene| scene.at).min().unwrap();
    let node = Node::new(&begins.civil().strftime("%Y-%m-%dT%H:%M").to_string(), "38").await;
    node.app.publish(procedures(), "setup", |_| {}).await.unwrap();
    let mut office = Office { node, story, ids: BTreeMap::new() };
    let mut scenes: Vec<(usize, &Scene)> = story.told.scenes.iter().enumerate().collect();
    // Stories of several dossiers tell them one after another; time goes on for all of them.
    scenes.sort_by_key(|(_, scene)| scene.at);
    for (n, scene) in scenes {
        let came = Box::pin(office.scene(scene)).await;
        let wrongs = differences(&told(scene, &came), &came, &format!("do.{n}"));
        if came.refused.as_deref() == Some("record-missing") && scene.expect.refused.is_none() {
            return Lived::UntilABook;
        }
        if let Some(wrong) = wrongs.first() {
            return Lived::Otherwise(format!("{wrong:?}"));
        }
    }
    // What units asked of each other was taken in and answered, or still runs; nothing hangs in between.
    let (_, asked, untold) = office.node.families();
    if (asked, untold) == (0, 0) {
        Lived::Whole
    } else {
        Lived::Otherwise(format!("{asked} asked and not there, {untold} ended and not told"))
    }
}

fn procedures() -> Vec<Procedure> {
    let world = crate::node::world();
    let codes = world.packs.packs().iter().flat_map(|pack| pack.procedures.keys().cloned());
    codes
        .filter_map(|code| {
            let row = app::World::catalogue_row(&code);
            row.or_else(|| world.packs.define_local(&code).map(|d| d.facts))
        })
        .collect()
}

impl Office<'_> {
    async fn scene(&mut self, scene: &Scene) -> Came {
        self.node.clock.set(&scene.at.civil().strftime("%Y-%m-%dT%H:%M").to_string());
        let done = match (&scene.receive, &scene.submit, &scene.act) {
            (Some(hand_in), _, _) => self.hand_in(scene, hand_in, true).await,
            (_, Some(hand_in), _) => self.hand_in(scene, hand_in, false).await,
            (_, _, Some(act)) => self.act(scene, act).await,
            _ if scene.lapse => self.lapse(scene).await,
            _ => Ok(()),
        };
        let mut came = Came { refused: done.err().map(|error| said(&error)), ..Came::default() };
        if let Some(id) = self.id(scene).await {
            self.look(scene, id, &mut came).await;
        }
        came
    }

    async fn hand_in(&mut self, scene: &Scene, said: &HandIn, at_once: bool) -> Result<(), AppError> {
        let code = said.procedure.as_ref().unwrap_or(&self.story.told.procedure);
        let facts = procedures().into_iter().find(|p| p.code == *code).unwrap();
        let here = if facts.tiers.contains(&DecidingTier::Commune) { "15085" } else { "38" };
        let unit = self.node.unit(here);
        let counter = self.node.actor(&unit, Role::Reception).await;
        let name = if said.applicant.is_empty() { "Người nộp" } else { &said.applicant };
        let intake = Intake {
            procedure: code.to_string(),
            case: said.case.as_ref().map(ToString::to_string).unwrap_or_default(),
            channel: said.channel.as_str().to_owned(),
            applicant: ApplicantInput { name: name.to_owned(), ..ApplicantInput::default() },
            documents: pieces(&said.documents),
            data: said.data.clone(),
            with: said.with.as_ref().map(|with| with.iter().map(ToString::to_string).collect()),
            ..Intake::default()
        };
        let app = &self.node.app;
        let done = if at_once {
            app.dossier_receive(&counter, intake, None).await
        } else {
            app.dossier_submit(&counter, intake, None).await
        };
        self.ids.insert(scene.dossier.clone(), done?.0.id.parse().unwrap());
        Ok(())
    }

    async fn act(&self, scene: &Scene, act: &str) -> Result<(), AppError> {
        let id = self.id(scene).await.ok_or(AppError::NotFound)?;
        let dossier = self.dossier(id).await;
        let unit = self.unit(scene, &dossier);
        let actor = self.node.actor(&unit, scene.who.unwrap()).await;
        let input = filled(&scene.fields, &dossier, act);
        self.node.app.dossier_act(&actor, id, act, input, None).await.map(|_| ())
    }

    async fn lapse(&self, scene: &Scene) -> Result<(), AppError> {
        let id = self.id(scene).await.ok_or(AppError::NotFound)?;
        let unit = self.dossier(id).await.place().unit;
        self.node.app.dossier_lapse(&unit, id).await.map(|_| ())
    }

    async fn id(&self, scene: &Scene) -> Option<DossierId> {
        let Some(child) = &scene.child else { return self.ids.get(&scene.dossier).copied() };
        let parent = self.dossier(*self.ids.get(&child.of)?).await;
        let fits = |asked: &&domain::dossier::Child| ChildRef::fits(child, &asked.asked);
        parent.children().filter(fits).nth(child.index).map(|c| c.asked.id)
    }

    fn unit(&self, scene: &Scene, dossier: &Dossier) -> UnitId {
        scene.unit.as_ref().map_or_else(|| dossier.place().unit, |code| self.node.unit(code.as_str()))
    }

    async fn dossier(&self, id: DossierId) -> Dossier {
        self.node.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap().dossier
    }

    async fn look(&self, scene: &Scene, id: DossierId, came: &mut Came) {
        let dossier = self.dossier(id).await;
        came.step = dossier.step.to_string();
        dossier.stage.as_str().clone_into(&mut came.stage);
        came.due = dossier.due();
        dossier.punctuality(scene.at).as_str().clone_into(&mut came.punctuality);
        came.fee_vnd = Some(dossier.filing.fee_vnd);
        for role in scene.expect.offered.keys() {
            let actor: Actor = self.node.actor(&self.unit(scene, &dossier), *role).await;
            let look = self.node.app.dossier_look(&actor, id).await;
            let offered = look.map(|look| look.offered).unwrap_or_default();
            came.offered.insert(*role, offered.into_iter().map(|act| act.id.to_string()).collect());
        }
        for child in dossier.children() {
            let asked = child.asked.id;
            let stands = self.node.app.store().read(move |r| r.dossier(asked)).await.unwrap();
            came.children.push(ExpectedChild {
                unit: child.asked.unit.code().parse().ok(),
                procedure: Some(child.asked.procedure.clone()),
                stage: stands.as_ref().map(|found| found.dossier.stage.as_str().to_owned()),
                step: stands.as_ref().map(|found| found.dossier.step.to_string()),
                due: Some(child.asked.due.at),
            });
        }
    }
}

/// What an office says of a scene. What a story tells of the plan alone (which papers are asked for and
/// printed, what registers get) is played by the decisions, and seen here by the count of records.
fn told(scene: &Scene, came: &Came) -> Scene {
    let mut scene = scene.clone();
    scene.expect.papers = None;
    scene.expect.documents = None;
    scene.expect.with = None;
    scene.expect.records = None;
    // An office may name another fault of the same form first.
    if let (Some(told), Some(came)) = (&scene.expect.refused, &came.refused)
        && told.starts_with("form:")
        && came.starts_with("form:")
    {
        scene.expect.refused = Some(came.clone());
    }
    scene
}

fn pieces(names: &[String]) -> Vec<PieceInput> {
    let piece = |name: &String| PieceInput { name: name.clone(), originals: 1, ..PieceInput::default() };
    names.iter().map(piece).collect()
}

/// An act as somebody fills it.
fn filled(fields: &ActFields, dossier: &Dossier, act: &str) -> ActInput {
    let applicant = fields.applicant.as_ref().map(|name| ApplicantInput {
        name: name.clone(),
        address: dossier.filing.applicant.address.clone(),
        ..ApplicantInput::default()
    });
    let way = serde_json::to_value(fields.way).unwrap();
    ActInput {
        version: dossier.version,
        reason: fields.reason.clone(),
        items: fields.items.clone(),
        amount: fields.amount_vnd.to_string(),
        until: fields.until.map(|day| day.to_string()).unwrap_or_default(),
        number: fields.number.clone(),
        summary: fields.summary.clone(),
        receiver: fields.receiver.clone(),
        way: way.as_str().unwrap().to_owned(),
        documents: pieces(&fields.documents),
        content: (act == "correct").then(|| dossier.filing.content.clone()),
        applicant,
        answers: fields.answers.clone(),
        data: fields.data.clone(),
        ..ActInput::default()
    }
}

/// A refusal as stories write it.
fn said(error: &AppError) -> String {
    match error {
        AppError::Refused(refusal) => refusal_code(refusal),
        AppError::Invalid(problems) => {
            let field = problems.first().map(|p| p.field.replace('.', "/")).unwrap_or_default();
            let below = field.strip_prefix("data").or_else(|| field.strip_prefix("answers"));
            format!("form:{}", below.unwrap_or(&field))
        }
        AppError::Forbidden | AppError::NotFound => "not-offered".to_owned(),
        other => other.to_string(),
    }
}
