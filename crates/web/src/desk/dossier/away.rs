//! Where a dossier is that isn't here: on its way to another unit, or with it. What has come here is shown
//! all the same, and since when nothing new can have come.

use crate::components::{Notice, NoticeKind};
use crate::frame::{Visit, Web};
use crate::layout::Line;
use crate::show;
use app::dossier::Look;
use domain::dossier::Event;
use domain::words::{Moment, UnitId};

/// What to know about where the dossier is; nothing where it is with the reader's own unit, or at its end.
pub fn away(web: &Web, visit: &Visit, look: &Look) -> Option<Notice> {
    let (words, d) = (visit.words, &look.dossier);
    let actor = visit.actor().ok()?;
    let name = |unit: &UnitId| web.app.world().unit_name(unit);
    let text = if let Some(to) = &d.moved_to {
        let at = show::near(words, web.app.now(), left_at(look).unwrap_or(d.step_since));
        words.say_with("nodes-away-transit", &[("unit", name(&to.unit).into()), ("at", at.into())])
    } else {
        let holder = d.place().unit;
        // Who watches over the province looks at everything from elsewhere; what its own counter took in is
        // asked for there.
        let watches = actor.unit == actor.province && d.filing.unit != actor.unit;
        let elsewhere = holder != actor.unit && !watches && !d.stage.ended();
        elsewhere.then(|| words.say_one("nodes-away-owner", "unit", name(&holder)))?
    };
    let text = match &visit.line {
        Line::Cut { since, .. } => format!("{text} {}", words.say_one("nodes-away-line", "since", since)),
        _ => text,
    };
    Some(Notice::new(words, NoticeKind::Info, text))
}

/// When it was handed over last.
fn left_at(look: &Look) -> Option<Moment> {
    let handed_over = |event: &Option<Event>| matches!(event, Some(Event::HandedOver(_)));
    look.history.iter().rev().find(|h| handed_over(&h.event)).map(|h| h.at)
}
