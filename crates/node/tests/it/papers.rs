//! Papers as files, read by programs that know nothing of ours; and templates that do harm.

use crate::program::{arg, run, said};
use app::{Press, World, papers};
use domain::packs::pack::Library;
use lang::Lang;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;
use tempfile::TempDir;

fn press() -> Press {
    Press::apart(env!("CARGO_BIN_EXE_motcua").into(), vec!["press".into()])
}

/// A Debian program about a file; `cargo xtask test` installs what is missing.
fn tool(name: &str, args: &[&str], file: &Path) -> Output {
    let output = Command::new(name).args(args).arg(file).output();
    output.unwrap_or_else(|e| panic!("{name}: {e}; run `cargo xtask test`, which installs it"))
}

fn text_of(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// One line of text, whatever the lines on paper.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a file.
fn read(file: &Path) -> String {
    let output = Command::new("pdftotext").arg(file).arg("-").output().unwrap();
    flat(&text_of(&output))
}

/// What a validator that shares no code with the writer finds wrong.
fn judged(bytes: &[u8], profile: ValidationProfile) -> Vec<String> {
    let options = ValidationOptions::default().profile(profile);
    let report = validate_pdf_bytes(bytes, &options).unwrap();
    // It takes a stream's last byte for the line's end where both look alike; the lengths are counted here.
    let ends_alike = |rule: &str| rule.contains(":6.1.7.1:1") && lengths_are_true(bytes);
    let wrong = report.failures.iter().filter(|f| !ends_alike(&f.rule_id));
    wrong.map(|f| format!("{}: {}", f.rule_id, f.message)).collect()
}

/// Whether every stream ends where its length says.
fn lengths_are_true(bytes: &[u8]) -> bool {
    let find = |what: &[u8], from: usize| {
        bytes.get(from..)?.windows(what.len()).position(|w| w == what).map(|at| from + at)
    };
    let (mut from, mut streams) = (0, 0);
    while let Some(at) = find(b"/Length ", from) {
        let number = bytes[at + 8..].iter().take_while(|b| b.is_ascii_digit());
        let length: usize = number.fold(0, |n, b| n * 10 + usize::from(b - b'0'));
        let Some(begins) = find(b"stream\n", at).map(|s| s + 7) else { break };
        let ends = &bytes[begins + length..];
        if !ends.starts_with(b"\nendstream") && !ends.starts_with(b"endstream") {
            return false;
        }
        (from, streams) = (begins + length, streams + 1);
    }
    streams > 0
}

/// Every paper of every pack that is built in, in every language: a sound file, PDF/A-2a and PDF/UA-1 by what
/// it says of itself, every font inside, text that can be read out letter by letter, the size of its form.
#[test]
fn every_paper_is_an_archive_file_that_others_can_read() {
    let (dir, press, world) = (TempDir::new().unwrap(), press(), World::built_in().unwrap());
    let mut printed = BTreeMap::new();
    let all = Lang::ALL.into_iter().flat_map(|l| world.packs.packs().iter().map(move |p| (l, p)));
    // The papers of the law are made in three languages, those of packs in Vietnamese.
    for (lang, pack) in
        all.filter(|(lang, pack)| *lang == Lang::Vi || pack.manifest.id.as_str() == "one-stop")
    {
        for (name, sheet) in papers::tries(pack, &world.packs, &world, lang).unwrap() {
            let bytes = press.print(&sheet).unwrap_or_else(|fault| panic!("{name} {lang}: {fault}"));
            let file = dir.path().join("paper.pdf");
            fs::write(&file, &bytes).unwrap();
            for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
                let judged = judged(&bytes, profile);
                assert!(judged.is_empty(), "{name} {lang}: {judged:?}");
            }
            let sound = tool("qpdf", &["--check"], &file);
            assert!(sound.status.success(), "{name} {lang}: {}", text_of(&sound));
            let facts = text_of(&tool("pdfinfo", &[], &file));
            assert!(
                facts.contains("Tagged:          yes") && facts.contains("Encrypted:       no"),
                "{facts}"
            );
            let meta = text_of(&tool("pdfinfo", &["-meta"], &file));
            for said in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
                assert!(meta.contains(said), "{name} {lang} doesn't say {said}: {meta}");
            }
            let fonts = text_of(&tool("pdffonts", &[], &file));
            for font in fonts.lines().skip(2) {
                // Embedded, a part only, with what each glyph means.
                assert!(font.contains("TeXGyreTermes") && font.contains("yes yes yes"), "{name}: {font}");
            }
            let text = letters(&read(&file).to_uppercase());
            if pack.manifest.id.as_str() != "one-stop" {
                // Packs word their headings themselves; the unit stands on all of theirs.
                assert!(text.contains("BẮCYÊN") && text.chars().count() > 80, "{name}: {text}");
                continue;
            }
            let title = letters(&sheet.data["head"]["title"].as_str().unwrap().to_uppercase());
            assert!(text.contains(&title), "{name} {lang}: no {title} in {text}");
            let a5 = ["bm01", "bm02", "bm03", "bm04", "stop"].iter().any(|p| name.as_str().starts_with(p));
            assert_eq!(a5, facts.contains("419.528 x 595.276"), "{name}: {facts}");
            *printed.entry(name).or_insert(0) += 1;
        }
    }
    let law = ["bm01-receipt", "bm02-supplement", "bm03-refusal", "bm04-apology", "bm05-control-sheet"];
    for name in law.into_iter().chain(["bm06-register-book", "stop-notice"]) {
        assert!(printed.keys().any(|p| p.as_str() == name), "{name} was never printed");
    }
}

