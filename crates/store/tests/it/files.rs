//! Files that come in pieces: whole or not there, whatever stops in between.

use crate::fixture::{Desk, nine};
use domain::words::{BlobId, Moment};
use sha2::{Digest as _, Sha256};
use std::path::PathBuf;
use store::{Options, PartAdded, Store};

fn id_of(bytes: &[u8]) -> BlobId {
    let digest = domain::ledger::Digest(Sha256::digest(bytes).into());
    digest.to_string().parse().unwrap()
}

/// A file of so many bytes, none like the other.
fn content(len: usize) -> Vec<u8> {
    (0..len).map(|n| u8::try_from(n * 7 % 251).unwrap()).collect()
}

fn part(desk: &Desk, id: &BlobId) -> PathBuf {
    desk.path().join("blobs/parts").join(id.as_str())
}

#[tokio::test]
async fn pieces_become_the_file_and_nothing_is_left_beside_it() {
    let desk = Desk::new();
    let (bytes, size) = (content(1_000), 1_000);
    let id = id_of(&bytes);
    for (at, end) in [(0_usize, 400_usize), (400, 800)] {
        let added = desk.store.blob_part_add(id.clone(), size, at as u64, bytes[at..end].to_vec()).await;
        assert_eq!(added.unwrap(), PartAdded::Partly(end as u64));
        assert_eq!(desk.store.blob_len(id.clone()).await.unwrap(), None);
        assert_eq!(desk.store.blob_get(id.clone()).await.unwrap(), None);
    }
    let added = desk.store.blob_part_add(id.clone(), size, 800, bytes[800..].to_vec()).await.unwrap();
    assert_eq!(added, PartAdded::Complete);
    assert_eq!(desk.store.blob_len(id.clone()).await.unwrap(), Some(size));
    assert_eq!(desk.store.blob_get(id.clone()).await.unwrap(), Some(bytes.clone()));
    assert!(!part(&desk, &id).exists());
    let read = desk.store.blob_read(id.clone(), 990, 64).await.unwrap();
    assert_eq!(read.as_deref(), Some(&bytes[990..]));
    // A piece that was underway twice finds it done.
    let again = desk.store.blob_part_add(id, size, 800, bytes[800..].to_vec()).await.unwrap();
    assert_eq!(again, PartAdded::Complete);
}

#[tokio::test]
async fn a_crash_in_the_middle_costs_only_what_was_under_way() {
    let desk = Desk::new();
    let bytes = content(500);
    let id = id_of(&bytes);
    desk.store.blob_part_add(id.clone(), 500, 0, bytes[..200].to_vec()).await.unwrap();
    let Desk { dir, store, .. } = desk;
    drop(store);
    let store = Store::open(crate::database::location(dir.path()), Options::default()).unwrap();
    assert_eq!(store.blob_part_len(id.clone()).await.unwrap(), 200);
    // Who asks again from the beginning, or goes on too far, is told where it stands, and nothing is written.
    for at in [0, 300] {
        let from = usize::try_from(at).unwrap();
        let added = store.blob_part_add(id.clone(), 500, at, bytes[from..].to_vec()).await.unwrap();
        assert_eq!(added, PartAdded::Partly(200));
    }
    let added = store.blob_part_add(id.clone(), 500, 200, bytes[200..].to_vec()).await.unwrap();
    assert_eq!(added, PartAdded::Complete);
    assert_eq!(store.blob_get(id).await.unwrap(), Some(bytes));
}

#[tokio::test]
async fn what_is_not_what_its_name_says_is_never_kept() {
    let desk = Desk::new();
    let bytes = content(300);
    let id = id_of(&bytes);
    let mut other = bytes.clone();
    other[17] ^= 1;
    desk.store.blob_part_add(id.clone(), 300, 0, other[..200].to_vec()).await.unwrap();
    let added = desk.store.blob_part_add(id.clone(), 300, 200, other[200..].to_vec()).await.unwrap();
    assert_eq!(added, PartAdded::Wrong);
    assert_eq!(desk.store.blob_part_len(id.clone()).await.unwrap(), 0);
    assert_eq!(desk.store.blob_len(id.clone()).await.unwrap(), None);
    // More than there should be is no better.
    let added = desk.store.blob_part_add(id.clone(), 299, 0, bytes.clone()).await.unwrap();
    assert_eq!(added, PartAdded::Wrong);
    // The right one is still taken.
    let added = desk.store.blob_part_add(id, 300, 0, bytes).await.unwrap();
    assert_eq!(added, PartAdded::Complete);
}

