//! Acts that are filled with something and write into registers, in the running engine.

use crate::node::Node;
use app::dossier::{ActInput, ApplicantInput, Intake};
use app::registers::{Certificate, RegisterQuery};
use app::{App, AppError};
use domain::dossier::{Event, RefusalCode};
use domain::identity::{Actor, Role};
use domain::packs::Change;
use domain::packs::pack::Files;
use domain::registers::Standing;
use domain::words::DossierId;
use serde_json::{Map, Value, json};

/// A commune's cards: given for two years, corrected, renewed and ended by dossiers.
pub const CARD: &str = "XA-THE-01";
pub const CHANGE: &str = "XA-THE-02";

const PACK: &str = r#"
id = "cards"
version = 1
owner = "commune"
depends = ["one-stop"]
title = { vi = "Thẻ", en = "Cards", fr = "Cartes" }
"#;

const REGISTER: &str = r#"
title = { vi = "Sổ thẻ", en = "Cards", fr = "Cartes" }
form = "card"
number = "{seq:03}/{year}-{unit}"
validity = { years = 2 }
reminders = [30]
public = ["name", "grade"]
seen_by = ["province"]
"#;

const FORM: &str = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
  "additionalProperties": false, "required": ["name"], "properties": {
    "name": { "type": "string", "maxLength": 60, "x-order": 1,
      "x-label": { "vi": "Họ tên", "en": "Name", "fr": "Nom" } },
    "grade": { "type": "string", "enum": ["heavy", "light"], "x-order": 2,
      "x-label": { "vi": "Mức", "en": "Grade", "fr": "Degré" } },
    "note": { "type": "string", "x-order": 3,
      "x-label": { "vi": "Ghi chú", "en": "Note", "fr": "Note" } } } }"#;

const CARD_FORM: &str = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
  "additionalProperties": false, "required": ["name"], "properties": {
    "name": { "type": "string", "x-label": { "vi": "Họ tên", "en": "Name", "fr": "Nom" } },
    "post": { "type": "boolean", "x-label": { "vi": "Gửi", "en": "Send", "fr": "Envoyer" } } } }"#;

const GRADE_FORM: &str = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
  "additionalProperties": false, "required": ["grade"], "properties": {
    "grade": { "type": "string", "enum": ["heavy", "light"],
      "x-label": { "vi": "Mức", "en": "Grade", "fr": "Degré" } } } }"#;

const CHANGE_FORM: &str = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
  "additionalProperties": false, "required": ["number", "what"], "properties": {
    "number": { "type": "string", "x-label": { "vi": "Số", "en": "Number", "fr": "Numéro" } },
    "what": { "type": "string", "enum": ["change", "renew", "end"],
      "x-label": { "vi": "Việc", "en": "What", "fr": "Objet" } },
    "name": { "type": "string", "x-label": { "vi": "Họ tên", "en": "Name", "fr": "Nom" } } } }"#;

const HEAD: &str = r#"
tier = "commune"
territory = "any"
[[channel]]
channel = "counter"
limit = "5wd"
"#;

const CARD_STEPS: &str = r#"
[[fee]]
kind = "fee"
amount_vnd = 20000
when = "has(data.post) && data.post"
[[document]]
name = "Ảnh"
originals = 1
copies = 0
[[document]]
name = "Địa chỉ gửi"
originals = 1
copies = 0
when = "data.post"
[[step]]
id = "check"
role = "specialist"
title = { vi = "Kiểm tra", en = "Check", fr = "Contrôle" }
[[step.act]]
id = "propose"
to = "sign"
form = "grade"
title = { vi = "Trình ký", en = "Propose", fr = "Proposer" }
[[step]]
id = "sign"
role = "leader"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step.act]]
id = "approve"
kind = "approve"
to = "return"
form = "grade"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step.act.record]]
register = "cards"
fields = { name = "data.name", grade = "answers.grade", note = "outcome.number" }
[[step]]
id = "return"
role = "reception"
title = { vi = "Trả", en = "Return", fr = "Remise" }
[[step.act]]
id = "deliver"
kind = "deliver"
title = { vi = "Trả", en = "Return", fr = "Remettre" }
"#;

