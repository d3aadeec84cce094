//! Dossiers that open dossiers in other units: asked, taken in, answered, told; once, whatever stops in
//! between.

use crate::node::Node;
use app::dossier::{ActInput, ApplicantInput, Intake, Settled};
use app::{AppError, Once};
use domain::dossier::{Dossier, Event, Opened, RefusalCode, Stage, Withdrawn};
use domain::identity::{Actor, Role};
use domain::nodes::Home;
use domain::packs::pack::Files;
use domain::records::Body as _;
use domain::words::{DossierId, NodeId, UnitId};
use serde_json::{Map, Value, json};
use store::{Act, Beside, Loaded, Reads, RecordChange, Stamp, Writes};

const PACK: &str = r#"
id = "asking"
version = 1
owner = "province"
depends = ["one-stop"]
title = { vi = "Hỏi", en = "Asking", fr = "Consultation" }
"#;

const HEAD: &str = r#"
tier = "commune"
territory = "bound"
[[channel]]
channel = "counter"
limit = "10wd"
"#;

const STEPS: &str = r#"
[[with]]
title = { vi = "Thẻ", en = "Card", fr = "Carte" }
[with.open]
procedure = "XA-THE-09"
due = "4wd"
[[step]]
id = "check"
role = "specialist"
title = { vi = "Thẩm tra", en = "Check", fr = "Examen" }
[[step.act]]
id = "forward"
to = "sign"
title = { vi = "Trình", en = "Forward", fr = "Transmettre" }
[[step.act]]
id = "ask"
kind = "open"
form = "whom"
title = { vi = "Hỏi", en = "Ask", fr = "Consulter" }
[step.act.open]
procedure = "XA-HOI-09"
units = "answers.units"
due = "3wd"
join = "quorum(2)"
[step.act.open.data]
about = "data.about"
[[step]]
id = "sign"
role = "leader"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step.act]]
id = "approve"
kind = "approve"
to = "return"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step]]
id = "return"
role = "reception"
title = { vi = "Trả", en = "Return", fr = "Remettre" }
[[step.act]]
id = "deliver"
kind = "deliver"
title = { vi = "Trả", en = "Return", fr = "Remettre" }
"#;

const ABOUT: &str = r#"{ "type": "object", "properties": {
  "about": { "type": "string", "x-label": { "vi": "Về", "en": "About", "fr": "Objet" } } } }"#;
const WHOM: &str = r#"{ "type": "object", "required": ["units"], "properties": {
  "units": { "type": "array", "items": { "type": "string" },
    "x-label": { "vi": "Đơn vị", "en": "Units", "fr": "Unités" } } } }"#;

/// A procedure that asks other units.
pub const ASKING: &str = "XA-GOC-09";
const THREE: [&str; 3] = ["14758", "14797", "14812"];

/// The pack of these tests.
pub fn pack() -> Files {
    let said = |code: &str, more: &str| {
        format!("code = \"{code}\"\ntitle = {{ vi = \"{code}\", en = \"{code}\", fr = \"{code}\" }}\n{more}")
    };
    let asking = said(ASKING, &format!("form = \"about\"\n{HEAD}{STEPS}"));
    let asked = said("XA-HOI-09", &format!("form = \"about\"\ninternal = true\n{HEAD}"));
    [
        ("asking/pack.toml", PACK.to_owned()),
        ("asking/procedures/XA-GOC-09.toml", asking),
        ("asking/procedures/XA-HOI-09.toml", asked),
        ("asking/procedures/XA-THE-09.toml", said("XA-THE-09", HEAD)),
        ("asking/forms/about.schema.json", ABOUT.to_owned()),
        ("asking/forms/whom.schema.json", WHOM.to_owned()),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text))
    .collect()
}

struct Office {
    node: Node,
    unit: UnitId,
    reception: Actor,
    specialist: Actor,
}

async fn office() -> Office {
    let node = Node::with_packs("2026-03-09T09:00", "38", &pack()).await;
    let unit = node.unit("15085");
    let reception = node.actor(&unit, Role::Reception).await;
    let specialist = node.actor(&unit, Role::Specialist).await;
    Office { node, unit, reception, specialist }
}

