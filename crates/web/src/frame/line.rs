//! How the header's sign of the line comes about, once a page.

use super::Web;
use crate::layout::Line;
use crate::show;
use app::nodes::{LineStanding, NodeRole};
use domain::identity::{Actor, Right, Scope, scope};
use domain::words::Moment;
use lang::Words;

/// The line as far as this person needs to know. A page never fails for want of its sign.
pub(super) async fn of(web: &Web, words: &Words, actor: &Actor) -> Line {
    match web.app.standing().await {
        Ok(standing) => said(words, web.app.now(), actor, &standing),
        Err(error) => {
            tracing::warn!(%error, "how the line stands can't be read");
            Line::Unsaid
        }
    }
}

fn said(words: &Words, now: Moment, actor: &Actor, standing: &LineStanding) -> Line {
    match standing.role {
        NodeRole::Alone => Line::Unsaid,
        // Who looks after machines hears of them, and nobody else.
        NodeRole::Centre if scope(actor, Right::NodesManage) == Scope::Nobody => Line::Unsaid,
        NodeRole::Centre => Line::Watched { silent: standing.silent, faults: standing.faults },
        NodeRole::Box if standing.refused.is_some() => Line::Refused,
        NodeRole::Box => match standing.cut_since {
            Some(at) => Line::Cut { since: since(words, now, at), waiting: standing.unsent_dossiers },
            None if standing.unsent_entries > 0 => Line::CatchingUp { waiting: standing.unsent_dossiers },
            None => Line::Online,
        },
    }
}

/// Since when, as briefly as it can be said: the time today, else with its day.
pub fn since(words: &Words, now: Moment, at: Moment) -> String {
    if at.day() == now.day() { show::time(words, at) } else { show::moment(words, at) }
}
