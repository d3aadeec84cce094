//! The form of an act: each kind of act asks for what the law wants to know.

use super::screen::Typed;
use crate::components::{Choice, ErrorSummary, Field};
use app::dossier::{ActInput, ApplicantInput, Look, PieceInput};
use domain::dossier::Attachment;
use domain::packs::{ActDef, ActKind};
use lang::Words;

/// Lines for papers that come later.
const PAPERS: usize = 3;
/// What a scan may be.
const SCANS: &str = "image/*,application/pdf";

/// The article of law that gives a kind of act its meaning.
pub const fn article(kind: ActKind) -> Option<&'static str> {
    match kind {
        ActKind::Accept => Some("desk-law-accept"),
        ActKind::Supplement => Some("desk-law-supplement"),
        ActKind::Charge => Some("desk-law-charge"),
        ActKind::Resume => Some("desk-law-resume"),
        ActKind::Refuse => Some("desk-law-refuse"),
        ActKind::Extend => Some("desk-law-extend"),
        ActKind::Deliver => Some("desk-law-deliver"),
        ActKind::Withdraw => Some("desk-law-withdraw"),
        ActKind::Move | ActKind::Approve | ActKind::Correct | ActKind::Assign | ActKind::Open => None,
    }
}

/// What makes a form's fields: the reader's words, what is typed, what is wrong.
struct Maker<'a> {
    words: &'static Words,
    typed: &'a Typed,
    errors: &'a ErrorSummary,
}

impl Maker<'_> {
    /// What a field is called.
    fn label(&self, name: &str) -> String {
        let key = match name {
            "note" => "desk-act-note",
            "reason" => "desk-act-reason",
            "items" => "desk-act-items",
            "amount" => "desk-act-amount",
            "until" => "desk-act-until",
            "number" => "desk-act-number",
            "summary" => "desk-act-summary",
            "files" => "desk-act-files",
            "receiver" => "desk-act-receiver",
            "person" => "desk-act-person",
            _ => "desk-act-way",
        };
        self.words.say(key)
    }

    /// A field with what is typed, else with what is known.
    fn filled(&self, field: Field, known: &str) -> Field {
        let name = field.name.clone();
        let typed = self.typed.fields.get(&name);
        let value = if self.typed.fields.has(&name) { typed } else { known };
        field.value(value).error(self.errors.of(&name))
    }

    fn line(&self, name: &str, known: &str) -> Field {
        self.filled(Field::text(self.words, name, self.label(name)), known)
    }

    fn area(&self, name: &str, rows: u8) -> Field {
        self.filled(Field::text_area(self.words, name, self.label(name), rows), "")
    }

    fn note(&self) -> Field {
        self.area("note", 2).optional()
    }

    fn files(&self, name: &str) -> Field {
        let field = Field::file(self.words, name, self.label("files"), SCANS).optional();
        let kept = self.typed.kept.get(name.trim_end_matches("-file"));
        let names: Vec<&str> = kept.iter().flat_map(|files| files.iter().map(|a| a.name.as_str())).collect();
        let error = self.errors.of(name).or_else(|| self.errors.of(name.trim_end_matches("-file")));
        let field = field.error(error);
        if names.is_empty() {
            field
        } else {
            field.hint(self.words.say_one("desk-file-kept", "names", names.join(", ")))
        }
    }

    fn deliver(&self, look: &Look) -> Vec<Field> {
        let way = |way: &str, key: &str| Choice::new(way, self.words.say(key));
        let ways = vec![
            way("counter", "desk-way-counter"),
            way("post", "desk-way-post"),
            way("electronic", "desk-way-electronic"),
        ];
        let field = Field::radios(self.words, "way", self.label("way"), ways);
        let typed = self.typed.fields.get("way");
        let chosen = if typed.is_empty() { "counter" } else { typed };
        vec![
            self.line("receiver", &look.dossier.filing.applicant.name),
            field.value(chosen).error(self.errors.of("way")),
            self.note(),
        ]
    }

    fn resume(&self) -> Vec<Field> {
        let paper = |at: usize| {
            let name = format!("paper-{at}");
            let label = self.words.say_one("desk-act-paper", "number", at + 1);
            let title = self.filled(Field::text(self.words, &name, label), "").optional();
            [title, self.files(&format!("{name}-file"))]
        };
        (0..PAPERS).flat_map(paper).chain([self.note()]).collect()
    }

    /// Who leads chooses among those who work at the step; who doesn't takes it on, and nothing is asked.
    fn assign(&self, look: &Look) -> Vec<Field> {
        let others = look.colleagues.iter().filter(|c| Some(c.person) != look.dossier.assignee);
        let choices: Vec<Choice> = others.map(|c| Choice::new(c.person.to_string(), &c.name)).collect();
        if choices.is_empty() {
            return vec![self.note()];
        }
        let first = choices.first().map(|c| c.value.clone()).unwrap_or_default();
        let field = Field::radios(self.words, "person", self.label("person"), choices);
        vec![self.filled(field, &first), self.note()]
    }

    fn correct(&self, look: &Look) -> Vec<Field> {
        let filing = &look.dossier.filing;
        let person = &filing.applicant;
        let number = person.personal_number.as_ref().map_or("", |n| n.as_str());
        let tax = person.tax_code.as_ref().map_or("", |c| c.as_str());
        let phone = person.phone.as_ref().map(domain::words::Phone::dialled).unwrap_or_default();
        let words = self.words;
        let say = |key: &str| words.say(key);
        vec![
            self.filled(Field::text(words, "name", say("desk-name")), &person.name),
            self.filled(
                Field::personal_number(words, "personal_number", say("desk-personal-number")),
                number,
            )
            .optional(),
            self.filled(Field::phone(words, "phone", say("desk-phone")), &phone).optional(),
            self.filled(Field::text(words, "address", say("desk-address")), &person.address).optional(),
            self.filled(Field::text(words, "tax_code", say("desk-tax-code")), tax).optional(),
            self.filled(Field::text_area(words, "content", say("desk-content"), 2), &filing.content)
                .optional(),
            self.area("reason", 2),
        ]
    }
}

