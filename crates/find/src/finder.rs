//! The index on disk: opened, filled, asked.

use crate::doc::{Change, Doc, Hit, Query, Suggestion};
use crate::error::FindError;
use crate::everyday::Everyday;
use crate::fields::Fields;
use crate::meant::meant;
use crate::question::Question;
use crate::rank::ranked;
use crate::suggest::suggest;
use crate::view::View;
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tantivy::index::{IndexBuilder, IndexSettings};
use tantivy::schema::Term;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy};

/// Where the index lies in the folder that is named: what is thrown away is never more than that.
const PLACE: &str = "index";
/// Processes that may share a folder, each with an index of its own.
const MOST_PLACES: usize = 64;
/// Memory in which changes are gathered before they go to disk.
const GATHERED_BYTES: usize = 24_000_000;
/// Documents are packed in blocks of so many bytes; small ones, as each answer reads its own.
const BLOCK_BYTES: usize = 4_096;
/// No file of an index is shorter: so long is the end of its checksum.
const SHORTEST_BYTES: u64 = 8;
/// Unpacked blocks that are remembered.
const BLOCKS: usize = 100;

/// Finds documents by what people type.
pub struct Finder {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    /// What everybody sees until the next commit.
    view: RwLock<Arc<View>>,
    everyday: RwLock<Arc<Everyday>>,
    /// Held while something is written.
    writing: Mutex<()>,
    /// Held open, and by that locked, as long as the index on disk is in use.
    _ours: Option<File>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").field("docs", &self.len()).finish_non_exhaustive()
    }
}

impl Finder {
    /// Opens the index in a folder, the first one there that no other process has. One that is missing,
    /// damaged or of another make is made anew; it is [`Finder::fresh`] then.
    pub fn open(dir: &Path) -> Result<Self, FindError> {
        fs::create_dir_all(dir)?;
        let (place, ours) = ours(dir)?;
        let finder = match Self::kept(&place) {
            Some(finder) => finder,
            None => Self::anew(&place)?,
        };
        Ok(Self { _ours: Some(ours), ..finder })
    }

    /// An empty index in a place of its own.
    fn anew(place: &Path) -> Result<Self, FindError> {
        if place.exists() {
            fs::remove_dir_all(place)?;
        }
        fs::create_dir_all(place)?;
        let fields = Fields::new();
        Self::on(builder(&fields).create_in_dir(place)?, fields)
    }

    /// An index in memory, for tests and for what is small.
    pub fn in_memory() -> Result<Self, FindError> {
        let fields = Fields::new();
        Self::on(builder(&fields).create_in_ram()?, fields)
    }

    /// The index that lies there, if it can be used. Every file is held against its checksum: tantivy trusts
    /// what it reads later.
    fn kept(place: &Path) -> Option<Self> {
        let fields = Fields::new();
        if !is_whole(place)? {
            return None;
        }
        let index = Index::open_in_dir(place).ok()?;
        let is_sound = index.schema() == fields.schema && index.validate_checksum().ok()?.is_empty();
        if is_sound { Self::on(index, fields).ok() } else { None }
    }

    fn on(index: Index, fields: Fields) -> Result<Self, FindError> {
        let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = builder.doc_store_cache_num_blocks(BLOCKS).try_into()?;
        let view = View::read(&index, &reader, &fields)?;
        Ok(Self {
            index,
            reader,
            fields,
            view: RwLock::new(Arc::new(view)),
            everyday: RwLock::default(),
            writing: Mutex::new(()),
            _ours: None,
        })
    }

    /// From now on understands these everyday words.
    pub fn speak(&self, everyday: Everyday) {
        *self.everyday.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(everyday);
    }

    /// Whether it was never filled: everything has to be put in.
    pub fn fresh(&self) -> bool {
        self.view().mark.is_none()
    }

    /// How far what it is filled from had been read, as was said with the last changes.
    pub fn mark(&self) -> Option<String> {
        self.view().mark.clone()
    }

