//! Files between a box and its centre: small pictures first, then what takes the shortest, in pieces that go
//! on where the line was cut; and what is wrong or lost is reported.

use crate::node::{BIRTH, Node};
use crate::nodes::{HERE, Way, Wire, centre, counter, enrolled, faults, knows, level};
use app::dossier::PieceInput;
use domain::dossier::Attachment;
use domain::nodes::FaultCause;
use domain::nodes::files::PIECE;
use domain::words::{BlobId, DossierId};
use flate2::Compression;
use flate2::Crc;
use flate2::read::DeflateDecoder;
use flate2::write::ZlibEncoder;
use serde_json::Value;
use std::fs;
use std::io::{Read as _, Write as _};

/// A picture as large as its pixels are, `side` each way: dark, with a little noise.
fn png(side: u32) -> Vec<u8> {
    let mut noise = u64::from(side);
    let mut pixels = Vec::new();
    for at in 0..side * (side * 3 + 1) {
        noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Each row begins with how it is filtered: not at all.
        let begins = at % (side * 3 + 1) == 0;
        pixels.push(if begins { 0 } else { noise.to_be_bytes()[0] & 0x0f });
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::none());
    packed.write_all(&pixels).unwrap();
    let (wide, high) = (side.to_be_bytes(), side.to_be_bytes());
    let head = [&wide[..], &high, &[8, 2, 0, 0, 0]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, body) in [(b"IHDR", head), (b"IDAT", packed.finish().unwrap()), (b"IEND", Vec::new())] {
        let said = [&kind[..], &body].concat();
        let mut check = Crc::new();
        check.update(&said);
        out.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
        out.extend(said);
        out.extend(check.sum().to_be_bytes());
    }
    out
}

fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.resize(size - 5, b'x');
    bytes.extend(b"%%EOF");
    bytes
}

/// Taken in at a counter with scans, each on its own paper.
async fn received(own: &Node, scans: &[Vec<u8>]) -> (DossierId, Vec<Attachment>) {
    let (reception, mut documents, mut files) = (counter(own, HERE).await, Vec::new(), Vec::new());
    for (n, scan) in scans.iter().enumerate() {
        let file = own.app.upload(&reception, &format!("{n}.scan"), scan.clone()).await.unwrap();
        let (name, of) = (format!("Giấy tờ {n}"), vec![file.clone()]);
        documents.push(PieceInput { name, originals: 0, copies: 1, files: of });
        files.push(file);
    }
    let (id, _) = own.receive_with(&reception, BIRTH, "Vàng Thị Pà", documents).await.unwrap();
    (id, files)
}

/// What a letter asks.
fn asked(letter: &[u8]) -> Value {
    let length = usize::try_from(u32::from_be_bytes(letter[64..68].try_into().unwrap())).unwrap();
    let head: Value = serde_json::from_slice(&letter[68..68 + length]).unwrap();
    let body = usize::try_from(head["body"].as_u64().unwrap()).unwrap();
    let mut json = Vec::new();
    DeflateDecoder::new(&letter[68 + length..68 + length + body]).read_to_end(&mut json).unwrap();
    serde_json::from_slice(&json).unwrap()
}

/// The parts of files that went, in order: which, whether its picture, and from where.
fn parts(line: &Wire<'_>) -> Vec<(String, bool, u64)> {
    let carried = line.carried();
    let puts = carried.iter().map(|letter| asked(letter)).filter(|ask| ask["ask"] == "file-put");
    let part = |ask: Value| {
        let picture = ask["size_bytes"] == 0;
        (ask["blob"].as_str().unwrap().to_owned(), picture, ask["at"].as_u64().unwrap())
    };
    puts.map(part).collect()
}

async fn whole(node: &Node, blob: &BlobId) -> Option<Vec<u8>> {
    node.app.store().blob_get(blob.clone()).await.unwrap()
}

#[tokio::test]
async fn pictures_go_first_and_a_file_goes_on_where_the_line_was_cut() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let scans = [png(480), png(300), pdf(9_000)];
    let (id, files) = received(&own, &scans).await;
    let [large, middle, small] = [0, 1, 2].map(|n: usize| files[n].blob.as_str().to_owned());
    let mut went = Vec::new();
    let line = Wire::to(&centre);
    assert!(own.app.round(&line).await.unwrap().more, "one round carries no more than its share");
    went.extend(parts(&line));
    // Who looks at the centre sees which papers these are, before the files are there.
    let reader = counter(&centre, HERE).await;
    let look = centre.app.dossier_look(&reader, id).await.unwrap();
    for file in &files[..2] {
        assert!(look.files_away.iter().any(|away| away.blob == file.blob && away.picture));
        let picture = centre.app.file_picture(&reader, id, file.blob.as_str()).await.unwrap();
        assert!(picture.bytes.starts_with(b"\xff\xd8\xff"));
    }
    assert_eq!(whole(&centre, &files[2].blob).await.as_ref(), Some(&scans[2]), "the small one is there");
    assert_eq!(whole(&centre, &files[0].blob).await, None);

    for n in 3..7 {
        let line = Wire::by(&centre, Way { lost: Some(n), ..Way::default() });
        let _ = own.app.round(&line).await;
        went.extend(parts(&line));
    }
    for _ in 0..20 {
        let line = Wire::to(&centre);
        let more = own.app.round(&line).await.unwrap().more;
        went.extend(parts(&line));
        if !more {
            break;
        }
    }
    for (file, scan) in files.iter().zip(&scans) {
        assert_eq!(whole(&centre, &file.blob).await.as_ref(), Some(scan));
    }
    let mut order: Vec<(&str, bool)> =
        went.iter().map(|(blob, picture, _)| (blob.as_str(), *picture)).collect();
    order.dedup();
    let wanted = [(&middle, true), (&large, true), (&small, false), (&middle, false), (&large, false)];
    assert_eq!(order, wanted.map(|(blob, picture)| (blob.as_str(), picture)));
    // Each piece went once, also the one whose answer was lost.
    for file in &files[..2] {
        let pieces = went.iter().filter(|(blob, picture, _)| *blob == file.blob.as_str() && !picture);
        let from: Vec<u64> = pieces.map(|(_, _, at)| *at).collect();
        let all: Vec<u64> = (0..file.size_bytes.div_ceil(PIECE)).map(|n| n * PIECE).collect();
        assert_eq!(from, all);
    }
    level(&own, &centre).await;
    let standing = own.app.standing().await.unwrap();
    assert_eq!((standing.unsent.files.count, standing.lacking.count), (0, 0));
    assert!(faults(&centre).await.is_empty());
    centre.verified();
    own.verified();
}

