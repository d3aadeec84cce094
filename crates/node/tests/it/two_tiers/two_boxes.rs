//! A dossier that is taken in at one commune's machine for another's.

use super::place::{HERE, Province, THERE, head, unit, until, verify, whereabouts};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_in_for_another_commune_gets_there_by_the_centre() {
    let mut province = Province::new().await;
    let here = province.invite("Máy xã A", HERE, &[]);
    let there = province.invite("Máy xã B", THERE, &[]);
    province.serve();
    let mut here = province.enrolled(HERE, &here).await;
    let mut there = province.enrolled(THERE, &there).await;
    // The other machine is away while the dossier is taken in.
    there.line.cut();
    let codes = here.receive("elsewhere", 2, Some(THERE)).await;
    here.level(&province).await;
    there.line.join();
    for code in &codes {
        until("the other commune works on it", async || {
            (whereabouts(&there.dir, code).await == Some(unit(THERE))).then_some(())
        })
        .await;
    }
    there.level(&province).await;
    // The one that took it in hears what became of it.
    for code in &codes {
        until("the first commune sees where it is", async || {
            let counter = here.counter();
            let track = counter.get(&format!("/api/v1/track/{code}")).await;
            (track.status == 200).then_some(())
        })
        .await;
    }
    assert!(head(&province.dir, THERE).await > 0);
    here.stop();
    there.stop();
    province.stop();
    for dir in [&here.dir, &there.dir, &province.dir] {
        verify(dir);
    }
}
