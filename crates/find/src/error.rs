//! What can go wrong: the disk, never the question; what a new index mends, and what waiting does.

use std::io::{self, ErrorKind};
use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;

/// The index can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// Its folder or a file in it.
    #[error("the folder of the search: {0}")]
    Disk(#[from] io::Error),
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

    /// Whether what lies there is spoilt or of another make, so that only a new index helps. What the disk
    /// didn't do now it may do the next time.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Disk(error) => is_spoilt(error),
            Self::Index(error) => match &**error {
                TantivyError::IoError(error) => is_spoilt(error),
                TantivyError::DataCorruption(_)
                | TantivyError::IncompatibleIndex(_)
                | TantivyError::SchemaError(_)
                | TantivyError::FieldNotFound(_)
                | TantivyError::DeserializeError(_)
                | TantivyError::OpenReadError(
                    OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_),
                ) => true,
                _ => false,
            },
        }
    }
}

/// Whether a file was read, and had something else in it than what was written.
fn is_spoilt(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof)
}

impl From<TantivyError> for FindError {
    fn from(error: TantivyError) -> Self {
        Self::Index(Box::new(error))
    }
}

#[cfg(test)]
mod tests {
    use super::FindError;
    use std::io::{Error, ErrorKind};
    use tantivy::TantivyError;

    #[test]
    fn a_full_disk_is_no_damage_and_a_spoilt_file_is() {
        let lasting: [TantivyError; 3] = [
            TantivyError::SchemaError("another make".to_owned()),
            Error::from(ErrorKind::UnexpectedEof).into(),
            Error::from(ErrorKind::InvalidData).into(),
        ];
        for error in lasting {
            assert!(FindError::from(error.clone()).is_damage(), "{error}");
        }
        for kind in [ErrorKind::StorageFull, ErrorKind::NotFound, ErrorKind::PermissionDenied] {
            assert!(!FindError::from(Error::from(kind)).is_damage(), "{kind}");
            assert!(!FindError::from(TantivyError::from(Error::from(kind))).is_damage(), "{kind}");
        }
        assert!(!FindError::from(TantivyError::SystemError("no thread".to_owned())).is_damage());
    }
}
