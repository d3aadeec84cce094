//! Papers as files: for who may see the dossier, under its code, the same bytes each time.

use crate::contract::received;
use crate::office::{Answer, HERE, Office, THERE};
use domain::identity::Role;

fn is_pdf(answer: &Answer, name: &str) {
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.body.starts_with(b"%PDF-1.7"));
    let disposition = answer.header("content-disposition");
    assert!(disposition.contains(name), "{disposition}");
    assert!(answer.header("content-security-policy").contains("sandbox"));
}

#[tokio::test]
async fn papers_come_as_files_for_who_may_see_the_dossier() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let filed = received(&office.with_key(HERE, Role::Reception).await).await;
    let (id, code) = (filed["id"].as_str().unwrap(), filed["code"].as_str().unwrap());
    let at = format!("/desk/dossiers/{id}");
    let page = reception.get(&format!("{at}/receipt")).await.is(200).text();
    assert!(page.contains(&format!("href=\"{at}/papers/receipt.pdf\"")), "{page}");
    let receipt = reception.get(&format!("{at}/papers/receipt.pdf")).await.is(200);
    is_pdf(&receipt, &format!("{code}-bm01-receipt.pdf"));
    let again = reception.get(&format!("{at}/papers/receipt.pdf")).await.is(200);
    assert_eq!(receipt.body, again.body, "what happened once is printed the same each time");
    let control = reception.get(&format!("{at}/papers/control.pdf")).await.is(200);
    is_pdf(&control, &format!("{code}-bm05-control-sheet.pdf"));
    for no in ["receipt", "slip-1.pdf", "slip-9.pdf", "act-1.pdf", "..%2Freceipt.pdf"] {
        reception.get(&format!("{at}/papers/{no}")).await.is(404);
    }
    let elsewhere = office.signed_in(THERE, Role::Reception).await;
    elsewhere.get(&format!("{at}/papers/receipt.pdf")).await.is(404);
    let program = office.with_key(HERE, Role::Specialist).await;
    let paper = program.get(&format!("/api/v1/dossiers/{id}/papers/receipt.pdf")).await.is(200);
    is_pdf(&paper, code);
    assert_eq!(paper.body, receipt.body);
    // What will be signed can be read before: a draft, that says so.
    let draft = program.get(&format!("/api/v1/dossiers/{id}/papers/result.pdf")).await.is(200);
    is_pdf(&draft, code);
}

#[tokio::test]
async fn the_book_is_of_the_own_unit_and_of_days_in_order() {
    let office = Office::new().await;
    let reception = office.reception().await;
    received(&office.with_key(HERE, Role::Reception).await).await;
    let book = reception.get("/desk/book.pdf?from=2026-03-01&to=2026-03-09").await.is(200);
    is_pdf(&book, "2026-03-01-2026-03-09-bm06-register-book.pdf");
    let empty = reception.get("/desk/book.pdf?from=2026-02-01&to=2026-02-02").await.is(200);
    assert!(empty.body.len() < book.body.len());
    reception.get("/desk/book.pdf?from=2026-03-09&to=2026-03-01").await.is(422);
    reception.get("/desk/book.pdf?from=2020-03-09").await.is(422);
    reception.get("/desk/book.pdf?from=soon").await.is(422);
    reception.get(&format!("/desk/book.pdf?unit={THERE}")).await.is(404);
}
