//! The one box in the running engine: it follows what is published and what ledgers say, and nobody finds
//! what a register doesn't list.

use crate::node::{BIRTH, procedures};
use crate::registers::{CARD, Cards, pack};
use app::search::{Asker, BuiltIn, DocKind};
use app::{App, World};
use domain::words::fold;

const LISTED: &str = "public = [\"name\", \"grade\"]\nlisted = [\"grade\"]";

/// An office whose register of cards lists what kind of card each is, and not whose.
async fn cards() -> Cards {
    let mut files = pack();
    let register = files.get_mut("cards/registers/cards.toml").unwrap();
    *register = register.replace("public = [\"name\", \"grade\"]", LISTED);
    Cards::of(&files).await
}

/// The records that anybody finds.
async fn records(app: &App, text: &str) -> Vec<String> {
    let found = app.search(text, Asker::Anybody, 5).await.unwrap();
    let records = found.others.into_iter().filter(|one| one.kind == DocKind::Record);
    records.map(|one| one.href).collect()
}

#[tokio::test]
async fn a_record_is_found_by_what_its_register_lists_and_by_nothing_about_a_person() {
    let cards = cards().await;
    let app = &cards.node.app;
    cards.card("Lường Thị Bí Mật").await;
    assert!(records(app, "heavy").await.is_empty(), "nothing was read yet");
    assert_eq!(app.search_tick().await.unwrap(), 1);
    let [href] = records(app, "heavy").await.try_into().unwrap();
    assert!(href.starts_with("/register/cards/001%2F2025-15085?u=15085"), "{href}");
    assert_eq!(records(app, "001/2025-15085").await.len(), 1);
    assert!(records(app, "Lường Thị Bí Mật").await.is_empty());
    let unit = cards.node.unit("15085");
    let seen = app.record_listed("cards", "001/2025-15085", unit.as_str()).await.unwrap();
    assert_eq!(seen.fields.keys().collect::<Vec<_>>(), ["grade"]);
    assert!(app.record_listed("births", "001/2025-15085", unit.as_str()).await.is_err());
    // What comes later is read from the mark.
    assert_eq!(app.search_tick().await.unwrap(), 0);
    cards.card("Lê Văn Hai").await;
    cards.change("001/2025-15085", "end").await.unwrap();
    assert_eq!(app.search_tick().await.unwrap(), 2);
    assert_eq!(records(app, "heavy").await.len(), 2);
}

#[tokio::test]
async fn an_index_in_a_folder_goes_on_after_a_stop_and_is_made_anew_when_it_is_damaged() {
    let cards = cards().await;
    let dir = tempfile::tempdir().unwrap();
    cards.card("Lường Thị Mai").await;
    cards.node.app.find_in(dir.path()).unwrap();
    assert_eq!(cards.node.app.search_tick().await.unwrap(), 1);
    let Cards { node, reception, specialist, leader } = cards;
    let cards = Cards { node: node.restarted().await, reception, specialist, leader };
    let app = cards.node.app.clone();
    app.find_in(dir.path()).unwrap();
    assert_eq!(records(&app, "heavy").await.len(), 1, "it is there before anything was read");
    assert_eq!(app.search_tick().await.unwrap(), 0);
    drop(app);
    let Cards { node, .. } = cards;
    let node = node.restarted().await;
    std::fs::write(dir.path().join("index/meta.json"), "{").unwrap();
    node.app.find_in(dir.path()).unwrap();
    assert_eq!(node.app.search_tick().await.unwrap(), 1);
    assert_eq!(records(&node.app, "heavy").await.len(), 1);
}

#[tokio::test]
async fn a_disk_that_fails_for_a_while_costs_neither_the_index_nor_a_record() {
    let cards = cards().await;
    let app = cards.node.app.clone();
    let dir = tempfile::tempdir().unwrap();
    cards.card("Lường Thị Mai").await;
    app.find_in(dir.path()).unwrap();
    assert_eq!(app.search_tick().await.unwrap(), 1);
    cards.card("Lê Văn Hai").await;
    let (index, aside) = (dir.path().join("index"), dir.path().join("aside"));
    std::fs::rename(&index, &aside).unwrap();
    assert!(app.search_tick().await.is_err());
    assert_eq!(records(&app, "heavy").await.len(), 1, "what is there goes on answering");
    std::fs::rename(&aside, &index).unwrap();
    assert_eq!(app.search_tick().await.unwrap(), 1, "what was missed, and no more");
    assert_eq!(records(&app, "heavy").await.len(), 2);
}

#[tokio::test]
async fn who_asks_waits_for_nothing_that_was_published_since() {
    let cards = cards().await;
    let app = &cards.node.app;
    let birth = async || {
        let found = app.search_procedures("đăng ký khai sinh", Asker::Anybody, 5).await.unwrap();
        found.iter().any(|own| own.definition.code().to_string() == BIRTH)
    };
    assert!(!birth().await);
    app.publish(procedures(&[BIRTH]), "setup", |_| {}).await.unwrap();
    assert!(!birth().await, "the index answers as it is");
    app.search_tick().await.unwrap();
    assert!(birth().await);
}

#[tokio::test]
async fn procedures_are_found_as_soon_as_they_run_and_internal_ones_by_officers_only() {
    let cards = cards().await;
    let app = &cards.node.app;
    let codes = async |text: &str, asker| {
        let found = app.search_procedures(text, asker, 5).await.unwrap();
        found.iter().map(|own| own.definition.code().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes("cấp thẻ", Asker::Anybody).await[0], CARD);
    assert_eq!(codes("cap the", Asker::Officer).await[0], CARD);
    assert_eq!(codes(CARD, Asker::Anybody).await, [CARD]);
    let units = app.search("phường Hạc Thành", Asker::Anybody, 5).await.unwrap();
    assert!(units.others_first, "{:?}", units.others);
    assert!(units.others.iter().any(|one| one.kind == DocKind::Rate && one.title == "Phường Hạc Thành"));
    let slipped = app.search("cấpp thẻ ", Asker::Anybody, 5).await.unwrap();
    assert_eq!(slipped.meant.as_deref(), Some("cấp thẻ"));
}

/// What packs say that people call a procedure leads to it, with and without diacritics; so do its names in
/// other languages.
#[test]
fn what_a_pack_says_that_people_call_a_procedure_leads_to_it() {
    let world = World::built_in().unwrap();
    let built_in = BuiltIn::of(&world).unwrap();
    let leads = |text: &str, code: &str, most: usize| {
        let found = built_in.find(text, most).unwrap();
        assert!(found.iter().any(|own| own.code.as_str() == code), "{text}: {code} isn't in {found:#?}");
    };
    let (mut phrases, mut titles) = (0, 0);
    for own in world.definitions().unwrap() {
        let code = own.facts.code.as_str();
        for phrase in &own.called {
            leads(phrase, code, 5);
            leads(&fold(phrase), code, 5);
            phrases += 1;
        }
        for title in own.title.iter().flat_map(|title| [&title.en, &title.fr]) {
            leads(title, code, 3);
            titles += 1;
        }
    }
    assert!(phrases > 80 && titles > 60, "{phrases} phrases, {titles} titles");
}
