//! Every page on an officer's monitor and on a cheap phone, in three languages: nothing that axe-core calls
//! serious, and nothing wider than the screen.

use super::chrome::{Chrome, Screen};
use super::office::Office;

const PUBLIC: [&str; 11] = [
    "/",
    "/procedures?q=doc%20than",
    "/procedures/1.001193",
    "/track?code=H56.001-250815-9999",
    "/rates",
    "/verify?c=H56.001-250815-0001&h=00&s=AA",
    "/help",
    "/units",
    "/units/38",
    "/offline",
    "/sign-in",
];

/// Pages of a role; `dossier` stands for the first dossier of the worklist.
const OFFICE: [(&str, &[&str]); 4] = [
    (
        "reception",
        &[
            "/desk/reception",
            "/desk/reception?procedure=1.001193",
            "/desk/worklist",
            "dossier",
            "/packs",
            "/packs/civil-status",
            "/own",
        ],
    ),
    ("leader", &["/desk/worklist", "dossier", "/desk/board", "/manage/info"]),
    ("administrator", &["/manage/people", "/manage/people/new"]),
    ("province", &["/desk/board", "/desk/worklist"]),
];

pub async fn look(chrome: &Chrome, what: &str, faults: &mut Vec<String>) {
    let overflow = chrome.overflow().await;
    if overflow > 0 {
        faults.push(format!("{what}: {overflow} px wider than the screen"));
    }
    if !chrome.has("main h1").await {
        faults.push(format!("{what}: no heading"));
    }
    faults.extend(chrome.serious().await.into_iter().map(|f| format!("{what}: {f}")));
}

async fn address(chrome: &Chrome, office: &Office, path: &str) -> String {
    if path != "dossier" {
        return format!("{}{path}", office.url);
    }
    chrome.go(&format!("{}/desk/worklist?show=open", office.url)).await;
    let first = chrome.find("main table a[href*='/desk/dossiers/']").await;
    format!("{}{}", office.url, first.attr("href").await.unwrap().unwrap())
}

async fn walk(screen: Screen, languages: &[&str]) {
    let office = Office::open();
    let chrome = Chrome::open(screen, true).await;
    let mut faults = Vec::new();
    for lang in languages {
        chrome.go(&format!("{}/?lang={lang}", office.url)).await;
        for path in PUBLIC {
            chrome.go(&address(&chrome, &office, path).await).await;
            look(&chrome, &format!("{screen:?} {lang} {path}"), &mut faults).await;
        }
        for (role, paths) in OFFICE {
            office.enter(&chrome, role).await;
            chrome.go(&format!("{}/?lang={lang}", office.url)).await;
            for path in paths {
                chrome.go(&address(&chrome, &office, path).await).await;
                look(&chrome, &format!("{screen:?} {lang} {role} {path}"), &mut faults).await;
            }
        }
        chrome.client.delete_all_cookies().await.unwrap();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn every_page_can_be_used_on_a_monitor_in_three_languages() {
    walk(Screen::Desk, &["vi", "en", "fr"]).await;
}

#[tokio::test]
async fn every_page_can_be_used_on_a_phone() {
    walk(Screen::Phone, &["vi", "fr"]).await;
}
