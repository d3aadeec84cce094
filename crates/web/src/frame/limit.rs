//! Limits on reading by guessing, and on what strangers leave here: so many requests, or so many bytes, a
//! minute from one address. Held in memory, because looking
//! something up must not write; processes of one office tell each other what they counted ([`Exchange`]).
//! Signing in is limited in the database, where every process sees it.

use app::AppError;
use app::dossier::Tracked;
use app::own::Following;
use app::ratings::RatingAsked;
use app::registers::{Certificate, Certified};
use domain::dossier::DossierCode;
use domain::words::Moment;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Most addresses that are remembered; beyond, the oldest minute is forgotten.
const ADDRESSES: usize = 20_000;
/// Most codes that an address looks up in a minute, and most of them that may be wrong.
const LOOKUPS: u32 = 1_200;
const MISSES: u32 = 30;
/// Most that people who are no officers leave from an address in a minute, in KiB: two drafts as large as
/// they get.
const BROUGHT_KIB: u32 = 120 * 1024;
/// Most telephones that are tried at one code in a minute, from wherever.
const MISSES_OF_A_CODE: u32 = 10;

/// What is asked, and from where.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Asker {
    kind: String,
    address: String,
}

/// How often in a minute, counted from the epoch.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    minute: i64,
    times: u32,
}

impl Count {
    fn in_minute(self, minute: i64) -> u32 {
        if self.minute == minute { self.times } else { 0 }
    }
}

#[derive(Default)]
struct Seen {
    here: Count,
    /// How much of it the other processes know.
    told: Count,
    /// What other processes counted, by their names.
    elsewhere: HashMap<String, Count>,
}

impl Seen {
    fn in_minute(&self, minute: i64) -> u32 {
        let elsewhere = self.elsewhere.values().map(|count| count.in_minute(minute));
        elsewhere.fold(self.here.in_minute(minute), u32::saturating_add)
    }
}

/// What was asked, by whom.
#[derive(Default)]
pub(super) struct Limits {
    seen: Mutex<HashMap<Asker, Seen>>,
}

impl Limits {
    /// Whether one more request of this kind is within `most` a minute.
    fn allows(&self, kind: &str, address: &str, most: u32, now: Moment) -> bool {
        self.counts(kind, address, 1, now) <= most
    }

    /// Counts so much more of a kind; answers how much it is in this minute.
    fn counts(&self, kind: &str, address: &str, more: u32, now: Moment) -> u32 {
        let minute = minute(now);
        self.with(kind, address, minute, |seen| {
            if seen.here.minute != minute {
                seen.here = Count { minute, times: 0 };
            }
            seen.here.times = seen.here.times.saturating_add(more);
            seen.in_minute(minute)
        })
    }

    /// How often an address asked for this kind in the present minute.
    fn asked(&self, kind: &str, address: &str, now: Moment) -> u32 {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let asker = Asker { kind: kind.to_owned(), address: address.to_owned() };
        seen.get(&asker).map_or(0, |seen| seen.in_minute(minute(now)))
    }

    fn with<T>(&self, kind: &str, address: &str, minute: i64, work: impl FnOnce(&mut Seen) -> T) -> T {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() > ADDRESSES {
            seen.retain(|_, seen| seen.in_minute(minute) > 0);
        }
        work(seen.entry(Asker { kind: kind.to_owned(), address: address.to_owned() }).or_default())
    }

