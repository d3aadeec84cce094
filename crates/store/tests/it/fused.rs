//! A process that dies between any two writes: what was answered is there, what wasn't is whole or not at
//! all.

use crate::database::location;
use crate::fixture::{Desk, check};
use store::{Blown, Fuse, Options, Store, StoreError};

#[tokio::test]
async fn whatever_the_step_at_which_it_dies_an_answer_is_kept_and_nothing_is_half_written() {
    for steps in 0..24 {
        let fuse = Fuse::default();
        let desk = Desk::with(Options { fuse: Some(fuse.clone()), ..Options::default() });
        desk.receive("Người").await.unwrap();
        fuse.blow_after(steps, Blown::Dead);
        let mut known = Vec::new();
        let died = loop {
            match desk.receive("Người").await {
                Ok(id) => known.push(id),
                Err(error) => break error,
            }
        };
        assert!(matches!(died, StoreError::Closed) && fuse.blown(), "{died:?}");
        assert!(matches!(desk.receive("Người").await, Err(StoreError::Closed)), "the dead don't write");
        let Desk { store, dir, .. } = desk;
        drop(store);
        let report = check(dir.path());
        assert!(report.clean(), "{steps}: {:?}", report.differences);
        let kept = report.dossiers - 1;
        let answered = u64::try_from(known.len()).unwrap();
        assert!(kept == answered || kept == answered + 1, "{steps}: {kept} kept, {answered} answered");
        let store = Store::open(location(dir.path()), Options::default()).unwrap();
        for id in known {
            assert!(store.read(move |r| r.dossier(id)).await.unwrap().is_some(), "{id} was lost");
        }
    }
}

#[tokio::test]
async fn a_disk_that_is_full_refuses_and_goes_on_when_there_is_room_again() {
    let fuse = Fuse::default();
    let desk = Desk::with(Options { fuse: Some(fuse.clone()), ..Options::default() });
    for steps in 0..12 {
        fuse.blow_after(steps, Blown::Full);
        while desk.receive("Người").await.is_ok() {}
        assert!(matches!(desk.store.blob_put(vec![1, 2, 3]).await, Err(StoreError::Full)));
        fuse.mend();
        desk.receive("Người").await.unwrap();
        desk.store.blob_put(vec![1, 2, 3]).await.unwrap();
    }
    let report = desk.checked();
    assert!(report.clean(), "{:?}", report.differences);
}