impl Office {
    /// Taken in, with or without what begins together with it.
    async fn receive(&self, with: bool) -> DossierId {
        let applicant = ApplicantInput { name: "Lê Thị Ánh".to_owned(), ..ApplicantInput::default() };
        let data = object(json!({"about": "nhà đất"}));
        let with = if with { None } else { Some(Vec::new()) };
        let intake = Intake { procedure: ASKING.to_owned(), applicant, data, with, ..Intake::default() };
        let (answer, _) = self.node.app.dossier_receive(&self.reception, intake, None).await.unwrap();
        answer.id.parse().unwrap()
    }

    async fn dossier(&self, id: DossierId) -> Option<Dossier> {
        self.node.app.store().read(move |r| r.dossier(id)).await.unwrap().map(|f| f.dossier)
    }

    fn ask(version: u32, units: &[&str]) -> ActInput {
        ActInput { version, answers: object(json!({ "units": units })), ..ActInput::default() }
    }

    /// Writes an event without what follows on it: as if the node had stopped right after the commit.
    async fn write(&self, unit: &UnitId, dossier: DossierId, event: Event) {
        let stamp =
            Stamp { at: self.node.app.now(), actor: "system:test".into(), salt: self.node.app.random() };
        let decide = move |_: &Loaded| {
            let act = Act { stamp: stamp.clone(), dossier, event: event.clone(), note: String::new() };
            Ok::<_, std::convert::Infallible>(Writes { acts: vec![act], ..Writes::default() })
        };
        let reads = Reads { dossier: Some(dossier), ..Reads::of(unit.clone()) };
        self.node.app.store().submit(reads, decide).await.unwrap();
    }

    async fn opened(&self, id: DossierId) -> Opened {
        let look = self.node.app.dossier_look(&self.specialist, id).await.unwrap();
        let mut events = look.history.into_iter().filter_map(|h| match h.event {
            Some(Event::Opened(opened)) => Some(opened),
            _ => None,
        });
        events.next().unwrap()
    }
}

/// What a form is filled with.
pub fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// A child goes its way to the end in its own unit.
async fn answered(office: &Office, child: DossierId) {
    let unit = office.dossier(child).await.unwrap().place().unit;
    for (role, act) in
        [(Role::Specialist, "forward"), (Role::Leader, "approve"), (Role::Reception, "deliver")]
    {
        let actor = office.node.actor(&unit, role).await;
        office.node.act(&actor, child, act).await;
    }
}

/// This node becomes a centre, and one of the units that are asked lives on a machine of its own.
async fn apart(office: &Office, unit: &UnitId) {
    let meta = |key: &str, value: String| Beside::Meta { key: key.to_owned(), value };
    let node = |n| NodeId(uuid::Uuid::from_u128(n));
    let marks = vec![meta("node", node(1).to_string()), meta("node-centre", "1".to_owned())];
    office.node.app.store().put_beside(office.node.unit("38"), marks).await.unwrap();
    let now = office.node.app.now();
    let stamp = Stamp { at: now, actor: "system:test".into(), salt: office.node.app.random() };
    let body = Home::next(None, node(2), now).text().unwrap();
    let record = RecordChange { stamp, kind: Home::KIND, key: Home::KEY.to_owned(), body };
    let run = move |_: &Loaded| {
        let records = vec![record.clone()];
        Ok::<_, std::convert::Infallible>(Writes { records, ..Writes::default() })
    };
    office.node.app.store().submit(Reads::of(unit.clone()), run).await.unwrap();
}

#[tokio::test]
async fn a_child_of_a_unit_on_another_machine_is_left_to_that_machine() {
    let office = office().await;
    let app = &office.node.app;
    apart(&office, &office.node.unit(THREE[1])).await;
    let id = office.receive(false).await;
    app.dossier_act(&office.specialist, id, "ask", Office::ask(1, &THREE), None).await.unwrap();
    for child in office.opened(id).await.children {
        let elsewhere = child.unit == office.node.unit(THREE[1]);
        assert_eq!(office.dossier(child.id).await.is_none(), elsewhere, "{}", child.unit);
    }
    assert_eq!(app.children_tick().await.unwrap(), Settled::default(), "what waits for others is left alone");
    assert_eq!(office.node.families(), (2, 1, 0));
}

