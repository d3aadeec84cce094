//! `motcua node status`: how this node stands to the others, for a person or for a watch that looks at the
//! exit code: 0 everything is level, 1 something waits or the line is cut, 2 the centre refuses.

use super::{Talk, refusal};
use anyhow::Result;
use app::App;
use app::nodes::{Files, LedgerLine, LineRole, LineStanding, LineState, NodeLine, NodeState};
use domain::words::Moment;
use paper::say;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Something waits, or nobody answers.
const BEHIND: u8 = 1;
/// A person must do something.
const REFUSED: u8 = 2;
/// A box that runs hears of its centre more often than that, in minutes.
const QUIET_MINUTES: i64 = 5;

/// Says how it stands.
pub async fn run(app: &App, as_json: bool, talk: Talk) -> Result<ExitCode> {
    let standing = app.standing().await?;
    let nodes = match standing.role {
        LineRole::Centre => app.nodes_view().await?.boxes,
        LineRole::Box | LineRole::Alone => Vec::new(),
    };
    if as_json {
        Talk::line(&serde_json::to_string_pretty(&value(&standing, &nodes))?)?;
    } else {
        match standing.role {
            LineRole::Alone => talk.say_with("cli-node-lone", &[])?,
            LineRole::Centre => centre(app, &standing, &nodes, talk)?,
            LineRole::Box => of_box(&standing, talk)?,
        }
    }
    Ok(ExitCode::from(code(&standing, &nodes, app.now())))
}

fn code(standing: &LineStanding, nodes: &[NodeLine], now: Moment) -> u8 {
    let lacking = waits(standing) || standing.lacking.count > 0;
    // The program that should speak may not run at all.
    let quiet = standing.contact.is_none_or(|at| now.minutes_since(at) > QUIET_MINUTES);
    match standing.role {
        LineRole::Alone => BEHIND,
        LineRole::Centre => {
            let late = nodes
                .iter()
                .any(|n| matches!(n.state, NodeState::Behind | NodeState::Silent | NodeState::Forked));
            if late || standing.faults > 0 { BEHIND } else { 0 }
        }
        LineRole::Box => match standing.state {
            LineState::Refused => REFUSED,
            LineState::Cut | LineState::CatchingUp | LineState::Full => BEHIND,
            LineState::Online | LineState::None if lacking || quiet => BEHIND,
            LineState::Online | LineState::None => 0,
        },
    }
}

/// Whether something here isn't at the centre yet.
const fn waits(standing: &LineStanding) -> bool {
    standing.unsent.entries > 0 || standing.unsent.files.count > 0
}

fn centre(app: &App, standing: &LineStanding, nodes: &[NodeLine], talk: Talk) -> Result<()> {
    let province = app.world().unit_name(&app.province());
    talk.say_with("cli-node-is-centre", &[("province", province.into())])?;
    for node in nodes {
        let units: Vec<&str> = node.units.iter().map(|unit| unit.name.as_str()).collect();
        let at = node.contact.map_or_else(|| "–".to_owned(), |at| say::moment(at, talk.words));
        let args =
            [("entries", node.lag_entries.into()), ("files", node.files_missing.into()), ("at", at.into())];
        let state = node.state.as_str();
        Talk::line(&format!("{state:>8}  {} · {} · {}", node.name, units.join(", "), node.id))?;
        Talk::line(&format!("          {}", talk.words.say_with("cli-node-waiting", &args)))?;
    }
    if standing.faults > 0 {
        talk.say_with("cli-node-faults-open", &[("count", standing.faults.into())])?;
    }
    if standing.strays > 0 {
        talk.say_with("cli-node-strays", &[("count", standing.strays.into())])?;
    }
    Ok(())
}

