//! A citizen at home, in a real browser with a real provider: applies, signs in, follows.

use super::chrome::{Chrome, Screen};
use super::doors;
use super::office::Office;
use super::pages;
use super::provider::{Provider, free};

/// What a citizen sees without a dossier.
const PAGES: [&str; 9] = [
    "/citizen",
    "/citizen/wishes",
    "/apply",
    "/apply/1.001193",
    "/feedback",
    "/feedback/sent",
    "/feedback/answers",
    "/rated",
    "/citizen/sign-in",
];

/// Fills what is empty with something that fits.
const FILL: &str = "for (const e of document.querySelectorAll('main form :is(input, select, textarea)')) {\
        if (['hidden', 'file', 'checkbox'].includes(e.type) || !e.checkVisibility()) continue;\
        const known = {name: 'Lê Thị Thanh', personal_number: '000191000001', phone: '0900000001',\
            address: 'Số 1, phố Thử Nghiệm', competent: 'Hạc Thành', tax_code: ''}[e.name];\
        const group = [...document.getElementsByName(e.name)];\
        if (e.type === 'radio') { if (!group.some((one) => one.checked)) group[0].checked = true; }\
        else if (e.value) continue;\
        else if (e.tagName === 'SELECT') e.selectedIndex = 1;\
        else if (e.type === 'date') e.value = '2026-11-05';\
        else e.value = known ?? (/_on$|date|day/.test(e.name) ? '05/11/2026' : /number/.test(e.name) ?\
            '000191000001' : /copies/.test(e.name) ? '2' : 'Lê Minh Anh');\
    } return 0";

/// The picture that a phone's camera made, here our own.
fn photo() -> String {
    let at = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/src/assets/icon-512.png");
    std::fs::canonicalize(at).unwrap().to_str().unwrap().to_owned()
}

/// Goes on from step to step until everything is there to be looked at; says which steps there were.
async fn fill_in(chrome: &Chrome) -> Vec<String> {
    let mut steps = Vec::new();
    while steps.len() < 20 {
        let url = chrome.client.current_url().await.unwrap();
        let step = url.path_segments().unwrap().next_back().unwrap().to_owned();
        if step == "review" {
            return steps;
        }
        if step == "papers" {
            chrome.find("main input[type='file']").await.send_keys(&photo()).await.unwrap();
        }
        chrome.client.execute(FILL, Vec::new()).await.unwrap();
        steps.push(step);
        chrome.send("main button[value='next']:not(.hidden)").await;
    }
    panic!("no end: {steps:?}\n{}", chrome.text("main").await);
}

/// Signs in at the provider, which knows who it is.
async fn sign_in(chrome: &Chrome) {
    chrome.send("main form[action='/citizen/sign-in'] button").await;
}

#[tokio::test]
async fn a_citizen_applies_with_a_photo_signs_in_and_follows_on_a_phone() {
    let listen = free();
    let provider = Provider::open(&format!("http://{listen}"));
    let office = Office::open_with(&[], Some(&provider), &listen);
    let chrome = Chrome::open(Screen::Phone, true).await;
    chrome.go(&format!("{}/apply/1.001193", office.url)).await;
    chrome.send("main form button").await;
    let steps = fill_in(&chrome).await;
    assert!(steps.len() > 3 && steps.iter().any(|s| s == "papers"), "{steps:?}");
    let review = chrome.text("main").await;
    assert!(review.contains("Lê Thị Thanh") && review.contains("icon-512.png"), "{review}");

    // Sending asks who it is; what was filled in is there when one is back.
    chrome.send("main button[value='submit']").await;
    sign_in(&chrome).await;
    assert!(chrome.client.current_url().await.unwrap().path().ends_with("/review"));
    chrome.send("main button[value='submit']").await;
    let sent = chrome.text("main").await;
    assert!(sent.contains("H56."), "{sent}");

    chrome.go(&format!("{}/citizen", office.url)).await;
    chrome.send("main a[href^='/citizen/dossiers/']").await;
    let own = chrome.text("main").await;
    assert!(own.contains("icon-512.png"), "{own}");
    let mut faults = Vec::new();
    pages::look(&chrome, "the dossier", &mut faults).await;
    assert!(faults.is_empty(), "{faults:?}");

    // Who signs out leaves nothing on a borrowed phone.
    chrome.send("header form[action='/citizen/sign-out'] button").await;
    chrome.go(&format!("{}/citizen", office.url)).await;
    assert!(chrome.has("main form[action='/citizen/sign-in']").await);
    office.is_whole();
}

