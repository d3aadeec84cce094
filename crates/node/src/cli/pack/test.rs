//! `motcua pack test`: plays the stories of packs under the calendar and hours that are built in.

use super::super::Talk;
use super::folder;
use anyhow::Result;
use app::World;
use domain::packs::pack::Pack;
use domain::packs::story::play;
use std::path::PathBuf;
use std::process::ExitCode;

/// Plays every story, one line each.
pub fn run(dirs: &[PathBuf], talk: Talk) -> Result<ExitCode> {
    let files = folder::files(dirs, talk)?;
    let Some(library) = folder::library(&files, talk)? else { return Ok(ExitCode::FAILURE) };
    let world = World::built_in()?;
    let define = folder::defining(&library, &world);
    let (mut passed, mut failed) = (0_i64, 0_i64);
    let asked = |pack: &&Pack| folder::asked(&files, pack).is_some();
    for pack in library.packs().iter().filter(asked) {
        let folder = folder::asked(&files, pack).unwrap_or_default();
        for story in &pack.stories {
            let played = play(story, &define, world.usual_hours());
            let good = played.faults.is_empty();
            *(if good { &mut passed } else { &mut failed }) += 1;
            let args = [
                ("file", format!("{folder}/{}", story.file).into()),
                ("title", story.told.title.as_str().into()),
                ("scenes", i64::try_from(played.scenes).unwrap_or(i64::MAX).into()),
            ];
            talk.say_with(if good { "cli-pack-story-good" } else { "cli-pack-story-failed" }, &args)?;
            for mut fault in played.faults {
                fault.file = format!("{folder}/{}", fault.file);
                folder::say(&fault, talk)?;
            }
        }
    }
    talk.say_with("cli-pack-stories", &[("passed", passed.into()), ("failed", failed.into())])?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
