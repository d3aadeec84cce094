//! The repository as a list of files, so that every check is a function of text and can be tested on a few
//! invented lines.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

/// Kinds of file that people write and tidy reads.
const READ: [&str; 9] = ["rs", "html", "ftl", "toml", "md", "css", "js", "sql", "allow"];

/// A text file of the repository.
pub struct File {
    /// Where it is, from the root, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl File {
    /// Whether the name ends in `.ext`.
    pub fn is(&self, ext: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == ext)
    }

    /// The crate that the file belongs to: `crates/<name>/…` or `xtask/…`.
    pub fn room(&self) -> Option<&str> {
        let mut parts = self.path.split('/');
        match parts.next() {
            Some("crates") => parts.next(),
            Some("xtask") => Some("xtask"),
            _ => None,
        }
    }
}

/// The repository.
#[derive(Default)]
pub struct Tree {
    /// The files that tidy reads, by path.
    pub files: Vec<File>,
    /// Every file and folder there is.
    pub paths: BTreeSet<String>,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

impl Tree {
    /// Reads a repository from disk, leaving out what is built and fetched.
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        let mut tree = Self::default();
        tree.walk(root, root)?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    /// A repository of a few invented files.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            for (at, _) in path.match_indices('/') {
                tree.paths.insert(path[..at].to_owned());
            }
            tree.paths.insert((*path).to_owned());
            tree.files.push(File { path: (*path).to_owned(), text: (*text).to_owned() });
        }
        tree
    }

    /// The text of one file, if there is such a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// The files of one kind.
    pub fn of_kind<'a>(&'a self, ext: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.is(ext))
    }

    fn walk(&mut self, root: &Path, folder: &Path) -> anyhow::Result<()> {
        let entries =
            fs::read_dir(folder).with_context(|| format!("{} can't be listed", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            let name = entry.file_name();
            let is_folder = entry.file_type()?.is_dir();
            if name == ".git" || (is_folder && built(&path)) {
                continue;
            }
            let Ok(relative) = path.strip_prefix(root) else { continue };
            let relative = relative.to_string_lossy().replace('\\', "/");
            self.paths.insert(relative.clone());
            if is_folder {
                self.walk(root, &path)?;
            } else if path.extension().is_some_and(|ext| READ.iter().any(|read| ext == *read)) {
                let text = fs::read_to_string(&path).with_context(|| format!("{relative} can't be read"))?;
                self.files.push(File { path: relative, text });
            }
        }
        Ok(())
    }
}

/// Folders that cargo, npm and the demo fill.
fn built(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    ["target", "node_modules", "motcua-demo"].iter().any(|known| name == *known)
        || folder.join("CACHEDIR.TAG").exists()
}