    /// What was counted in this minute and isn't told yet: texts of lines, `bytes` each at most. Who asked
    /// most is told first.
    pub(super) fn untold(&self, now: Moment, bytes: usize, texts: usize) -> Vec<String> {
        let minute = minute(now);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let untold = |seen: &Seen| seen.here.in_minute(minute) > seen.told.in_minute(minute);
        let mut news: Vec<_> = seen.iter_mut().filter(|(_, seen)| untold(seen)).collect();
        news.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.here.times));
        let mut all: Vec<String> = Vec::new();
        for (asker, seen) in news {
            let line = format!("{} {minute} {} {}\n", asker.kind, seen.here.times, asker.address);
            let more = all.len() < texts && line.len() <= bytes;
            match all.last_mut() {
                Some(text) if text.len() + line.len() <= bytes => text.push_str(&line),
                _ if more => all.push(line),
                // The rest waits for the next time.
                _ => break,
            }
            seen.told = seen.here;
        }
        all
    }

    /// Takes in what another process counted.
    pub(super) fn hear(&self, from: &str, text: &str) {
        for line in text.lines() {
            let mut words = line.splitn(4, ' ');
            let (kind, minute, times, address) = (words.next(), words.next(), words.next(), words.next());
            let (Some(kind), Some(address)) = (kind, address) else { continue };
            let number = |word: Option<&str>| word.and_then(|word| word.parse::<i64>().ok());
            let (Some(minute), Some(times)) = (number(minute), number(times)) else { continue };
            let count = Count { minute, times: u32::try_from(times).unwrap_or(u32::MAX) };
            self.with(kind, address, minute, |seen| {
                seen.elsewhere.retain(|_, count| count.minute >= minute);
                seen.elsewhere.insert(from.to_owned(), count);
            });
        }
    }
}

/// A moment's minute, counted from the epoch.
fn minute(now: Moment) -> i64 {
    now.millis() / 60_000
}

impl super::Web {
    /// Refuses when an address asks for more than `most` of a kind in a minute.
    pub fn within(&self, kind: &'static str, address: &str, most: u32) -> Result<(), super::Fail> {
        if self.limits.allows(kind, address, most, self.app.now()) {
            return Ok(());
        }
        Err(super::Fail(AppError::TooMany { retry_seconds: 60 }))
    }

    /// Whether an address may leave so many bytes more in this minute.
    pub(crate) fn takes(&self, address: &str, bytes: u64) -> bool {
        let kib = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
        self.limits.counts("brought-kib", address, kib, self.app.now()) <= BROUGHT_KIB
    }

    /// How often an address missed, or did, something in this minute.
    pub(crate) fn missed(&self, kind: &'static str, address: &str) -> u32 {
        self.limits.asked(kind, address, self.app.now())
    }

    /// Counts one more of it.
    pub(crate) fn miss(&self, kind: &'static str, address: &str) {
        self.limits.counts(kind, address, 1, self.app.now());
    }

    /// Follows a dossier by its code.
    pub async fn followed(&self, address: &str, code: &str) -> Result<Tracked, super::Fail> {
        self.looked_up(address, ["track", "track-miss"], self.app.track(code)).await
    }

    /// Gives a pass for the right pair of code and telephone. Guessing is limited for who asks, and for what
    /// is asked for as well: whoever has many addresses gets no further with one code.
    pub async fn followed_by_phone(
        &self,
        address: &str,
        code: &str,
        phone: &str,
    ) -> Result<Following, super::Fail> {
        let known: Option<DossierCode> = code.parse().ok();
        if let Some(code) = &known
            && self.missed("follow-code", code.as_str()) >= MISSES_OF_A_CODE
        {
            return Err(super::Fail(AppError::TooMany { retry_seconds: 60 }));
        }
        let looking = self.app.follow_begin(code, phone);
        let found = self.looked_up(address, ["track", "track-miss"], looking).await;
        if let (Some(code), Err(super::Fail(AppError::NotFound))) = (&known, &found) {
            self.miss("follow-code", code.as_str());
        }
        found
    }

    /// What a certificate is worth.
    pub async fn certified(&self, address: &str, said: &Certificate) -> Result<Certified, super::Fail> {
        let kinds = ["register", "register-miss"];
        // Who found the record in the search has no certificate, and reads what is public for everybody.
        if said.code.is_empty() {
            let listed = self.app.record_listed(&said.register, &said.number, &said.unit);
            return self.looked_up(address, kinds, listed).await;
        }
        self.looked_up(address, kinds, self.app.certificate_check(said)).await
    }

    /// A dossier that somebody wants to rate.
    pub async fn to_rate(&self, address: &str, code: &str, proof: &str) -> Result<RatingAsked, super::Fail> {
        self.looked_up(address, ["rate", "rate-miss"], self.app.rating_ask(code, proof)).await
    }