const CHANGE_STEPS: &str = r#"
[[step]]
id = "sign"
role = "leader"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step.act]]
id = "approve"
kind = "approve"
to = "return"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step.act.record]]
register = "cards"
change = "change"
number = "data.number"
when = "data.what == 'change'"
fields = { name = "data.name" }
[[step.act.record]]
register = "cards"
change = "renew"
number = "data.number"
when = "data.what == 'renew'"
[[step.act.record]]
register = "cards"
change = "end"
number = "data.number"
when = "data.what == 'end'"
[[step]]
id = "return"
role = "reception"
title = { vi = "Trả", en = "Return", fr = "Remise" }
[[step.act]]
id = "deliver"
kind = "deliver"
title = { vi = "Trả", en = "Return", fr = "Remettre" }
"#;

/// The files of the pack.
pub fn pack() -> Files {
    let procedure = |code: &str, title: &str, form: &str, steps: &str| {
        let title = format!("{{ vi = \"{title}\", en = \"{title}\", fr = \"{title}\" }}");
        format!("code = \"{code}\"\ntitle = {title}\nform = \"{form}\"\n{HEAD}\n{steps}")
    };
    [
        ("cards/pack.toml", PACK.to_owned()),
        ("cards/registers/cards.toml", REGISTER.to_owned()),
        ("cards/forms/card.schema.json", FORM.to_owned()),
        ("cards/forms/request.schema.json", CARD_FORM.to_owned()),
        ("cards/forms/grade.schema.json", GRADE_FORM.to_owned()),
        ("cards/forms/change.schema.json", CHANGE_FORM.to_owned()),
        ("cards/procedures/XA-THE-01.toml", procedure(CARD, "Cấp thẻ", "request", CARD_STEPS)),
        ("cards/procedures/XA-THE-02.toml", procedure(CHANGE, "Sửa thẻ", "change", CHANGE_STEPS)),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text))
    .collect()
}

fn map(value: Value) -> Map<String, Value> {
    let Value::Object(map) = value else { panic!("an object") };
    map
}

pub struct Cards {
    pub node: Node,
    pub reception: Actor,
    pub specialist: Actor,
    pub leader: Actor,
}

impl Cards {
    pub async fn new() -> Self {
        Self::of(&pack()).await
    }

    pub async fn of(pack: &Files) -> Self {
        let node = Node::with_packs("2025-08-15T08:00", "38", pack).await;
        let unit = node.unit("15085");
        let reception = node.actor(&unit, Role::Reception).await;
        let specialist = node.actor(&unit, Role::Specialist).await;
        let leader = node.actor(&unit, Role::Leader).await;
        Self { node, reception, specialist, leader }
    }

    pub async fn receive(&self, procedure: &str, name: &str, data: Value) -> DossierId {
        let applicant =
            ApplicantInput { name: name.into(), phone: "0912345678".into(), ..ApplicantInput::default() };
        let procedure = procedure.to_owned();
        let intake = Intake { procedure, applicant, data: map(data), ..Intake::default() };
        let (answer, _) = self.node.app.dossier_receive(&self.reception, intake, None).await.unwrap();
        answer.id.parse().unwrap()
    }

    pub async fn act(
        &self,
        actor: &Actor,
        id: DossierId,
        act: &str,
        answers: Value,
    ) -> Result<u32, AppError> {
        let version = self.node.app.dossier_look(actor, id).await.unwrap().dossier.version;
        let input = ActInput {
            version,
            answers: map(answers),
            number: "12/QĐ".into(),
            receiver: "A".into(),
            ..ActInput::default()
        };
        self.node.app.dossier_act(actor, id, act, input, None).await.map(|(answer, _)| answer.version)
    }

