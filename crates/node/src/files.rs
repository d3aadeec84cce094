//! Small files that are whole or not there: a reader never sees half of one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

fn flush_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

fn fill(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file in the place of the one that may be there.
pub fn replace(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let new = beside(path);
    fill(&new, bytes, mode)?;
    fs::rename(&new, path)?;
    flush_folder(path)
}

/// Writes a file that isn't there yet; one that is there stays as it is.
pub fn create(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let new = beside(path);
    fill(&new, bytes, mode)?;
    // A link, unlike a rename, never takes another file's place.
    let linked = fs::hard_link(&new, path);
    fs::remove_file(&new)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => flush_folder(path),
    }
}
