//! What the centre's operator does about nodes: invite, cut off, move a home.

use super::{Talk, node, told, unit};
use anyhow::{Result, bail};
use app::App;
use domain::words::UnitId;
use paper::say;
use std::process::ExitCode;

/// `motcua node invite`.
pub struct Invite {
    /// What people call the machine.
    pub name: String,
    /// The units, by their codes.
    pub unit: Vec<String>,
    /// Whether it comes instead of another.
    pub replace: bool,
    /// The centre's address.
    pub address: Option<String>,
}

/// Makes an invitation, and says what to type on the other machine.
pub async fn invite(app: &App, asked: &Invite, talk: Talk) -> Result<ExitCode> {
    let units: Vec<UnitId> = asked.unit.iter().map(|code| unit(app, code, talk)).collect::<Result<_>>()?;
    let invited = if asked.replace {
        app.node_replace(None, &asked.name, &units, None).await
    } else {
        app.node_invite(None, &asked.name, &units, None).await
    };
    let invitation = invited.map_err(|error| told(error, talk.words))?;
    let Some(token) = invitation.token else { bail!(talk.words.say("cli-node-invited-before")) };
    let world = app.world();
    let names: Vec<String> = invitation.units.iter().map(|unit| world.unit_name(unit)).collect();
    let until = invitation.expires.map(|at| say::moment(at, talk.words)).unwrap_or_default();
    let args =
        [("name", invitation.name.into()), ("units", names.join(", ").into()), ("until", until.into())];
    talk.say_with("cli-node-invited", &args)?;
    Talk::line("")?;
    let address = asked.address.clone().unwrap_or_else(|| talk.words.say("cli-node-some-address"));
    Talk::line(&format!("  motcua node enroll --dir /var/lib/motcua --province {address} --token {token}"))?;
    Talk::line("")?;
    talk.say_with("cli-node-invited-how", &[])?;
    Ok(ExitCode::SUCCESS)
}

/// Believes a node nothing more.
pub async fn revoke(app: &App, meant: &str, reason: &str, talk: Talk) -> Result<ExitCode> {
    let (id, name) = node(app, meant, talk).await?;
    // Who never came is not cut off from anything.
    let invited = app.nodes_view().await?.invitations.iter().any(|node| node.id == id);
    app.node_revoke(None, id, reason).await.map_err(|error| told(error, talk.words))?;
    let key = if invited { "cli-node-withdrawn" } else { "cli-node-revoked" };
    talk.say_with(key, &[("name", name.into())])?;
    Ok(ExitCode::SUCCESS)
}

/// Makes a node the home of one more unit.
pub async fn give(app: &App, meant: &str, code: &str, talk: Talk) -> Result<ExitCode> {
    let ((id, name), unit) = (node(app, meant, talk).await?, unit(app, code, talk)?);
    app.node_give(None, id, &unit).await.map_err(|error| told(error, talk.words))?;
    let args = [("name", name.into()), ("unit", app.world().unit_name(&unit).into())];
    talk.say_with("cli-node-given", &args)?;
    Ok(ExitCode::SUCCESS)
}

/// Brings a unit's home back to the centre.
pub async fn take_back(app: &App, code: &str, talk: Talk) -> Result<ExitCode> {
    let unit = unit(app, code, talk)?;
    app.node_take_back(None, &unit).await.map_err(|error| told(error, talk.words))?;
    talk.say_with("cli-node-taken-back", &[("unit", app.world().unit_name(&unit).into())])?;
    Ok(ExitCode::SUCCESS)
}