#[tokio::test]
async fn fetching_stops_at_the_quota_and_people_go_on() {
    let desk = Desk::with(Options { files_quota_bytes: Some(1_000), ..Options::default() });
    desk.store.blob_put(content(600)).await.unwrap();
    let (small, large) = (content(300), content(500));
    let added = desk.store.blob_part_add(id_of(&large), 500, 0, large[..10].to_vec()).await.unwrap();
    assert_eq!(added, PartAdded::NoRoom);
    assert_eq!(desk.store.blob_part_len(id_of(&large)).await.unwrap(), 0);
    let added = desk.store.blob_part_add(id_of(&small), 300, 0, small).await.unwrap();
    assert_eq!(added, PartAdded::Complete);
    // What somebody brings at the counter is always taken in.
    desk.store.blob_put(content(2_000)).await.unwrap();
}

#[tokio::test]
async fn parts_that_nobody_adds_to_are_dropped() {
    let desk = Desk::new();
    let bytes = content(300);
    let id = id_of(&bytes);
    desk.store.blob_part_add(id.clone(), 300, 0, bytes[..100].to_vec()).await.unwrap();
    // Written today, which is after the morning that these tests play on.
    assert_eq!(desk.store.blob_parts_drop(nine()).await.unwrap(), 0);
    assert_eq!(desk.store.blob_part_len(id.clone()).await.unwrap(), 100);
    assert_eq!(desk.store.blob_parts_drop(Moment::from_millis(i64::MAX)).await.unwrap(), 1);
    assert_eq!(desk.store.blob_part_len(id).await.unwrap(), 0);
}

#[tokio::test]
async fn small_pictures_are_small_pictures() {
    let desk = Desk::new();
    let id = id_of(b"scan");
    assert_eq!(desk.store.thumbnail_get(id.clone()).await.unwrap(), None);
    for wrong in [b"<svg onload=alert(1)>".to_vec(), [b"\xff\xd8\xff".to_vec(), vec![0; 200_000]].concat()] {
        assert!(!desk.store.thumbnail_put(id.clone(), wrong).await.unwrap());
    }
    let picture = b"\xff\xd8\xff\xe0 small".to_vec();
    for _ in 0..2 {
        assert!(desk.store.thumbnail_put(id.clone(), picture.clone()).await.unwrap());
    }
    assert_eq!(desk.store.thumbnail_get(id.clone()).await.unwrap(), Some(picture));
    assert_eq!(desk.store.blob_len(id).await.unwrap(), None);
}

#[tokio::test]
async fn an_office_that_begins_anew_has_its_files_and_the_folder_before_keeps_them() {
    let (before, after) = (Desk::new(), Desk::new());
    let (shared, own) = (content(3_000), content(700));
    let id = before.store.blob_put(own.clone()).await.unwrap();
    let both = before.store.blob_put(shared.clone()).await.unwrap();
    after.store.blob_put(shared.clone()).await.unwrap();
    let unfinished = id_of(&content(90));
    before.store.blob_part_add(unfinished.clone(), 90, 0, content(90)[..40].to_vec()).await.unwrap();
    for _ in 0..2 {
        store::carry_files(before.path(), after.path()).unwrap();
    }
    for desk in [&before, &after] {
        assert_eq!(desk.store.blob_get(id.clone()).await.unwrap().as_ref(), Some(&own));
        assert_eq!(desk.store.blob_get(both.clone()).await.unwrap().as_ref(), Some(&shared));
    }
    assert_eq!(after.store.blob_part_len(unfinished).await.unwrap(), 0);
    store::carry_files(&before.path().join("nothing"), after.path()).unwrap();
}