fn of_box(standing: &LineStanding, talk: Talk) -> Result<()> {
    let address = standing.address.clone().unwrap_or_default();
    talk.say_with("cli-node-is-box", &[("address", address.into())])?;
    for LedgerLine { name, here, there, .. } in &standing.ledgers {
        Talk::line(&format!("{there:>10} / {here}  {name}"))?;
    }
    if standing.state == LineState::Full {
        talk.say_with("cli-node-is-full", &[])?;
    } else if let Some(refused) = standing.refused.as_ref().filter(|_| standing.state == LineState::Refused) {
        let why = refusal(&refused.code, &refused.text, talk.words);
        talk.say_with("cli-node-is-refused", &[("why", why.into())])?;
    } else if let Some(since) = standing.cut {
        talk.say_with("cli-node-is-cut", &[("since", say::moment(since, talk.words).into())])?;
    }
    match standing.contact {
        Some(at) => talk.say_with("cli-node-contact", &[("at", say::moment(at, talk.words).into())])?,
        None => talk.say_with("cli-node-never", &[])?,
    }
    let (unsent, lacking) = (&standing.unsent, &standing.lacking);
    if let Some(oldest) = standing.oldest {
        let args = [
            ("entries", unsent.entries.into()),
            ("files", unsent.files.count.into()),
            ("oldest", say::moment(oldest, talk.words).into()),
        ];
        talk.say_with("cli-node-is-behind", &args)?;
    } else if unsent.files.count > 0 {
        talk.say_with("cli-node-files-unsent", &[("files", unsent.files.count.into())])?;
    }
    if lacking.count > 0 {
        talk.say_with("cli-node-files-behind", &[("files", lacking.count.into())])?;
    }
    if standing.ledgers.is_empty() {
        return talk.say_with("cli-node-no-ledgers", &[]);
    }
    // What may be at the centre by now nobody here knows while it doesn't answer.
    match standing.state {
        _ if waits(standing) || lacking.count > 0 => Ok(()),
        LineState::Cut | LineState::Refused | LineState::Full => talk.say_with("cli-node-nothing-waits", &[]),
        LineState::Online | LineState::CatchingUp | LineState::None => {
            talk.say_with("cli-node-is-level", &[])
        }
    }
}

fn value(standing: &LineStanding, nodes: &[NodeLine]) -> Value {
    let at = |moment: Option<Moment>| moment.map(Moment::rfc3339);
    let files = |files: &Files| json!({ "count": files.count, "bytes": files.bytes });
    let ledger = |line: &LedgerLine| {
        let LedgerLine { unit, name, here, there } = line;
        json!({ "unit": unit, "name": name, "here": here, "there": there })
    };
    let refused = standing.refused.as_ref().map(|no| json!({ "code": no.code, "text": no.text }));
    let node = |node: &NodeLine| {
        json!({
            "id": node.id, "name": node.name, "state": node.state.as_str(),
            "units": node.units.iter().map(|unit| &unit.unit).collect::<Vec<_>>(),
            "contact": at(node.contact), "lag_entries": node.lag_entries, "oldest": at(node.oldest),
            "files_missing": node.files_missing, "clock_millis": node.clock_millis,
            "version": node.version, "faults": node.faults_open,
        })
    };
    json!({
        "role": standing.role.as_str(), "state": standing.state.as_str(), "node": standing.node,
        "address": standing.address, "contact": at(standing.contact), "cut": at(standing.cut),
        "refused": refused, "clock_millis": standing.clock_millis,
        "unsent": {
            "entries": standing.unsent.entries, "dossiers": standing.unsent.dossiers,
            "files": files(&standing.unsent.files),
        },
        "oldest": at(standing.oldest), "lacking": files(&standing.lacking),
        "ledgers": standing.ledgers.iter().map(ledger).collect::<Vec<_>>(),
        "silent": standing.silent, "faults": standing.faults, "strays": standing.strays,
        "nodes": nodes.iter().map(node).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::{BEHIND, LineRole, LineStanding, LineState, Moment, REFUSED, code};

    #[test]
    fn the_exit_code_says_how_it_is() {
        let now = Moment::from_millis(10 * 60_000);
        let of = |state: LineState, minutes_ago: i64| LineStanding {
            role: LineRole::Box,
            state,
            contact: Some(now.plus_minutes(-minutes_ago)),
            ..LineStanding::default()
        };
        let code = |standing: &LineStanding| code(standing, &[], now);
        assert_eq!(code(&of(LineState::Online, 1)), 0);
        assert_eq!(code(&of(LineState::Online, 9)), BEHIND, "nobody speaks to the centre");
        assert_eq!(code(&of(LineState::Cut, 1)), BEHIND);
        assert_eq!(code(&of(LineState::Full, 1)), BEHIND, "it waits, and nobody here can do anything");
        assert_eq!(code(&of(LineState::Refused, 1)), REFUSED);
        assert_eq!(code(&LineStanding::default()), BEHIND);
        let mut waiting = of(LineState::Online, 1);
        waiting.unsent.entries = 1;
        assert_eq!(code(&waiting), BEHIND);
        waiting.unsent.entries = 0;
        waiting.unsent.files.count = 1;
        assert_eq!(code(&waiting), BEHIND, "a scan that only this machine has");
    }
}
