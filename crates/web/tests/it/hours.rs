//! Office hours, closures and the calendar: what is published counts from now on and changes no promise.

use crate::contract::received;
use crate::office::{CENTRE, Client, HERE, Office, THERE};
use domain::identity::Role;
use serde_json::Value;

async fn look(reception: &Client, dossier: &Value) -> Value {
    let path = format!("/api/v1/dossiers/{}", dossier["id"].as_str().unwrap());
    reception.api(&path, None).await.is(200).json()
}

/// When a birth registration that is received now is due, and the rules that say why.
async fn promise(reception: &Client) -> (String, String) {
    let dossier = look(reception, &received(reception).await).await;
    let rules = dossier["due_grounds"].as_array().unwrap().iter().map(|g| g["rule"].as_str().unwrap());
    let due = dossier["due"].as_str().unwrap().to_owned();
    (due.trim_end_matches(":00+07:00").to_owned(), rules.collect::<Vec<_>>().join(" "))
}

#[tokio::test]
async fn what_is_published_counts_from_now_on_and_no_promise_moves() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let leader = office.leader().await;
    let first = received(&reception).await;
    assert_eq!(look(&reception, &first).await["due"], "2026-03-09T17:00:00+07:00");

    let afternoon = [("day", "09/03/2026"), ("part", "afternoon"), ("reason", "Mất điện")];
    leader.form("/manage/hours/close", &afternoon).await.is(303);
    let (due, rules) = promise(&reception).await;
    assert_eq!((due.as_str(), rules.as_str()), ("2026-03-09T11:30", "other-sessions-locally limit-same-day"));
    assert_eq!(look(&reception, &first).await["due"], "2026-03-09T17:00:00+07:00", "a promise stays");

    let tomorrow = [("day", "10/03/2026"), ("part", "day"), ("reason", "Tập huấn")];
    leader.form("/manage/hours/close", &tomorrow).await.is(303);
    office.clock.set("2026-03-09T10:45");
    let (due, rules) = promise(&reception).await;
    assert_eq!(due, "2026-03-11T17:00");
    assert!(rules.contains("last-hour-before-closing closed-locally"), "{rules}");
    for (unit, sessions) in [(HERE, 0), (THERE, 2)] {
        let on = office.anyone().api(&format!("/api/v1/units/{unit}/hours?on=2026-03-10"), None).await.json();
        assert_eq!(on["sessions"].as_array().unwrap().len(), sessions, "{unit}: {on}");
    }

    let province = office.signed_in(CENTRE, Role::Province).await;
    let holiday =
        [("date", "11/03/2026"), ("kind", "holiday"), ("name_vi", "Quốc tang"), ("act", "TB 1/TB-UBND")];
    province.form("/manage/calendar", &holiday).await.is(303);
    let (due, rules) = promise(&reception).await;
    assert_eq!(due, "2026-03-12T17:00");
    assert!(rules.contains("holiday-skipped") && rules.ends_with("calendar-version"), "{rules}");

    leader.form("/manage/hours/withdraw", &[("day", "2026-03-10")]).await.is(303);
    assert_eq!(promise(&reception).await.0, "2026-03-10T17:00");
    let page = leader.get("/manage/hours").await.is(200).text();
    assert!(page.contains("Mất điện") && page.contains("đã bỏ thông báo"));
    office.verify();
}

#[tokio::test]
async fn new_hours_hold_from_their_day_and_survive_a_restart() {
    let office = Office::new().await;
    let leader = office.leader().await;
    let week = [("monday", "7h-11h"), ("saturday", "7:30-11:30"), ("reason", "Thử")];
    let asked = |from| [&[("from", from)][..], &week].concat();
    let today = leader.form("/manage/hours/week", &asked("09/03/2026")).await.is(422).text();
    assert!(today.contains("từ ngày mai") && today.contains("value=\"7h-11h\""), "what was typed is kept");
    let never = [("from", "16/03/2026"), ("saturday", "7:30-11:30"), ("reason", "Thử")];
    leader.form("/manage/hours/week", &never).await.is(422);
    leader.form("/manage/hours/week", &asked("16/03/2026")).await.is(303);
    for _ in 0..2 {
        let on = async |day| {
            office.anyone().api(&format!("/api/v1/units/{HERE}/hours?on={day}"), None).await.json()
        };
        assert_eq!(on("2026-03-13").await["sessions"].as_array().unwrap().len(), 2);
        assert_eq!(on("2026-03-16").await["sessions"][0], "07:00-11:00");
        assert_eq!(on("2026-03-17").await["rule"], "closed-day-skipped");
        assert_eq!(on("2026-03-21").await["sessions"][0], "07:30-11:30");
        office.app.reload().await.unwrap();
    }
    office.verify();
}