/// The receipt's words come out of the file as they went in: all of Vietnamese, marks over marks.
#[test]
fn vietnamese_is_read_out_as_it_was_written() {
    let (dir, world) = (TempDir::new().unwrap(), World::built_in().unwrap());
    let letters = "Ắ ằ Ẳ ẵ Ặ Ấ ầ Ẩ ẫ Ậ Ế ề Ể ễ Ệ Ố ồ Ổ ỗ Ộ Ớ ờ Ở ỡ Ợ Ứ ừ Ử ữ Ự Ỳ ỷ Ỹ ỵ Đ đ";
    let (_, mut sheet) = receipt(&world.packs, &world);
    sheet.data["person"]["name"] = letters.into();
    let file = dir.path().join("receipt.pdf");
    fs::write(&file, press().print(&sheet).unwrap()).unwrap();
    assert!(self::letters(&read(&file)).contains(&self::letters(letters)), "{}", read(&file));
}

/// Without what a reader may set otherwise where a line breaks: spaces and hyphens.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

fn receipt(library: &Library, world: &World) -> (String, press::Sheet) {
    let pack = library.pack("one-stop").unwrap();
    let tries = papers::tries(pack, library, world, Lang::Vi).unwrap();
    let (name, sheet) = tries.into_iter().find(|(name, _)| name.as_str() == "bm01-receipt").unwrap();
    (name.to_string(), sheet)
}

/// Loops in loops, and a text that fills all memory: each ends with its own process, and the next paper
/// comes.
#[test]
fn a_template_that_does_harm_is_ended_and_the_next_paper_comes() {
    let world = World::built_in().unwrap();
    let (_, good) = receipt(&world.packs, &world);
    // Time enough for a good paper, and for memory to be filled, on a machine that does other things too.
    let patient = || press().within(Duration::from_mins(2));
    let whole = patient().print(&good).unwrap();
    for (press, harm, said) in [
        (
            press().within(Duration::from_secs(4)),
            "#for a in range(100000) { for b in range(100000) { for c in range(100000) {} } }",
            "took longer",
        ),
        (patient(), "#let a = \"a\" * 500000000\n#(a * 100).len()", "broke off"),
    ] {
        let mut sheet = good.clone();
        sheet.texts.insert(sheet.main.clone(), harm.to_owned());
        let fault = press.print(&sheet).unwrap_err();
        assert!(fault.what.contains(said) && fault.file == good.main, "{fault}");
        assert_eq!(patient().print(&good).unwrap(), whole, "the same paper after {said}");
    }
}

