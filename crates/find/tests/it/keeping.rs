//! What lies on disk: kept, followed, thrown away when it can't be trusted.

use crate::fixture::{doc, docs, found};
use find::{Change, Doc, DocKind, Finder, Query};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn fill(finder: &Finder, mark: &str) {
    finder.apply(docs().into_iter().map(Change::Put).collect(), mark).unwrap();
}

#[test]
fn an_index_that_is_opened_again_has_its_documents_and_its_mark() {
    let dir = tempdir().unwrap();
    let finder = Finder::open(dir.path()).unwrap();
    assert!(finder.fresh() && finder.is_empty() && finder.mark().is_none());
    assert!(found(&finder, "khai sinh").is_empty());
    fill(&finder, "17:9");
    drop(finder);
    let finder = Finder::open(dir.path()).unwrap();
    assert_eq!((finder.fresh(), finder.mark().as_deref(), finder.len()), (false, Some("17:9"), 10));
    assert_eq!(found(&finder, "khai tu")[0], "1.000656");
}

#[test]
fn a_mark_moves_on_without_a_document() {
    let dir = tempdir().unwrap();
    let finder = Finder::open(dir.path()).unwrap();
    finder.apply(Vec::new(), "1").unwrap();
    assert!(!finder.fresh() && finder.is_empty());
    finder.apply(Vec::new(), "2").unwrap();
    drop(finder);
    assert_eq!(Finder::open(dir.path()).unwrap().mark().as_deref(), Some("2"));
}

#[test]
fn what_is_put_again_stands_once_and_what_is_dropped_is_gone() {
    let finder = Finder::in_memory().unwrap();
    fill(&finder, "1");
    let renamed = doc(DocKind::Procedure, "1.000656", "Thủ tục báo tử");
    finder.apply(vec![Change::Put(renamed), Change::Drop("procedure:2.000528".to_owned())], "2").unwrap();
    assert_eq!(finder.len(), 9);
    assert_eq!(found(&finder, "báo tử")[0], "1.000656");
    assert!(!found(&finder, "khai ").contains(&"1.000656".to_owned()));
    assert!(found(&finder, "nước ngoài").is_empty());
    assert!(found(&finder, "2.000528").is_empty());
    let suggestions =
        finder.suggest(&Query { text: "đăng ký khai sinh có", limit: 5, ..Query::default() }).unwrap();
    assert!(suggestions.iter().all(|one| !one.text.contains("nước ngoài")));
}

#[test]
fn of_several_changes_of_one_document_the_last_one_counts() {
    let finder = Finder::in_memory().unwrap();
    let named = |title: &str| doc(DocKind::Page, "a", title);
    let id = || "page:a".to_owned();
    let (first, second) = (Change::Put(named("một")), Change::Put(named("hai")));
    finder.apply(vec![first.clone(), second, Change::Drop("page:b".to_owned())], "1").unwrap();
    assert_eq!((finder.len(), found(&finder, "mot ").len()), (1, 0));
    assert_eq!(found(&finder, "hai "), ["a"]);
    finder.apply(vec![first, Change::Drop(id())], "2").unwrap();
    assert!(finder.is_empty() && found(&finder, "một").is_empty());
}

/// Every file below a folder.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

/// Opens an index of which one file was changed in some way.
fn opened_after(harm: impl Fn(&Path), named: &str) -> (bool, u64) {
    let dir = tempdir().unwrap();
    let finder = Finder::open(dir.path()).unwrap();
    fill(&finder, "1");
    drop(finder);
    let harmed: Vec<PathBuf> =
        files(dir.path()).into_iter().filter(|path| path.to_string_lossy().ends_with(named)).collect();
    assert!(!harmed.is_empty(), "there is a file {named}");
    for path in &harmed {
        harm(path);
    }
    let finder = Finder::open(dir.path()).unwrap();
    let opened = (finder.fresh(), finder.len());
    fill(&finder, "2");
    assert_eq!((finder.len(), found(&finder, "khai tu")[0].as_str()), (10, "1.000656"));
    opened
}

#[test]
fn a_damaged_folder_is_made_anew() {
    let flip = |path: &Path| {
        let mut bytes = fs::read(path).unwrap();
        let at = bytes.len() / 3;
        bytes[at] ^= 0x55;
        fs::write(path, bytes).unwrap();
    };
    let cut = |path: &Path| fs::write(path, b"short").unwrap();
    let remove = |path: &Path| fs::remove_file(path).unwrap();
    for named in [".term", ".idx", ".store"] {
        assert_eq!(opened_after(flip, named), (true, 0), "{named} flipped");
        assert_eq!(opened_after(cut, named), (true, 0), "{named} cut");
        assert_eq!(opened_after(remove, named), (true, 0), "{named} removed");
    }
    assert_eq!(opened_after(cut, "meta.json"), (true, 0));
    assert_eq!(opened_after(|_| {}, "meta.json"), (false, 10));
}

#[test]
fn what_else_lies_in_the_folder_is_left_alone() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("notes.txt"), "mine").unwrap();
    fs::create_dir(dir.path().join("index")).unwrap();
    fs::write(dir.path().join("index/meta.json"), "{}").unwrap();
    let finder = Finder::open(dir.path()).unwrap();
    assert!(finder.fresh());
    assert_eq!(fs::read_to_string(dir.path().join("notes.txt")).unwrap(), "mine");
}

#[test]
fn who_asks_while_it_is_filled_sees_a_whole_state() {
    let finder = Finder::in_memory().unwrap();
    let put = |n: u32| Change::Put(Doc { id: format!("page:{n}"), ..doc(DocKind::Page, "", "khai sinh") });
    std::thread::scope(|scope| {
        let filling = scope.spawn(|| {
            for round in 0..5_u32 {
                finder.apply((0..10).map(|n| put(round * 10 + n)).collect(), &round.to_string()).unwrap();
            }
        });
        while !filling.is_finished() {
            assert_eq!(finder.len() % 10, 0);
            assert!(found(&finder, "khai sinh").len() <= 10);
        }
    });
    assert_eq!((finder.len(), finder.mark().as_deref()), (50, Some("4")));
}

#[test]
fn what_is_filled_anew_has_nothing_of_before() {
    let finder = Finder::in_memory().unwrap();
    fill(&finder, "1");
    let only = doc(DocKind::Page, "a", "một trang");
    finder.refill(vec![only.clone(), only], "2").unwrap();
    assert_eq!((finder.len(), finder.mark().as_deref()), (1, Some("2")));
    assert!(found(&finder, "khai sinh").is_empty());
    assert_eq!(found(&finder, "mot trang"), ["a"]);
}

#[test]
fn two_who_share_a_folder_have_an_index_each() {
    let dir = tempdir().unwrap();
    let first = Finder::open(dir.path()).unwrap();
    fill(&first, "1");
    let second = Finder::open(dir.path()).unwrap();
    assert!(second.fresh());
    fill(&second, "2");
    drop((first, second));
    assert_eq!(Finder::open(dir.path()).unwrap().mark().as_deref(), Some("1"));
}
