//! `motcua pack diff`: what a new version changes, in words.

use super::super::Talk;
use super::folder;
use anyhow::{Result, bail};
use app::World;
use domain::packs::diff::{Change, Fact, Version, changes};
use domain::packs::pack::Library;
use lang::Arg;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Compares two versions of a pack.
pub fn run(old: &Path, new: &Path, talk: Talk) -> Result<ExitCode> {
    let Some((before, old_id)) = read(old, talk)? else { return Ok(ExitCode::FAILURE) };
    let Some((after, new_id)) = read(new, talk)? else { return Ok(ExitCode::FAILURE) };
    if old_id != new_id {
        bail!(talk.words.say_with("cli-pack-diff-other", &[("old", old_id.into()), ("new", new_id.into())]));
    }
    let world = World::built_in()?;
    let (define_old, define_new) = (folder::defining(&before, &world), folder::defining(&after, &world));
    let (Some(one), Some(two)) = (before.pack(&old_id), after.pack(&new_id)) else {
        return Ok(ExitCode::FAILURE);
    };
    let args = [
        ("id", new_id.as_str().into()),
        ("old", one.manifest.version.to_string().into()),
        ("new", two.manifest.version.to_string().into()),
    ];
    talk.say_with("cli-pack-diff", &args)?;
    let found =
        changes(Version { pack: one, define: &define_old }, Version { pack: two, define: &define_new });
    if found.is_empty() {
        talk.say_with("diff-nothing", &[])?;
    } else if one.manifest.version >= two.manifest.version {
        talk.say_with("diff-version", &[])?;
    }
    found.iter().try_for_each(|change| say(change, talk))?;
    Ok(ExitCode::SUCCESS)
}

/// The pack in a folder, among those that are built in.
fn read(dir: &Path, talk: Talk) -> Result<Option<(Library, String)>> {
    let files = folder::files(&[PathBuf::from(dir)], talk)?;
    let Some(library) = folder::library(&files, talk)? else { return Ok(None) };
    let id = library.packs().iter().find(|p| folder::asked(&files, p).is_some());
    let id = id.map(|p| p.manifest.id.to_string());
    Ok(id.map(|id| (library, id)))
}

fn say(change: &Change, talk: Talk) -> Result<()> {
    let words = talk.words;
    let fact = |fact: &Fact| -> Arg<'static> {
        match fact {
            // Some facts are themselves messages: a channel, a role, a territory.
            Fact::Plain(key) if words.has(key) => words.say(key).into(),
            Fact::Plain(text) => text.clone().into(),
            Fact::Word(text) => folder::word(text, words).to_owned().into(),
            Fact::Limit(limit) => words.say_one(limit.key(), "amount", i64::from(limit.amount())).into(),
            Fact::Number(n) => (*n).into(),
        }
    };
    let facts: Vec<(&str, Arg<'_>)> = change.facts.iter().map(|(name, f)| (*name, fact(f))).collect();
    let said = words.say_with(change.key, &facts);
    match &change.procedure {
        Some(code) => Talk::line(&format!("{code}: {said}")),
        None => Talk::line(&said),
    }
}
