//! The due day as a calendar file (RFC 5545): one event for a whole day, which has no hour and so no zone;
//! the day is that of Vietnam. Its id follows from the code, so that a calendar that gets it twice moves the
//! day instead of having two.

use crate::show;
use domain::words::Moment;
use lang::Words;

/// Most bytes of a line; longer ones go on in the next one behind a space.
const LINE_BYTES: usize = 75;

/// What the file says.
pub struct DueDay<'a> {
    /// The reader's words.
    pub words: &'static Words,
    /// The dossier's code.
    pub code: &'a str,
    /// What is promised.
    pub due: Moment,
    /// Who has it.
    pub unit: &'a str,
    /// The public site.
    pub site: &'a str,
    /// Now.
    pub now: Moment,
}

/// The file.
pub fn due_day(day: &DueDay<'_>) -> String {
    let (words, at) = (day.words, show::moment(day.words, day.due));
    let facts = [("at", at.into()), ("unit", day.unit.into())];
    let url = format!("{}/track?code={}", day.site, day.code);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//Motcua//Motcua//{}", words.lang().tag().to_uppercase()),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:due-{}@motcua", day.code),
        format!("DTSTAMP:{}", utc(day.now)),
        format!("LAST-MODIFIED:{}", utc(day.now)),
        format!("DTSTART;VALUE=DATE:{}", date(day.due)),
        format!("SUMMARY:{}", escaped(&words.say_one("own-calendar-summary", "code", day.code))),
        format!("DESCRIPTION:{}", escaped(&words.say_with("own-calendar-text", &facts))),
        format!("LOCATION:{}", escaped(day.unit)),
        format!("URL:{url}"),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

/// A day: `20260311`.
fn date(at: Moment) -> String {
    let day = at.day().0;
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A moment in UTC: seven hours before that of Vietnam.
fn utc(at: Moment) -> String {
    let there = at.plus_minutes(-7 * 60);
    let minute = there.minute_of_day();
    format!("{}T{:02}{:02}00Z", date(there), minute / 60, minute % 60)
}

/// A text without what means something in the format.
fn escaped(text: &str) -> String {
    text.chars().filter(|c| *c != '\r').fold(String::new(), |mut out, c| {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
        out
    })
}

/// A line with its end, cut where it is too long and never inside a letter.
fn folded(line: &str) -> String {
    let (mut out, mut bytes) = (String::new(), 0);
    for c in line.chars() {
        if bytes + c.len_utf8() > LINE_BYTES {
            out.push_str("\r\n ");
            bytes = 1;
        }
        bytes += c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::{DueDay, due_day, escaped, folded};
    use domain::words::Moment;
    use lang::{Lang, Words};

    fn file(now: &str, due: &str) -> String {
        due_day(&DueDay {
            words: Words::of(Lang::Vi),
            code: "H56.148-250815-0012",
            due: Moment::parse(due).unwrap(),
            unit: "Phường Hàm Rồng, tỉnh Thanh Hoá",
            site: "https://motcua.test",
            now: Moment::parse(now).unwrap(),
        })
    }

    #[test]
    fn the_file_is_as_calendars_read_it() {
        let golden = include_str!("golden.ics").replace('\n', "\r\n");
        assert_eq!(file("2026-03-09T03:30", "2026-03-11T16:00"), golden);
    }

    #[test]
    fn lines_are_cut_at_75_bytes_and_come_back_whole() {
        let text = file("2026-03-09T09:00", "2026-03-11T16:00");
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let letters = "Đ".repeat(200);
        assert_eq!(folded(&letters).replace("\r\n ", "").trim_end(), letters);
    }

    #[test]
    fn what_means_something_in_the_format_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne"), "a\\,b\\;c\\\\d\\ne");
    }

    #[test]
    fn a_day_that_was_moved_is_the_same_event() {
        let id = |text: &str| text.lines().find(|l| l.starts_with("UID:")).unwrap().to_owned();
        let (first, moved) =
            (file("2026-03-09T09:00", "2026-03-11T16:00"), file("2026-03-10T09:00", "2026-03-12T16:00"));
        assert_eq!(id(&first), id(&moved));
        assert!(moved.contains("DTSTART;VALUE=DATE:20260312\r\n"));
    }
}
