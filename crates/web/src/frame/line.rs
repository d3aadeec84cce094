//! How the header's sign of the line comes about, once a page.

use super::Web;
use crate::layout::Line;
use crate::show;
use app::nodes::{LineRole, LineStanding, LineState};
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
    let waiting = standing.unsent.dossiers;
    match (standing.role, standing.state) {
        // Who looks after machines hears of them, and nobody else.
        (LineRole::Centre, _) if scope(actor, Right::NodesManage) != Scope::Nobody => {
            Line::Watched { silent: standing.silent, faults: standing.faults }
        }
        (LineRole::Alone | LineRole::Centre, _) | (_, LineState::None) => Line::Unsaid,
        (LineRole::Box, LineState::Online) => Line::Online,
        (LineRole::Box, LineState::CatchingUp) => {
            // Where no dossier waits, what else does: an account, a closing day.
            Line::CatchingUp { waiting: if waiting > 0 { waiting } else { standing.unsent.entries } }
        }
        (LineRole::Box, LineState::Refused) => Line::Refused,
        (LineRole::Box, LineState::Full) => Line::Full { waiting },
        (LineRole::Box, LineState::Cut) => {
            // Since when it is known to be cut, or since when nothing can have been heard.
            let at = standing.cut.or(standing.contact).unwrap_or(now);
            Line::Cut { since: since(words, now, at), waiting }
        }
    }
}

/// Since when, as briefly as it can be said: the time today, else with its day.
pub fn since(words: &Words, now: Moment, at: Moment) -> String {
    if at.day() == now.day() { show::time(words, at) } else { show::moment(words, at) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::nodes::Unsent;
    use domain::identity::Role;
    use domain::words::PersonId;
    use lang::Lang;

    fn line(role: Role, standing: &LineStanding) -> Line {
        let now = Moment::parse("2026-03-09T11:00").unwrap();
        let unit: domain::words::UnitId = "38@2025-07-01".parse().unwrap();
        let actor = Actor {
            person: "018f0000-0000-7000-8000-000000000001".parse::<PersonId>().unwrap(),
            name: "Lò Thị Mai".into(),
            unit: unit.clone(),
            province: unit,
            roles: vec![role],
            standing_in: Vec::new(),
        };
        said(Words::of(Lang::Vi), now, &actor, standing)
    }

    #[test]
    fn a_box_says_how_its_line_is_to_everybody() {
        let unsent = Unsent { entries: 20, dossiers: 14, ..Unsent::default() };
        let of = |state, cut: Option<&str>| LineStanding {
            role: LineRole::Box,
            state,
            cut: cut.map(|at| Moment::parse(at).unwrap()),
            unsent,
            ..LineStanding::default()
        };
        let cut = |since: &str| Line::Cut { since: since.to_owned(), waiting: 14 };
        let since_today = of(LineState::Cut, Some("2026-03-09T09:12"));
        assert_eq!(line(Role::Reception, &since_today), cut("09:12"));
        let since_before = of(LineState::Cut, Some("2026-03-06T16:40"));
        assert_eq!(line(Role::Reception, &since_before), cut("16:40 06/03/2026"));
        let caught_up = line(Role::Leader, &of(LineState::CatchingUp, None));
        assert_eq!(caught_up, Line::CatchingUp { waiting: 14 });
        assert_eq!(line(Role::Leader, &of(LineState::Refused, None)), Line::Refused);
        assert_eq!(line(Role::Leader, &of(LineState::Full, None)), Line::Full { waiting: 14 });
        assert_eq!(line(Role::Leader, &of(LineState::Online, None)), Line::Online);
    }

    #[test]
    fn at_the_centre_only_who_looks_after_machines_hears_of_them() {
        let centre = LineStanding { role: LineRole::Centre, silent: 2, faults: 1, ..LineStanding::default() };
        assert_eq!(line(Role::Reception, &centre), Line::Unsaid);
        assert_eq!(line(Role::Province, &centre), Line::Watched { silent: 2, faults: 1 });
        assert_eq!(line(Role::Province, &LineStanding::default()), Line::Unsaid);
    }
}
