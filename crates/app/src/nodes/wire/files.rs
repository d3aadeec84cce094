//! Files in letters: what is asked and answered; the bytes themselves are in the letter's tail.

use domain::words::BlobId;
use serde::{Deserialize, Serialize};

/// See [`super::Ask::FileList`].
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct FileList {
    /// Most files in the answer.
    pub most: u32,
}

/// A file that the asked side lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::nodes) struct FileWanted {
    /// The file.
    pub blob: BlobId,
    /// Its size.
    pub size_bytes: u64,
    /// How much of it is there.
    pub have_bytes: u64,
    /// Whether only its small picture is wanted for now.
    #[serde(default)]
    pub thumbnail: bool,
}

/// Files that the centre lacks.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct FileListed {
    /// In the order in which they should come.
    pub wanted: Vec<FileWanted>,
    /// How many files the centre lacks in all, of the box's units and of those that went back to the centre.
    #[serde(default)]
    pub lacking: u64,
    /// How large they are together.
    #[serde(default)]
    pub lacking_bytes: u64,
}

/// See [`super::Ask::FilePut`]; the bytes are in the letter's tail.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct FilePut {
    /// The file.
    pub blob: BlobId,
    /// Its size; 0 where the bytes are its small picture, or where there are none: then the sender lost it.
    pub size_bytes: u64,
    /// Where in it the bytes belong.
    pub at: u64,
}

/// The bytes are on the centre's disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::nodes) struct FileTaken {
    /// How much of the file is there now.
    pub have_bytes: u64,
    /// Whether it is whole, and what its name says.
    pub done: bool,
}

/// See [`super::Ask::FileGet`].
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct FileGet {
    /// The file.
    pub blob: BlobId,
    /// From where in it.
    pub at: u64,
    /// Most bytes in the answer.
    pub most: u32,
    /// Whether its small picture is meant.
    #[serde(default)]
    pub thumbnail: bool,
}

/// The bytes are in the letter's tail.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::nodes) struct FileGiven {
    /// Whether the centre has it.
    pub known: bool,
}
