//! How a citizen wants to be told, as they said it: a record on the province's ledger, keyed by the person.

use super::{Channel, Contact, Wish};
use crate::records::{Body, RecordKind};
use crate::words::Email;
use serde::{Deserialize, Serialize};

/// Most browsers that a person is told in.
pub const MOST_BROWSERS: usize = 10;
/// Longest subscription of a browser, in bytes.
const LONGEST_SUBSCRIPTION: usize = 2_000;

/// Wishes, and where a person can be reached besides the telephone that a dossier names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wished {
    /// What they want.
    #[serde(flatten)]
    pub wish: Wish,
    /// Their e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Subscriptions of their browsers, as they gave them (JSON).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub push: Vec<String>,
}

impl Body for Wished {
    const KIND: RecordKind = RecordKind::Wish;
}

impl Wished {
    /// What in them can't be used: a field and the message that says why.
    pub fn problems(&self) -> Vec<(&'static str, &'static str)> {
        let mut problems = Vec::new();
        if let Some(Err(fault)) = self.email.as_deref().map(Email::parse) {
            problems.push(("email", fault.key()));
        }
        if self.email.is_none() && self.wish.channels.contains(&Channel::Email) {
            problems.push(("email", "problem-wish-email-none"));
        }
        let too_long = |s: &String| s.len() > LONGEST_SUBSCRIPTION || !is_subscription(s);
        if self.push.len() > MOST_BROWSERS || self.push.iter().any(too_long) {
            problems.push(("push", "problem-wish-push"));
        }
        if self.wish.quiet.is_some_and(|quiet| quiet.from >= 1440 || quiet.to >= 1440) {
            problems.push(("quiet", "problem-wish-quiet"));
        }
        if !["", "vi", "en", "fr"].contains(&self.wish.language.as_str()) {
            problems.push(("language", "problem-wish-language"));
        }
        problems
    }

    /// A browser in which the person wants to be told before anything else is tried. One that is known gets
    /// its newest subscription.
    pub fn add_browser(&mut self, subscription: &str) {
        let endpoint = endpoint_of(subscription);
        self.push.retain(|known| endpoint_of(known) != endpoint);
        self.push.push(subscription.to_owned());
        if !self.wish.channels.contains(&Channel::Push) {
            self.wish.channels.insert(0, Channel::Push);
        }
    }

    /// Tells them in that browser no more; in none, where no endpoint is named.
    pub fn drop_browser(&mut self, endpoint: Option<&str>) {
        self.push.retain(|known| endpoint.is_some_and(|gone| endpoint_of(known) != gone));
        if self.push.is_empty() {
            self.wish.channels.retain(|channel| *channel != Channel::Push);
        }
    }

    /// Where their browsers are told.
    pub fn endpoints(&self) -> Vec<String> {
        self.push.iter().map(|known| endpoint_of(known)).collect()
    }

    /// The channels that they chose of those that are offered. What isn't offered here stays as they wished
    /// it, and browsers come first as long as they have some.
    pub fn choose(&mut self, chosen: &[Channel], offered: &[Channel]) {
        let asked = |channel: &Channel| *channel != Channel::Push && offered.contains(channel);
        let kept = self.wish.channels.iter().copied().filter(|channel| !asked(channel));
        let (first, rest): (Vec<_>, Vec<_>) = kept.partition(|channel| *channel == Channel::Push);
        let chosen = offered.iter().copied().filter(|channel| asked(channel) && chosen.contains(channel));
        self.wish.channels = first.into_iter().chain(chosen).chain(rest).collect();
    }

    /// Where the person can be reached about a dossier that names this telephone.
    pub fn contact(&self, phone: &str) -> Contact {
        Contact { phone: phone.to_owned(), email: self.email.clone(), push: self.push.clone() }
    }
}

/// Where a browser's messages go; empty for what is no subscription.
fn endpoint_of(subscription: &str) -> String {
    let json = serde_json::from_str::<serde_json::Value>(subscription).unwrap_or_default();
    json.get("endpoint").and_then(|v| v.as_str()).unwrap_or_default().to_owned()
}