/// The fields of an act's form.
pub fn fields(
    words: &'static Words,
    look: &Look,
    def: &ActDef,
    typed: &Typed,
    errors: &ErrorSummary,
) -> Vec<Field> {
    let make = Maker { words, typed, errors };
    match def.kind {
        ActKind::Accept | ActKind::Move | ActKind::Open => vec![make.note()],
        ActKind::Supplement => {
            vec![make.area("items", 4).hint(words.say("desk-act-items-hint")), make.area("reason", 3)]
        }
        ActKind::Charge => {
            let amount = Field::number(words, "amount", make.label("amount"), "₫");
            vec![make.filled(amount, ""), make.area("reason", 2)]
        }
        ActKind::Resume => make.resume(),
        ActKind::Refuse | ActKind::Withdraw => vec![make.area("reason", 4)],
        ActKind::Extend => {
            let until = Field::date(words, "until", make.label("until"));
            vec![make.filled(until, ""), make.area("reason", 3)]
        }
        ActKind::Approve => vec![
            make.line("number", "").optional(),
            make.area("summary", 2).optional(),
            make.files("result-file"),
            make.note(),
        ],
        ActKind::Deliver => make.deliver(look),
        ActKind::Correct => make.correct(look),
        ActKind::Assign => make.assign(look),
    }
}

/// What the form says, as the use case takes it.
pub fn input(typed: &Typed) -> ActInput {
    let get = |name: &str| typed.fields.get(name).to_owned();
    let kept = |name: &str| -> Vec<Attachment> { typed.kept.get(name).cloned().unwrap_or_default() };
    let paper = |at: usize| {
        let name = format!("paper-{at}");
        let (title, files) = (get(&name), kept(&name));
        let given = !title.trim().is_empty() || !files.is_empty();
        let originals = i64::from(!title.trim().is_empty());
        given.then_some(PieceInput { name: title, originals, copies: 0, files })
    };
    let applicant = typed.fields.has("personal_number").then(|| ApplicantInput {
        name: get("name"),
        personal_number: get("personal_number"),
        tax_code: get("tax_code"),
        phone: get("phone"),
        address: get("address"),
    });
    ActInput {
        version: typed.fields.get("version").parse().unwrap_or_default(),
        note: get("note"),
        reason: get("reason"),
        items: typed.fields.get("items").lines().map(str::to_owned).collect(),
        amount: get("amount"),
        until: get("until"),
        number: get("number"),
        summary: get("summary"),
        receiver: get("receiver"),
        way: get("way"),
        documents: (0..PAPERS).filter_map(paper).collect(),
        files: kept("result"),
        applicant,
        person: get("person"),
        answers: serde_json::Map::new(),
        content: typed.fields.has("content").then(|| get("content")),
    }
}

/// The form's name of a field that the use case names.
pub fn field(named: &str) -> String {
    let Some(rest) = named.strip_prefix("documents.") else { return named.to_owned() };
    format!("paper-{}", rest.split('.').next().unwrap_or_default())
}
