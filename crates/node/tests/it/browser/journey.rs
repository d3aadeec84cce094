//! The way of one birth registration: taken in by keyboard alone and without scripts, examined, signed,
//! handed over, followed by the family with the code from the receipt.

use super::chrome::{Chrome, Screen};
use super::office::Office;
use fantoccini::key::Key;

/// Tab until the element in focus has this name (or, for buttons, this value).
async fn tab_to(chrome: &Chrome, wanted: &str) {
    for _ in 0..120 {
        let js =
            "const e = document.activeElement; return e.value === arguments[0] || e.name === arguments[0]";
        let here = chrome.client.execute(js, vec![wanted.into()]).await.unwrap();
        if here.as_bool() == Some(true) {
            return;
        }
        chrome.keys(&char::from(Key::Tab).to_string()).await;
    }
    panic!("{wanted} can't be reached with the Tab key");
}

async fn receive_by_keyboard(chrome: &Chrome, office: &Office) -> String {
    let enter = char::from(Key::Enter).to_string();
    chrome.go(&format!("{}/desk/reception", office.url)).await;
    chrome.keys("dang ky khai sinh").await;
    chrome.keys(&enter).await;
    tab_to(chrome, "1.001193").await;
    chrome.keys(&enter).await;
    tab_to(chrome, "name").await;
    chrome.keys("Nguyễn Thị Hoa Ban").await;
    tab_to(chrome, "phone").await;
    chrome.keys("0912 345 678").await;
    tab_to(chrome, "data/child_name").await;
    chrome.keys("Nguyễn Ban Mai").await;
    tab_to(chrome, "data/born_on").await;
    chrome.keys("12/08/2025").await;
    tab_to(chrome, "receive").await;
    assert!(chrome.has(".promise").await, "the due date stands there before confirming");
    chrome.keys(&enter).await;
    chrome.text("h1.code").await
}

async fn open_from_worklist(chrome: &Chrome, office: &Office, code: &str) {
    chrome.go(&format!("{}/desk/worklist?q={code}", office.url)).await;
    chrome.press("main table a[href*='/desk/dossiers/']").await;
    assert!(chrome.text("main").await.contains(code));
}

#[tokio::test]
async fn a_birth_registration_goes_from_the_counter_to_the_signed_result() {
    let office = Office::open();
    let chrome = Chrome::open(Screen::Desk, false).await;

    office.enter(&chrome, "reception").await;
    let code = receive_by_keyboard(&chrome, &office).await;
    assert!(code.starts_with("H56."), "{code}");
    chrome.press("a[href$='/receipt']").await;
    // The receipt carries a QR code.
    chrome.find(".receipt svg").await;
    assert!(chrome.text(".receipt").await.contains(&code));

    office.enter(&chrome, "specialist").await;
    open_from_worklist(&chrome, &office, &code).await;
    chrome
        .send(".action-panel form button.button-primary, .action-panel form button:not(.button-quiet)")
        .await;

    office.enter(&chrome, "leader").await;
    open_from_worklist(&chrome, &office, &code).await;
    chrome.fill("number", "12/GKS").await;
    chrome
        .send(".action-panel form button.button-primary, .action-panel form button:not(.button-quiet)")
        .await;

    office.enter(&chrome, "reception").await;
    open_from_worklist(&chrome, &office, &code).await;
    chrome.fill("receiver", "Nguyễn Thị Hoa Ban").await;
    chrome
        .send(".action-panel form button.button-primary, .action-panel form button:not(.button-quiet)")
        .await;

    chrome.go(&format!("{}/track?code={code}", office.url)).await;
    let tracked = chrome.text("main").await;
    assert!(tracked.contains(&code) && tracked.contains("Đã trả kết quả"), "{tracked}");
    assert!(!tracked.contains("Hoa Ban"), "tracking shows code and progress only");
    office.is_whole();
}

#[tokio::test]
async fn what_was_typed_wrongly_is_named_and_nothing_typed_is_lost() {
    let office = Office::open();
    let chrome = Chrome::open(Screen::Phone, true).await;
    office.enter(&chrome, "reception").await;
    chrome.go(&format!("{}/desk/reception", office.url)).await;
    chrome.fill("find", "1.001193").await;
    chrome.keys(&char::from(Key::Enter).to_string()).await;
    chrome.press("button[value='1.001193']").await;
    chrome.fill("name", "Trần Văn Giữ").await;
    chrome.fill("personal_number", "12").await;
    chrome.press("button[value='receive']").await;
    // The form goes when its last question is answered: the summary, which leads to the field, is waited for.
    chrome.find("a[href='#personal_number']").await;
    let js = "return document.querySelector(\"[name='name']\").value";
    assert_eq!(chrome.client.execute(js, Vec::new()).await.unwrap(), "Trần Văn Giữ");
}

/// Chooses as the keyboard does: a list that a pointer opens stays open over the page of a phone.
async fn choose(chrome: &Chrome, name: &str, value: &str) {
    let list = format!("[name='{name}']");
    let mut before = 0;
    while !chrome.has(&format!("{list} option:nth-child({})[value='{value}']", before + 1)).await {
        before += 1;
        assert!(before < 30, "{name} has no {value}");
    }
    let down = char::from(Key::Down).to_string().repeat(before);
    chrome.find(&list).await.send_keys(&down).await.unwrap();
}

#[tokio::test]
async fn a_form_with_what_hangs_on_answers_is_filled_on_a_phone_without_a_script() {
    let office = Office::open();
    let chrome = Chrome::open(Screen::Phone, false).await;
    office.enter(&chrome, "reception").await;
    chrome.go(&format!("{}/desk/reception?procedure=1.001193", office.url)).await;
    chrome.fill("name", "Nguyễn Thị Hoa Ban").await;
    chrome.fill("data/child_name", "Nguyễn Ban Mai").await;
    assert!(!chrome.has("[name='data/certificate_number']").await, "not asked yet");
    choose(&chrome, "data/birth_evidence", "certificate").await;
    chrome.press("button[data-refresh]").await;
    chrome.fill("data/certificate_number", "CS-12/2025").await;
    chrome.fill("data/born_on", "hôm qua").await;
    chrome.press("button[value='receive']").await;
    // The summary leads to the field.
    chrome.find(".errors a[href='#data/born_on']").await;
    assert_eq!(chrome.overflow().await, 0);
    chrome.fill("data/born_on", "12/08/2025").await;
    chrome.press("button[value='receive']").await;
    let code = chrome.text("h1.code").await;
    chrome.press("a[href*='/desk/dossiers/']:not([href$='/receipt'])").await;
    let page = chrome.text("main").await;
    assert!(page.contains(&code) && page.contains("CS-12/2025") && page.contains("12/08/2025"), "{page}");
    office.is_whole();
}
