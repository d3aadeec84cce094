//! A machine whose disk was set back to an old copy, and which worked on before anybody noticed.

use super::line::one_box;
use super::place::{HERE, Machine, PASSWORD, Province, head, unit, until, verify, whereabouts};
use crate::http::Browser;
use crate::program::{arg, copy, run, said};
use std::fs;

/// A box whose folder is set back to a copy, stopped; and the codes that had arrived at the centre.
async fn set_back(province: &Province, machine: &mut Machine) -> Vec<String> {
    let mut arrived = machine.receive("before", 2, None).await;
    machine.level(province).await;
    machine.stop();
    let kept = machine.dir.with_file_name("kept");
    copy(&machine.dir, &kept);
    machine.serve();
    arrived.extend(machine.receive("after", 3, None).await);
    machine.level(province).await;
    machine.stop();
    fs::remove_dir_all(&machine.dir).unwrap();
    fs::rename(&kept, &machine.dir).unwrap();
    arrived
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fork_is_reported_and_who_begins_anew_loses_nothing_that_arrived() {
    let (mut province, mut machine) = one_box().await;
    let mut arrived = set_back(&province, &mut machine).await;
    // Two are taken in on the old copy before it hears of the centre: its ledger forks.
    machine.line.cut();
    machine.serve();
    let strayed = machine.receive("fork", 2, None).await;
    let before = head(&province.dir, HERE).await;
    machine.line.join();
    let told = until("the machine is told", async || {
        let (code, said) = machine.status();
        (code == 2).then_some(said)
    })
    .await;
    assert!(told.contains("refuses this machine"), "{told}");
    let faults = until("the centre reports it", async || {
        let faults = said(&province.node(&["faults"]));
        faults.contains("fork").then_some(faults)
    })
    .await;
    assert!(faults.contains("Máy xã"), "{faults}");
    assert_eq!(head(&province.dir, HERE).await, before, "nothing of it got in");
    let strays = said(&province.node(&["strays"]));
    for code in &strayed {
        assert!(strays.contains(code.as_str()), "{code}: {strays}");
    }

    machine.stop();
    province.stop();
    let token = province.invite("Máy xã làm lại", HERE, &["--replace"]);
    province.serve();
    machine.line.lead_to(province.url());
    let dir = arg(&machine.dir).to_owned();
    let explained = run(&["node", "begin-anew", "--dir", &dir]);
    assert!(!explained.status.success() && said(&explained).contains("--yes"), "{}", said(&explained));
    let used = run(&["node", "begin-anew", "--dir", &dir, "--yes", "--token", "mc1.a.b"]);
    assert!(!used.status.success(), "{}", said(&used));
    assert_eq!(whereabouts(&machine.dir, &strayed[0]).await, Some(unit(HERE)), "the folder is as it was");
    let anew = run(&["node", "begin-anew", "--dir", &dir, "--yes", "--token", &token]);
    assert!(anew.status.success(), "{}", said(&anew));
    assert!(said(&anew).contains("lies at the centre"), "{}", said(&anew));
    let again = said(&province.node(&["strays"]));
    for code in &strayed {
        assert_eq!(again.matches(code.as_str()).count(), strays.matches(code.as_str()).count(), "{again}");
    }

    province.serve_anew(&mut machine).await;
    let mut officer = Browser::new(machine.url());
    officer.sign_in(&format!("quay.{HERE}"), PASSWORD).await;
    assert_eq!(officer.get("/desk/reception").await.status, 200, "people work on with their passwords");
    let next = machine.receive("anew", 1, None).await;
    assert!(next.iter().all(|code| code.ends_with("-1001")), "{next:?}");
    arrived.extend(next);
    machine.level(&province).await;
    machine.stop();
    province.stop();
    for code in &arrived {
        for dir in [&machine.dir, &province.dir] {
            assert_eq!(whereabouts(dir, code).await, Some(unit(HERE)), "{code}");
        }
    }
    let mut beside = fs::read_dir(machine.dir.parent().unwrap()).unwrap();
    let aside = beside.any(|entry| entry.unwrap().file_name().to_string_lossy().contains(".before-"));
    assert!(aside, "the folder from before is kept");
    verify(&machine.dir);
    verify(&province.dir);
}