#[test]
fn a_packs_paper_at_fault_is_named_with_its_line() {
    let dir = TempDir::new().unwrap();
    let write = |file: &str, text: &str| {
        let path = dir.path().join("letters").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let three = |vi: &str| format!("{{ vi = \"{vi}\", en = \"{vi}\", fr = \"{vi}\" }}");
    write(
        "pack.toml",
        &format!(
            "id = \"letters\"\nversion = 1\nowner = \"commune\"\ndepends = [\"one-stop\"]\ntitle = {}\n",
            three("Thư")
        ),
    );
    write(
        "procedures/XA-THU-01.toml",
        &format!(
            "code = \"XA-THU-01\"\ntitle = {0}\ntier = \"commune\"\nterritory = \"bound\"\nform = \"letter\"\n\
             [[channel]]\nchannel = \"counter\"\nlimit = \"2wd\"\n[result]\ntitle = {0}\npaper = \"letter\"\n",
            three("Thư xác nhận")
        ),
    );
    write(
        "forms/letter.schema.json",
        "{\"type\": \"object\", \"properties\": {\"to\": {\"type\": \"string\", \"maxLength\": 90}}}",
    );
    let head = "#import \"/one-stop/papers/common.typ\": *\n\
                #show: paper.with(title: data.head.title, draft: data.draft)\n";
    // Filled it prints; where nobody said to whom, it doesn't: the check tries both.
    write("papers/letter.typ", &format!("{head}#authority\nGửi #data.data.to\n"));
    let output = run(&["pack", "check", arg(&dir.path().join("letters"))]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("letters/papers/letter.typ:4:"), "{told}");
    // Nor is it published: a decision would find its paper broken.
    let office = dir.path().join("office");
    assert!(run(&["init", "--dir", arg(&office), "--province", "38"]).status.success());
    let publish =
        ["pack", "publish", arg(&dir.path().join("letters")), "--dir", arg(&office)].map(str::to_owned);
    let publish = || run(&publish.each_ref().map(String::as_str));
    let refused = publish();
    let told = said(&refused);
    assert!(refused.status.code() == Some(2) && told.contains("letters/papers/letter.typ:4:"), "{told}");
    write(
        "papers/letter.typ",
        &format!("{head}#authority\nGửi #field(data.data, \"to\", default: blank(5cm))\n"),
    );
    write("papers/spare.typ", "Chưa ai in\n");
    let output = run(&["pack", "check", arg(&dir.path().join("letters"))]);
    let told = said(&output);
    assert!(told.contains("letters/papers/spare.typ:1:1") && !told.contains("letter.typ:"), "{told}");
    fs::remove_file(dir.path().join("letters/papers/spare.typ")).unwrap();
    let output = run(&["pack", "check", arg(&dir.path().join("letters"))]);
    assert!(output.status.success(), "{}", said(&output));
    let published = publish();
    assert!(published.status.success(), "{}", said(&published));
}

/// Red, two pixels each way.
const PICTURE: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x02\x00\x00\
     \x00\x02\x08\x02\x00\x00\x00\xfd\xd4\x9a\x73\x00\x00\x00\x10\x49\x44\x41\x54\x78\xda\x63\
     \x38\x61\x64\x04\x44\x0c\x10\x0a\x00\x23\x36\x04\xb1\xae\x7d\xb9\xbc\x00\x00\x00\x00\x49\
     \x45\x4e\x44\xae\x42\x60\x82";

/// What people bring is read apart too; what can't be read ends nothing, and the next one is done.
#[test]
fn small_pictures_are_made_apart() {
    let press = press();
    for _ in 0..3 {
        assert_eq!(press.thumbnail(&PICTURE[..PICTURE.len() / 2]), None);
        assert_eq!(press.thumbnail(b"picture 99999\n{}"), None);
        let small = press.thumbnail(PICTURE).unwrap();
        assert!(small.starts_with(b"\xff\xd8\xff"));
        assert_eq!(Press::here().thumbnail(PICTURE), Some(small));
    }
}
