//! The citizen's door in a real browser: on a slow line, without any line, by keyboard alone.

use super::chrome::{Chrome, Screen};
use super::office::Office;
use fantoccini::key::Key;
use serde_json::Value;

/// A line of 2G: 50 kbit/s, and 400 ms there and back.
const SLOW: (u64, u64) = (400, 50_000 / 8);

/// The pages that everybody uses, and what their reader came for.
const DOORS: [&str; 5] = ["/", "/procedures", "/track", "/units", "/units/38"];

async fn js(chrome: &Chrome, code: &str, args: &[&str]) -> Value {
    chrome.client.execute(code, args.iter().map(|a| Value::from(*a)).collect()).await.unwrap()
}

/// Waits until the worker is in charge.
async fn installed(chrome: &Chrome) {
    let wait = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => {\
        if (navigator.serviceWorker.controller) done(true);\
        else navigator.serviceWorker.addEventListener('controllerchange', () => done(true)); });";
    assert_eq!(chrome.client.execute_async(wait, Vec::new()).await.unwrap(), true);
}

/// Waits until so many dossiers are kept; the cache itself may be gone.
async fn kept(chrome: &Chrome, wanted: usize) {
    let wait = "const [wanted, done] = arguments; const look = async () => {\
        const there = await caches.has('tracked');\
        const n = there ? (await (await caches.open('tracked')).keys()).length : 0;\
        if (n === wanted) done(n); else setTimeout(look, 50); }; look();";
    assert_eq!(chrome.client.execute_async(wait, vec![wanted.into()]).await.unwrap(), wanted);
}

/// The code of a dossier that anybody may follow.
async fn a_code(chrome: &Chrome, office: &Office) -> String {
    office.enter(chrome, "reception").await;
    chrome.go(&format!("{}/desk/worklist?show=all", office.url)).await;
    let found = "return document.querySelector('main').innerText.match(/H56\\.[\\d.]+-\\d{6}-\\d{4}/)[0]";
    let code = js(chrome, found, &[]).await.as_str().unwrap().to_owned();
    chrome.client.delete_all_cookies().await.unwrap();
    code
}

#[tokio::test]
#[expect(clippy::print_stderr, reason = "the figures are what one looks for")]
async fn the_first_pages_are_usable_on_a_line_of_2g() {
    let office = Office::open();
    let pages = [("/", 100_000), ("/procedures?q=khai+sinh", 60_000), ("/units", 60_000), ("/track", 60_000)];
    for (path, most) in pages {
        // Each as a phone's first page here: later ones come from the worker, which no limit of a page slows.
        let chrome = Chrome::open(Screen::Phone, true).await;
        chrome.slow_down(SLOW.0, SLOW.1).await;
        chrome.go(&format!("{}{path}", office.url)).await;
        assert!(chrome.has("main form").await, "{path} can be used");
        let measure = "const [page] = performance.getEntriesByType('navigation');\
            const all = [page, ...performance.getEntriesByType('resource')];\
            const paint = performance.getEntriesByName('first-contentful-paint')[0];\
            return [all.reduce((sum, e) => sum + e.transferSize, 0), Math.round(paint ? paint.startTime : 0),\
                Math.round(page.domContentLoadedEventEnd), Math.round(page.loadEventEnd), all.length];";
        let told = js(&chrome, measure, &[]).await;
        let bytes = told[0].as_u64().unwrap();
        eprintln!(
            "2G {path}: {bytes} bytes in {} requests; first words {} ms, usable {} ms, all {} ms",
            told[4], told[1], told[2], told[3]
        );
        // How long it takes decides nothing: machines differ. What travels does.
        assert!(bytes < most, "{path}: {bytes} bytes travel");
    }
}

#[tokio::test]
async fn without_a_line_the_dossiers_followed_last_are_there_and_nothing_of_an_officer() {
    let mut office = Office::open();
    let chrome = Chrome::open(Screen::Phone, true).await;
    let code = a_code(&chrome, &office).await;
    let (track, home) = (format!("{}/track?code={code}", office.url), office.url.clone());
    chrome.go(&home).await;
    installed(&chrome).await;
    chrome.go(&track).await;
    assert!(
        !js(&chrome, "return document.querySelector('[data-away]').checkVisibility()", &[])
            .await
            .as_bool()
            .unwrap()
    );
    kept(&chrome, 1).await;

    // Who signs out takes the copies along; who is signed in leaves none.
    office.enter(&chrome, "reception").await;
    chrome.go(&track).await;
    chrome.send("header form[action='/sign-out'] button").await;
    chrome.find("a[href='/sign-in']").await;
    kept(&chrome, 0).await;
    chrome.client.delete_all_cookies().await.unwrap();
    for n in 0..11 {
        chrome.go(&format!("{track}&n={n}")).await;
    }
    chrome.go(&track).await;
    kept(&chrome, 10).await;
    chrome.go(&format!("{}/desk/worklist", office.url)).await;

    office.stop();
    chrome.go(&track).await;
    let seen = chrome.text("main").await;
    assert!(seen.contains(&code) && seen.contains("Bản xem lúc"), "{seen}");
    assert_eq!((chrome.overflow().await, chrome.serious().await), (0, Vec::new()));
    chrome.go(&format!("{}/desk/worklist", office.url)).await;
    assert_eq!(chrome.text("h1").await, "Không có mạng");
    let style = "return getComputedStyle(document.querySelector('.button')).minHeight";
    assert_eq!(js(&chrome, style, &[]).await, "44px", "the shell is here with its style");
    assert_eq!((chrome.overflow().await, chrome.serious().await), (0, Vec::new()));
    chrome.find("[data-kept]:not([hidden]) li a").await;
    chrome.press("[data-kept] li a").await;
    chrome.find("[data-away], main .notice-warning[role='status']").await;
    assert!(chrome.text("main").await.contains(&code), "the last one is the first in the list");
    chrome.go(&format!("{}/track?code=H56.001-250815-9999", office.url)).await;
    assert_eq!(chrome.text("h1").await, "Không có mạng", "what was never seen isn't here");
}

