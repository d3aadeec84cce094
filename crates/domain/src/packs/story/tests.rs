//! A story that goes as told passes; one that doesn't names the line.

use super::{Story, play};
use crate::dossier::tests::{definition, hours};

const TOLD: &str = r#"title = "Một hồ sơ"
procedure = "1.001193"

[[do]]
at = "2025-08-15T09:00"
receive = { applicant = "Lê Thị Ánh" }
[do.expect]
step = "check"
stage = "received"
due = "2025-08-22T17:00"
fee_vnd = 0
offered = { specialist = ["forward", "supplement", "charge", "correct", "assign"] }

[[do]]
at = "2025-08-15T10:00"
who = "reception"
act = "forward"
expect = { refused = "not-offered" }

[[do]]
at = "2025-08-15T10:00"
who = "specialist"
act = "supplement"
fields = { items = ["Giấy chứng sinh"] }
expect = { refused = "reason-missing" }

[[do]]
at = "2025-08-15T10:00"
who = "specialist"
act = "forward"
expect = { step = "sign", stage = "processing" }

[[do]]
at = "2025-08-15T11:00"
who = "leader"
act = "approve"
fields = { number = "12/GKS" }
expect = { step = "return", punctuality = "on-time", papers = [], records = [] }

[[do]]
at = "2025-08-15T15:00"
who = "reception"
act = "deliver"
fields = { receiver = "Lê Thị Ánh" }
expect = { step = "end", stage = "delivered" }
"#;

fn faults(text: &str) -> Vec<String> {
    let told = toml::from_str(text).unwrap();
    let story = Story { file: "tests/one.toml".into(), text: text.into(), told };
    let define = |code: &crate::words::ProcedureCode| {
        Some(definition(crate::calendar::Limit::WorkingDays(5))).filter(|d| d.code() == code)
    };
    play(&story, &define, &hours()).faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_story_that_goes_as_told_has_no_fault() {
    assert!(faults(TOLD).is_empty(), "{:?}", faults(TOLD));
}

#[test]
fn what_goes_otherwise_names_its_line_and_both_sides() {
    let otherwise = TOLD.replace("step = \"sign\"", "step = \"return\"");
    let expected = "tests/one.toml:31:19: pack-fault-story-failed what=step expected=return came=sign";
    assert_eq!(faults(&otherwise), [expected]);
    let refused = TOLD.replace(
        "number = \"12/GKS\" }\nexpect = {",
        "number = \"12/GKS\" }\nexpect = { refused = \"stale\",",
    );
    assert_eq!(faults(&refused).len(), 1);
    let gone = TOLD.replace("act = \"deliver\"", "act = \"delver\"");
    assert!(faults(&gone)[0].contains("story-broken"), "{:?}", faults(&gone));
    let nobody = TOLD.replacen("procedure = \"1.001193\"", "procedure = \"9\"", 1);
    assert!(faults(&nobody)[0].contains("no procedure 9"));
}
