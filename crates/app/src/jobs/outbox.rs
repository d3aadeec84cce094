//! Notices leave through a transport. A notice's id never changes, so a transport that gets one twice knows.
//!
//! Each is claimed before it is handed over: of several processes that look at once, one sends it. Who dies
//! in between leaves a claim that ends; who takes it up then sends nothing that somebody took already.

use crate::codes::CODE_MINUTES;
use crate::telling::{Handed, Parcel, Transport, Verdict};
use crate::together::together;
use crate::{App, AppError};
use domain::notify::{CODE, Delivery, Settings, plan, unwanted};
use domain::words::Moment;
use store::read::Waiting;
use store::{Asked, Beside, Loaded, Outcome, Reads, Telling, Try, Writes};

/// How many notices are taken at a time, and handed over side by side.
const BATCH: u32 = 200;
const SIDE_BY_SIDE: usize = 16;
const CODES: u32 = 16;
/// Longest wait between two tries, in minutes.
const LONGEST_WAIT: i64 = 60;
/// What providers don't take for so long is shown to an administrator as failed, in minutes.
const GIVEN_UP: i64 = 3 * 24 * 60;
/// How long a claim holds, in minutes; handing over takes less.
const CLAIM: i64 = 15;

fn telling(what: Telling) -> Beside {
    Beside::Telling(Box::new(what))
}

impl App {
    /// Sends what is due; answers with how many left. What fails waits longer each time.
    pub async fn outbox_drain(&self, transport: &dyn Transport) -> Result<usize, AppError> {
        let now = self.now();
        let waiting = self.inner.store.read(move |r| r.outbox_due(now, BATCH)).await?;
        let mut sent = 0;
        for some in waiting.chunks(SIDE_BY_SIDE) {
            // Somebody waits for a code that was asked for meanwhile.
            let at = self.now();
            let codes = self.inner.store.read(move |r| r.outbox_codes_due(at, CODES)).await?;
            let handing = codes.iter().map(|code| self.hand(transport, code, at)).collect();
            for done in together(handing).await {
                sent += usize::from(done?);
            }
            let handing = some.iter().map(|waiting| self.hand(transport, waiting, at)).collect();
            for done in together(handing).await {
                sent += usize::from(done?);
            }
        }
        self.note_standing(transport).await?;
        Ok(sent)
    }

    /// Hands one over; says whether somebody has it now.
    async fn hand(
        &self,
        transport: &dyn Transport,
        waiting: &Waiting,
        now: Moment,
    ) -> Result<bool, AppError> {
        let house = transport.house();
        let Some(parcel) = self.parcel(waiting, house.as_ref(), now).await? else { return Ok(false) };
        if !self.claim(waiting, now).await? {
            return Ok(false);
        }
        if self.taken_before(waiting).await? {
            self.note(waiting, Verdict::Done, Vec::new()).await?;
            return Ok(true);
        }
        let late = waiting.notice.kind == CODE && waiting.at.plus_minutes(CODE_MINUTES) <= now;
        let Handed { verdict, tries } = if late {
            Handed { verdict: Verdict::Never, tries: vec![our_own(waiting, Delivery::Expired, "late", now)] }
        } else {
            let handed = tokio::time::timeout(transport.longest(), transport.deliver(&parcel)).await;
            handed.unwrap_or_else(|_| {
                let slow = our_own(waiting, Delivery::Failed, "slow", now);
                let took_ms = i64::try_from(transport.longest().as_millis()).unwrap_or(i64::MAX);
                Handed { verdict: Verdict::Later, tries: vec![Try { took_ms, ..slow }] }
            })
        };
        let given_up = house.is_some() && waiting.at.plus_minutes(GIVEN_UP) <= now;
        let verdict = if verdict == Verdict::Later && given_up { Verdict::Never } else { verdict };
        self.note(waiting, verdict, tries).await?;
        Ok(verdict == Verdict::Done)
    }

