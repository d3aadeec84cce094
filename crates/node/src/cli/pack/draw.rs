//! `motcua pack draw`: a process as a picture for people (SVG) or for tools (BPMN 2.0).

use super::super::Talk;
use super::folder;
use crate::config::PackDrawArgs;
use anyhow::{Context as _, Result, anyhow, bail};
use app::World;
use domain::packs::draw::{Labels, bpmn, layout, svg};
use domain::packs::pack::{Library, Pack};
use domain::packs::{Process, Text};
use std::fs;
use std::process::ExitCode;

/// Draws.
pub fn run(args: &PackDrawArgs, talk: Talk) -> Result<ExitCode> {
    let files = folder::files(std::slice::from_ref(&args.dir), talk)?;
    let Some(library) = folder::library(&files, talk)? else { return Ok(ExitCode::FAILURE) };
    let pack = library.packs().iter().find(|p| folder::asked(&files, p).is_some());
    let pack = pack
        .ok_or_else(|| anyhow!(talk.words.say_one("cli-pack-none", "dir", args.dir.display().to_string())))?;
    let (title, process) = chosen(pack, &library, args.procedure.as_deref(), talk)?;
    let words = talk.words;
    let labels = Labels {
        title,
        text: &|text: &Text| folder::word(text, words).to_owned(),
        role: &|role| words.say(&format!("role-{}", role.as_str())),
        hours: &|n| words.say_one("draw-hours", "n", i64::from(n)),
        start: words.say("draw-start"),
        end: words.say("draw-end"),
        anytime: words.say("draw-anytime"),
    };
    let drawing = layout(&process, &labels);
    let kind = args.out.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let text = match kind {
        "svg" => svg(&drawing),
        "bpmn" => bpmn(&drawing),
        _ => bail!(words.say("cli-pack-draw-kind")),
    };
    fs::write(&args.out, text).with_context(|| args.out.display().to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// The process that is asked for, and its name: of the procedure that is named, else the pack's own, else of
/// its only procedure.
fn chosen(pack: &Pack, library: &Library, code: Option<&str>, talk: Talk) -> Result<(String, Process)> {
    let own = pack.process.as_ref().filter(|_| code.is_none());
    if let Some(process) = own {
        return Ok((folder::word(&pack.manifest.title, talk.words).to_owned(), process.clone()));
    }
    let world = World::built_in()?;
    let define = folder::defining(library, &world);
    let codes: Vec<String> = pack.procedures.keys().map(ToString::to_string).collect();
    let only = if codes.len() == 1 { codes.first().map(String::as_str) } else { None };
    let found = code.or(only).and_then(|code| code.parse().ok()).and_then(|code| define(&code));
    let Some(definition) = found else {
        bail!(talk.words.say_one("cli-pack-draw-which", "codes", codes.join(", ")));
    };
    let title = definition.title.as_ref().map(|t| folder::word(t, talk.words).to_owned());
    Ok((title.unwrap_or_else(|| definition.facts.name.clone()), definition.process))
}
