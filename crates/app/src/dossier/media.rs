//! What a file is, by its bytes, and whether they are all there: a scan whose sending was cut off is no scan.

/// How far from its end a file says that it ends; some programs put something behind it.
const TAIL: usize = 16 * 1024;

/// A kind of file; only such as are shown and printed everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Pdf,
    Jpeg,
    Png,
}

/// The kind, by the first bytes.
pub fn media(bytes: &[u8]) -> Option<Media> {
    const KINDS: [(&[u8], Media); 3] =
        [(b"%PDF-", Media::Pdf), (b"\xff\xd8\xff", Media::Jpeg), (b"\x89PNG\r\n\x1a\n", Media::Png)];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, media)| *media)
}

impl Media {
    /// As the web names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Whether the bytes go on to the end that the kind has.
    pub fn is_whole(self, bytes: &[u8]) -> bool {
        let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
        match self {
            Self::Pdf => has(tail, b"%%EOF"),
            Self::Png => has(tail, b"IEND"),
            Self::Jpeg => picture(bytes).is_some_and(|picture| has(picture, b"\xff\xd9")),
        }
    }
}

/// The picture of a JPEG: what stands behind its headers, one of which may hold a small picture with its own
/// end.
fn picture(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(2..)?;
    loop {
        match *rest.first_chunk::<4>()? {
            [0xff, 0xda, ..] => return Some(rest),
            [0xff, 0xff, ..] => rest = rest.get(1..)?,
            [0xff, _, high, low] => {
                rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low])).max(2)..)?;
            }
            _ => return None,
        }
    }
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|found| found == wanted)
}

#[cfg(test)]
mod tests {
    use super::{Media, media};

    /// Headers, one with a small picture inside, and a picture.
    const PHOTO: &[u8] =
        b"\xff\xd8\xff\xe1\x00\x08\xff\xd8..\xff\xd9\xff\xff\xda\x00\x02light\xff\xd9 and a trailer";

    #[test]
    fn files_are_what_their_bytes_say() {
        assert_eq!(media(b"%PDF-1.7"), Some(Media::Pdf));
        assert_eq!(media(PHOTO), Some(Media::Jpeg));
        assert_eq!(media(b"<svg onload=alert(1)>"), None);
        assert_eq!(media(b"MZ\x90"), None);
    }

    #[test]
    fn a_file_that_was_cut_off_is_not_whole() {
        let png = b"\x89PNG\r\n\x1a\n....IDAT....IEND\xaeB`\x82";
        let pdf = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n";
        let ends = [(Media::Pdf, &pdf[..], 6), (Media::Png, &png[..], 8), (Media::Jpeg, PHOTO, 15)];
        for (kind, whole, end) in ends {
            assert!(kind.is_whole(whole), "{kind:?}");
            for cut in 0..whole.len() - end {
                assert!(!kind.is_whole(&whole[..cut]), "{kind:?} {cut}");
            }
        }
        let scanned = [pdf, &[0; 4096][..]].concat();
        assert!(Media::Pdf.is_whole(&scanned), "some scanners put something behind it");
        assert!(!Media::Jpeg.is_whole(b"\xff\xd8\xff rubbish \xff\xd9"));
    }
}
