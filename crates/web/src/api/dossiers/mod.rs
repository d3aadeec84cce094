//! Dossiers: take in, act, list, look.

mod act;
mod asked;
mod children;
mod file;
mod input;
mod list;
mod look;
mod paper;
mod passing;
mod receive;
mod shapes;

pub use act::{ActSent, act};
pub use asked::{AskedShown, SoFar, asked};
pub use file::file;
pub use input::{ApplicantSent, PaperSent};
pub use list::{Counts, Listed, Page, list};
pub use look::look;
pub use paper::paper;
pub use passing::{RecallSent, ReturnSent, SendSent, give_back, recall, send};
pub use receive::{Filing, receive, submit};
pub use shapes::{
    ActOffered, Answer, ApplicantShown, Decision, FileShown, Happened, PaperShown, PassingOffered,
    RecordNamed, WholeDossier, WhyDue,
};

pub(super) use act::__path_act;
pub(super) use asked::__path_asked;
pub(super) use file::__path_file;
pub(super) use list::__path_list;
pub(super) use look::__path_look;
pub(super) use paper::__path_paper;
pub(super) use passing::{__path_give_back, __path_recall, __path_send};
pub(super) use receive::{__path_receive, __path_submit};
