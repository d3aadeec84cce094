//! How the line is, as a box knows it: for the sign in every page's header. Kept as settings, so that a
//! restart forgets nothing; written when something changes, else once a minute at most, since every commit
//! wakes who waits for one.

use super::line::LineError;
use super::round::{Round, RoundError};
use crate::{App, AppError};
use domain::ledger::Digest;
use domain::words::{Moment, UnitId};
use std::collections::BTreeMap;
use std::sync::PoisonError;
use store::Beside;

/// When the centre answered last, in milliseconds since the epoch.
pub(crate) const CONTACT: &str = "line-contact";
/// Since when it doesn't; empty while it does.
pub(crate) const CUT: &str = "line-cut";
/// How far our clock is ahead of the centre's, in milliseconds.
pub(crate) const CLOCK: &str = "line-clock";
/// What the centre refuses, as `code: text`; empty while it doesn't.
pub(crate) const REFUSED: &str = "line-refused";

/// How often the last contact is written.
const APART_MILLIS: i64 = 60_000;
/// A clock's difference that is worth writing.
const CLOCK_MILLIS: i64 = 2_000;

/// What was written last, and what a box remembers between rounds.
#[derive(Debug, Default)]
pub(super) struct Note {
    known: Option<Said>,
    /// Up to which entry a fork's own entries lie before a person, by unit.
    pub strayed: BTreeMap<UnitId, (u64, Digest)>,
    /// Which passwords of a ledger's people the centre was brought last.
    pub secrets: BTreeMap<UnitId, Digest>,
}

/// How the line is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Said {
    contact: Option<Moment>,
    cut: Option<Moment>,
    clock_ms: i64,
    refused: String,
}

impl Said {
    /// After a round that ended so.
    fn after(&self, ended: Result<(), &RoundError>, clock_ms: Option<i64>, now: Moment) -> Self {
        let greeted = clock_ms.is_some();
        let clock_ms = clock_ms.unwrap_or(self.clock_ms);
        let up = Self { contact: Some(now), cut: None, clock_ms, refused: String::new() };
        match ended {
            Ok(()) => up,
            Err(RoundError::Refused { code, text }) => Self { refused: format!("{code}: {text}"), ..up },
            Err(RoundError::Line(error)) => {
                let contact = if greeted { Some(now) } else { self.contact };
                let refused = match error {
                    LineError::Refused { code, text } => format!("{code}: {text}"),
                    LineError::Away(_) => self.refused.clone(),
                };
                Self { contact, cut: self.cut.or(Some(now)), clock_ms, refused }
            }
            // Somebody else answers: to the people here the line is cut.
            Err(RoundError::Answer(_)) => Self { cut: self.cut.or(Some(now)), ..self.clone() },
            // Our own trouble says nothing of the line.
            Err(RoundError::App(_) | RoundError::NotEnrolled) => self.clone(),
        }
    }

    /// Whether it is worth a commit.
    fn differs(&self, before: &Self) -> bool {
        let at = |moment: Option<Moment>| moment.map_or(0, Moment::millis);
        self.cut != before.cut
            || self.refused != before.refused
            || self.clock_ms.abs_diff(before.clock_ms) > CLOCK_MILLIS.unsigned_abs()
            || at(self.contact).abs_diff(at(before.contact)) >= APART_MILLIS.unsigned_abs()
    }

    fn settings(&self) -> Vec<Beside> {
        let at = |moment: Option<Moment>| moment.map_or_else(String::new, |m| m.millis().to_string());
        let meta = |key: &str, value| Beside::Meta { key: key.to_owned(), value };
        vec![
            meta(CONTACT, at(self.contact)),
            meta(CUT, at(self.cut)),
            meta(CLOCK, self.clock_ms.to_string()),
            meta(REFUSED, self.refused.clone()),
        ]
    }
}

impl App {
    /// Notes how a round ended. `clock_ms`: how far our clock is ahead, where the centre said what it shows.
    pub(super) async fn line_noted(
        &self,
        ended: &Result<Round, RoundError>,
        clock_ms: Option<i64>,
    ) -> Result<(), AppError> {
        let known = self.inner.nodes.line.lock().unwrap_or_else(PoisonError::into_inner).known.clone();
        let before = match known {
            Some(known) => known,
            None => self.line_said().await?,
        };
        let after = before.after(ended.as_ref().map(|_| ()), clock_ms, self.now());
        let known = if after.differs(&before) {
            let province = self.settings().province.clone();
            self.inner.store.put_beside(province, after.settings()).await?;
            after
        } else {
            before
        };
        self.inner.nodes.line.lock().unwrap_or_else(PoisonError::into_inner).known = Some(known);
        Ok(())
    }

    /// How the line was when the program ended last.
    async fn line_said(&self) -> Result<Said, AppError> {
        let moment = |text: Option<String>| text.and_then(|t| t.parse().ok()).map(Moment::from_millis);
        let clock = self.node_setting(CLOCK).await?;
        Ok(Said {
            contact: moment(self.node_setting(CONTACT).await?),
            cut: moment(self.node_setting(CUT).await?),
            clock_ms: clock.and_then(|t| t.parse().ok()).unwrap_or_default(),
            refused: self.node_setting(REFUSED).await?.unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::nodes::{LineError, RoundError};
    use domain::words::Moment;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1_000)
    }

    #[test]
    fn a_cut_lasts_from_the_first_round_that_failed() {
        let cut = RoundError::Line(LineError::Away("no route".to_owned()));
        let up = Said::default().after(Ok(()), Some(300), at(60));
        let first = up.after(Err(&cut), None, at(90));
        let second = first.after(Err(&cut), None, at(120));
        assert_eq!((second.contact, second.cut), (Some(at(60)), Some(at(90))));
        assert!(first.differs(&up) && !second.differs(&first));
        let again = second.after(Ok(()), Some(300), at(150));
        assert_eq!((again.contact, again.cut), (Some(at(150)), None));
    }

    #[test]
    fn a_refusal_is_no_cut_and_goes_with_the_next_round_that_is_taken() {
        let refused = RoundError::Refused { code: "revoked".to_owned(), text: "Máy xã".to_owned() };
        let said = Said::default().after(Err(&refused), None, at(60));
        assert_eq!((said.cut, said.refused.as_str()), (None, "revoked: Máy xã"));
        assert_eq!(said.after(Ok(()), None, at(61)).refused, "");
    }

    #[test]
    fn contact_is_written_once_a_minute() {
        let first = Said::default().after(Ok(()), Some(0), at(1_000));
        assert!(first.differs(&Said::default()));
        assert!(!first.after(Ok(()), Some(40), at(1_030)).differs(&first));
        assert!(first.after(Ok(()), Some(40), at(1_060)).differs(&first));
    }
}
