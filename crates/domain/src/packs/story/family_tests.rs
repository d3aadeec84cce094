//! Stories of several dossiers: a request that begins three, a commune's dossier with its province's part, a
//! question to three units.

use super::play;
use crate::dossier::tests::hours;
use crate::packs::catalogue::Procedure;
use crate::packs::pack::{Files, Library};
use crate::words::ProcedureCode;

const COMMON: &str = include_str!("../../../../../packs/one-stop/process.toml");

fn head(code: &str, title: &str, limit: &str) -> String {
    format!(
        "code = \"{code}\"\ntitle = {{ vi = \"{title}\", en = \"{title}\", fr = \"{title}\" }}\n\
         tier = \"commune\"\nterritory = \"bound\"\n[[channel]]\nchannel = \"counter\"\nlimit = \"{limit}\"\n"
    )
}

const BIRTH: &str = r#"
[[with]]
title = { vi = "Thường trú", en = "Residence", fr = "Résidence" }
when = "data.residence"
[with.open]
procedure = "XA-TT-01"
data = { name = "data.name" }
[[with]]
title = { vi = "Thẻ bảo hiểm", en = "Card", fr = "Carte" }
[with.open]
procedure = "XA-BH-01"
due = "4wd"
join = "all"
data = { name = "data.name" }
"#;

const LAND: &str = r#"
[[step]]
id = "check"
role = "specialist"
norm = { days = 2 }
title = { vi = "Thẩm tra", en = "Check", fr = "Examen" }
[[step.act]]
id = "confirm"
kind = "open"
to = "wait"
title = { vi = "Xác nhận, chuyển tỉnh", en = "Confirm, to the province", fr = "Confirmer" }
[step.act.open]
procedure = "TINH-DD-01"
units = ["38"]
due = "8wd"
data = { name = "data.name" }
[[step]]
id = "wait"
role = "specialist"
title = { vi = "Chờ tỉnh", en = "The province's part", fr = "Part de la province" }
[[step.act]]
id = "forward"
to = "sign"
when = "children.exists(c, c.stage == 'delivered')"
title = { vi = "Trình ký", en = "Forward", fr = "Transmettre" }
[[step.act]]
id = "refuse"
kind = "refuse"
roles = ["leader"]
title = { vi = "Từ chối", en = "Refuse", fr = "Refuser" }
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

const TRIO: &str = r#"title = "Khai sinh, thường trú và thẻ trong một lần"
procedure = "XA-KS-01"

[[do]]
at = "2025-08-15T09:00"
receive = { applicant = "Lê Thị Ánh", data = { name = "Lê An", residence = true } }
[do.expect]
step = "check"
with = ["XA-TT-01", "XA-BH-01"]
[[do.expect.children]]
procedure = "XA-TT-01"
stage = "received"
due = "2025-08-26T17:00"
[[do.expect.children]]
procedure = "XA-BH-01"
due = "2025-08-21T17:00"

[[do]]
at = "2025-08-15T10:00"
who = "specialist"
act = "forward"
expect = { step = "sign" }

[[do]]
at = "2025-08-15T11:00"
who = "leader"
act = "approve"
expect = { step = "return", stage = "resolved" }

[[do]]
at = "2025-08-15T14:00"
who = "reception"
act = "deliver"
fields = { receiver = "Lê Thị Ánh" }
expect = { refused = "children-open" }

[[do]]
at = "2025-08-18T09:00"
child = { procedure = "XA-BH-01" }
who = "specialist"
act = "forward"

[[do]]
at = "2025-08-18T10:00"
child = { procedure = "XA-BH-01" }
who = "leader"
act = "approve"
fields = { number = "BH-1" }

[[do]]
at = "2025-08-18T11:00"
child = { procedure = "XA-BH-01" }
who = "reception"
act = "deliver"
fields = { receiver = "Lê Thị Ánh" }
expect = { stage = "delivered", punctuality = "on-time" }

[[do]]
at = "2025-08-18T11:30"
who = "reception"
act = "deliver"
fields = { receiver = "Lê Thị Ánh" }
[do.expect]
stage = "delivered"
children = [{ stage = "received" }, { stage = "delivered" }]

[[do]]
at = "2025-08-18T14:00"
dossier = "only the birth"
receive = { applicant = "Vũ Thị Cam", data = { name = "Vũ Bình", residence = true }, with = [] }
expect = { step = "check", children = [] }

[[do]]
at = "2025-08-18T14:00"
dossier = "a name is missing"
receive = { applicant = "Vũ Thị Cam", data = { residence = true } }
expect = { refused = "child-data" }

