//! The form of an act: each kind of act asks for what the law wants to know.

use super::screen::Typed;
use crate::brought::Kept;
use crate::components::{Choice, ErrorSummary, Field, FormView, Problem};
use crate::forms::{ANSWERS, DATA, Drawing, Filled, name_of};
use crate::frame::{Fields, Web};
use crate::show;
use app::dossier::{ActInput, ApplicantInput, Look, PieceInput};
use domain::dossier::Attachment;
use domain::packs::{ActDef, ActKind, Form, Kind, Text, What, form_part_at, form_typed};
use domain::words::BlobId;
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

/// The form that an act asks to fill.
fn asked(look: &Look, def: &ActDef) -> Option<Form> {
    look.definition.forms.get(def.form.as_ref()?).map(Form::of)
}

/// The procedure's form, where an act completes it.
fn completed(look: &Look, def: &ActDef) -> Option<Form> {
    look.definition.form.as_ref().filter(|_| def.kind == ActKind::Resume).map(Form::of)
}

/// Whether an act asks to fill a form of a pack, for which a page of its own is better.
pub fn is_long(look: &Look, def: &ActDef) -> bool {
    def.form.is_some() || def.kind == ActKind::Resume && look.definition.form.is_some()
}

/// The forms of packs in an act's form, as they are filled.
#[derive(Default)]
pub struct ActForms {
    /// What the act itself asks.
    asked: Option<(Form, Filled)>,
    /// What the person filled before, and completes now.
    completed: Option<(Form, Filled)>,
}

impl ActForms {
    /// Reads what is typed; what isn't typed yet of the procedure's form is as the dossier has it.
    pub fn read(web: &Web, look: &Look, def: &ActDef, typed: &Typed) -> Self {
        let asked = asked(look, def).map(|form| {
            let filled = Filled::read(web, &form, ANSWERS, &typed.fields, &typed.kept);
            (form, filled)
        });
        let completed = completed(look, def).map(|form| {
            let begun = typed.fields.get("completes") == DATA;
            let (fields, kept) = if begun { (None, None) } else { known(look, &form) };
            let fields = fields.as_ref().unwrap_or(&typed.fields);
            let filled = Filled::read(web, &form, DATA, fields, kept.as_ref().unwrap_or(&typed.kept));
            (form, filled)
        });
        Self { asked, completed }
    }

    /// Whether something typed is no value of its field.
    pub fn is_wrong(&self) -> bool {
        [&self.asked, &self.completed].into_iter().flatten().any(|(_, filled)| filled.is_wrong())
    }

    /// What is wrong, as the page says it.
    pub fn problems(&self, words: &Words) -> Vec<Problem> {
        let of = |part: &Option<(Form, Filled)>, prefix| {
            part.as_ref().map(|(_, filled)| filled.problems(words, prefix)).unwrap_or_default()
        };
        [of(&self.asked, ANSWERS), of(&self.completed, DATA)].concat()
    }

    /// Both as the page shows them.
    pub fn views(
        &self,
        web: &Web,
        words: &'static Words,
        errors: &ErrorSummary,
    ) -> (Option<FormView>, Option<FormView>) {
        let (world, today) = (web.app.world(), web.app.now().day());
        let view = |part: &Option<(Form, Filled)>, prefix| {
            let (form, filled) = part.as_ref()?;
            Some(Drawing { words, world: &world, today, prefix, form, filled, errors }.view())
        };
        (view(&self.asked, ANSWERS), view(&self.completed, DATA))
    }

    /// Files of the completed form that came with the act, as papers of the dossier.
    fn papers(&self, words: &Words, known: &Look) -> Vec<PieceInput> {
        let Some((form, filled)) = &self.completed else { return Vec::new() };
        let has = |blob: &BlobId| {
            known.dossier.filing.documents.iter().flat_map(|p| &p.files).any(|f| f.blob == *blob)
        };
        let new = filled.attached(form).into_iter().filter(|(_, file)| !has(&file.blob));
        let paper = |(label, file): (&Text, &Attachment)| PieceInput {
            name: show::text(words, label).to_owned(),
            originals: 0,
            copies: 1,
            files: vec![file.clone()],
        };
        new.map(paper).collect()
    }
}

/// What the dossier says already, as it would be typed, and its files.
fn known(look: &Look, form: &Form) -> (Option<Fields>, Option<Kept>) {
    let filing = &look.dossier.filing;
    let files = || filing.documents.iter().flat_map(|p| &p.files);
    let (mut fields, mut kept) = (Vec::new(), Kept::new());
    for (pointer, text) in form_typed(form, &filing.data) {
        let name = format!("{DATA}{pointer}");
        let part = form_part_at(form, &pointer);
        let is_file = part.is_some_and(|p| p.what == What::Field(Kind::Attachment));
        match files().find(|f| is_file && f.blob.as_str() == text) {
            Some(file) => kept.entry(name).or_default().push(file.clone()),
            None => fields.push((name, text)),
        }
    }
    (Some(Fields::of(fields)), Some(kept))
}

/// What the form says, as the use case takes it. `look` is there where the act's form has forms of packs.
pub fn input(words: &Words, typed: &Typed, look: Option<&Look>, forms: &ActForms) -> ActInput {
    let get = |name: &str| typed.fields.get(name).to_owned();
    let kept = |name: &str| -> Vec<Attachment> { typed.kept.get(name).cloned().unwrap_or_default() };
    let paper = |at: usize| {
        let name = format!("paper-{at}");
        let (title, files) = (get(&name), kept(&name));
        let given = !title.trim().is_empty() || !files.is_empty();
        let originals = i64::from(!title.trim().is_empty());
        given.then_some(PieceInput { name: title, originals, copies: 0, files })
    };
    let papers = look.map(|look| forms.papers(words, look)).unwrap_or_default();
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
        documents: (0..PAPERS).filter_map(paper).chain(papers).collect(),
        files: kept("result"),
        applicant,
        person: get("person"),
        answers: forms.asked.as_ref().map(|(_, filled)| filled.data.clone()).unwrap_or_default(),
        data: forms.completed.as_ref().map(|(_, filled)| filled.data.clone()),
        content: typed.fields.has("content").then(|| get("content")),
    }
}

/// The form's name of a field that the use case names.
pub fn field(named: &str) -> String {
    let Some(rest) = named.strip_prefix("documents.") else { return name_of(named) };
    format!("paper-{}", rest.split('.').next().unwrap_or_default())
}
