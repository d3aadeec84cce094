//! What a press gives back, and what it refuses.

use crate::{Dated, Fault, Press, Sheet, print};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const MAIN: &str = "pack/papers/letter.typ";

fn sheet(template: &str, data: Value) -> Sheet {
    Sheet {
        texts: BTreeMap::from([(MAIN.to_owned(), format!("#set document(title: \"Thư\")\n{template}"))]),
        main: MAIN.to_owned(),
        data,
        ident: "H56.148-250815-0012/letter".to_owned(),
        at: Dated { year: 2025, month: 8, day: 15, hour: 9, minute: 0 },
    }
}

fn fault(template: &str) -> Fault {
    print(&sheet(template, json!({}))).unwrap_err()
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let one =
        sheet("#set text(font: \"TeX Gyre Termes\")\n= #json(\"/data.json\").name", json!({"name": "Ánh"}));
    let (first, second) = (print(&one).unwrap(), print(&one).unwrap());
    assert!(first.starts_with(b"%PDF-1.7") && first == second);
    let other = Sheet { data: json!({"name": "Bình"}), ..one };
    assert_ne!(first, print(&other).unwrap());
}

/// PDF/A forbids a glyph that isn't there; names of people have all kinds of letters.
#[test]
fn letters_that_the_font_lacks_do_not_stop_a_paper() {
    let template = "#set text(font: \"TeX Gyre Termes\", fallback: false)\n#json(\"/data.json\").name";
    for name in ["Nguye\u{302}\u{303}n Thị Ngọc Ưở", "ສົມໄຊ 王小明 Дмитрий ☺ \u{200b}\u{7}", "a\u{202f}b"]
    {
        print(&sheet(template, json!({"name": name}))).unwrap();
    }
}

#[test]
fn a_fault_has_its_file_and_line() {
    let found = fault("Xin chào\n\n#nothing");
    assert_eq!((found.file.as_str(), found.line, found.column), (MAIN, 4, 2), "{found}");
    assert!(found.what.contains("unknown variable"), "{found}");
    let found = fault("#(1 +");
    assert_eq!((found.file.as_str(), found.line), (MAIN, 2), "{found}");
    let missing = fault("#json(\"/data.json\").owner");
    assert!(missing.what.contains("owner") && missing.line == 2, "{missing}");
}

#[test]
fn a_fault_in_the_shared_text_names_who_called_it() {
    let mut one = sheet("#import \"/one-stop/papers/common.typ\": *\n\n#seal(2)", json!({}));
    one.texts.insert("one-stop/papers/common.typ".into(), "#let seal(n) = n.name\n".into());
    let found = print(&one).unwrap_err();
    assert_eq!((found.file.as_str(), found.line), (MAIN, 4), "{found}");
    assert!(found.what.contains("one-stop/papers/common.typ:1:"), "{found}");
}

/// A template has its texts and its data, nothing else.
#[test]
fn a_template_sees_no_disk_no_network_and_no_clock() {
    for reach in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../../../etc/passwd\")",
        "#image(\"/proc/self/environ\")",
        "#import \"@preview/cetz:0.3.0\"",
        "#include \"other.typ\"",
        "#datetime.today().display()",
    ] {
        fault(reach);
    }
}

/// Typst itself stops these; what it can't stop is ended with its process (see `node`'s tests).
#[test]
fn endless_loops_and_recursion_are_faults() {
    assert!(fault("#{ let i = 0; while i >= 0 { i += 1 } }").what.contains("infinite"));
    assert!(fault("#let f(n) = f(n + 1)\n#f(0)").what.contains("depth"));
}

/// Accessible: an image without words for those who can't see it is a fault of its template.
#[test]
fn an_image_needs_its_words() {
    let svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    let image = |more: &str| format!("#image(bytes(json(\"/data.json\").svg), format: \"svg\"{more})");
    assert!(print(&sheet(&image(", alt: \"Mã\""), json!({"svg": svg}))).is_ok());
    let found = print(&sheet(&image(""), json!({"svg": svg}))).unwrap_err();
    assert_eq!((found.file.as_str(), found.line), (MAIN, 2), "{found}");
}

#[test]
fn a_program_that_does_not_print_is_a_fault_not_a_wait() {
    let one = sheet("Xin chào", json!({}));
    let gone = Press::apart("/nonexistent/motcua".into(), vec![]).print(&one).unwrap_err();
    assert!(gone.what.contains("no process"), "{gone}");
    let mute = Press::apart("/bin/true".into(), vec![]).print(&one).unwrap_err();
    assert_eq!(mute.file, MAIN, "{mute}");
}
