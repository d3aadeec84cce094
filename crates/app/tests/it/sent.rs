//! What citizens do at the centre to dossiers of communes that have a machine of their own: it waits there,
//! the commune's machine takes it up once, and the citizen sees what became of it.

use crate::node::{BIRTH, Node};
use crate::nodes::{HERE, MORNING, THERE, Wire, centre, counter, enrolled, faults, level};
use app::citizen::SignedCitizen;
use app::dossier::{ActInput, ApplicantInput, Intake};
use app::own::{ActStands, Acted, Doing};
use app::{AppError, Once};
use domain::dossier::{Answered, Dossier, OwnAct, SentAct, Stage};
use domain::identity::{Citizen, CitizenKind, Level, Role};
use domain::records::RecordKind;
use domain::words::{DossierId, Moment, PersonalNumber};
use serde_json::{Map, Value};

const NUMBER: &str = "000190012345";
const PDF: &[u8] = b"%PDF-1.7\n% what was asked for\n%%EOF\n";

async fn citizen(node: &Node) -> SignedCitizen {
    let citizen = Citizen {
        issuer: "https://id.example.test".to_owned(),
        subject: "pa".to_owned(),
        kind: CitizenKind::Person,
        name: "Vàng Thị Pà".to_owned(),
        personal_number: PersonalNumber::parse(NUMBER, node.app.numbers()).ok(),
        tax_codes: Vec::new(),
        phone: None,
        email: None,
        level: Level::Two,
    };
    let session = node.app.citizen_seed(&citizen).await.unwrap();
    node.app.citizen_by_session(&session.token).await.unwrap().unwrap()
}

/// Taken in at the commune's machine, and told to the centre.
async fn received(own: &Node, centre: &Node) -> DossierId {
    let data: Map<String, Value> = [("child_name", "Vàng Bảo An"), ("born_on", "2026-03-01")]
        .map(|(name, value)| (name.to_owned(), value.into()))
        .into_iter()
        .collect();
    let applicant = ApplicantInput {
        name: "Vàng Thị Pà".to_owned(),
        personal_number: NUMBER.to_owned(),
        ..ApplicantInput::default()
    };
    let intake = Intake { procedure: BIRTH.to_owned(), applicant, data, ..Intake::default() };
    let (answer, _) = own.app.dossier_receive(&counter(own, HERE).await, intake, None).await.unwrap();
    level(own, centre).await;
    answer.id.parse().unwrap()
}

async fn dossier(node: &Node, id: DossierId) -> Dossier {
    node.app.store().read(move |r| r.dossier(id)).await.unwrap().unwrap().dossier
}

async fn officer(own: &Node, id: DossierId, role: Role, act: &str, input: ActInput) {
    let actor = own.actor(&own.unit(HERE), role).await;
    let version = dossier(own, id).await.version;
    own.app.dossier_act(&actor, id, act, ActInput { version, ..input }, None).await.unwrap();
}

/// What the citizen sees of the last act.
async fn stands(centre: &Node, who: &SignedCitizen, id: DossierId) -> (OwnAct, ActStands) {
    let sent = centre.app.own_look(who, id).await.unwrap().sent.unwrap();
    (sent.act, sent.stands)
}

fn back() -> Doing {
    Doing::Withdraw { reason: "nộp nhầm thủ tục".to_owned() }
}

async fn taken_back(centre: &Node, who: &SignedCitizen, id: DossierId) -> Result<Acted, AppError> {
    let version = centre.app.own_look(who, id).await.unwrap().dossier.version;
    centre.app.own_act(who, id, version, back(), None).await
}

async fn taken_up(node: &Node) -> usize {
    let done = node.app.between_tick().await.unwrap();
    assert_eq!(done.failed, 0);
    done.acts
}

async fn acts(node: &Node) -> Vec<SentAct> {
    let found = node.app.store().read(|r| r.records(RecordKind::SentAct)).await.unwrap();
    found.iter().map(|record| record.read().unwrap()).collect()
}

