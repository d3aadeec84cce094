//! Who is believed, and who isn't any more.

use super::place::{HERE, Province, head, until, verify};
use super::proxy::Proxy;
use crate::program::{arg, run, said};
use std::fs;

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_that_a_stranger_vouches_for_and_a_used_invitation_are_refused() {
    let mut province = Province::new().await;
    let token = province.invite("Máy xã", HERE, &[]);
    province.serve();
    let line = Proxy::to(province.url());
    let dir = province.dir.with_file_name("box");
    let stranger = Province::enroll(&dir, &line, &province.files.stranger, &token);
    assert!(!stranger.status.success() && said(&stranger).contains("UnknownIssuer"), "{}", said(&stranger));
    let nothing = Province::enroll(&dir, &line, &province.files.key, &token);
    assert!(said(&nothing).contains("holds no authority's certificate"), "{}", said(&nothing));
    let plain =
        run(&["node", "enroll", "--dir", arg(&dir), "--province", "http://192.0.2.1", "--token", "x"]);
    assert!(said(&plain).contains("isn't the address of a centre"), "{}", said(&plain));
    let right = Province::enroll(&dir, &line, &province.files.authority, &token);
    assert!(right.status.success(), "{}", said(&right));
    // The same folder goes on; another one finds the invitation used.
    let again = Province::enroll(&dir, &line, &province.files.authority, &token);
    assert!(again.status.success(), "{}", said(&again));
    let second = dir.with_file_name("second");
    let used = Province::enroll(&second, &line, &province.files.authority, &token);
    assert!(!used.status.success() && said(&used).contains("bad-token"), "{}", said(&used));
    let own = Province::enroll(&province.dir.with_file_name("none"), &line, &province.files.authority, "");
    assert!(!own.status.success());
    province.stop();
    verify(&dir);
    verify(&province.dir);
    let faults = province.node(&["faults"]);
    assert!(said(&faults).contains("bad-token"), "{}", said(&faults));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_was_cut_off_is_told_so_and_seen_at_the_centre() {
    let mut province = Province::new().await;
    let token = province.invite("Máy xã", HERE, &[]);
    province.serve();
    let mut machine = province.enrolled(HERE, &token).await;
    machine.level(&province).await;
    machine.line.cut();
    machine.receive("stolen", 2, None).await;
    province.stop();
    let unknown = province.node(&["revoke", "Máy huyện", "--reason", "Mất trộm"]);
    assert!(said(&unknown).contains("Nobody knows a node"), "{}", said(&unknown));
    let revoked = province.node(&["revoke", "Máy xã", "--reason", "Mất trộm"]);
    assert!(revoked.status.success(), "{}", said(&revoked));
    let before = head(&province.dir, HERE).await;
    province.serve();
    machine.line.lead_to(province.url());
    machine.line.join();
    let told = until("the machine is told", async || {
        let (code, said) = machine.status();
        (code == 2).then_some(said)
    })
    .await;
    assert!(told.contains("refuses this machine"), "{told}");
    // It goes on working by itself; nothing of it gets in.
    machine.receive("alone", 1, None).await;
    let faults = until("the centre saw it", async || {
        let faults = said(&province.node(&["faults"]));
        faults.contains("revoked").then_some(faults)
    })
    .await;
    assert!(faults.contains("Máy xã"), "{faults}");
    assert_eq!(head(&province.dir, HERE).await, before);
    machine.stop();
    province.stop();
    verify(&machine.dir);
    verify(&province.dir);
}

#[test]
fn an_office_without_nodes_says_how_to_begin_and_a_bad_certificate_is_said() {
    let (temp, dir) = crate::program::demo_folder();
    let alone = run(&["node", "status", "--dir", arg(&dir)]);
    assert!(said(&alone).contains("motcua node invite"), "{}", said(&alone));
    let no_box = run(&["serve", "--role", "commune", "--dir", arg(&dir), "--listen", "127.0.0.1:0"]);
    assert!(!no_box.status.success() && said(&no_box).contains("motcua node enroll"), "{}", said(&no_box));
    let rubbish = temp.path().join("rubbish.pem");
    fs::write(&rubbish, "rubbish").unwrap();
    let serve = ["serve", "--dir", arg(&dir), "--listen", "127.0.0.1:0", "--tls-cert", arg(&rubbish)];
    let bad = run(&[&serve as &[&str], &["--tls-key", arg(&rubbish)]].concat());
    assert!(!bad.status.success() && said(&bad).contains("no certificate in"), "{}", said(&bad));
    let taken =
        run(&["node", "enroll", "--dir", arg(&dir), "--province", "https://127.0.0.1:9", "--token", "x"]);
    assert!(said(&taken).contains("already holds an office"), "{}", said(&taken));
    let anew = run(&["node", "begin-anew", "--dir", arg(&dir)]);
    assert!(
        !anew.status.success() && said(&anew).contains("isn't a commune's own machine"),
        "{}",
        said(&anew)
    );
}
