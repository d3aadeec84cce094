//! Work goes on whatever the line does, and what was acknowledged at the counter arrives once.

use super::place::{HERE, Machine, PASSWORD, Province, head, unit, until, verify, whereabouts};
use super::proxy::SLOW;
use crate::http::Browser;

/// A province that is served, and one box of it.
pub async fn one_box() -> (Province, Machine) {
    let mut province = Province::new().await;
    let token = province.invite("Máy xã", HERE, &[]);
    province.serve();
    let machine = province.enrolled(HERE, &token).await;
    (province, machine)
}

/// Every dossier is at the centre, and everything is as it should be on both sides.
async fn all_arrived(mut province: Province, mut machine: Machine, codes: &[String]) {
    machine.level(&province).await;
    for code in codes {
        assert_eq!(whereabouts(&province.dir, code).await, Some(unit(HERE)), "{code}");
    }
    machine.stop();
    province.stop();
    verify(&machine.dir);
    verify(&province.dir);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_works_while_the_line_is_cut_and_all_arrives_afterwards() {
    let (province, machine) = one_box().await;
    machine.level(&province).await;
    machine.line.cut();
    let mut officer = Browser::new(machine.url());
    officer.sign_in(&format!("quay.{HERE}"), PASSWORD).await;
    assert_eq!(officer.get("/desk/reception").await.status, 200, "the officer is signed in without a line");
    let before = head(&province.dir, HERE).await;
    let codes = machine.receive("cut", 6, None).await;
    let said = until("the cut is said", async || {
        let (code, said) = machine.status();
        (code == 1 && said.contains("The line is cut since")).then_some(said)
    })
    .await;
    assert!(said.contains("entries") && said.contains("wait to be sent"), "{said}");
    assert_eq!(head(&province.dir, HERE).await, before, "a line that is cut carried something");
    machine.line.join();
    all_arrived(province, machine, &codes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_line_carries_all_and_one_that_hangs_is_tried_anew() {
    let (province, machine) = one_box().await;
    machine.line.cut();
    let mut codes = machine.receive("slow", 20, None).await;
    machine.line.pace(SLOW);
    machine.line.join();
    machine.level(&province).await;
    let carried = machine.line.carried();
    assert!(carried > 0);
    machine.line.stall();
    codes.extend(machine.receive("hangs", 2, None).await);
    // A line that hangs is given up after a minute; a person at the wire is faster.
    machine.line.cut();
    machine.line.pace(0);
    machine.line.join();
    all_arrived(province, machine, &codes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn power_cuts_on_both_sides_in_the_middle_of_a_push_lose_and_double_nothing() {
    let (mut province, mut machine) = one_box().await;
    machine.line.cut();
    let codes = machine.receive("power", 40, None).await;
    let mut seen = head(&province.dir, HERE).await;
    machine.line.pace(SLOW / 2);
    machine.line.join();
    for side in 0..4 {
        // Something went over the line since the last cut, and the rest is on its way.
        let carried = machine.line.carried();
        until("something is carried", async || (machine.line.carried() > carried + 4_096).then_some(()))
            .await;
        if side % 2 == 0 {
            province.fall(&[&machine]);
        } else {
            machine.fall();
        }
        let (now, here) = (head(&province.dir, HERE).await, head(&machine.dir, HERE).await);
        assert!(now >= seen && now <= here, "the centre had {seen} of {here}, now {now}");
        seen = now;
    }
    machine.line.pace(0);
    all_arrived(province, machine, &codes).await;
}
