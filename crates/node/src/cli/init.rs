//! `motcua init`: a new office in a folder, with the catalogue that is built in and its first administrator.

use super::Talk;
use crate::clock::SystemClock;
use crate::config::InitArgs;
use crate::{place, secret, wire};
use anyhow::{Result, anyhow, bail};
use app::people::PersonInput;
use app::{App, Clock as _};
use domain::identity::{Role, Scope};
use domain::units::{Tier, Unit};
use std::process::ExitCode;
use std::sync::Arc;

/// Makes the office. One that was interrupted before it had an administrator is carried on.
pub async fn run(args: &InitArgs, talk: Talk) -> Result<ExitCode> {
    let world = wire::world()?;
    let found = world.unit_at(&args.province, SystemClock.now().day()).filter(|u| u.tier == Tier::Province);
    let unit: Unit = found
        .cloned()
        .ok_or_else(|| anyhow!(talk.words.say_one("cli-no-province", "code", &args.province)))?;
    let at = place::office(&args.place, talk.words)?;
    let store = wire::open_store(&at, talk.words)?;
    let facts = wire::facts(&store).await?;
    if facts.invented || facts.province.as_ref().is_some_and(|p| *p != unit.id) {
        bail!(talk.words.say_one("cli-init-taken", "dir", at.to_string()));
    }
    wire::mark(&store, &unit.id, false).await?;
    let app = wire::open(store, Arc::new(SystemClock), talk.words).await?;
    let whole = Scope::Province(unit.id.clone());
    if !app.store().read(move |r| r.accounts(&whole)).await?.is_empty() {
        bail!(talk.words.say_one("cli-init-taken", "dir", at.to_string()));
    }
    let published = app.publish_built_in().await?;
    let count = i64::try_from(published.changed + published.unchanged)?;
    talk.say_with("cli-init-published", &[("unit", (&unit.full_name).into()), ("count", count.into())])?;
    let password = secret::password();
    let login = administrator(&app, &unit, &password).await?;
    let key = if at.server.is_some() { "cli-init-done-server" } else { "cli-init-done" };
    let args = [("dir", wire::shown(&at.dir).into()), ("db", at.to_string().into())];
    talk.say_with(key, &args)?;
    talk.say_with("cli-init-account", &[("login", login.into()), ("password", password.into())])?;
    Ok(ExitCode::SUCCESS)
}

async fn administrator(app: &App, unit: &Unit, password: &str) -> Result<String> {
    let input = PersonInput {
        login: format!("quantri.{}", unit.id.code()),
        name: "Quản trị".to_owned(),
        title: "Quản trị hệ thống".to_owned(),
        roles: vec![Role::Administrator.as_str().to_owned(), Role::Province.as_str().to_owned()],
    };
    Ok(app.account_seed(&unit.id, &input, Some(password)).await?.login)
}
