//! What citizens do to their own dossiers: answer a request for papers, tell of a payment, take the request
//! back. They do it at no step and in no role; the law says when. Each decides to the same events as an
//! officer's act, so that nothing else has to know who sent them.

use super::acts::paid::{self, TellPaid};
use super::acts::resume::{self, Resume};
use super::acts::withdraw::{self, Withdraw};
use super::acts::{fits, reason};
use super::decide::{Rules, fresh};
use super::{Attachment, Dossier, Event, Piece, Refusal, RefusalCode, Stage};
use crate::identity::{Level, Own};
use crate::packs::ActKind;
use crate::words::Moment;
use serde::{Deserialize, Serialize};

/// Whether a dossier is a citizen's own: they sent it, it was asked for under their number, or by a business
/// that they act for. The tax code of a household is its head's personal number, and shows the dossier to
/// that person. Lists ask the same in SQL (`store::read::scope`).
pub fn owns(own: &Own, dossier: &Dossier) -> bool {
    // What offices ask of each other is nobody's outside.
    if dossier.internal {
        return false;
    }
    let (who, sent) = (&dossier.filing.applicant, dossier.filing.submitter.as_deref());
    let tax_code = who.tax_code.as_ref();
    let number = who.personal_number.as_ref().map(|n| n.as_str()).or(tax_code.map(|t| t.as_str()));
    own.personal_number.as_ref().is_some_and(|n| Some(n.as_str()) == number)
        || own.acts_for(tax_code)
        || sent.is_some_and(|s| s.person == own.person || own.acts_for(s.business.as_ref()))
}

/// What a dossier waits for from the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Papers.
    Papers,
    /// A payment.
    Payment,
    /// To be collected.
    Collect,
}

impl Wanted {
    /// What a stage waits for; once somebody said that it is paid, the office's turn has come.
    pub const fn of(stage: Stage, paid: bool) -> Option<Self> {
        match stage {
            Stage::AwaitingDocuments => Some(Self::Papers),
            Stage::AwaitingPayment if !paid => Some(Self::Payment),
            Stage::Resolved => Some(Self::Collect),
            _ => None,
        }
    }

    /// The name in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Payment => "payment",
            Self::Collect => "collect",
        }
    }
}

/// Something that citizens do to their own dossiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnAct {
    /// Bring what was asked for.
    Supplement,
    /// Tell of a payment.
    Pay,
    /// Take the request back.
    Withdraw,
}

impl OwnAct {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Supplement, Self::Pay, Self::Withdraw];

    /// The name in addresses and message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Supplement => "supplement",
            Self::Pay => "pay",
            Self::Withdraw => "withdraw",
        }
    }

    /// The act of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == text)
    }
}

/// What can be done to an own dossier as it stands; what is waited for first.
pub fn own_acts(dossier: &Dossier) -> Vec<OwnAct> {
    let here = |act: &OwnAct| match act {
        OwnAct::Supplement => dossier.stage == Stage::AwaitingDocuments,
        OwnAct::Pay => dossier.stage == Stage::AwaitingPayment,
        // While no decision exists (Circular 03/2025/TT-VPCP art. 7).
        OwnAct::Withdraw => fits(ActKind::Withdraw, dossier),
    };
    OwnAct::ALL.into_iter().filter(|act| dossier.moved_to.is_none() && here(act)).collect()
}

/// Whether a citizen may do it now. `expected` is the version that they saw.
fn ready(own: &Own, dossier: &Dossier, expected: u32, act: OwnAct) -> Result<(), Refusal> {
    if own.level < Level::Two {
        return Err(RefusalCode::LevelLow.into());
    }
    fresh(dossier, expected)?;
    if dossier.moved_to.is_some() {
        return Err(RefusalCode::InTransit.into());
    }
    if dossier.stage.ended() {
        return Err(RefusalCode::Ended.into());
    }
    if own_acts(dossier).contains(&act) { Ok(()) } else { Err(RefusalCode::NotHere.into()) }
}

/// The answer to one thing that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// In words: what was unclear, or why it can't be brought.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
}

impl Answered {
    fn says_something(&self) -> bool {
        !self.files.is_empty() || reason(&self.text).is_ok()
    }
}

/// Answers a request for papers. `items` is what was asked for, `answers` the answers in the same order. It
/// is complete when each has one: from then the time counts anew by law, and what is missing is named.
/// Gives the event, and what was said in words.
pub fn answer(
    own: &Own,
    now: Moment,
    rules: Rules<'_>,
    dossier: &Dossier,
    expected: u32,
    items: &[String],
    answers: Vec<Answered>,
) -> Result<(Event, String), Refusal> {
    ready(own, dossier, expected, OwnAct::Supplement)?;
    let answered = |at: usize| answers.get(at).is_some_and(Answered::says_something);
    let missing: Vec<&str> =
        items.iter().enumerate().filter(|(at, _)| !answered(*at)).map(|(_, item)| item.as_str()).collect();
    if !missing.is_empty() || !answers.iter().any(Answered::says_something) {
        return Err(Refusal::with(RefusalCode::ItemsUnanswered, "items", &missing.join("; ")));
    }
    let (mut documents, mut said) = (Vec::new(), Vec::new());
    for (item, Answered { text, files }) in items.iter().zip(answers) {
        let text = text.trim();
        if !text.is_empty() {
            said.push(format!("{item}: {text}"));
        }
        if !files.is_empty() {
            documents.push(Piece { name: item.clone(), originals: 0, copies: 1, files });
        }
    }
    let event = resume::decide(now, rules, dossier, Resume { documents, data: None })?;
    Ok((Event::Resumed(event), said.join("\n")))
}

/// Tells of a payment; an officer looks whether it came.
pub fn tell_paid(own: &Own, dossier: &Dossier, expected: u32, c: TellPaid) -> Result<Event, Refusal> {
    ready(own, dossier, expected, OwnAct::Pay)?;
    paid::decide(c).map(Event::PaymentTold)
}

/// Takes the request back.
pub fn withdraw(own: &Own, dossier: &Dossier, expected: u32, c: Withdraw) -> Result<Event, Refusal> {
    ready(own, dossier, expected, OwnAct::Withdraw)?;
    withdraw::decide(c).map(Event::Withdrawn)
}