#[tokio::test]
async fn papers_sent_at_the_centre_come_to_the_communes_machine_and_count_from_then() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let id = received(&own, &centre).await;
    let who = citizen(&centre).await;
    let ask = ActInput {
        items: vec!["Giấy chứng sinh".to_owned()],
        reason: "bản chụp mờ".to_owned(),
        ..ActInput::default()
    };
    officer(&own, id, Role::Specialist, "supplement", ask).await;
    level(&own, &centre).await;

    centre.clock.set("2026-03-09T09:00");
    let look = centre.app.own_look(&who, id).await.unwrap();
    assert!(look.acts.contains(&OwnAct::Supplement) && look.sent.is_none());
    let version = look.dossier.version;
    let file = centre.app.file_seen("chung-sinh.pdf", PDF).unwrap();
    centre.app.file_keep(Some(&centre.app.own_bringer(&who)), &file, PDF.to_vec()).await.unwrap();
    let answers = vec![Answered { text: String::new(), files: vec![file.clone()] }];
    let doing = Doing::Supplement { answers, note: "Bản rõ hơn".to_owned() };
    let nothing = Doing::Supplement { answers: Vec::new(), note: String::new() };
    let refused = centre.app.own_act(&who, id, version, nothing, None).await.unwrap_err();
    assert_eq!(refused.code(), "items-unanswered", "what is wrong is said at once");
    let once = Some(Once::of("k1", b"papers"));
    for acted in [Acted::Sent, Acted::Again] {
        let sent = centre.app.own_act(&who, id, version, doing.clone(), once.clone()).await.unwrap();
        assert_eq!(sent, acted);
    }
    let second = centre.app.own_act(&who, id, version, doing, Some(Once::of("k2", b"papers"))).await;
    assert_eq!(second.unwrap_err().code(), "sent-waits", "from another window");
    assert_eq!(taken_up(&centre).await, 0, "it isn't the centre's to do");
    let look = centre.app.own_look(&who, id).await.unwrap();
    assert!(look.acts.is_empty() && look.wanted.is_none());
    assert_eq!(stands(&centre, &who, id).await, (OwnAct::Supplement, ActStands::Waits));
    let list = centre.app.own_list(&who).await.unwrap();
    assert!(list.wanted.is_empty() && list.open.len() == 1, "nothing is wanted of the person");

    for node in [&own, &centre] {
        node.clock.set("2026-03-10T15:00");
    }
    level(&own, &centre).await;
    assert_eq!(taken_up(&own).await, 1);
    assert_eq!(taken_up(&own).await, 0, "once");
    let there = dossier(&own, id).await;
    assert_eq!(there.stage, Stage::Processing);
    let pause = *there.clock.as_ref().unwrap().pauses.last().unwrap();
    assert_eq!(pause.to, Some(Moment::parse("2026-03-09T09:00").unwrap()), "a cut costs nobody time");
    assert_eq!(own.app.store().blob_get(file.blob).await.unwrap().as_deref(), Some(PDF));
    let look = own.app.dossier_look(&counter(&own, HERE).await, id).await.unwrap();
    let last = look.history.last().unwrap();
    assert_eq!((last.by.as_str(), last.note.as_str()), ("Vàng Thị Pà", "Bản rõ hơn"));

    level(&own, &centre).await;
    assert_eq!(dossier(&centre, id).await.stage, Stage::Processing);
    assert_eq!(stands(&centre, &who, id).await, (OwnAct::Supplement, ActStands::Done));
    assert!(centre.app.own_look(&who, id).await.unwrap().acts.contains(&OwnAct::Withdraw));
    officer(&own, id, Role::Specialist, "forward", ActInput::default()).await;
    level(&own, &centre).await;
    assert!(centre.app.own_look(&who, id).await.unwrap().sent.is_none(), "the course tells it by now");
    for node in [&own, &centre] {
        node.verified();
    }
}

#[tokio::test]
async fn what_the_office_does_among_itself_stops_nobody_and_a_decision_does() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let (moved, decided) = (received(&own, &centre).await, received(&own, &centre).await);
    let who = citizen(&centre).await;
    for id in [moved, decided] {
        assert_eq!(taken_back(&centre, &who, id).await.unwrap(), Acted::Sent);
        officer(&own, id, Role::Specialist, "forward", ActInput::default()).await;
    }
    let sign = ActInput { number: "12/2026".to_owned(), ..ActInput::default() };
    officer(&own, decided, Role::Leader, "approve", sign).await;
    level(&own, &centre).await;
    assert_eq!(taken_up(&own).await, 2, "a refusal is an answer too");
    assert_eq!(taken_up(&own).await, 0);
    level(&own, &centre).await;
    assert_eq!(dossier(&centre, moved).await.stage, Stage::Withdrawn);
    assert_eq!(dossier(&centre, decided).await.stage, Stage::Resolved);
    assert_eq!(stands(&centre, &who, moved).await, (OwnAct::Withdraw, ActStands::Done));
    let refused = (OwnAct::Withdraw, ActStands::Refused("stale".to_owned()));
    assert_eq!(stands(&centre, &who, decided).await, refused);
    let again = taken_back(&centre, &who, decided).await.unwrap_err();
    assert_eq!(again.code(), "not-here", "as far as the centre knows, it is said at once");
    assert!(faults(&centre).await.is_empty());
    for node in [&own, &centre] {
        node.verified();
    }
}

