//! `motcua pack check`: all that is wrong, or what is in the packs.

use super::super::Talk;
use super::folder;
use anyhow::Result;
use domain::packs::pack::Pack;
use std::path::PathBuf;
use std::process::ExitCode;

/// Checks.
pub fn run(dirs: &[PathBuf], talk: Talk) -> Result<ExitCode> {
    let files = folder::files(dirs, talk)?;
    let Some(library) = folder::library(&files, talk)? else { return Ok(ExitCode::FAILURE) };
    let asked = |pack: &&Pack| folder::asked(&files, pack).is_some();
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