/// Walks the page with the Tab key: what can't be reached, and what has the focus without showing it.
pub async fn walk(chrome: &Chrome, what: &str, faults: &mut Vec<String>) {
    let name = "const e = document.activeElement; return e === document.body ? '' : e.tagName + ' ' +\
        (e.id || e.name || e.getAttribute('href') || e.value || e.textContent.trim().slice(0, 30))";
    let stops = "return [...document.querySelectorAll('main :is(a[href], button, select, textarea,\
        input:not([type=hidden]), summary)')].filter((e) => e.tabIndex >= 0 && e.checkVisibility() && \
        !(e.type === 'radio' && !e.checked)).map((e) => { e.dataset.stop = '1'; return e.tagName; }).length";
    let wanted = js(chrome, stops, &[]).await.as_u64().unwrap();
    let begin = "document.activeElement.blur(); getSelection().removeAllRanges();\
        document.querySelector('.skip').focus(); return 0";
    js(chrome, begin, &[]).await;
    let (mut reached, mut shown) = (0_u64, true);
    for _ in 0..wanted + 40 {
        chrome.keys(&char::from(Key::Tab).to_string()).await;
        let here = "const e = document.activeElement, s = getComputedStyle(e), new_ = e.dataset.stop === '1';\
            if (new_) e.dataset.stop = '2';\
            return [new_, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, e === document.body]";
        let told = js(chrome, here, &[]).await;
        reached += u64::from(told[0] == true);
        if told[0] == true && told[1] != true && shown {
            shown = false;
            faults.push(format!("{what}: no focus to see on {}", js(chrome, name, &[]).await));
        }
        if reached == wanted {
            break;
        }
    }
    if reached < wanted {
        let missed =
            "return [...document.querySelectorAll('[data-stop=\"1\"]')].slice(0, 3).map((e) => e.outerHTML)";
        faults.push(format!("{what}: {reached} of {wanted} reached; {}", js(chrome, missed, &[]).await));
    }
}

#[tokio::test]
async fn the_doors_are_walked_by_keyboard_alone_in_three_languages() {
    let office = Office::open();
    let chrome = Chrome::open(Screen::Desk, true).await;
    let mut faults = Vec::new();
    for lang in ["vi", "en", "fr"] {
        chrome.go(&format!("{}/?lang={lang}", office.url)).await;
        for path in DOORS {
            chrome.go(&format!("{}{path}", office.url)).await;
            faults.extend(chrome.serious().await.into_iter().map(|f| format!("{lang} {path}: {f}")));
            walk(&chrome, &format!("{lang} {path}"), &mut faults).await;
        }
        office.enter(&chrome, "leader").await;
        chrome.go(&format!("{}/manage/info?lang={lang}", office.url)).await;
        faults.extend(chrome.serious().await.into_iter().map(|f| format!("{lang} /manage/info: {f}")));
        walk(&chrome, &format!("{lang} /manage/info"), &mut faults).await;
        chrome.client.delete_all_cookies().await.unwrap();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn an_office_is_found_and_its_page_is_written_without_a_mouse() {
    let office = Office::open();
    let chrome = Chrome::open(Screen::Desk, true).await;
    let enter = char::from(Key::Enter).to_string();
    chrome.go(&format!("{}/units", office.url)).await;
    // A stroke leads to the box.
    chrome.keys("/").await;
    chrome.keys("ham rong").await;
    chrome.keys(&enter).await;
    chrome.find("main [role='status']").await;
    js(&chrome, "document.querySelector('main ul.columns a').focus(); return 0", &[]).await;
    chrome.keys(&enter).await;
    chrome.find(".gauge-figure, .chart").await;

    office.enter(&chrome, "leader").await;
    chrome.go(&format!("{}/manage/info", office.url)).await;
    js(&chrome, "document.querySelector('#address').focus(); return 0", &[]).await;
    chrome.keys("So 1, duong Lo Van Gia").await;
    chrome.keys(&enter).await;
    chrome.find("main .notice-success").await;
    chrome.press("main .lead a").await;
    chrome.find("dl.summary dd").await;
    assert!(chrome.text("main").await.contains("So 1, duong Lo Van Gia"));
    office.is_whole();
}