[[do]]
at = "2025-08-18T14:00"
dossier = "online"
submit = { channel = "counter", applicant = "Đỗ Văn Hải", data = { name = "Đỗ Ân", residence = false } }
expect = { step = "accept", children = [] }

[[do]]
at = "2025-08-18T15:00"
dossier = "online"
who = "reception"
act = "accept"
[do.expect]
step = "check"
children = [{ procedure = "XA-BH-01", stage = "received" }]
"#;

const TWO_TIERS: &str = r#"title = "Xã xác nhận, tỉnh giải quyết, xã trả"
procedure = "XA-DD-01"

[[do]]
at = "2025-08-15T09:00"
receive = { applicant = "Lê Thị Ánh", data = { name = "Thửa 12" } }
expect = { step = "check", due = "2025-09-16T17:00" }

[[do]]
at = "2025-08-15T14:00"
who = "specialist"
act = "confirm"
[do.expect]
step = "wait"
stage = "processing"
due = "2025-09-16T17:00"
children = [{ unit = "38", stage = "received", step = "check" }]

[[do]]
at = "2025-08-15T15:00"
who = "specialist"
act = "forward"
expect = { refused = "guard-not-met" }

[[do]]
at = "2025-08-18T09:00"
child = { unit = "38" }
who = "specialist"
unit = "15085"
act = "forward"
expect = { refused = "not-offered" }

[[do]]
at = "2025-08-18T09:00"
child = { unit = "38" }
who = "specialist"
act = "forward"
expect = { step = "sign" }

[[do]]
at = "2025-08-18T10:00"
child = { unit = "38" }
who = "leader"
act = "approve"
fields = { number = "99/QĐ" }

[[do]]
at = "2025-08-18T11:00"
child = { unit = "38" }
who = "reception"
act = "deliver"
fields = { receiver = "UBND xã" }
expect = { stage = "delivered" }

[[do]]
at = "2025-08-19T09:00"
who = "specialist"
act = "forward"
expect = { step = "sign", children = [{ stage = "delivered" }] }

[[do]]
at = "2025-08-19T10:00"
who = "leader"
act = "approve"
expect = { step = "return", punctuality = "on-time" }
"#;

const fn nothing(_: &ProcedureCode) -> Option<Procedure> {
    None
}

fn library() -> Library {
    let pack = |id: &str, more: &str| {
        format!(
            "id = \"{id}\"\nversion = 1\nowner = \"province\"\n{more}title = {{ vi = \"a\", en = \"a\", fr = \"a\" }}\n"
        )
    };
    let named = "form = \"named\"\n";
    let form = r#"{"type": "object", "required": ["name"],
        "properties": {"name": {"type": "string"}, "residence": {"type": "boolean"}}}"#;
    let loose =
        r#"{"type": "object", "properties": {"name": {"type": "string"}, "residence": {"type": "boolean"}}}"#;
    let said = |code: &str, limit: &str, form: &str, more: &str| {
        head(code, code, limit).replacen("tier", &format!("{form}tier"), 1) + more
    };
    let files: Files = [
        ("one-stop/pack.toml", pack("one-stop", "")),
        ("one-stop/process.toml", COMMON.to_owned()),
        ("family/pack.toml", pack("family", "depends = [\"one-stop\"]\n")),
        ("family/procedures/XA-KS-01.toml", said("XA-KS-01", "1wd", "form = \"loose\"\n", BIRTH)),
        ("family/procedures/XA-TT-01.toml", said("XA-TT-01", "7wd", named, "")),
        ("family/procedures/XA-BH-01.toml", said("XA-BH-01", "5wd", named, "")),
        ("family/procedures/XA-DD-01.toml", said("XA-DD-01", "20wd", named, LAND)),
        (
            "family/procedures/TINH-DD-01.toml",
            said("TINH-DD-01", "10wd", "internal = true\nform = \"named\"\n", ""),
        ),
        ("family/forms/named.schema.json", form.to_owned()),
        ("family/forms/loose.schema.json", loose.to_owned()),
        ("family/tests/trio.toml", TRIO.to_owned()),
        ("family/tests/tiers.toml", TWO_TIERS.to_owned()),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text))
    .collect();
    Library::read(&files, &Library::default(), &nothing).unwrap_or_else(|f| panic!("{f:?}"))
}

#[test]
fn a_trio_and_two_tiers_go_as_told() {
    let library = library();
    let define = |code: &ProcedureCode| library.define_local(code);
    let pack = library.pack("family").unwrap();
    assert_eq!(pack.stories.len(), 2);
    for story in &pack.stories {
        let faults = play(story, &define, &hours()).faults;
        assert!(
            faults.is_empty(),
            "{}",
            faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        );
    }
}
