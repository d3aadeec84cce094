//! How satisfied people were, as figures: on a unit's page, on the board, as a file. Fewer than five are not
//! told.

use super::rating::answer_said;
use super::{Month, say};
use crate::components::{Part, StackedBar};
use crate::frame::{Fail, Visit, Web};
use app::ratings::UnitSatisfaction;
use askama::{Template, filters::HtmlSafe};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ratings::{Answer, Satisfaction};
use lang::Words;
use std::fmt::Write as _;

/// One answer with its share, its number and its reasons.
struct Line {
    answer: String,
    share: String,
    number: String,
    reasons: String,
}

/// The shares of the three answers, or why there are none.
#[derive(Template)]
#[template(path = "portal/opinions.html")]
pub struct Opinions {
    words: &'static Words,
    bar: Option<StackedBar>,
    sentence: String,
    lines: Vec<Line>,
}

impl HtmlSafe for Opinions {}

impl Opinions {
    /// Of sums that may be told, or of none.
    pub fn of(web: &Web, words: &'static Words, sums: Option<&Satisfaction>) -> Self {
        let Some(sums) = sums else {
            let fewest = u32::try_from(web.app.ratings_fewest()).unwrap_or_default();
            let sentence = words.say_one("opinions-too-few", "fewest", fewest);
            return Self { words, bar: None, sentence, lines: Vec::new() };
        };
        let part = |answer: Answer| Part {
            label: answer_said(words, answer),
            value: say::count(sums.of_answer(answer)),
            href: None,
        };
        let bar = StackedBar {
            words,
            id: "opinions".to_owned(),
            title: words.say("opinions-title"),
            parts: Answer::ALL.map(part).into(),
        };
        let total = say::count(sums.total());
        let content = sums.of_answer(Answer::VerySatisfied) + sums.of_answer(Answer::Satisfied);
        let args = [("total", total.into()), ("share", words.share(say::count(content), total).into())];
        let lines = Answer::ALL.map(|answer| line(words, sums, answer)).into();
        Self { words, bar: Some(bar), sentence: words.say_with("opinions-sentence", &args), lines }
    }
}

fn line(words: &'static Words, sums: &Satisfaction, answer: Answer) -> Line {
    let (n, total) = (say::count(sums.of_answer(answer)), say::count(sums.total()));
    let reasons = sums.reasons_of(answer).into_iter().map(|(reason, n)| {
        format!("{} ({})", words.say(&format!("rate-reason-{reason}")), words.number(say::count(n)))
    });
    Line {
        answer: answer_said(words, answer),
        share: words.share(n, total),
        number: format!("{}/{}", words.number(n), words.number(total)),
        reasons: reasons.collect::<Vec<_>>().join("; "),
    }
}

/// `GET /ratings.csv?month=`: a line for each unit and answer; units of which fewer than five rated have no
/// numbers.
pub async fn csv(State(web): State<Web>, visit: Visit) -> Result<Response, Fail> {
    let month = match Month::of_file(visit.asked().get("month"), web.app.now().day()) {
        Ok(month) => month,
        Err(wrong) => return Ok(wrong.answered(StatusCode::BAD_REQUEST, "unreadable")),
    };
    let world = web.app.world();
    // The mark at the front makes spreadsheets read Vietnamese as it is written.
    let mut text = "\u{feff}month,unit,name,answer,count,total,reasons\r\n".to_owned();
    for UnitSatisfaction { unit, sums } in web.app.satisfactions(month.from, month.to).await? {
        let name = world.unit_name(&unit).replace('"', "\"\"");
        for answer in Answer::ALL {
            let (count, total, reasons) = match &sums {
                Some(sums) => {
                    let of = sums.reasons_of(answer).into_iter().map(|(reason, n)| format!("{reason}:{n}"));
                    let reasons = of.collect::<Vec<_>>().join(" ");
                    (sums.of_answer(answer).to_string(), sums.total().to_string(), reasons)
                }
                None => (String::new(), String::new(), String::new()),
            };
            // Writing to a String can't fail.
            let _ = write!(
                text,
                "{},{},\"{name}\",{},{count},{total},{reasons}\r\n",
                month.key(),
                unit.code(),
                answer.as_str()
            );
        }
    }
    let file = format!("attachment; filename=\"ratings-{}.csv\"", month.key());
    let kind = "text/csv; charset=utf-8".to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, file)], text).into_response())
}
