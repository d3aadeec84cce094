//! What a notice reads like: the same message (`notice-…`), dressed for its channel.
//!
//! A text message goes out in GSM 03.38, so that it fits and costs little: Vietnamese loses its marks, as
//! people know it from every carrier.

use crate::provider::Message;
use domain::notify::sms::{Folding, to_gsm};
use domain::notify::{Channel, Notice};
use domain::words::Moment;
use lang::{Arg, Lang, Words};

/// What a message needs besides its notice.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The notice's id.
    pub id: &'a str,
    /// The name of the unit that the notice speaks of; empty where it speaks of none.
    pub unit: &'a str,
    /// Where the person can read more; empty where there is no such page.
    pub url: &'a str,
}

/// A notice as a message to one address on one channel.
pub fn message(notice: &Notice, about: About<'_>, channel: Channel, to: &str, words: &Words) -> Message {
    let values = values(notice, about, words);
    let read = said(notice, &values, words);
    let text = match channel {
        Channel::Sms => to_gsm(&read, folding(words.lang())),
        Channel::Zns | Channel::Push => read,
        Channel::Email => mail(&read, about.url, words),
    };
    let subject = words.say_one("tell-subject", "code", &notice.code);
    let html = (channel == Channel::Email).then(|| page(&subject, &text, words));
    let (id, kind) = (about.id.to_owned(), notice.kind.clone());
    Message { id, kind, to: to.to_owned(), subject, text, html, values }
}

/// Only Vietnamese reads better without any marks.
fn folding(lang: Lang) -> Folding {
    match lang {
        Lang::Vi => Folding::Bare,
        Lang::En | Lang::Fr => Folding::Kept,
    }
}

/// What templates and the message are filled with; a value that the notice lacks is left out.
fn values(notice: &Notice, about: About<'_>, words: &Words) -> Vec<(&'static str, String)> {
    let mut values = vec![("code", notice.code.clone())];
    if let Some(due) = notice.due {
        values.push(("due", moment(due, words)));
    }
    if let Some(amount) = notice.amount_vnd {
        values.push(("amount", words.say_one("tell-amount", "amount", words.number(amount))));
    }
    let named = [("unit", about.unit), ("url", about.url)];
    values.extend(named.into_iter().filter(|(_, value)| !value.is_empty()).map(|(n, v)| (n, v.to_owned())));
    values
}

fn said(notice: &Notice, values: &[(&'static str, String)], words: &Words) -> String {
    let of = |name: &str| values.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value.as_str());
    let args: [(&str, Arg<'_>); 4] =
        ["code", "due", "amount", "unit"].map(|name| (name, Arg::from(of(name))));
    words.say_with(&format!("notice-{}", notice.kind), &args)
}

/// `14:30 ngày 15/08/2025`, as papers say it.
fn moment(at: Moment, words: &Words) -> String {
    let (minute, day) = (at.minute_of_day(), at.day().0);
    let time = words.time(minute / 60, minute % 60);
    let date = words.date(day.year(), day.month(), day.day());
    words.say_with("paper-moment", &[("time", time.into()), ("date", date.into())])
}

fn mail(read: &str, url: &str, words: &Words) -> String {
    let mut lines = vec![read.to_owned()];
    if !url.is_empty() {
        lines.push(url.to_owned());
    }
    lines.push(words.say("tell-automatic"));
    lines.join("\n\n")
}

/// The text as a page: a paragraph each, nothing loaded, nothing that runs.
fn page(title: &str, text: &str, words: &Words) -> String {
    let paragraphs: Vec<String> = text.split("\n\n").map(paragraph).collect();
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\
         <body>{}</body></html>",
        words.tag(),
        escaped(title),
        paragraphs.concat()
    )
}

fn paragraph(text: &str) -> String {
    let shown = escaped(text);
    if text.starts_with("https://") && !text.contains(char::is_whitespace) {
        format!("<p><a href=\"{shown}\">{shown}</a></p>")
    } else {
        format!("<p>{shown}</p>")
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