/// Whether a text has the shape that browsers give (W3C Push API).
fn is_subscription(text: &str) -> bool {
    let Ok(json) = serde_json::from_str::<serde_json::Value>(text) else { return false };
    let at = |pointer: &str| json.pointer(pointer).and_then(|v| v.as_str()).unwrap_or_default();
    at("/endpoint").starts_with("https://") && !at("/keys/p256dh").is_empty() && !at("/keys/auth").is_empty()
}

#[cfg(test)]
mod tests {
    use super::Wished;
    use crate::notify::{Channel, Quiet, Wish};

    const BROWSER: &str = r#"{"endpoint":"https://push.example.test/1","keys":{"auth":"a","p256dh":"b"}}"#;

    fn some() -> Wished {
        let channels = vec![Channel::Zns, Channel::Email];
        let quiet = Some(Quiet { from: 1320, to: 360 });
        let wish = Wish { channels, language: "en".to_owned(), quiet, only_required: true };
        Wished { wish, email: Some("an@example.test".to_owned()), push: vec![BROWSER.to_owned()] }
    }

    #[test]
    fn what_is_in_the_ledger_is_read_for_ever() {
        let golden = include_str!("../../testdata/records/wish/v1.json");
        assert_eq!(serde_json::from_str::<Wished>(golden).unwrap(), some());
        assert_eq!(serde_json::from_str::<Wished>("{}").unwrap(), Wished::default());
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        assert_eq!(some().problems(), []);
        for email in
            ["", "an", "an@", "@example.test", "an@example", "an @example.test", "a@b@c.vn", "a@b..vn"]
        {
            let wished = Wished { email: Some(email.to_owned()), ..some() };
            assert_eq!(wished.problems(), [("email", "problem-email")], "{email}");
        }
        for browser in ["", "{}", &BROWSER.replace("https", "http"), &BROWSER.replace("auth", "other")] {
            let wished = Wished { push: vec![browser.to_owned()], ..some() };
            assert_eq!(wished.problems(), [("push", "problem-wish-push")], "{browser}");
        }
        let many = Wished { push: vec![BROWSER.to_owned(); 11], ..some() };
        assert_eq!(many.problems(), [("push", "problem-wish-push")]);
        let wish =
            Wish { quiet: Some(Quiet { from: 1440, to: 0 }), language: "xx".to_owned(), ..Wish::default() };
        let wrong = Wished { wish, ..Wished::default() };
        assert_eq!(
            wrong.problems(),
            [("quiet", "problem-wish-quiet"), ("language", "problem-wish-language")]
        );
    }

    #[test]
    fn mail_that_is_wanted_needs_an_address() {
        let wished = Wished { email: None, ..some() };
        assert_eq!(wished.problems(), [("email", "problem-wish-email-none")]);
    }

    #[test]
    fn a_browser_is_known_once_comes_first_and_goes_with_its_channel() {
        let (mut wished, newer) = (some(), BROWSER.replace("\"a\"", "\"c\""));
        let other = BROWSER.replace("test/1", "test/2");
        wished.add_browser(&newer);
        assert_eq!(wished.push, [newer.as_str()]);
        assert_eq!(wished.wish.channels, [Channel::Push, Channel::Zns, Channel::Email]);
        wished.add_browser(&other);
        wished.drop_browser(Some("https://push.example.test/1"));
        assert_eq!(wished.endpoints(), ["https://push.example.test/2"]);
        wished.drop_browser(None);
        assert_eq!((wished.push.len(), wished.wish.channels), (0, vec![Channel::Zns, Channel::Email]));
    }

    #[test]
    fn what_is_not_offered_here_stays_as_it_was_wished() {
        let mut wished = some();
        wished.add_browser(BROWSER);
        wished.choose(&[Channel::Sms, Channel::Zns], &[Channel::Sms, Channel::Email, Channel::Push]);
        assert_eq!(wished.wish.channels, [Channel::Push, Channel::Sms, Channel::Zns]);
        wished.choose(&[], &Channel::ALL);
        assert_eq!(wished.wish.channels, [Channel::Push]);
    }
}