    /// A card, from the counter to the signature.
    pub async fn card(&self, name: &str) -> DossierId {
        let id = self.receive(CARD, name, json!({ "name": name })).await;
        self.act(&self.specialist, id, "propose", json!({ "grade": "light" })).await.unwrap();
        self.act(&self.leader, id, "approve", json!({ "grade": "heavy" })).await.unwrap();
        id
    }

    pub async fn change(&self, number: &str, what: &str) -> Result<u32, AppError> {
        let data = json!({ "number": number, "what": what, "name": "Lê Thị Ánh Nguyệt" });
        let id = self.receive(CHANGE, "Lê Thị Ánh", data).await;
        self.act(&self.leader, id, "approve", json!({})).await
    }
}

fn fields(error: AppError) -> Vec<String> {
    match error {
        AppError::Invalid(problems) => problems.into_iter().map(|p| p.field).collect(),
        other => panic!("{other:?}"),
    }
}

fn refused(error: AppError) -> RefusalCode {
    match error {
        AppError::Refused(refusal) => refusal.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_an_act_is_filled_with_is_checked_and_kept() {
    let cards = Cards::new().await;
    let id = cards.receive(CARD, "Lê Thị Ánh", json!({ "name": "Lê Thị Ánh" })).await;
    let deep = (0..9).fold(json!("x"), |inner, _| json!([inner]));
    for (answers, field) in [
        (json!({}), "answers.grade"),
        (json!({ "grade": "<script>alert(1)</script>" }), "answers.grade"),
        (json!({ "grade": 7 }), "answers.grade"),
        (json!({ "grade": "x".repeat(90_000) }), "answers"),
        (json!({ "grade": deep }), "answers"),
        (json!({ "grade": "light", "more": 1 }), "answers"),
    ] {
        let error = cards.act(&cards.specialist, id, "propose", answers).await.unwrap_err();
        let mut named = fields(error);
        named.dedup();
        assert_eq!(named, [field]);
    }
    let version = cards.act(&cards.specialist, id, "propose", json!({ "grade": "light" })).await.unwrap();
    assert_eq!(version, 3, "what it was filled with is an entry before the act's");
    let look = cards.node.app.dossier_look(&cards.leader, id).await.unwrap();
    let events: Vec<&str> = look.history.iter().filter_map(|h| h.event.as_ref().map(Event::kind)).collect();
    assert_eq!(events, ["received", "entered", "moved"]);
    let kept = &look.dossier.answers[&"propose".parse().unwrap()];
    assert_eq!(kept, &map(json!({ "grade": "light" })));
    // An act that asks for nothing takes nothing.
    let deliver = json!({ "grade": "light" });
    cards.act(&cards.leader, id, "approve", json!({ "grade": "heavy" })).await.unwrap();
    let error = cards.act(&cards.reception, id, "deliver", deliver).await.unwrap_err();
    assert_eq!(fields(error), ["answers.grade"]);
    cards.node.verified();
}

#[tokio::test]
async fn a_result_is_entered_corrected_renewed_and_ended_by_dossiers() {
    let cards = Cards::new().await;
    let id = cards.card("Lê Thị Ánh").await;
    cards.card("Đỗ Văn Cường").await;
    let app = &cards.node.app;
    let look = app.dossier_look(&cards.leader, id).await.unwrap();
    assert_eq!(look.dossier.records[0].number, "001/2025-15085");
    let number = "001/2025-15085";
    cards.node.clock.set("2025-09-15T09:00");
    cards.change(number, "change").await.unwrap();
    let seen = |app: &App| {
        let (app, leader) = (app.clone(), cards.leader.clone());
        async move { app.register_look(&leader, "cards", number, "").await.unwrap() }
    };
    let found = seen(app).await;
    assert_eq!(found.row.version, 2);
    assert_eq!(found.row.registered.fields["name"], "Lê Thị Ánh Nguyệt");
    assert_eq!(found.row.registered.fields["grade"], "heavy");
    assert_eq!(found.row.registered.fields["note"], "12/QĐ");
    assert_eq!(found.row.registered.until.unwrap().to_string(), "2027-08-15");
    let said: Vec<_> = found.history.iter().map(|v| v.said.as_ref().unwrap()).collect();
    assert_eq!(said.iter().map(|s| s.change).collect::<Vec<_>>(), [Change::Change, Change::Create]);
    assert_eq!(said[1].made_by.dossier, id);
    assert_eq!(found.history[0].by, "Lò Thị leader");
    cards.node.clock.set("2027-08-20T09:00");
    cards.change(number, "renew").await.unwrap();
    assert_eq!(seen(app).await.row.registered.until.unwrap().to_string(), "2029-08-20");
    cards.change(number, "end").await.unwrap();
    assert_eq!(refused(cards.change(number, "renew").await.unwrap_err()), RefusalCode::RecordEnded);
    assert_eq!(refused(cards.change("009/2025-15085", "end").await.unwrap_err()), RefusalCode::RecordMissing);
    cards.node.verified();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn numbers_follow_each_other_when_many_sign_at_once() {
    let cards = std::sync::Arc::new(Cards::new().await);
    let mut ids = Vec::new();
    for n in 0..12 {
        let id = cards.receive(CARD, &format!("Người {n}"), json!({ "name": "A" })).await;
        cards.act(&cards.specialist, id, "propose", json!({ "grade": "light" })).await.unwrap();
        ids.push(id);
    }
    let mut signing = tokio::task::JoinSet::new();
    for id in ids {
        let cards = std::sync::Arc::clone(&cards);
        signing.spawn(async move {
            cards.act(&cards.leader, id, "approve", json!({ "grade": "heavy" })).await.unwrap();
        });
    }
    while let Some(done) = signing.join_next().await {
        done.unwrap();
    }
    let query = RegisterQuery::default();
    let (_, page) = cards.node.app.register_list(&cards.leader, "cards", &query).await.unwrap();
    let numbers: Vec<String> = page.rows.into_iter().map(|r| r.registered.number).collect();
    let expected: Vec<String> = (1..=12).rev().map(|n| format!("{n:03}/2025-15085")).collect();
    assert_eq!(numbers, expected);
    cards.node.verified();
}

#[tokio::test]
async fn one_policy_shows_lists_and_single_records() {
    let cards = Cards::new().await;
    cards.card("Lê Thị Ánh").await;
    let (app, node) = (&cards.node.app, &cards.node);
    let centre = node.unit("38");
    let watch = node.actor(&centre, Role::Province).await;
    let other = node.actor(&node.unit("14758"), Role::Leader).await;
    let administrator = node.actor(&node.unit("15085"), Role::Administrator).await;
    for (actor, sees) in [(&cards.leader, 1), (&watch, 1), (&other, 0)] {
        let query = RegisterQuery { text: "anh".into(), ..RegisterQuery::default() };
        let (_, page) = app.register_list(actor, "cards", &query).await.unwrap();
        assert_eq!(page.rows.len(), sees);
        let single = app.register_look(actor, "cards", "001/2025-15085", "").await;
        assert_eq!(single.is_ok(), sees == 1);
    }
    assert!(app.registers(&administrator).is_empty());
    let nothing = app.register_list(&administrator, "cards", &RegisterQuery::default()).await;
    assert!(matches!(nothing, Err(AppError::NotFound)));
}

#[tokio::test]
async fn a_certificate_tells_what_it_is_worth_and_cannot_be_guessed() {
    let cards = Cards::new().await;
    cards.card("Lê Thị Ánh").await;
    let app = &cards.node.app;
    let look = app.register_look(&cards.leader, "cards", "001/2025-15085", "").await.unwrap();
    let (path, query) = look.certificate.split_once('?').unwrap();
    assert_eq!(path, "/register/cards/001%2F2025-15085");
    let part =
        |name: &str| query.split('&').find_map(|p| p.strip_prefix(&format!("{name}="))).unwrap().to_owned();
    let said = Certificate {
        register: "cards".into(),
        number: "001/2025-15085".into(),
        unit: part("u"),
        version: part("v"),
        code: part("c"),
    };
    let found = app.certificate_check(&said).await.unwrap();
    assert_eq!(found.standing, Standing::Valid);
    assert_eq!(found.fields, map(json!({ "name": "Lê Thị Ánh", "grade": "heavy" })), "only what is public");
    for wrong in [
        Certificate { code: String::new(), ..said.clone() },
        Certificate { version: "2".into(), ..said.clone() },
        Certificate { number: "002/2025-15085".into(), ..said.clone() },
        Certificate { unit: "14758@2025-07-01".into(), ..said.clone() },
    ] {
        assert!(matches!(app.certificate_check(&wrong).await, Err(AppError::NotFound)), "{wrong:?}");
    }
    cards.change("001/2025-15085", "change").await.unwrap();
    assert_eq!(app.certificate_check(&said).await.unwrap().standing, Standing::Replaced);
    cards.node.clock.set("2027-08-16T09:00");
    assert_eq!(app.certificate_check(&said).await.unwrap().standing, Standing::Expired);
}

#[tokio::test]
async fn what_a_request_is_asked_for_hangs_on_what_it_says() {
    let cards = Cards::new().await;
    let app = &cards.node.app;
    let asked = |data: Value| {
        let intake = Intake { procedure: CARD.into(), data: map(data), ..Intake::default() };
        let asked = app.dossier_asked(&cards.reception, &intake).unwrap();
        (asked.documents.into_iter().map(|d| d.name).collect::<Vec<_>>(), asked.fee_vnd)
    };
    assert_eq!(asked(json!({ "post": false })), (vec!["Ảnh".to_owned()], 0));
    let both = vec!["Ảnh".to_owned(), "Địa chỉ gửi".to_owned()];
    assert_eq!(asked(json!({ "post": true })), (both.clone(), 20_000));
    assert_eq!(asked(json!({})), (both, 0), "what can't be answered asks for the paper, not for money");
    let id = cards.receive(CARD, "Lê Thị Ánh", json!({ "name": "A", "post": true })).await;
    let look = app.dossier_look(&cards.leader, id).await.unwrap();
    assert_eq!(look.dossier.filing.fee_vnd, 20_000);
}

#[tokio::test]
async fn a_holder_is_reminded_once_before_a_record_runs_out() {
    let cards = Cards::new().await;
    cards.card("Lê Thị Ánh").await;
    let (app, clock) = (&cards.node.app, &cards.node.clock);
    // It holds until 15 August 2027; the register reminds 30 days before.
    for (at, made) in [("2027-07-15T09:00", 0), ("2027-07-16T09:00", 1), ("2027-07-19T09:00", 0)] {
        clock.set(at);
        assert_eq!(renewals(app).await.1 + made, renewals_after(app).await, "{at}");
    }
    let (waiting, _) = renewals(app).await;
    assert_eq!(waiting, [("001/2025-15085".to_owned(), "84912345678".to_owned())]);
    cards.node.verified();
}

/// What waits to be told of records that run out, and how much that is.
async fn renewals(app: &App) -> (Vec<(String, String)>, usize) {
    let now = app.now();
    let waiting = app.store().read(move |r| r.outbox_due(now, 100)).await.unwrap();
    let told = waiting.into_iter().filter(|w| w.notice.kind == "renewal");
    let told: Vec<_> = told.map(|w| (w.notice.code, w.notice.phone)).collect();
    let count = told.len();
    (told, count)
}

async fn renewals_after(app: &App) -> usize {
    app.clock_tick().await.unwrap();
    renewals(app).await.1
}