    /// What is handed over; nothing where it waits for an hour at which somebody may be written to.
    async fn parcel(
        &self,
        waiting: &Waiting,
        house: Option<&Settings>,
        now: Moment,
    ) -> Result<Option<Parcel>, AppError> {
        let mut notice = waiting.notice.clone();
        let mut parcel = Parcel {
            id: waiting.id.clone(),
            unit: notice.unit.as_ref().map(|u| self.world().unit_name(u)).unwrap_or_default(),
            notice: notice.clone(),
            language: String::new(),
            attempts: Vec::new(),
        };
        if let Some(house) = house {
            let (contact, wish) = self.reached(&notice).await?;
            if unwanted(&notice, &wish) {
                self.note(waiting, Verdict::Done, Vec::new()).await?;
                return Ok(None);
            }
            parcel.attempts = plan(&notice, &contact, &wish, house, now);
            parcel.language = wish.language;
            let next = parcel.attempts.iter().map(|attempt| attempt.not_before).min();
            if let Some(next) = next.filter(|next| now < *next) {
                let delayed = Telling::NoticeDelayed { id: waiting.id.clone(), next };
                self.inner.store.put_beside(waiting.unit.clone(), vec![telling(delayed)]).await?;
                return Ok(None);
            }
        }
        // What stands in the queue is what the code is made from.
        if notice.kind == CODE {
            notice.code = self.code_figures(&notice.code).unwrap_or_default();
            parcel.notice = notice;
        }
        Ok(Some(parcel))
    }

    /// Takes a notice, so that nobody else sends it; says whether nobody else has.
    async fn claim(&self, waiting: &Waiting, now: Moment) -> Result<bool, AppError> {
        let id = waiting.id.clone();
        let asked = Asked { notice: Some(id.clone()), ..Asked::default() };
        let reads = Reads { telling: Some(Box::new(asked)), ..Reads::of(waiting.unit.clone()) };
        let decide = move |loaded: &Loaded| {
            let due =
                loaded.telling.notice.is_some_and(|n| !n.done && n.next.is_some_and(|next| next <= now));
            if !due {
                return Err(());
            }
            let claimed = Telling::NoticeClaimed { id: id.clone(), until: now.plus_minutes(CLAIM) };
            Ok(Writes { beside: vec![telling(claimed)], ..Writes::default() })
        };
        let outcome = self.inner.store.submit(reads, decide).await?;
        Ok(matches!(outcome, Outcome::Done { .. }))
    }

    /// Whether somebody took a notice that is still open: what its tries came to is noted before that it is
    /// done, and the program may have been stopped between the two. What is done is never opened again, so
    /// no try that was taken is of an earlier time.
    async fn taken_before(&self, waiting: &Waiting) -> Result<bool, AppError> {
        let (beside, id) = (self.settings().province.clone(), waiting.id.clone());
        Ok(self.inner.store.read(move |r| r.notice_taken(&beside, &id)).await?)
    }

    async fn note(&self, waiting: &Waiting, verdict: Verdict, tries: Vec<Try>) -> Result<(), AppError> {
        let (id, at) = (waiting.id.clone(), self.now());
        if !tries.is_empty() {
            let tries = tries.into_iter().map(|tried| telling(Telling::Tried(tried))).collect();
            self.inner.store.put_beside(self.settings().province.clone(), tries).await?;
        }
        let outcome = match verdict {
            Verdict::Done => Beside::NoticeDone { id, at },
            Verdict::Later => {
                let wait = LONGEST_WAIT.min(1 << waiting.attempts.min(6));
                Beside::NoticeRetry { id, next: at.plus_minutes(wait) }
            }
            Verdict::Never => telling(Telling::NoticeFailed(id)),
        };
        Ok(self.inner.store.put_beside(waiting.unit.clone(), vec![outcome]).await?)
    }
}

/// A try of which no provider said how it went.
fn our_own(waiting: &Waiting, state: Delivery, fault: &str, at: Moment) -> Try {
    Try {
        notice: waiting.id.clone(),
        kind: waiting.notice.kind.clone(),
        channel: String::new(),
        provider: String::new(),
        state,
        provider_ids: Vec::new(),
        parts: 0,
        cost_vnd: 0,
        at,
        took_ms: 0,
        fault: fault.to_owned(),
    }
}
