//! Letters between nodes, as they come to the door: what isn't one costs little and writes nothing.

use crate::office::{Client, Office};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt as _;

const LETTER: &str = "application/vnd.motcua.letter";

async fn post(client: &Client, kind: &str, bytes: Vec<u8>) -> StatusCode {
    let request = Request::post("/sync").header(header::CONTENT_TYPE, kind);
    let answer = client.send(request.body(bytes.into()).unwrap()).await;
    assert!(answer.body.is_empty(), "a program of ours gets no page");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    answer.status
}

#[tokio::test]
async fn rubbish_is_refused_and_soon_not_even_read() {
    let office = Office::new().await;
    let anyone = office.anyone();
    let commits = office.app.store().commits().unwrap();
    let before = *commits.borrow();
    assert_eq!(post(&anyone, "text/plain", b"hello".to_vec()).await, 415);
    for n in 0..30 {
        assert_eq!(post(&anyone, LETTER, vec![n; 300]).await, 400, "letter {n}");
    }
    assert_eq!(post(&anyone, LETTER, vec![0; 300]).await, 429);
    office.clock.pass(1);
    assert_eq!(post(&anyone, LETTER, Vec::new()).await, 400, "a minute later it is looked at again");
    assert_eq!(*commits.borrow(), before, "rubbish writes nothing where nobody is a centre");
}

#[tokio::test]
async fn a_cookie_makes_a_letter_no_better() {
    let office = Office::new().await;
    let province = office.province().await;
    assert_eq!(post(&province, LETTER, b"rubbish".to_vec()).await, 400);
}

#[tokio::test]
async fn an_address_for_letters_has_letters_and_nothing_else() {
    let office = Office::new().await;
    let base_url = "http://motcua.test".to_owned();
    let settings = web::Settings { papers_url: base_url.clone(), base_url, secure: false };
    let (_, letters, _) = web::sites(office.app.clone(), settings);
    let status = async |request: Request<Body>| letters.clone().oneshot(request).await.unwrap().status();
    for path in ["/", "/help", "/sign-in", "/api/v1/units"] {
        assert_eq!(status(Request::get(path).body(Body::empty()).unwrap()).await, 404, "{path}");
    }
    let letter = Request::post("/sync").header(header::CONTENT_TYPE, LETTER);
    assert_eq!(status(letter.body("rubbish".into()).unwrap()).await, 400);
}
