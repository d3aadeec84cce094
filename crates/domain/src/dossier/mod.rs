//! A dossier: one case of a procedure. It stands at one step, is owned by one unit, and changes only by acts.
//!
//! `decide` looks at the state and a command and gives an event or a [`Refusal`]; `evolve` folds an event
//! into the state and never fails. Each act is one file in `acts/`: command, decision, event, article of
//! law.
//!
//! Invariants, kept for any sequence of accepted acts: one step; one owner; versions 1, 2, 3, …; a due date
//! comes with its grounds; nothing happens after the end.
//!
//! Law: Decree 118/2025/NĐ-CP (in force 1 July 2025), whose steps follow Decree 61/2018/NĐ-CP art. 15–21;
//! the articles cited in `acts/` are of 61/2018 where the newer text keeps the rule.

mod acts;
mod asked;
mod children;
mod clock;
mod code;
mod decide;
mod event;
mod left;
mod national;
mod online;
mod own;
mod refusal;
mod scope;
mod sent;
mod state;
mod told;

pub use acts::{
    accept::{Accept, Accepted},
    approve::{Approve, Approved},
    assign::{Assign, Assigned, Colleague, spread},
    charge::{Charge, PaymentAsked},
    correct::{Correct, Corrected},
    deliver::{Deliver, Delivered, HandOver},
    enter::{Entered, effects},
    extend::{Extend, Extended},
    hand_over::{HandOverReason, HandedOver},
    lapse::Lapsed,
    moving::{Move, Moved},
    open::{Around, ChildEnded, Open, Opened, asks},
    paid::{PaymentTold, TellPaid},
    passing::Passing,
    recall::Recalled,
    receive::{Receive, Received, Submitted, answer_due},
    recount::{Recount, Recounted},
    refuse::{Refuse, Refused},
    resume::{Resume, Resumed},
    revise::{ChangeSaid, Revised, unexamined},
    supplement::{Supplement, SupplementAsked},
    take_over::TakenOver,
    withdraw::{Withdraw, Withdrawn},
};
pub use asked::{Asked, Needed, asked, needed};
pub use children::{Child, ChildAsked, ChildEnd, Opening, ParentOf, child_filing};
pub use clock::{Clock, Pause, Punctuality};
pub use code::DossierCode;
pub use decide::{
    Command, Rules, act, begin_together, child_ended, evolve, give_back, hand_over, held_by, lapse, lapses,
    may_pass, offered, passings, ready, recall, receive, receive_child, recount, recounted, revise, send,
    send_on, submit, submit_wishing, take_over, unmet,
};
pub use event::{Event, EventError};
pub use left::left_behind;
pub use national::NationalState;
pub use online::{DRAFT_DAYS, OnlineFault, online_business, online_faults, online_lacks, online_level};
pub use own::{Answered, OwnAct, Wanted, answer, own_acts, owns, tell_paid, withdraw};
pub use refusal::{Refusal, RefusalCode};
pub use scope::{known, known_of_filing};
pub use sent::{Doing, SentAct, SentTaken, Since};
pub use state::{
    Applicant, Attachment, Dossier, Filing, Intermediary, Outcome, Paid, Piece, Stage, Submitter,
};
pub use told::{Told, told};

#[cfg(test)]
pub(crate) mod tests;
