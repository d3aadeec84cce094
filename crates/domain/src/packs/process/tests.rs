//! A process that can't run is refused, with the line and what was meant.

use super::{Join, Process};
use crate::packs::pack::FaultCode;

const SMALL: &str = r#"
id = "small"
submitted = "accept"
entry = "sign"
[[step]]
id = "accept"
role = "reception"
title = { vi = "Tiếp nhận", en = "Accept", fr = "Accepter" }
act = [{ id = "accept", kind = "accept", title = { vi = "Nhận", en = "Accept", fr = "Accepter" } }]
[[step]]
id = "sign"
role = "leader"
norm = { days = 2 }
title = { vi = "Ký", en = "Sign", fr = "Signer" }
act = [{ id = "back", kind = "move", to = "accept", title = { vi = "Trả", en = "Back", fr = "Retour" } }]
"#;

/// The code, line and proposal of each fault.
fn faults(text: &str) -> Vec<(FaultCode, usize, Option<String>)> {
    Process::parse(text).unwrap_err().into_iter().map(|f| (f.code, f.line, f.proposal)).collect()
}

#[test]
fn a_dead_end_and_a_wrong_name_are_found_with_their_line() {
    assert_eq!(faults(SMALL), [(FaultCode::DeadEnd, 6, None), (FaultCode::DeadEnd, 11, None)]);
    let wrong = SMALL.replace("to = \"accept\"", "to = \"acept\"");
    assert_eq!(faults(&wrong)[0], (FaultCode::UnknownStep, 15, Some("accept".into())));
}

#[test]
fn an_unknown_key_and_a_missing_language_are_found_with_their_line() {
    let key = SMALL.replace("norm = {", "nrom = {");
    assert_eq!(faults(&key), [(FaultCode::UnknownKey, 13, Some("norm".into()))]);
    let text = SMALL.replace(", fr = \"Signer\"", "");
    assert_eq!(faults(&text), [(FaultCode::LanguageMissing, 14, None)]);
    assert_eq!(faults("id = "), [(FaultCode::Syntax, 1, None)]);
}

#[test]
fn a_whole_process_passes_and_days_are_hours() {
    let whole = SMALL.replace("kind = \"move\", to = \"accept\"", "kind = \"refuse\"");
    let process = Process::parse(&whole).unwrap();
    assert_eq!(process.steps[1].norm_hours, Some(16));
    let again: Process = serde_json::from_str(&serde_json::to_string(&process).unwrap()).unwrap();
    assert_eq!(again, process);
}

#[test]
fn a_join_reads_what_it_writes() {
    for (text, join) in [
        ("all", Join::All),
        ("any", Join::Any),
        ("quorum(3)", Join::Quorum(3)),
        ("until-due", Join::UntilDue),
        ("none", Join::Nobody),
    ] {
        assert_eq!(text.parse(), Ok(join));
        assert_eq!(join.to_string(), text);
    }
    assert!("quorum(0)".parse::<Join>().is_err() && "some".parse::<Join>().is_err());
    assert!(Join::Quorum(2).met(2, 5) && !Join::Quorum(2).met(1, 5) && !Join::All.met(4, 5));
}
