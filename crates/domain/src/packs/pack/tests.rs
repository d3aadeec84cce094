//! A broken pack is refused whole, with file, line and what was meant.

use super::{Fault, FaultCode, Files, Known, Library, Pack};
use crate::packs::catalogue::Procedure;
use crate::words::ProcedureCode;

const COMMON: &str = include_str!("../../../../../packs/one-stop/process.toml");

const LETTER: &str = r#"code = "XA-01"
title = { vi = "Xin xác nhận", en = "Confirmation", fr = "Attestation" }
tier = "commune"
territory = "bound"
form = "letter"

[[channel]]
channel = "counter"
limit = "2wd"

[[document]]
name = "Giấy tờ về nhà ở"
originals = 1
when = "data.kind == 'house'"

[[fee]]
kind = "charge"
amount_vnd = 10000
when = "data.copies > 1"

[[step]]
id = "check"
role = "specialist"
norm = { days = 1 }
title = { vi = "Kiểm tra", en = "Check", fr = "Contrôle" }
[[step.act]]
id = "confirm"
kind = "approve"
to = "return"
when = "data.kind in ['house', 'person']"
paper = "letter"
title = { vi = "Ký", en = "Sign", fr = "Signer" }
[[step.act.record]]
register = "letters"
fields = { kind = "data.kind", person = "applicant.name" }

[[step]]
id = "return"
role = "reception"
title = { vi = "Trả", en = "Return", fr = "Remise" }
[[step.act]]
id = "deliver"
kind = "deliver"
title = { vi = "Trả", en = "Return", fr = "Remettre" }

[result]
title = { vi = "Giấy xác nhận", en = "Confirmation", fr = "Attestation" }
paper = "letter"
register = "letters"

[[with]]
title = { vi = "Bản thứ hai", en = "A second one", fr = "Un second" }
when = "data.copies > 5"
open = { procedure = "XA-01", data = { kind = "'person'" } }
"#;

fn files() -> Files {
    let manifest = "id = \"letters\"\nversion = 2\nowner = \"commune\"\ndepends = [\"one-stop\"]\n\
                    title = { vi = \"Thư\", en = \"Letters\", fr = \"Lettres\" }\n";
    let form = r#"{"type": "object",
 "properties": {"kind": {"type": "string"}, "copies": {"type": "integer"}, "person": {"type": "string"}}}"#;
    let register = "title = { vi = \"Sổ\", en = \"Book\", fr = \"Registre\" }\nform = \"letter\"\n\
                    number = \"{seq:04}/{year}-{unit}\"\npublic = [\"kind\"]\nvalidity = { years = 2 }\n";
    let guide = "+++\nstep = \"check\"\nkind = \"manual\"\ntitle = { vi = \"a\", en = \"a\", fr = \"a\" }\n+++\nĐọc kỹ.\n";
    let all = [
        ("pack.toml", manifest),
        ("procedures/XA-01.toml", LETTER),
        ("forms/letter.schema.json", form),
        ("registers/letters.toml", register),
        ("papers/letter.typ", "= Giấy xác nhận"),
        ("guide/check.md", guide),
    ];
    all.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

const fn nothing(_: &ProcedureCode) -> Option<Procedure> {
    None
}

fn base() -> Library {
    let manifest = "id = \"one-stop\"\nversion = 1\nowner = \"province\"\n\
                    title = { vi = \"a\", en = \"a\", fr = \"a\" }\n";
    let files = [("one-stop/pack.toml", manifest), ("one-stop/process.toml", COMMON)];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    Library::read(&files, &Library::default(), &nothing).unwrap()
}

fn read(files: &Files) -> Result<Pack, Vec<Fault>> {
    Pack::read(files, Known { catalogue: &nothing, packs: base().packs() })
}

/// The faults after one change of a file, as `code line:column proposal`.
fn broken(file: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = files();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    *text = text.replacen(from, to, 1);
    let faults = read(&files).unwrap_err();
    assert!(faults.iter().all(|f| f.file == file), "{faults:?}");
    let said = |f: Fault| {
        format!(
            "{} {}:{} {}",
            f.code.key().replace("pack-fault-", ""),
            f.line,
            f.column,
            f.proposal.unwrap_or_default()
        )
    };
    faults.into_iter().map(said).collect()
}