#[tokio::test]
async fn three_are_asked_and_two_answers_are_enough() {
    let office = office().await;
    let app = &office.node.app;
    let id = office.receive(false).await;
    let due = office.dossier(id).await.unwrap().due();
    let wrong = app.dossier_act(&office.reception, id, "ask", Office::ask(1, &THREE), None).await;
    assert!(matches!(wrong, Err(AppError::Forbidden)), "{wrong:?}");
    let nobody = app.dossier_act(&office.specialist, id, "ask", Office::ask(1, &[]), None).await;
    assert!(matches!(nobody, Err(AppError::Refused(r)) if r.code == RefusalCode::ChildrenNobody));
    let unknown = app.dossier_act(&office.specialist, id, "ask", Office::ask(1, &["00001"]), None).await;
    assert!(matches!(unknown, Err(AppError::Refused(r)) if r.code == RefusalCode::ChildUnit));
    let once = || Some(Once::of("k-1", b"ask"));
    let (first, replayed) =
        app.dossier_act(&office.specialist, id, "ask", Office::ask(1, &THREE), once()).await.unwrap();
    let (second, again) =
        app.dossier_act(&office.specialist, id, "ask", Office::ask(1, &THREE), once()).await.unwrap();
    assert_eq!((first.clone(), replayed), (second, false));
    assert!(again, "sent twice, asked once");
    let parent = office.dossier(id).await.unwrap();
    let children: Vec<DossierId> = parent.children().map(|c| c.asked.id).collect();
    assert_eq!((children.len(), parent.due()), (3, due));
    for (child, code) in children.iter().zip(THREE) {
        let child = office.dossier(*child).await.unwrap();
        assert_eq!((child.place().unit.code(), child.stage), (code, Stage::Received));
        assert_eq!(child.parent.as_ref().unwrap().code, parent.filing.code);
        assert_eq!(child.filing.data, object(json!({"about": "nhà đất"})));
        assert!(child.internal && child.filing.code != parent.filing.code);
    }
    let input = ActInput { version: first.version, ..ActInput::default() };
    let held = app.dossier_act(&office.specialist, id, "forward", input, None).await;
    let Err(AppError::Refused(held)) = held else { panic!("{held:?}") };
    assert_eq!(held.code, RefusalCode::ChildrenOpen);
    assert!(held.facts.iter().any(|(_, said)| said.contains("Phường")), "{held:?}");
    let look = app.dossier_look(&office.specialist, id).await.unwrap();
    assert!(app.dossier_barred(&look).iter().any(|(def, _)| def.id.as_str() == "forward"));
    let seen: Vec<bool> =
        look.family.openings[0].children.iter().map(|c| c.stands.as_ref().unwrap().seen).collect();
    assert_eq!(seen, [false; 3], "who asks doesn't read what others have");
    answered(&office, children[2]).await;
    answered(&office, children[0]).await;
    let parent = office.dossier(id).await.unwrap();
    let ended: Vec<Option<Stage>> = parent.children().map(|c| c.ended.as_ref().map(|e| e.stage)).collect();
    assert_eq!(ended, [Some(Stage::Delivered), None, Some(Stage::Delivered)]);
    office.node.act(&office.specialist, id, "forward").await;
    assert_eq!(office.dossier(id).await.unwrap().due(), due);
    let theirs = office.node.actor(&office.node.unit(THREE[1]), Role::Specialist).await;
    let child = app.dossier_look(&theirs, children[1]).await.unwrap();
    let asker = child.family.parent.unwrap();
    assert_eq!((asker.of.dossier, asker.stage, asker.seen), (id, Some(Stage::Processing), false));
    assert_eq!(app.children_tick().await.unwrap(), Settled::default(), "nothing is left to do");
    assert_eq!(office.node.families(), (3, 0, 0));
    office.node.rebuilt().await;
}

