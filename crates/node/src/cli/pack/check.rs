//! `motcua pack check`: all that is wrong, or what is in the packs.

use super::super::Talk;
use super::folder;
use crate::wire;
use anyhow::Result;
use app::World;
use domain::packs::pack::{Files, Library, Pack};
use std::path::PathBuf;
use std::process::ExitCode;

/// Checks.
pub fn run(dirs: &[PathBuf], talk: Talk) -> Result<ExitCode> {
    let files = folder::files(dirs, talk)?;
    let Some(library) = folder::library(&files, talk)? else { return Ok(ExitCode::FAILURE) };
    let asked = |pack: &&Pack| folder::asked(&files, pack).is_some();
    if !papers(&library, &files, talk)? {
        return Ok(ExitCode::FAILURE);
    }
    for pack in library.packs().iter().filter(asked) {
        let title = folder::word(&pack.manifest.title, talk.words);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
        let args = [
            ("id", pack.manifest.id.as_str().into()),
            ("version", pack.manifest.version.to_string().into()),
            ("title", title.into()),
            ("procedures", count(pack.procedures.len())),
            ("forms", count(pack.forms.len())),
            ("registers", count(pack.registers.len())),
            ("papers", count(pack.papers.len())),
            ("guides", count(pack.guides.len())),
            ("stories", count(pack.stories.len())),
        ];
        talk.say_with("cli-pack-good", &args)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints every paper of the packs once, from invented dossiers; says what is wrong.
fn papers(library: &Library, files: &Files, talk: Talk) -> Result<bool> {
    let (world, press) = (World::built_in()?, wire::press()?);
    let mut broken = 0_i64;
    for pack in library.packs() {
        let Some(folder) = folder::asked(files, pack) else { continue };
        for mut fault in app::papers::faults(pack, library, &world, &press)? {
            fault.file = format!("{folder}/{}", fault.file);
            folder::say(&fault, talk)?;
            broken += 1;
        }
    }
    if broken > 0 {
        talk.say_with("cli-pack-broken", &[("n", broken.into())])?;
    }
    Ok(broken == 0)
}