    /// How many documents there are.
    pub fn len(&self) -> u64 {
        self.view().searcher.num_docs()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes changes and how far they go, all or nothing; of several for one id the last one counts. Waits
    /// for the disk: not for a thread that answers.
    pub fn apply(&self, changes: Vec<Change>, mark: &str) -> Result<(), FindError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.view();
        let writer: IndexWriter = self.index.writer_with_num_threads(1, GATHERED_BYTES)?;
        for (id, doc) in last_of_each(changes) {
            let term = Term::from_field_text(self.fields.id, &id);
            if before.searcher.doc_freq(&term)? > 0 {
                writer.delete_term(term);
            }
            if let Some(doc) = doc {
                writer.add_document(self.fields.document(&doc))?;
            }
        }
        self.commit(writer, mark)
    }

    /// Throws away what is there and puts these in, all or nothing: until it is done the old ones answer.
    pub fn refill(&self, docs: Vec<Doc>, mark: &str) -> Result<(), FindError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let writer: IndexWriter = self.index.writer_with_num_threads(1, GATHERED_BYTES)?;
        writer.delete_all_documents()?;
        for doc in last_of_each(docs.into_iter().map(Change::Put).collect()).into_values().flatten() {
            writer.add_document(self.fields.document(&doc))?;
        }
        self.commit(writer, mark)
    }

    fn commit(&self, mut writer: IndexWriter, mark: &str) -> Result<(), FindError> {
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(mark);
        commit.commit()?;
        // A writer that is dropped gives its merges up.
        writer.wait_merging_threads()?;
        self.reader.reload()?;
        let view = View::read(&self.index, &self.reader, &self.fields)?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Ok(())
    }

    /// The documents that answer, the best first.
    pub fn find(&self, query: &Query<'_>) -> Result<Vec<Hit>, FindError> {
        let question = Question::of(query.text, &self.everyday());
        let found = ranked(&self.view(), &self.fields, &question, query.kinds, query.unit)?;
        Ok(found.into_iter().take(query.limit).map(|one| one.hit).collect())
    }

    /// How what was typed may go on; of what belongs to a unit all is looked at.
    pub fn suggest(&self, query: &Query<'_>) -> Result<Vec<Suggestion>, FindError> {
        let question = Question::of(query.text, &self.everyday());
        suggest(&self.view(), &self.fields, &question, query.kinds, query.limit)
    }

    /// What may have been meant, where a word is mistyped and nothing answers well.
    pub fn meant(&self, query: &Query<'_>) -> Result<Option<String>, FindError> {
        let question = Question::of(query.text, &self.everyday());
        meant(&self.view(), &self.fields, &question, query.kinds)
    }

    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn everyday(&self) -> Arc<Everyday> {
        Arc::clone(&self.everyday.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The first place that no other process has, with what keeps it.
fn ours(dir: &Path) -> Result<(PathBuf, File), FindError> {
    for n in 1..=MOST_PLACES {
        let name = if n == 1 { PLACE.to_owned() } else { format!("{PLACE}-{n}") };
        let lock = File::create(dir.join(format!("{name}.lock")))?;
        match lock.try_lock() {
            Ok(()) => return Ok((dir.join(name), lock)),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(io::Error::from(io::ErrorKind::ResourceBusy).into())
}

/// Whether every file of the index is long enough for what tantivy looks for at its end; it doesn't ask
/// itself.
fn is_whole(place: &Path) -> Option<bool> {
    for entry in fs::read_dir(place).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name();
        // Locks and lists are no part of that.
        let name = name.to_string_lossy();
        let is_data = !name.starts_with('.') && name != "meta.json";
        if is_data && entry.metadata().ok()?.len() < SHORTEST_BYTES {
            return Some(false);
        }
    }
    Some(true)
}

/// What becomes of each id.
fn last_of_each(changes: Vec<Change>) -> BTreeMap<String, Option<Doc>> {
    let mut last = BTreeMap::new();
    for change in changes {
        match change {
            Change::Put(doc) => last.insert(doc.id.clone(), Some(doc)),
            Change::Drop(id) => last.insert(id, None),
        };
    }
    last
}

fn builder(fields: &Fields) -> IndexBuilder {
    let settings = IndexSettings { docstore_blocksize: BLOCK_BYTES, ..IndexSettings::default() };
    Index::builder().schema(fields.schema.clone()).settings(settings)
}
