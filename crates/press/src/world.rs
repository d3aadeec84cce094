//! All that a template can see.

use crate::letters::written;
use crate::{Fault, Sheet};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

/// Where templates find the data.
const DATA: &str = "data.json";

macro_rules! fonts {
    ($($name:literal),*) => { [$(include_bytes!(concat!("../fonts/texgyretermes-", $name, ".otf"))),*] };
}

/// What is the same for every sheet; read once.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let files: [&'static [u8]; 4] = fonts!["regular", "bold", "italic", "bolditalic"];
    let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    House {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// Whether the upright letters, and so all four, have this one.
pub(crate) fn covered(c: char) -> bool {
    HOUSE.fonts.first().is_some_and(|font| font.info().coverage.contains(u32::from(c)))
}

/// A sheet's texts and data, laid out for the compiler.
pub(crate) struct Desk {
    main: FileId,
    data: FileId,
    sources: HashMap<FileId, Source>,
    bytes: Bytes,
}

fn id(path: &str) -> Result<FileId, Fault> {
    let path = VirtualPath::new(path).map_err(|_| Fault::whole(path, "not a path"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Desk {
    /// Lays out a sheet.
    pub fn lay(sheet: &Sheet) -> Result<Self, Fault> {
        let mut sources = HashMap::new();
        for (path, text) in &sheet.texts {
            let id = id(path)?;
            sources.insert(id, Source::new(id, text.clone()));
        }
        let main = id(&sheet.main)?;
        let bytes = Bytes::from_string(written(&sheet.data).to_string());
        Ok(Self { main, data: id(DATA)?, sources, bytes })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        let House { library, .. } = &*HOUSE;
        library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &HOUSE.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if let VirtualRoot::Package(package) = id.root() {
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        let found = self.sources.get(&id).cloned();
        found.ok_or_else(|| FileError::NotFound(PathBuf::from(id.vpath().get_without_slash())))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data {
            return Ok(self.bytes.clone());
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        HOUSE.fonts.get(index).cloned()
    }

    /// None: a paper bears the date that its data says.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
