//! Packs from the disk: a folder with a `pack.toml`, or a folder of such folders.

use super::super::Talk;
use anyhow::{Context as _, Result, bail};
use app::World;
use domain::packs::pack::{Fault, Files, Library, Pack};
use domain::packs::{Definition, Text};
use domain::words::ProcedureCode;
use lang::{Arg, Lang, Words};
use std::fs;
use std::path::Path;

/// How deep a pack's folders go.
const DEEPEST: usize = 4;

/// The files of the packs in these folders; each path begins with its pack's folder.
pub fn files(dirs: &[impl AsRef<Path>], talk: Talk) -> Result<Files> {
    let mut files = Files::new();
    for dir in dirs.iter().map(AsRef::as_ref) {
        let packs = if dir.join("pack.toml").is_file() {
            vec![dir.canonicalize().with_context(|| dir.display().to_string())?]
        } else {
            let inside = fs::read_dir(dir).with_context(|| dir.display().to_string())?;
            let mut inside = inside.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
            inside.retain(|path| path.join("pack.toml").is_file());
            inside
        };
        if packs.is_empty() {
            bail!(talk.words.say_one("cli-pack-none", "dir", dir.display().to_string()));
        }
        for pack in packs {
            let name = pack.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            take(&pack, &name, 0, &mut files)?;
        }
    }
    Ok(files)
}

fn take(dir: &Path, under: &str, depth: usize, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        // What editors and version control leave behind is none of the pack's.
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let name = format!("{under}/{name}");
        if path.is_dir() && depth < DEEPEST {
            take(&path, &name, depth + 1, files)?;
        } else if path.is_file() {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            files.insert(name, text);
        }
    }
    Ok(())
}

/// The packs in these files, over those that are built in; none where there are faults, which are said.
pub fn library(files: &Files, talk: Talk) -> Result<Option<Library>> {
    let built_in = World::built_in()?.packs;
    match Library::read(files, &built_in, &World::catalogue_row) {
        Ok(library) => Ok(Some(library)),
        Err(faults) => {
            for fault in &faults {
                say(fault, talk)?;
            }
            let n = i64::try_from(faults.len()).unwrap_or(i64::MAX);
            talk.say_with("cli-pack-broken", &[("n", n.into())])?;
            Ok(None)
        }
    }
}

/// The folder of a pack that was asked for; none for packs that are only built in.
pub fn asked<'a>(files: &'a Files, pack: &Pack) -> Option<&'a str> {
    let manifests = files.iter().filter_map(|(path, text)| Some((path.strip_suffix("/pack.toml")?, text)));
    let id = format!("id = \"{}\"", pack.manifest.id);
    manifests.filter(|(_, text)| text.lines().any(|l| l.trim() == id)).map(|(folder, _)| folder).next()
}

/// A word of a pack in a language.
pub fn word<'a>(text: &'a Text, words: &Words) -> &'a str {
    match words.lang() {
        Lang::Vi => &text.vi,
        Lang::En => &text.en,
        Lang::Fr => &text.fr,
    }
}

/// Procedures as they run under these packs.
pub fn defining<'a>(
    library: &'a Library,
    world: &'a World,
) -> impl Fn(&ProcedureCode) -> Option<Definition> + 'a {
    |code| match World::catalogue_row(code) {
        Some(row) => Some(library.define(row, &world.process)),
        None => library.define_local(code),
    }
}

/// A fault, and what was probably meant.
pub fn say(fault: &Fault, talk: Talk) -> Result<()> {
    let facts: Vec<(&str, Arg<'_>)> = fault.facts.iter().map(|(k, v)| (*k, v.as_str().into())).collect();
    let what = talk.words.say_with(fault.code.key(), &facts);
    let args = [
        ("file", fault.file.as_str().into()),
        ("line", fault.line.to_string().into()),
        ("column", fault.column.to_string().into()),
        ("what", what.into()),
    ];
    talk.say_with("cli-pack-fault", &args)?;
    if let Some(proposal) = &fault.proposal {
        talk.say_with("cli-pack-proposal", &[("proposal", proposal.as_str().into())])?;
    }
    Ok(())
}