#[tokio::test]
async fn bytes_that_are_not_what_the_name_says_are_refused_and_reported() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let scan = pdf(150_000);
    let (_, files) = received(&own, std::slice::from_ref(&scan)).await;
    let (blob, mut altered) = (&files[0].blob, scan.clone());
    altered[140_000] ^= 1;
    fs::write(own.file(blob), &altered).unwrap();
    own.app.round(&Wire::to(&centre)).await.unwrap();
    assert_eq!(whole(&centre, blob).await, None);
    assert_eq!(faults(&centre).await, [FaultCause::File]);
    // Once it is right again it comes by itself, from its beginning, after a rest.
    fs::write(own.file(blob), &scan).unwrap();
    for node in [&own, &centre] {
        node.clock.set("2026-03-09T08:06");
    }
    level(&own, &centre).await;
    assert_eq!(whole(&centre, blob).await, Some(scan));
    centre.verified();
}

#[tokio::test]
async fn a_file_that_its_machine_has_lost_is_reported_and_waited_for_no_more() {
    let centre = centre().await;
    let (own, _) = enrolled(&centre, HERE, 21).await;
    let (_, files) = received(&own, &[pdf(5_000), pdf(6_000)]).await;
    fs::remove_file(own.file(&files[0].blob)).unwrap();
    level(&own, &centre).await;
    assert_eq!(faults(&centre).await, [FaultCause::File]);
    assert_eq!(whole(&centre, &files[0].blob).await, None);
    assert!(whole(&centre, &files[1].blob).await.is_some(), "it holds up no other");
    assert_eq!(centre.app.standing().await.unwrap().lacking.count, 0);
    level(&own, &centre).await;
    assert_eq!(own.app.standing().await.unwrap().unsent.files.count, 0);
}

/// Taken in with scans, with the entry at the centre and nothing of the scans; and how the line was then.
async fn entry_alone(own: &Node, centre: &Node, scans: &[Vec<u8>]) -> Vec<Attachment> {
    let (id, files) = received(own, scans).await;
    for cut in 0..20 {
        let _ = own.app.round(&Wire::by(centre, Way { cut: Some(cut), ..Way::default() })).await;
        if knows(centre, id).await {
            break;
        }
    }
    assert!(knows(centre, id).await);
    for file in &files {
        assert_eq!(whole(centre, &file.blob).await, None);
    }
    files
}

#[tokio::test]
async fn a_unit_that_moves_away_leaves_no_scan_behind() {
    let centre = centre().await;
    let (own, came) = enrolled(&centre, HERE, 21).await;
    let scans = [pdf(150_000), pdf(4_000)];
    let files = entry_alone(&own, &centre, &scans).await;
    centre.app.node_take_back(None, &came.units[0]).await.unwrap();
    for _ in 0..6 {
        let _ = own.app.round(&Wire::to(&centre)).await;
    }
    for (file, scan) in files.iter().zip(&scans) {
        assert_eq!(whole(&centre, &file.blob).await.as_ref(), Some(scan));
    }
    assert_eq!(own.app.standing().await.unwrap().unsent.files.count, 0);
    assert!(faults(&centre).await.is_empty());
    centre.verified();
}

#[tokio::test]
async fn who_was_home_before_says_nothing_of_scans_that_another_one_has() {
    let centre = centre().await;
    let (old, _) = enrolled(&centre, HERE, 21).await;
    let scans = [pdf(150_000)];
    let kept = entry_alone(&old, &centre, &scans).await;
    // Another machine takes its place, and takes scans in that the old one never had.
    let (new, _) = enrolled(&centre, HERE, 22).await;
    let theirs = [pdf(140_000)];
    let young = entry_alone(&new, &centre, &theirs).await;
    for _ in 0..6 {
        let _ = old.app.round(&Wire::to(&centre)).await;
    }
    assert_eq!(whole(&centre, &kept[0].blob).await.as_ref(), Some(&scans[0]), "it has this one alone");
    assert!(!faults(&centre).await.contains(&FaultCause::File), "what it never had isn't lost");
    level(&new, &centre).await;
    assert_eq!(whole(&centre, &young[0].blob).await.as_ref(), Some(&theirs[0]));
    centre.verified();
}