#[tokio::test]
async fn what_is_refused_can_be_sent_anew() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let id = received(&own, &centre).await;
    let who = citizen(&centre).await;
    taken_back(&centre, &who, id).await.unwrap();
    let ask =
        || ActInput { items: vec!["Ảnh".to_owned()], reason: "thiếu".to_owned(), ..ActInput::default() };
    officer(&own, id, Role::Specialist, "supplement", ask()).await;
    level(&own, &centre).await;
    assert_eq!(taken_up(&own).await, 1);
    level(&own, &centre).await;
    assert_eq!(stands(&centre, &who, id).await.1, ActStands::Refused("stale".to_owned()));
    assert_eq!(taken_back(&centre, &who, id).await.unwrap(), Acted::Sent);
    assert_eq!(stands(&centre, &who, id).await.1, ActStands::Waits);
    level(&own, &centre).await;
    assert_eq!(taken_up(&own).await, 1);
    level(&own, &centre).await;
    assert_eq!(dossier(&centre, id).await.stage, Stage::Withdrawn);
    assert_eq!(acts(&centre).await.len(), 2, "each is a record of its own");
    own.verified();
    centre.verified();
}

#[tokio::test]
async fn where_the_dossier_went_meanwhile_it_is_taken_up() {
    let centre = centre().await;
    let (a, _) = enrolled(&centre, HERE, 21).await;
    let (b, _) = enrolled(&centre, THERE, 22).await;
    let id = received(&a, &centre).await;
    let who = citizen(&centre).await;
    taken_back(&centre, &who, id).await.unwrap();
    let (sender, seen) = (counter(&a, HERE).await, dossier(&a, id).await.version);
    let there = THERE.parse().unwrap();
    a.app.dossier_send(&sender, id, seen, &there, "thuộc thẩm quyền xã bên", None).await.unwrap();
    level(&a, &centre).await;
    assert_eq!(taken_up(&a).await, 0, "it gave the dossier away");
    assert_eq!(taken_up(&centre).await, 0);
    assert_eq!(acts(&centre).await[0].unit, centre.unit(HERE), "nobody has it yet");
    level(&b, &centre).await;
    assert_eq!(taken_up(&b).await, 0, "it takes the dossier over, and knows of no act");
    level(&b, &centre).await;
    assert_eq!(taken_up(&centre).await, 0);
    assert_eq!(acts(&centre).await[0].unit, centre.unit(THERE));
    level(&a, &centre).await;
    assert_eq!(taken_up(&a).await, 0);
    level(&b, &centre).await;
    assert_eq!(taken_up(&b).await, 1);
    level(&b, &centre).await;
    assert_eq!(dossier(&centre, id).await.stage, Stage::Withdrawn);
    assert_eq!(stands(&centre, &who, id).await.1, ActStands::Done);
    assert_eq!(taken_up(&centre).await, 0);
    assert!(faults(&centre).await.is_empty());
    for node in [&a, &b, &centre] {
        node.verified();
    }
}

#[tokio::test]
async fn a_machine_that_never_comes_back_is_waited_for_until_its_unit_lives_elsewhere() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let id = received(&own, &centre).await;
    let who = citizen(&centre).await;
    taken_back(&centre, &who, id).await.unwrap();
    // It took it up, and broke before it told anybody.
    own.app.round(&Wire::to(&centre)).await.unwrap();
    assert_eq!(taken_up(&own).await, 1);
    drop(own);
    centre.clock.set("2026-04-20T10:00");
    assert_eq!(taken_up(&centre).await, 0);
    assert_eq!(stands(&centre, &who, id).await.1, ActStands::Waits);
    centre.app.node_take_back(None, &centre.unit(HERE)).await.unwrap();
    // What is older than ten days is looked at once an hour.
    centre.clock.set("2026-04-20T11:01");
    assert_eq!(taken_up(&centre).await, 1, "where the unit works now it is taken up");
    assert_eq!(taken_up(&centre).await, 0);
    let back = dossier(&centre, id).await;
    assert_eq!((back.stage, back.ended), (Stage::Withdrawn, Some(Moment::parse(MORNING).unwrap())));
    assert_eq!(stands(&centre, &who, id).await.1, ActStands::Done);
    centre.verified();
}
