//! What ratings promise.

use super::{Answer, FEWEST, Rating, RatingFault, Ratings, Satisfaction, Waiting};
use crate::records::Body as _;
use crate::words::{Day, UnitId};

fn unit() -> UnitId {
    "14758@2025-07-01".parse().unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn waiting(n: usize, on: &str, answer: &str) -> Waiting {
    Waiting {
        mark: format!("mark-{n}"),
        day: day(on),
        rating: Rating::read(answer, &[], &format!("lời {n}")).unwrap(),
    }
}

#[test]
fn a_rating_has_one_of_three_answers_and_reasons_of_its_list() {
    let good =
        Rating::read("satisfied", &["quick", "polite", "quick"], "  Cảm ơn\u{200b}\n anh chị ").unwrap();
    assert_eq!(good.reasons, ["polite", "quick"], "in the list's order, each once");
    assert_eq!(good.words, "Cảm ơn anh chị");
    assert_eq!(Rating::read("perfect", &[], "").unwrap_err(), [RatingFault::Answer]);
    assert_eq!(Rating::read("very-satisfied", &["late"], "").unwrap_err(), [RatingFault::Reason]);
    let long = "a".repeat(super::WORDS + 1);
    let both = Rating::read("not-satisfied", &["polite"], &long).unwrap_err();
    assert_eq!(both, [RatingFault::Reason, RatingFault::Words]);
}

#[test]
fn too_few_wait_on_and_a_batch_takes_only_days_that_are_over() {
    let mut all: Vec<Waiting> = (0..FEWEST - 1).map(|n| waiting(n, "2026-03-09", "satisfied")).collect();
    let today = day("2026-03-10");
    assert_eq!(Ratings::batch(&unit(), today, &all), None);
    all.push(waiting(9, "2026-03-10", "satisfied"));
    assert_eq!(Ratings::batch(&unit(), today, &all), None, "today isn't over");
    let batch = Ratings::batch(&unit(), day("2026-03-11"), &all).unwrap();
    assert_eq!(batch.key(), "14758@2025-07-01/2026-03-10");
    assert_eq!(batch.ratings.len(), FEWEST);
}

#[test]
fn a_batch_doesnt_say_who_said_what() {
    let answers = ["not-satisfied", "very-satisfied", "satisfied", "not-satisfied", "satisfied"];
    let mut all: Vec<Waiting> =
        answers.iter().enumerate().map(|(n, a)| waiting(n, "2026-03-09", a)).collect();
    let one = Ratings::batch(&unit(), day("2026-03-10"), &all).unwrap();
    // Whoever else had given the same answers, and in whatever order: it is the same batch.
    let marks: Vec<String> = all.iter().map(|w| w.mark.clone()).rev().collect();
    for (waiting, mark) in all.iter_mut().zip(marks) {
        waiting.mark = mark;
    }
    all.rotate_left(2);
    assert_eq!(Ratings::batch(&unit(), day("2026-03-10"), &all).unwrap(), one);
}

#[test]
fn fewer_than_five_are_not_told() {
    let of = |n: usize| {
        let ratings = (0..n).map(|n| waiting(n, "2026-03-09", "satisfied").rating).collect();
        Ratings { unit: unit(), until: day("2026-03-09"), ratings, rated: Vec::new() }
    };
    assert_eq!(Satisfaction::of([&of(4)]), None);
    assert_eq!(Satisfaction::of([]), None);
    let told = Satisfaction::of([&of(4), &of(2)]).unwrap();
    assert_eq!(
        (told.total(), told.of_answer(Answer::Satisfied), told.of_answer(Answer::NotSatisfied)),
        (6, 6, 0)
    );
}

#[test]
fn the_record_is_golden() {
    let ratings = vec![
        Rating::read("very-satisfied", &["polite", "quick"], "").unwrap(),
        Rating::read("satisfied", &[], "").unwrap(),
        Rating::read("satisfied", &["online"], "Trả kết quả tại nhà rất tiện").unwrap(),
        Rating::read("not-satisfied", &["late", "many-trips"], "Phải đi lại ba lần").unwrap(),
        Rating::read("not-satisfied", &[], "").unwrap(),
    ];
    let rated = ["Ab", "Cd", "Ef", "Gh", "Ij"].map(str::to_owned).to_vec();
    let batch = Ratings { unit: unit(), until: day("2026-03-09"), ratings, rated };
    let golden = include_str!("../../testdata/records/rating/v1.json").trim();
    assert_eq!(batch.text().unwrap(), golden);
    assert_eq!(serde_json::from_str::<Ratings>(golden).unwrap(), batch);
}