#[test]
fn a_local_procedure_stands_on_its_own() {
    let files = files().into_iter().map(|(path, text)| (format!("letters/{path}"), text)).collect();
    let library = Library::read(&files, &base(), &nothing).unwrap();
    let definition = library.define_local(&"XA-01".parse().unwrap()).unwrap();
    assert_eq!(definition.facts.name, "Xin xác nhận");
    assert_eq!(definition.facts.field, "Thư");
    assert_eq!(definition.process.anytime.len(), 5, "the common acts of every step");
    assert_eq!((definition.forms.len(), definition.papers.len(), definition.guides.len()), (1, 1, 1));
    assert_eq!(definition.pack.as_ref().unwrap().version, 2);
    let again: crate::packs::Definition = serde_json::from_str(&definition.body().unwrap()).unwrap();
    assert_eq!(again, definition);
    let letters = library.pack("letters").unwrap();
    let register = letters.registers.values().next().unwrap();
    assert_eq!(register.number(7, 2025, "15085").unwrap(), "0007/2025-15085");
}

#[test]
fn a_fee_may_hang_on_what_was_said() {
    let pack = read(&files()).unwrap();
    let definition = pack.define(&"XA-01".parse().unwrap(), None, &std::collections::BTreeMap::default());
    let definition = definition.unwrap();
    let fee = |copies: i64| {
        let known = move |name: &str| (name == "data").then(|| serde_json::json!({"copies": copies}));
        definition.fee_of(crate::words::Channel::Counter, &known)
    };
    assert_eq!((fee(1), fee(2)), (Ok(0), Ok(10_000)));
}

#[test]
fn each_fault_names_its_place_and_what_was_meant() {
    let procedure = "procedures/XA-01.toml";
    let table: [(&str, &str, &str, &str); 23] = [
        (procedure, "to = \"return\"", "to = \"retrun\"", "unknown-step 29:6 return"),
        (procedure, "role = \"specialist\"", "role = \"specialst\"", "bad-value 23:8 specialist"),
        (
            procedure,
            "role = \"reception\"",
            "role = \"province\"",
            "role-unheld 39:8 reception, specialist, leader",
        ),
        (procedure, "days = 1", "days = 3", "norms-over-limit 22:6 "),
        (procedure, "norm = {", "nrom = {", "unknown-key 24:1 norm"),
        (procedure, "form = \"letter\"", "form = \"leter\"", "unknown-form 5:8 letter"),
        (procedure, "paper = \"letter\"", "paper = \"lettre\"", "unknown-paper 31:9 letter"),
        (procedure, "register = \"letters\"", "register = \"letter\"", "unknown-register 34:12 letters"),
        (procedure, "data.copies > 1\"", "data.copis > 1\"", "unknown-field 19:8 copies"),
        (procedure, "data.kind in", "dat.kind in", "condition-name 30:8 data"),
        (procedure, "data.copies > 5", "data.copies >> 5", "condition-broken 53:22 "),
        (procedure, "fields = { kind", "fields = { knid", "unknown-field 35:19 kind"),
        (procedure, "procedure = \"XA-01\"", "procedure = \"XA-1\"", "unknown-procedure 54:22 XA-01"),
        (procedure, "tier = \"commune\"\n", "", "procedure-incomplete 1:8 tier"),
        (procedure, "limit = \"2wd\"", "limit = \"two\"", "bad-value 9:9 "),
        ("pack.toml", "one-stop", "onestop", "unknown-pack 4:12 one-stop"),
        ("pack.toml", "version = 2", "version = \"2\"", "bad-value 2:11 "),
        (
            "forms/letter.schema.json",
            "\"string\"}, \"copies\"",
            "\"strng\"}, \"copies\"",
            "form-broken 2:26 ",
        ),
        ("forms/letter.schema.json", "}}}", "}}", "syntax 2:104 "),
        ("registers/letters.toml", "[\"kind\"]", "[\"kin\"]", "unknown-field 4:11 kind"),
        ("registers/letters.toml", "validity", "listed = [\"copies\"]\nvalidity", "unknown-field 5:11 "),
        ("registers/letters.toml", "{seq:04}", "{sq}", "bad-value 3:10 {seq:04}/{year}-{unit}"),
        ("guide/check.md", "step = \"check\"", "step = \"chek\"", "guide-place 1:1 check"),
    ];
    let found = table.map(|(file, from, to, _)| (from, to, broken(file, from, to).join("; ")));
    let expected = table.map(|(_, from, to, expected)| (from, to, expected.to_owned()));
    assert_eq!(found, expected);
    let asks = "paper = \"letter\"\nform = \"letter\"\ntitle";
    let mut files = files();
    let text = files.get_mut(procedure).unwrap();
    *text = text.replacen("paper = \"letter\"\ntitle", asks, 1);
    *text = text.replacen("\"applicant.name\"", "\"answers.persn\"", 1);
    let faults = read(&files).unwrap_err();
    assert_eq!((faults.len(), faults[0].line, faults[0].proposal.as_deref()), (1, 36, Some("person")));
    assert_eq!(
        broken(procedure, "[result]\n", "[result]\nsigned_by = \"province\"\n"),
        ["role-unheld 47:13 reception, specialist, leader"]
    );
    assert_eq!(broken("guide/check.md", "Đọc kỹ.", "\n<b>Đọc</b>"), ["raw-html 7:1 "]);
}

