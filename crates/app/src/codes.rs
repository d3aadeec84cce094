//! One-time codes: who holds a telephone proves it with six figures that were sent there.
//!
//! What is kept is a seed, beside the province's ledger and under the digest of telephone and purpose; only
//! with the node's key it makes the code. A code works once, for one purpose, for ten minutes, and five wrong
//! ones end it. Answers don't tell whether a code was ever asked for.

use crate::session::{digest, hex};
use crate::{App, AppError, Problem};
use domain::ledger::Digest;
use domain::notify::{CODE, Notice};
use domain::words::Phone;
use store::{Asked, Beside, Code, Loaded, Outcome, Reads, Telling, Writes};

/// How long a code works, in minutes.
pub const CODE_MINUTES: i64 = 10;
/// So many wrong ones end a code.
pub const CODE_TRIES: u32 = 5;
/// Codes to one telephone, and for one address, in the window.
const BY_PHONE: u64 = 4;
const BY_ADDRESS: u64 = 20;
const WINDOW_MINUTES: i64 = 60;
/// Longest name of a purpose.
const LONGEST_PURPOSE: usize = 100;

/// What kinds of attempts these are.
const PHONE: &str = "code-phone";
const ADDRESS: &str = "code-address";

/// Why a code isn't taken.
enum Wrong {
    /// There is none, or none any more.
    Over,
    /// Too many were asked for.
    TooMany,
}

/// Under what a code is kept.
fn key_of(phone: &Phone, purpose: &str) -> String {
    digest(&format!("{phone}\n{purpose}")).to_string()
}

impl App {
    /// Sends a one-time code to a telephone, at once. `purpose` names what it is for, as narrowly as the
    /// caller knows it (`apply:<draft>`): it fits nothing else. `address` is where the request came from.
    pub async fn send_code(&self, phone: &Phone, purpose: &str, address: &str) -> Result<(), AppError> {
        if purpose.is_empty() || purpose.len() > LONGEST_PURPOSE {
            return Err(AppError::invalid("purpose", "problem-code-over"));
        }
        let (now, key, unit) = (self.now(), key_of(phone, purpose), self.settings().province.clone());
        let since = now.plus_minutes(-WINDOW_MINUTES);
        let (of_phone, address) = (digest(phone.as_str()).to_string(), address.to_owned());
        let tries = [(PHONE, &of_phone), (ADDRESS, &address)];
        let attempts = tries.map(|(scope, key)| (scope.to_owned(), key.clone(), since)).into();
        let reads = Reads { attempts, ..Reads::of(unit.clone()) };
        let seed = Digest(self.random());
        let code = Code { seed, expires: now.plus_minutes(CODE_MINUTES), tries: 0 };
        let notice = Notice {
            kind: CODE.to_owned(),
            code: format!("{key}.{seed}"),
            phone: phone.as_str().to_owned(),
            due: None,
            officers: None,
            amount_vnd: None,
            unit: None,
        };
        let id = format!("{unit}/code-{}", hex(&self.random::<12>()));
        let asked = Telling::CodeAsked { key, code, id, notice, at: now };
        let decide = move |loaded: &Loaded| {
            let many = loaded.attempts.iter().zip([BY_PHONE, BY_ADDRESS]).any(|(n, most)| *n >= most);
            if many {
                return Err(Wrong::TooMany);
            }
            let attempt = |scope: &str, key: &String| Beside::Attempt {
                scope: scope.to_owned(),
                key: key.clone(),
                at: now,
            };
            let tries = [attempt(PHONE, &of_phone), attempt(ADDRESS, &address)];
            let asked = Beside::Telling(Box::new(asked.clone()));
            Ok(Writes { beside: tries.into_iter().chain([asked]).collect(), ..Writes::default() })
        };
        self.code_settled(reads, decide).await.map(|_| ())
    }

    /// Whether this is the code that was sent to that telephone for that purpose. It works once.
    pub async fn check_code(&self, phone: &Phone, purpose: &str, code: &str) -> Result<(), AppError> {
        self.code_tried(phone, purpose, code, true).await
    }

    /// The same for something that can go wrong afterwards: a right code may be said again until it is spent.
    pub async fn code_stands(&self, phone: &Phone, purpose: &str, code: &str) -> Result<(), AppError> {
        self.code_tried(phone, purpose, code, false).await
    }

    /// A code that did what it was for does nothing more.
    pub async fn code_spend(&self, phone: &Phone, purpose: &str) -> Result<(), AppError> {
        let spent = Beside::Telling(Box::new(Telling::CodeSpent(key_of(phone, purpose))));
        let unit = self.settings().province.clone();
        Ok(self.inner.store.put_beside(unit, vec![spent]).await?)
    }

    async fn code_tried(
        &self,
        phone: &Phone,
        purpose: &str,
        code: &str,
        spend: bool,
    ) -> Result<(), AppError> {
        let (now, key) = (self.now(), key_of(phone, purpose));
        let typed: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '.').collect();
        let telling = Asked { code: Some(key.clone()), ..Asked::default() };
        let reads = Reads { telling: Some(Box::new(telling)), ..Reads::of(self.settings().province.clone()) };
        let app = self.clone();
        let decide = move |loaded: &Loaded| {
            let known = loaded.telling.code.as_ref();
            let known = known.filter(|c| now < c.expires && c.tries < CODE_TRIES).ok_or(Wrong::Over)?;
            let fits = app.signer().once_fits(&key, &known.seed.0, &typed);
            let what = match (fits, spend) {
                (true, true) => Some(Telling::CodeSpent(key.clone())),
                (true, false) => None,
                (false, _) => Some(Telling::CodeTried(key.clone())),
            };
            let left = CODE_TRIES.saturating_sub(known.tries + 1).to_string();
            let answer = if fits { String::new() } else { left };
            let beside = what.into_iter().map(|what| Beside::Telling(Box::new(what))).collect();
            Ok(Writes { beside, answer, ..Writes::default() })
        };
        let left = self.code_settled(reads, decide).await?;
        if left.is_empty() {
            return Ok(());
        }
        Err(AppError::Invalid(vec![Problem::new("code", "problem-code-tried").with("left", left)]))
    }

    /// The figures that go out in a message, in the place of what stands in the queue.
    pub(crate) fn code_figures(&self, kept: &str) -> Option<String> {
        let (key, seed) = kept.split_once('.')?;
        Some(self.signer().once(key, &seed.parse::<Digest>().ok()?.0))
    }

    async fn code_settled<F>(&self, reads: Reads, decide: F) -> Result<String, AppError>
    where
        F: Fn(&Loaded) -> Result<Writes, Wrong> + Send + 'static,
    {
        match self.inner.store.submit(reads, decide).await? {
            Outcome::Done { answer, .. } => Ok(answer),
            Outcome::Refused(Wrong::Over) => Err(AppError::invalid("code", "problem-code-over")),
            Outcome::Refused(Wrong::TooMany) => Err(AppError::TooMany { retry_seconds: 60 * 60 }),
        }
    }
}