    /// Looks something up. Guessing is limited by what misses: a counter that looks up the codes of a whole
    /// queue is not held up, a program that tries one code after the other is.
    async fn looked_up<T>(
        &self,
        address: &str,
        [kind, missed]: [&'static str; 2],
        looking: impl Future<Output = Result<T, AppError>>,
    ) -> Result<T, super::Fail> {
        self.within(kind, address, LOOKUPS)?;
        if self.missed(missed, address) >= MISSES {
            return Err(super::Fail(AppError::TooMany { retry_seconds: 60 }));
        }
        let found = looking.await;
        if matches!(found, Err(AppError::NotFound)) {
            self.miss(missed, address);
        }
        Ok(found?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Moment};

    #[test]
    fn what_was_asked_is_forgotten_with_the_minute() {
        let (limits, now) = (Limits::default(), Moment::from_millis(0));
        limits.allows("track", "a", 3, now);
        assert_eq!(limits.asked("track", "a", now), 1);
        assert_eq!(limits.asked("track", "b", now), 0);
        assert_eq!(limits.asked("track", "a", now.plus_minutes(1)), 0);
    }

    #[test]
    fn an_address_has_so_many_a_minute_and_others_have_their_own() {
        let (limits, now) = (Limits::default(), Moment::from_millis(0));
        assert!((0..3).all(|_| limits.allows("track", "a", 3, now)));
        assert!(!limits.allows("track", "a", 3, now));
        assert!(limits.allows("track", "b", 3, now));
        assert!(limits.allows("track", "a", 3, now.plus_minutes(1)));
    }

    #[test]
    fn what_weighs_more_counts_for_more() {
        let (limits, now) = (Limits::default(), Moment::from_millis(0));
        assert_eq!(limits.counts("brought-kib", "a", 700, now), 700);
        assert_eq!(limits.counts("brought-kib", "a", 400, now), 1_100);
        assert_eq!(limits.counts("brought-kib", "a", u32::MAX, now), u32::MAX);
        assert_eq!(limits.counts("brought-kib", "b", 1, now), 1);
        assert_eq!(limits.counts("brought-kib", "a", 1, now.plus_minutes(1)), 1);
    }

    #[test]
    fn what_processes_tell_each_other_counts_once() {
        let (here, there, now) = (Limits::default(), Limits::default(), Moment::from_millis(120_000));
        let exchange = |texts: usize| {
            for text in here.untold(now, 7_900, texts) {
                there.hear("here", &text);
            }
            for text in there.untold(now, 7_900, texts) {
                here.hear("there", &text);
            }
        };
        here.allows("track", "a", 9, now);
        there.allows("track", "a", 9, now);
        exchange(8);
        here.allows("track", "a", 9, now);
        exchange(8);
        exchange(8);
        assert_eq!((here.asked("track", "a", now), there.asked("track", "a", now)), (3, 3));
        assert!(here.untold(now, 7_900, 8).is_empty());
        let later = now.plus_minutes(1);
        assert_eq!((here.asked("track", "a", later), there.asked("track", "a", later)), (0, 0));
    }

    #[test]
    fn much_is_told_in_pieces_and_nonsense_is_not_heard() {
        let (here, there, now) = (Limits::default(), Limits::default(), Moment::from_millis(0));
        for n in 0..100 {
            here.allows("track", &format!("2001:db8::{n}"), 9, now);
        }
        let texts = here.untold(now, 200, 1_000);
        assert!(texts.len() > 1 && texts.iter().all(|text| text.len() <= 200));
        for text in &texts {
            there.hear("here", text);
        }
        assert!((0..100).all(|n| there.asked("track", &format!("2001:db8::{n}"), now) == 1));
        there.hear("here", "nonsense\ntrack x y z\n\ntrack 0 -1 a\n");
        assert_eq!(there.asked("track", "z", now), 0);
        let few = Limits::default();
        assert!((0..100).all(|n| few.allows("track", &n.to_string(), 9, now)));
        assert_eq!(few.untold(now, 20, 2).len(), 2);
        assert!(!few.untold(now, 20, 1_000).is_empty(), "the rest waits");
    }
}