#[tokio::test]
async fn what_a_stop_between_two_ledgers_leaves_is_done_by_the_job() {
    let office = office().await;
    let app = &office.node.app;
    let (one, two) = (office.receive(false).await, office.receive(false).await);
    let ask = Office::ask(1, &THREE);
    app.dossier_act(&office.specialist, one, "ask", ask, None).await.unwrap();
    let mut opened = office.opened(one).await;
    for (n, child) in opened.children.iter_mut().enumerate() {
        child.id = format!("01957a00-0000-7000-8000-00000000000{n}").parse().unwrap();
    }
    let children: Vec<DossierId> = opened.children.iter().map(|c| c.id).collect();
    office.write(&office.unit, two, Event::Opened(opened)).await;
    assert!(office.dossier(children[0]).await.is_none());
    assert_eq!(office.node.families(), (3, 3, 0));
    let (a, b) = tokio::join!(app.children_tick(), app.children_tick());
    assert_eq!(a.unwrap().received + b.unwrap().received, 3, "two at once take each in once");
    let child = office.dossier(children[1]).await.unwrap();
    let gone = Event::Withdrawn(Withdrawn { reason: "không cần nữa".into() });
    office.write(&child.place().unit, child.id(), gone).await;
    assert_eq!(office.node.families(), (6, 0, 1));
    assert_eq!(app.children_tick().await.unwrap(), Settled { received: 0, reported: 1 });
    let parent = office.dossier(two).await.unwrap();
    assert_eq!(parent.child(child.id()).unwrap().ended.as_ref().unwrap().stage, Stage::Withdrawn);
    let over = Event::Withdrawn(Withdrawn { reason: "thôi".into() });
    office.write(&office.unit, one, over).await;
    let left = office.dossier(office.opened(one).await.children[0].id).await.unwrap();
    assert!(!left.stage.ended(), "a parent that ends leaves its children as they are");
    answered(&office, left.id()).await;
    assert_eq!(app.children_tick().await.unwrap(), Settled::default());
    assert_eq!(office.node.families(), (6, 0, 0));
    office.node.rebuilt().await;
}

#[tokio::test]
async fn what_begins_together_begins_with_the_reception_and_holds_nothing() {
    let office = office().await;
    let id = office.receive(true).await;
    let parent = office.dossier(id).await.unwrap();
    let child = parent.children().next().unwrap().asked.clone();
    let card = office.dossier(child.id).await.unwrap();
    assert_eq!((card.place().unit, card.filing.procedure.as_str()), (office.unit.clone(), "XA-THE-09"));
    assert_eq!((card.due(), card.filing.documents), (Some(child.due.at), parent.filing.documents.clone()));
    assert!(!card.internal);
    office.node.act(&office.specialist, id, "forward").await;
    let nothing =
        Intake { with: Some(vec!["XA-HOI-09".into()]), procedure: ASKING.into(), ..Intake::default() };
    let problems = office.node.app.dossier_check(&office.reception, &nothing);
    assert!(problems.iter().any(|p| p.field == "with.0"), "{problems:?}");
    assert_eq!(office.node.families(), (1, 0, 0));
}

#[tokio::test]
async fn a_child_that_nobody_asked_for_is_seen() {
    let office = office().await;
    let (one, two) = (office.receive(true).await, office.receive(false).await);
    let parent = office.dossier(one).await.unwrap();
    let child = parent.children().next().unwrap().asked.id;
    let look = office.node.app.dossier_look(&office.specialist, child).await.unwrap();
    let Some(Event::Received(mut received)) = look.history[0].event.clone() else { panic!() };
    received.filing.id = "01957a00-0000-7000-8000-000000000009".parse().unwrap();
    received.filing.code = "H56.001-260309-0999".parse().unwrap();
    received.parent.as_mut().unwrap().dossier = two;
    office.write(&office.unit, received.filing.id, Event::Received(received)).await;
    let differences = office.node.differences();
    assert!(differences.iter().any(|d| d.contains("never asked for")), "{differences:?}");
}