#[tokio::test]
async fn who_goes_on_while_the_form_still_asks_the_server_loses_nothing_on_a_slow_line() {
    let office = Office::open();
    let chrome = Chrome::open(Screen::Phone, true).await;
    chrome.go(&format!("{}/apply/1.004873", office.url)).await;
    chrome.send("main form button").await;
    let asks = "main form [data-asked] [data-asks], main form[data-asked] [data-asks]";
    while !chrome.has(asks).await {
        chrome.client.execute(FILL, Vec::new()).await.unwrap();
        chrome.send("main button[value='next']:not(.hidden)").await;
    }
    chrome.slow_down(700, 50_000).await;
    chrome.client.execute(FILL, Vec::new()).await.unwrap();
    let before = chrome.client.current_url().await.unwrap();
    let hasty = "for (const e of document.querySelectorAll('main form [data-asks]'))\
            e.dispatchEvent(new Event('change', {bubbles: true}));\
        document.querySelector(\"main button[value='next']:not(.hidden)\").click(); return 0";
    chrome.client.execute(hasty, Vec::new()).await.unwrap();
    let next = "const [before, done] = arguments; const look = () => {\
            if (location.href !== before || document.querySelector('.errors')) done(location.href);\
            else setTimeout(look, 100); }; look();";
    let mut after = before.to_string();
    while after == before.as_str() {
        // A page that goes ends the question, which is asked again of the next one.
        let asked = chrome.client.execute_async(next, vec![before.as_str().into()]).await;
        let Ok(there) = asked else { continue };
        assert!(!chrome.text("main").await.contains("cửa sổ khác"), "{}", chrome.text("main").await);
        after = there.as_str().unwrap().to_owned();
        if chrome.has(".errors").await {
            return;
        }
    }
    assert_ne!(after, before.as_str());
}

async fn citizen(screen: Screen, office: &Office, langs: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    let chrome = Chrome::open(screen, true).await;
    chrome.go(&format!("{}/citizen/sign-in?to=/citizen", office.url)).await;
    sign_in(&chrome).await;
    for lang in langs {
        chrome.go(&format!("{}/?lang={lang}", office.url)).await;
        for path in PAGES {
            chrome.go(&format!("{}{path}", office.url)).await;
            let what = format!("{screen:?} {lang} {path}");
            pages::look(&chrome, &what, &mut faults).await;
            doors::walk(&chrome, &what, &mut faults).await;
        }
        chrome.go(&format!("{}/apply/1.001193", office.url)).await;
        chrome.send("main form button").await;
        for _ in 0..20 {
            let step = chrome.client.current_url().await.unwrap().path().to_owned();
            let what = format!("{screen:?} {lang} {step}");
            pages::look(&chrome, &what, &mut faults).await;
            doors::walk(&chrome, &what, &mut faults).await;
            if step.ends_with("/review") {
                break;
            }
            chrome.client.execute(FILL, Vec::new()).await.unwrap();
            chrome.send("main button[value='next']:not(.hidden)").await;
        }
        assert!(chrome.has("main button[value='submit']").await, "{lang}: the end is not reached");
    }
    faults
}

#[tokio::test]
async fn the_pages_of_citizens_can_be_used_by_everybody_in_three_languages() {
    let listen = free();
    let provider = Provider::open(&format!("http://{listen}"));
    let office = Office::open_with(&[], Some(&provider), &listen);
    let mut faults = citizen(Screen::Phone, &office, &["vi", "en", "fr"]).await;
    faults.extend(citizen(Screen::Desk, &office, &["vi"]).await);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn an_officer_sets_up_a_key_of_the_device_and_enters_with_it() {
    let listen = free();
    let name = format!("http://localhost:{}", listen.rsplit(':').next().unwrap());
    let mut office = Office::open_with(&["--base-url", &name], None, &listen);
    office.url.clone_from(&name);
    let chrome = Chrome::open(Screen::Desk, true).await;
    chrome.have_a_keyring().await;
    office.enter(&chrome, "reception").await;
    let [user, password] = office.account("reception");
    chrome.go(&format!("{name}/own/second")).await;
    chrome.fill("password", &password).await;
    chrome.fill("label", "Máy ở quầy 1").await;
    chrome.send("main button[value='key']").await;
    chrome.send("form[data-passkey='create'] button").await;
    // Codes on paper are shown once; then the key is listed.
    chrome.go(&format!("{name}/own/second")).await;
    let listed = chrome.text("main").await;
    assert!(listed.contains("Máy ở quầy 1"), "{listed}");

    chrome.client.delete_all_cookies().await.unwrap();
    chrome.go(&format!("{name}/sign-in")).await;
    chrome.fill("login", &user).await;
    chrome.fill("password", &password).await;
    chrome.send("main form button").await;
    assert!(chrome.has("form[data-passkey='get']:not([hidden])").await, "{}", chrome.text("main").await);
    assert!(!chrome.has("header form[action='/sign-out']").await, "nobody is in with a password alone");
    chrome.send("form[data-passkey='get'] button").await;
    assert!(chrome.has("header form[action='/sign-out']").await, "{}", chrome.text("main").await);
    office.is_whole();
}