#[test]
fn files_that_belong_nowhere_and_missing_manifests_are_told() {
    let mut extra = files();
    extra.insert("procedure/XA-02.toml".to_owned(), String::new());
    let faults = read(&extra).unwrap_err();
    assert_eq!(faults[0].code, FaultCode::UnknownFile);
    assert_eq!(faults[0].proposal.as_deref(), Some("procedures"));
    assert_eq!(read(&Files::new()).unwrap_err()[0].code, FaultCode::ManifestMissing);
}

const LOCAL: &str = r#"[[local]]
before = "sign"
[local.step]
id = "room-head"
role = "leader"
title = { vi = "Trưởng phòng xem", en = "Head of room", fr = "Chef de service" }
[[local.step.act]]
id = "pass-on"
to = "sign"
title = { vi = "Chuyển tiếp", en = "Pass on", fr = "Transmettre" }
"#;

#[test]
fn a_unit_adds_steps_and_never_touches_the_law() {
    let common = base().common().unwrap().clone();
    let said: super::OverlaySaid = toml::from_str(LOCAL).unwrap();
    let laid = said.lay(&common).unwrap();
    let check = laid.step(&"check".parse().unwrap()).unwrap();
    assert_eq!(check.acts[0].to.as_ref().unwrap().as_str(), "room-head");
    let law = LOCAL.replace("to = \"sign\"\n", "kind = \"refuse\"\n");
    let said: super::OverlaySaid = toml::from_str(&law).unwrap();
    assert_eq!(said.lay(&common).unwrap_err()[0].code, FaultCode::OverlayLaw);
    let behind = LOCAL.replace("before = \"sign\"", "before = \"return\"");
    let said: super::OverlaySaid = toml::from_str(&behind).unwrap();
    assert_eq!(
        said.lay(&common).unwrap_err()[0].code,
        FaultCode::OverlayLaw,
        "only an act of law leads there"
    );
}

#[test]
fn hints_of_forms_are_checked_at_their_line() {
    let form = |text: &str| {
        let mut files = files();
        files.insert("forms/letter.schema.json".to_owned(), text.to_owned());
        let faults = read(&files).unwrap_err().into_iter();
        let said = faults.map(|f| format!("{} {} {}", f.code.key(), f.line, f.proposal.unwrap_or_default()));
        said.collect::<Vec<_>>().join("; ").replace("pack-fault-", "")
    };
    let with = |hint: &str| {
        form(&format!(
            "{{\"type\": \"object\",\n\"properties\": {{\"kind\": {{\"type\": \"string\"}},\n\"copies\": \
             {{\"type\": \"integer\"}},\n\"person\": {{{hint}}}}}}}"
        ))
    };
    assert_eq!(with(r#""x-widget": "tabel""#), "bad-value 4 table");
    assert_eq!(with(r#""x-wiget": "table""#), "unknown-key 4 x-widget");
    assert_eq!(with(r#""x-when": "data.knid == 'a'""#), "unknown-field 4 kind");
    assert_eq!(with(r#""x-when": "applicant.name == 'a'""#), "condition-name 4 data, here");
    assert_eq!(with(r#""x-label": {"vi": "Tên", "en": "Name"}"#), "language-missing 4 ");
    assert_eq!(with(r#""x-known": "register:letters.knd""#), "unknown-field 4 kind");
    assert_eq!(with(r#""x-known": "somewhere""#).split(' ').next(), Some("bad-value"));
}
