//! What can go wrong: the disk, never the question.

use tantivy::TantivyError;

/// The index can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// Its folder or a file in it.
    #[error("the folder of the search: {0}")]
    Disk(#[from] std::io::Error),
    /// What the index says of itself.
    #[error("the search: {0}")]
    Index(#[source] Box<TantivyError>),
}

impl FindError {
    /// A code that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Disk(_) => "find-disk",
            Self::Index(_) => "find-index",
        }
    }
}

impl From<TantivyError> for FindError {
    fn from(error: TantivyError) -> Self {
        Self::Index(Box::new(error))
    }
}
